// The list: one card per event, by year, the undated in a section of their own. Cards are made
// once and hidden by the filters; the browser skips drawing those that are not on the screen.

const STATUS_WORDS = { statement: "statement", planned: "planned", alleged: "alleged", denied: "denied", cancelled: "cancelled" };

const address = (event) => `#${encodeURIComponent(event.id).replaceAll("%3A", ":")}`;

/** A quote with its time words marked. */
function quoteWords(mention) {
  if (!mention.when) return [mention.quote];
  const at = codePointsOf(mention.quote);
  const [start, end] = mention.when.map((point) => at(point - mention.start));
  return [mention.quote.slice(0, start), make("b", {}, mention.quote.slice(start, end)), mention.quote.slice(end)];
}

function tags(event) {
  const found = [];
  if (event.status !== "happened") found.push(make("span", { class: `tag ${event.status}` }, STATUS_WORDS[event.status]));
  if (event.conflicts.length) found.push(make("span", { class: "tag conflict" }, `dates disagree: also ${event.conflicts.map((date) => date.words).join(", ")}`));
  if (event.confidence < 0.6) found.push(make("span", { class: "tag doubtful" }, "doubtful"));
  return found;
}

function sourceWords(event) {
  const documents = documentsOf(event);
  const more = documents.length > 1 ? ` and ${documents.length - 1} more` : "";
  return `${DATA.documents[documents[0]].name}${more}`;
}

function card(event) {
  const [best] = event.mentions;
  const { date } = event;
  const exact = date && date.first === date.last && !date.approximate && date.from === "expression";
  return make(
    "li",
    { class: `event ${event.status}${exact ? " exact" : ""}`, "data-index": event.index },
    make(
      "div",
      { class: "when" },
      make("span", { class: "date" }, date ? date.words : "undated"),
      date?.note ? make("span", { class: "note" }, date.note) : null,
    ),
    make(
      "article",
      { class: "what" },
      make("h3", { dir: "auto" }, make("a", { href: address(event), class: "title" }, event.title)),
      make("blockquote", { dir: "auto" }, ...quoteWords(best)),
      make(
        "p",
        { class: "meta" },
        ...tags(event),
        DATA.documents.length > 1 ? make("span", { class: "source", dir: "auto" }, sourceWords(event)) : null,
        event.mentions.length > 1 ? make("span", {}, count(event.mentions.length, "quote")) : null,
        make("span", { class: "share", title: "How sure the model is that this is an event" }, `${percent(event.confidence)} sure`),
      ),
    ),
  );
}

/** What an event stands under: its year, or the years of a date that is not known to the year. */
function eraWords({ first, last, words, granularity }) {
  if (last - first <= 366 && !LONG.has(granularity)) return yearWords(civil(first).year);
  if (LONG.has(granularity)) return words.replace(/^the /, "");
  return `${yearWords(civil(first).year)}–${yearWords(civil(last).year)}`;
}
const LONG = new Set(["decade", "century", "millennium"]);

function listOf(events, id, heading) {
  const cards = events.map(card);
  const section = make("section", { class: "year", "aria-labelledby": id }, make("h2", { id }, heading), make("ol", {}, ...cards));
  return { section, cards, events };
}

/** The list. `show(events)` hides all others; `links` are the visible titles, in order. */
function drawnEvents() {
  const main = byId("events");
  const groups = [];
  for (const event of DATED) {
    const words = eraWords(event.date);
    if (groups.at(-1)?.words !== words) groups.push({ words, events: [] });
    groups.at(-1).events.push(event);
  }
  groups.forEach(({ words, events }, place) => (groups[place] = listOf(events, `era${place}`, words)));
  if (DATA.undated.length) groups.push(listOf(EVENTS.slice(DATED.length), "undated", "Undated"));
  const nothing = make("p", { class: "nothing", hidden: "" }, "No event fits these filters.");
  if (!EVENTS.length) nothing.textContent = "No events were found in these documents.";
  main.append(nothing, ...groups.map((group) => group.section));
  const cards = groups.flatMap((group) => group.cards);
  cards.sort((one, other) => one.dataset.index - other.dataset.index);

  function show(events) {
    const visible = new Uint8Array(EVENTS.length);
    for (const event of events) visible[event.index] = 1;
    for (const group of groups) {
      let any = 0;
      group.events.forEach((event, place) => {
        const hidden = !visible[event.index];
        if (group.cards[place].hidden !== hidden) group.cards[place].hidden = hidden;
        any += hidden ? 0 : 1;
      });
      group.section.hidden = any === 0;
      // A guess until the section has been on the screen, so that the scroll bar is about right.
      group.section.style.containIntrinsicBlockSize = `auto ${4 + any * 8}rem`;
    }
    nothing.hidden = events.length > 0;
  }

  return {
    show,
    link: (event) => cards[event.index].querySelector(".title"),
    card: (event) => cards[event.index],
    mark(event) {
      main.querySelector(".event.open")?.classList.remove("open");
      if (event) cards[event.index].classList.add("open");
    },
  };
}
