// An article with an event's quotes marked in it, exactly where the data says they stand.

/** Where the quotes stand in the text, as string offsets. Those that do not match it are left out. */
function quoteSpans(text, at, mentions) {
  const spans = [];
  mentions.forEach(({ mention, index }) => {
    const [start, end] = [at(mention.start), at(mention.end)];
    if (text.slice(start, end) !== mention.quote) return;
    spans.push({ kind: "quote", start, end, index });
    if (mention.when) spans.push({ kind: "when", start: at(mention.when[0]), end: at(mention.when[1]) });
  });
  return spans;
}

/** What other events quote of the same document, so that a reader can go from one to the next. */
function otherSpans(text, at, document, event) {
  return (QUOTED_BY_DOCUMENT().get(document) ?? [])
    .filter(({ other }) => other !== event)
    .map(({ other, mention }) => ({ kind: "other", start: at(mention.start), end: at(mention.end), other, quote: mention.quote }))
    .filter(({ start, end, quote }) => text.slice(start, end) === quote);
}

let quotedByDocument = null;
function QUOTED_BY_DOCUMENT() {
  quotedByDocument ??= groupBy(
    EVENTS.flatMap((other) => other.mentions.map((mention) => ({ other, mention }))),
    ({ mention }) => mention.document,
  );
  return quotedByDocument;
}

/** The article as an element; marks carry the index of their quote in data-quote. */
function articleElement(document, event, mentions) {
  const { text } = DATA.documents[document];
  const at = codePointsOf(text);
  const spans = [...quoteSpans(text, at, mentions), ...otherSpans(text, at, document, event)];
  return make("div", { class: "article", dir: "auto" }, ...cut(text, spans).map(piece));
}

function piece({ text, spans }) {
  const quotes = spans.filter((span) => span.kind === "quote");
  if (quotes.length) {
    const marked = make("mark", { "data-quote": quotes.map((span) => span.index).join(" ") });
    const when = spans.some((span) => span.kind === "when");
    marked.append(when ? make("b", {}, text) : text);
    return marked;
  }
  const other = spans.find((span) => span.kind === "other");
  if (!other) return document.createTextNode(text);
  return make("a", { class: "other", href: address(other.other), title: other.other.title }, text);
}
