// What is chosen, and its form in the address: #EVENT&q=words&status=planned,denied&from=2026-05-01

const EVERYTHING = Object.freeze({
  open: null, // id of an event
  text: "",
  document: null, // index
  statuses: null, // a Set, or null for all
  disputed: false,
  confidence: 0, // percent
  from: null, // ordinals of days, both included
  to: null,
});

function writeAddress(state) {
  const parts = [];
  if (state.open !== null) parts.push(encodeURIComponent(state.open).replaceAll("%3A", ":"));
  const add = (name, value) => parts.push(`${name}=${encodeURIComponent(value)}`);
  if (state.text) add("q", state.text);
  if (state.document !== null) add("document", DATA.documents[state.document].file);
  if (state.statuses) add("status", [...state.statuses].join(","));
  if (state.disputed) add("disputed", "yes");
  if (state.confidence) add("sure", state.confidence);
  if (state.from !== null) add("from", dayText(state.from));
  if (state.to !== null) add("to", dayText(state.to));
  return `#${parts.join("&")}`;
}

/** What is not understood is left out: an address is typed, cut and mailed by people. */
function readAddress(hash) {
  const state = { ...EVERYTHING };
  for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    const value = decoded(part.slice(at + 1));
    if (at < 0) state.open = EVENT_BY_ID.has(value) ? value : state.open;
    else readPart(state, part.slice(0, at), value);
  }
  return state;
}

function readPart(state, name, value) {
  const known = { q: "text", document: "document", status: "statuses", disputed: "disputed", sure: "confidence", from: "from", to: "to" };
  if (!Object.hasOwn(known, name)) {
    const id = decoded(`${name}=${value}`);
    if (EVENT_BY_ID.has(id)) state.open = id;
  } else if (name === "q") state.text = value;
  else if (name === "disputed") state.disputed = true;
  else if (name === "sure") state.confidence = Math.min(100, Math.max(0, Number.parseInt(value, 10) || 0));
  else if (name === "from") state.from = readDay(value)?.first ?? null;
  else if (name === "to") state.to = readDay(value)?.last ?? null;
  else if (name === "document") {
    const index = DATA.documents.findIndex((document) => document.file === value);
    state.document = index < 0 ? null : index;
  } else {
    const wanted = value.split(",").filter((status) => STATUSES.includes(status));
    state.statuses = wanted.length ? new Set(wanted) : null;
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isFiltered = (state) =>
  Boolean(state.text.trim() || state.statuses || state.disputed || state.confidence) ||
  state.document !== null ||
  hasTimes(state);

const hasTimes = (state) => state.from !== null || state.to !== null;

/** The events that fit every filter but the time, and of those the ones that fit the time too. */
function choose(state) {
  const words = folded(state.text).split(/\s+/).filter(Boolean);
  const anyTime = EVENTS.filter(
    (event) =>
      (state.document === null || event.mentions.some((one) => one.document === state.document)) &&
      (!state.statuses || state.statuses.has(event.status)) &&
      (!state.disputed || event.conflicts.length > 0) &&
      Math.round(event.confidence * 100) >= state.confidence &&
      words.every((word) => haystack(event).includes(word)),
  );
  return { anyTime, shown: hasTimes(state) ? anyTime.filter((event) => inTime(event, state)) : anyTime };
}

/** An event whose days overlap the chosen ones can have happened then. Undated ones cannot be told. */
const inTime = ({ date }, { from, to }) =>
  date !== null && (from === null || date.last >= from) && (to === null || date.first <= to);
