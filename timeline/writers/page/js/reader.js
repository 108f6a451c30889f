// One event, opened: how its date is known, its quotes, and the article around them.

/** The panel. `show(event)` fills and opens it, null closes it; `step(by)` goes through the quotes. */
function drawnReader({ closed }) {
  const dialog = byId("reader");
  const body = byId("reader-body");
  const narrow = matchMedia("(max-width: 999px)");
  let [shown, quote] = [null, 0];

  function show(event) {
    if (event === null) {
      if (dialog.open) dialog.close();
      document.body.classList.remove("reading");
      shown = null;
      return;
    }
    if (event !== shown) fill(event);
    shown = event;
    document.body.classList.add("reading");
    if (dialog.open) return;
    if (narrow.matches) dialog.showModal();
    else dialog.show();
    body.focus(); // not `autofocus`: browsers complain of it when something has the focus already
  }

  function fill(event) {
    quote = 0;
    body.replaceChildren(...facts(event), quotes(event), articles(event));
    body.scrollTop = 0;
    select(0, { scroll: false });
  }

  /** Make one quote the current one and bring it into view. */
  function select(index, { scroll = true } = {}) {
    quote = index;
    for (const button of body.querySelectorAll(".quote-button")) {
      button.setAttribute("aria-current", String(Number(button.dataset.index) === index));
    }
    let first = null;
    for (const marked of body.querySelectorAll("mark")) {
      const current = marked.dataset.quote.split(" ").includes(String(index));
      marked.classList.toggle("current", current);
      first ??= current ? marked : null;
    }
    if (scroll) (first ?? body.querySelector("[aria-current=true]"))?.scrollIntoView({ block: "center" });
  }

  function quotes(event) {
    const items = event.mentions.map((mention, index) => {
      const source = DATA.documents[mention.document];
      const button = make(
        "button",
        { type: "button", class: "quote-button", "data-index": index },
        make("span", { class: "said", dir: "auto" }, ...quoteWords(mention)),
        make("span", { class: "by", dir: "auto" }, [source.name, pageWords(source, mention), source.published, percent(mention.confidence)].filter(Boolean).join(" · ")),
        mention.title === event.title ? null : make("span", { class: "by", dir: "auto" }, `told as: ${mention.title}`),
        ...mention.more.map(([name, words]) => make("span", { class: "by", dir: "auto" }, `${name} in this telling: ${words}`)),
      );
      button.addEventListener("click", () => select(index));
      return make("li", {}, button);
    });
    return make("ol", { class: "quotes", "aria-label": count(items.length, "quote") }, ...items);
  }

  function articles(event) {
    const found = documentsOf(event).map((index) => {
      const mentions = event.mentions.map((mention, place) => ({ mention, index: place })).filter(({ mention }) => mention.document === index);
      return oneArticle(index, event, mentions);
    });
    return make("div", { class: "articles" }, ...found);
  }

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault(); // Esc: the address decides what is open
    closed();
  });
  dialog.addEventListener("close", () => {
    if (shown !== null && !dialog.open) closed(); // some browsers close at a second Esc without asking
  });
  narrow.addEventListener("change", () => {
    if (!dialog.open) return;
    dialog.close();
    show(shown);
  });
  return {
    show,
    step: (by) => shown && select((quote + by + shown.mentions.length) % shown.mentions.length),
    body,
  };
}

function oneArticle(index, event, mentions) {
  const source = DATA.documents[index];
  const known = source.published ? `published ${source.published} (${publishedFrom(source)})` : "publication date unknown";
  const head = [
    make("h3", { dir: "auto" }, source.url ? webLink(source.url, source.name) : source.name),
    make("p", { class: "by" }, known),
  ];
  if (source.text === null) {
    const words = "The article itself is not in this page; these are its quotes alone.";
    return make("section", { class: "missing" }, ...head, make("p", { class: "notice" }, words));
  }
  const article = articleElement(index, event, mentions);
  const marked = new Set([...article.querySelectorAll("mark")].flatMap((one) => one.dataset.quote.split(" ")));
  const lost = mentions.filter((one) => !marked.has(String(one.index)) && one.mention.quote).length;
  const warning = lost
    ? make("p", { class: "notice", role: "alert" }, `${count(lost, "quote")} of this event cannot be found in this text where the timeline says.`)
    : null;
  return make("section", {}, ...head, warning, article);
}

const PUBLISHED_FROM = {
  option: "as given",
  sidecar: "from the file beside it",
  "front-matter": "from its front matter",
  meta: "from its metadata",
  dateline: "from its dateline",
  filename: "from its file name",
  created: "when its file was made",
  modified: "when it was last changed",
  mtime: "when its file was last changed",
};
const publishedFrom = (source) => PUBLISHED_FROM[source.publishedFrom] ?? source.publishedFrom;

/** The page a quote begins on; null where the document has no pages. */
const pageWords = ({ pages }, { start }) => (pages.length ? `page ${rank(pages, start + 1)}` : null);

function facts(event) {
  const { date } = event;
  const list = make("dl", { class: "facts" });
  const add = (name, ...words) => list.append(make("dt", {}, name), make("dd", { dir: "auto" }, ...words));
  if (date) {
    add("Date from", origin(date).replace(/^From /, "").replace(/^the sentence/, "The sentence"));
    add("As data", make("code", {}, date.edtf), ` EDTF, `, make("code", {}, date.timex), ` TIMEX3; ${date.granularity}, by the rule ${date.rule}`);
  }
  add("Status", event.status);
  if (event.participants.length) add("Who", event.participants.join(", "));
  if (event.place) add("Where", event.place);
  for (const [name, words] of event.more) add(name, words);
  for (const [name, words] of event.fields) add(name, words);
  add("Confidence", `${percent(event.confidence)}: the model’s probability that this is an event`);
  return [
    make("p", { class: "reader-when" }, date ? date.words : "Undated", date?.note ? make("span", { class: "note" }, date.note) : null),
    make("h2", { id: "reader-title", dir: "auto" }, event.title),
    ...(event.conflicts.length ? [disagreement(event)] : []),
    list,
  ];
}

function disagreement(event) {
  const items = event.conflicts.map((other) => make("li", { dir: "auto" }, make("strong", {}, other.words), ` ${origin(other)}`));
  return make("div", { class: "disagreement" }, make("p", {}, "Another telling gives another date:"), make("ul", {}, ...items));
}
