// What the page shows, read once. Nothing changes it.

const DATA = JSON.parse(byId("data").textContent);

const EVENTS = [...DATA.events, ...DATA.undated].map((event, index) => ({ ...event, index }));
const EVENT_BY_ID = new Map(EVENTS.map((event) => [event.id, event]));
const DATED = EVENTS.slice(0, DATA.events.length);
const STATUSES = ["happened", "statement", "planned", "alleged", "denied", "cancelled"];

/** First and last day of all that is dated; null when nothing is. */
const EXTENT = DATED.length
  ? {
      first: DATED.reduce((day, { date }) => Math.min(day, date.first), Infinity),
      last: DATED.reduce((day, { date }) => Math.max(day, date.last), -Infinity),
    }
  : null;

/** What a search looks through. Built with the first search, so that opening the page stays fast. */
let haystacks = null;
function haystack(event) {
  haystacks ??= EVENTS.map((one) =>
    folded(
      [
        one.title,
        one.date?.words,
        one.place,
        ...one.participants,
        ...one.mentions.flatMap((mention) => [mention.quote, DATA.documents[mention.document].name]),
      ].join("\n"),
    ),
  );
  return haystacks[event.index];
}

/** The documents that tell an event, each once, best first. */
const documentsOf = (event) => [...new Set(event.mentions.map((mention) => mention.document))];

/** How a date is known, for people: the words, what they were counted from. */
function origin(date) {
  if (date.from === "publication") {
    return "No words of the text say when. It is dated by the day of the report, and may have happened before.";
  }
  const words = date.text === null ? "" : quoted(date.text);
  const counted = date.anchor === null ? "" : `, counted from ${date.anchor}`;
  if (date.from === "previous") return `From the sentence before${words && `: ${words}`}${counted}.`;
  return words ? `From ${words}${counted}.` : "";
}
