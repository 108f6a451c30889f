// One state, kept in the address; every change draws what depends on it.

const THEMES = ["auto", "light", "dark"];
const THEME_WORDS = { auto: "Colours: as the system", light: "Colours: light", dark: "Colours: dark" };
const THEME_SIGNS = { auto: "◐", light: "☀", dark: "☾" };

let state = readAddress(location.hash);
let waiting = 0; // the timer of an address to be kept
const list = drawnEvents();
const strip = drawnOverview(state);
const reader = drawnReader({ closed: () => change({ open: null }) });
const filters = drawnFilters({ change, clear: () => change({ ...EVERYTHING, open: state.open }) });
let chosen = choose(state);

/**
 * `address`: "push" makes a step that the Back button undoes, "replace" does not, and "later" waits
 * until the hand rests: browsers count changes of the address, and refuse them after a hundred.
 */
function change(changes, { address: way = "replace" } = {}) {
  state = { ...state, ...changes };
  clearTimeout(waiting);
  if (way === "later") waiting = setTimeout(keepAddress, 150);
  else keepAddress(way);
  draw();
}

function keepAddress(way) {
  const hash = writeAddress(state);
  if (hash === (location.hash || "#")) return;
  const url = hash === "#" ? location.href.replace(/#.*/, "") : hash;
  try {
    if (way === "push") history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  } catch {
    // a preview, in a mail program, has no address to keep it in
  }
}

function draw({ scroll = false } = {}) {
  chosen = choose(state);
  const open = state.open === null ? null : EVENT_BY_ID.get(state.open);
  list.show(chosen.shown);
  filters(state, chosen.shown);
  list.mark(open);
  reader.show(open);
  strip.show(chosen.anyTime, state);
  if (scroll && open) list.card(open).scrollIntoView({ block: "center" });
}

/** Back, Forward and typed addresses. */
function follow() {
  clearTimeout(waiting);
  const before = state.open;
  state = readAddress(location.hash);
  draw({ scroll: state.open !== before });
}

function openEvent(event) {
  change({ open: event.id }, { address: state.open === null ? "push" : "replace" });
  if (byId("reader").open) reader.body.focus({ preventScroll: true });
}

function close() {
  const open = state.open === null ? null : EVENT_BY_ID.get(state.open);
  change({ open: null });
  if (open && !list.card(open).hidden) list.link(open).focus();
}

/** The event the keyboard is on: the open one, else the focused one. */
function here() {
  if (state.open !== null) return EVENT_BY_ID.get(state.open);
  const item = document.activeElement?.closest(".event");
  return item ? EVENTS[Number(item.dataset.index)] : null;
}

function step(by) {
  const { shown } = chosen;
  if (!shown.length) return;
  const now = here();
  const place = now ? shown.indexOf(now) : -1;
  const next = shown[Math.min(shown.length - 1, Math.max(0, place < 0 ? (by > 0 ? 0 : shown.length - 1) : place + by))];
  list.card(next).scrollIntoView({ block: "nearest" });
  if (state.open !== null) openEvent(next);
  else list.link(next).focus();
}

function goTo(day) {
  const dated = chosen.shown.filter((event) => event.date);
  const event = dated.find(({ date }) => date.last >= day) ?? dated.at(-1);
  if (event) list.card(event).scrollIntoView({ block: "start" });
}

function theme(name) {
  const button = byId("theme");
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  button.textContent = THEME_SIGNS[name];
  button.setAttribute("aria-label", THEME_WORDS[name]);
  button.title = THEME_WORDS[name];
}

function remembered() {
  try {
    const name = localStorage.getItem("timeline-theme");
    return THEMES.includes(name) ? name : "auto";
  } catch {
    return "auto"; // pages without a place of their own may keep nothing
  }
}

function turnTheme() {
  const now = document.documentElement.dataset.theme ?? "auto";
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  theme(next);
  try {
    localStorage.setItem("timeline-theme", next);
  } catch {
    // it holds until the page is closed
  }
}

function summary() {
  const span = EXTENT ? `${DATED[0].date.words} to ${DATED.reduce((last, one) => (one.date.last > last.date.last ? one : last)).date.words}` : "";
  return [count(DATED.length, "dated event"), `${DATA.undated.length} undated`, span].filter(Boolean).join(" · ");
}

function sources() {
  const items = DATA.documents.map((source) => {
    const words = [source.published ? `${source.published}, ${publishedFrom(source)}` : "publication date unknown", source.text === null ? "quotes alone: its text is not in this page" : null];
    return make("li", { dir: "auto" }, source.url ? webLink(source.url, source.name) : make("span", { class: "name" }, source.name), make("span", { class: "by" }, ` ${words.filter(Boolean).join("; ")}`));
  });
  byId("sources").append(make("h2", { id: "sources-title" }, "Documents"), make("ul", {}, ...items));
  if (!DATA.skipped.length) return;
  const skipped = DATA.skipped.map((one) => make("li", {}, `${one.document} (${one.where}): ${one.reason}`));
  byId("sources").append(make("details", {}, make("summary", {}, `${count(skipped.length, "thing")} not in this timeline, and why`), make("ul", {}, ...skipped)));
}

/** What was run, in full behind a click: a timeline can be made again. */
function made() {
  const { version, model, modelSha256, prompt, promptSha256, settings } = DATA.made;
  const rows = [["model", `${model}, SHA-256 ${modelSha256}`], ["prompt", `${prompt}, SHA-256 ${promptSha256}`], ...Object.entries(settings), ...DATA.made.more];
  byId("made").append(
    make("p", {}, `Made with timeline ${version} and the language model ${model}. A model can misread: check every event against its quotes.`),
    make("details", {}, make("summary", {}, "How exactly"), make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, String(value))]))),
  );
}

byId("summary").textContent = summary();
made();
sources();
theme(remembered());
brush(strip, { choose: (times) => change(times, { address: "later" }), goTo, current: () => state });
listen({ step, stepQuote: reader.step, close, openKeys: () => byId("keys").showModal() });

byId("events").addEventListener("click", (click) => {
  const item = click.target.closest(".event");
  if (!item || click.ctrlKey || click.metaKey || click.shiftKey || getSelection().toString()) return;
  click.preventDefault();
  openEvent(EVENTS[Number(item.dataset.index)]);
});
reader.body.addEventListener("click", (click) => {
  const link = click.target.closest("a.other");
  if (!link) return;
  click.preventDefault();
  const event = EVENT_BY_ID.get(decoded(link.getAttribute("href").slice(1)));
  change({ open: event.id });
  if (!list.card(event).hidden) list.card(event).scrollIntoView({ block: "center" });
});
byId("close").addEventListener("click", close);
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("link").addEventListener("click", copyLink);
byId("theme").addEventListener("click", turnTheme);
byId("keys-button").addEventListener("click", () => byId("keys").showModal());
byId("skip").addEventListener("click", (click) => {
  click.preventDefault();
  byId("events").focus();
});
addEventListener("popstate", follow);
document.querySelector(".overview").hidden = EXTENT === null;
draw({ scroll: true });
byId("waiting").remove();

async function copyLink() {
  const said = byId("link").textContent;
  try {
    await navigator.clipboard.writeText(location.href);
    byId("link").textContent = "Copied";
  } catch {
    byId("link").textContent = "Copy the address above";
  }
  setTimeout(() => (byId("link").textContent = said), 1500);
}
