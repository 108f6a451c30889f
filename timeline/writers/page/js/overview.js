// The strip: how many events can have happened when. A bin's solid part are events whose days fit
// into about one bin; its pale part are those known less exactly, spread over all their days.

const HEIGHT = 64; // pixels of the bars
const BIN = 6; // pixels
const SVG = "http://www.w3.org/2000/svg";
const STEPS = [
  // [months between ticks]: days are handled apart
  1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000,
];

/** The days the strip shows at first: around the chosen ones, else all, or the crowded part when a few far days would flatten it. */
function firstView({ from, to }) {
  if (from !== null && to !== null && from <= EXTENT.last && to >= EXTENT.first) return padded(from, to, 0.5);
  const days = DATED.map(({ date }) => (date.first + date.last) / 2).sort((a, b) => a - b);
  const at = (share) => days[Math.round(share * (days.length - 1))];
  const [low, high] = [Math.floor(at(0.1)), Math.ceil(at(0.9))];
  const all = padded(EXTENT.first, EXTENT.last);
  const wide = padded(low, high, 0.25);
  const crowded = { first: Math.max(wide.first, all.first), last: Math.min(wide.last, all.last) };
  return crowded.last - crowded.first < 0.2 * (all.last - all.first) ? crowded : all;
}

function padded(first, last, share = 0.02) {
  const margin = Math.max(2, Math.round((last - first + 1) * share));
  return { first: first - margin, last: last + margin };
}

/** For each of `bins` equal bins of the view: solid and pale counts, and how many lie outside. */
function density(events, view, bins) {
  const solid = new Float64Array(bins);
  const change = new Float64Array(bins + 1);
  const size = (view.last + 1 - view.first) / bins;
  const outside = { before: 0, after: 0 };
  for (const { date } of events) {
    if (!date) continue;
    if (date.last < view.first) outside.before += 1;
    else if (date.first > view.last) outside.after += 1;
    else {
      const low = Math.max(0, Math.floor((date.first - view.first) / size));
      const high = Math.min(bins - 1, Math.floor((date.last - view.first) / size));
      if (date.last - date.first + 1 <= Math.max(1, size) && !date.approximate) solid[low] += 1;
      else {
        change[low] += 1;
        change[high + 1] -= 1;
      }
    }
  }
  const pale = new Float64Array(bins);
  let open = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    open += change[bin];
    pale[bin] = open;
  }
  return { solid, pale, outside };
}

/** Ticks of the view: [{day, words, strong}], at least `apart` days from each other. */
function ticks(view, apart) {
  if (apart < 20) return dayTicks(view, [1, 2, 7, 14].find((step) => step >= apart) ?? 14);
  const step = STEPS.find((months) => months * 30.4 >= apart) ?? STEPS.at(-1);
  const start = civil(view.first);
  const found = [];
  let month = Math.floor((start.year * 12 + start.month - 1) / step) * step;
  for (; ; month += step) {
    const year = Math.floor(month / 12);
    const ofYear = month - year * 12;
    // Centuries are counted from year 1, so that BCE ticks are round as people count them.
    const shift = step >= 120 && year <= 0 ? 1 : 0;
    const day = ordinal(year + shift, ofYear + 1, 1);
    if (day > view.last) return found;
    const january = ofYear === 0;
    const words = january ? yearWords(year + shift) : MONTHS[ofYear].slice(0, 3);
    if (day >= view.first) found.push({ day, words, strong: january });
  }
}

function dayTicks(view, step) {
  const found = [];
  for (let day = Math.ceil((view.first - 1) / step) * step + 1; day <= view.last; day += step) {
    const parts = civil(day);
    const strong = parts.month === 1 && parts.day <= step;
    const year = strong || found.length === 0 ? ` ${yearWords(parts.year)}` : "";
    found.push({ day, words: `${parts.day} ${MONTHS[parts.month - 1].slice(0, 3)}${year}`, strong });
  }
  return found;
}

/** The drawing. `show(events, all, state)` draws; `view` is what days it spans. */
function drawnOverview(first) {
  const svg = byId("strip");
  const all = EXTENT ? padded(EXTENT.first, EXTENT.last) : null;
  const strip = { all, view: all && firstView(first), width: 0, toX, toDay, draw, show };
  let [chosen, state, marked] = [[], EVERYTHING, null];

  function toX(day) {
    return ((day - strip.view.first) / (strip.view.last + 1 - strip.view.first)) * strip.width;
  }

  function toDay(x) {
    const share = Math.min(1, Math.max(0, x / strip.width));
    return Math.min(strip.view.last, Math.floor(strip.view.first + share * (strip.view.last + 1 - strip.view.first)));
  }

  function show(events, newState) {
    chosen = events;
    state = newState;
    marked = state.open === null ? null : EVENT_BY_ID.get(state.open);
    draw();
  }

  function draw() {
    strip.width = svg.clientWidth;
    if (!strip.width || !all) return;
    const bins = Math.max(10, Math.floor(strip.width / BIN));
    const { solid, pale, outside } = density(chosen, strip.view, bins);
    const most = Math.max(1, ...solid.map((number, bin) => number + pale[bin]));
    svg.setAttribute("viewBox", `0 0 ${strip.width} ${HEIGHT + 20}`);
    svg.replaceChildren(
      ...selection(),
      shape("path", { class: "vague", d: bars(pale, null, most) }),
      shape("path", { class: "sure", d: bars(solid, pale, most) }),
      shape("path", { class: "axis", d: `M0 ${HEIGHT + 0.5}H${strip.width}` }),
      ...drawnTicks(),
      ...mark(),
    );
    edge(byId("before"), outside.before, "earlier");
    edge(byId("after"), outside.after, "later");
    placeHandles(strip, state);
  }

  /** Bars as one path; small numbers stay visible, and bars stand on those of `below`. */
  function bars(numbers, below, most) {
    const wide = strip.width / numbers.length;
    const high = (number) => (number ? Math.max(3, Math.sqrt(number / most) * (HEIGHT - 6)) : 0);
    let path = "";
    numbers.forEach((number, bin) => {
      if (!number) return;
      const base = below ? high(below[bin]) : 0;
      const top = high(number + (below ? below[bin] : 0));
      const tall = Math.max(3, top - base);
      const gap = below ? 1 : 0; // what is known only roughly runs on without gaps
      path += `M${(bin * wide).toFixed(1)} ${(HEIGHT - base).toFixed(1)}v${(-tall).toFixed(1)}h${(wide - gap).toFixed(1)}v${tall.toFixed(1)}z`;
    });
    return path;
  }

  function selection() {
    if (!hasTimes(state)) return [];
    const [left, right] = chosenEnds(strip, state).map((x) => Math.min(strip.width, Math.max(0, x)));
    return [shape("rect", { class: "chosen", x: left, y: 0, width: Math.max(1, right - left), height: HEIGHT })];
  }

  function mark() {
    if (!marked?.date) return [];
    const left = Math.max(0, toX(marked.date.first));
    const right = Math.min(strip.width, toX(marked.date.last + 1));
    if (right < 0 || left > strip.width) return [];
    return [shape("rect", { class: "here", x: left, y: HEIGHT - 1, width: Math.max(4, right - left), height: 3 })];
  }

  function drawnTicks() {
    const perPixel = (strip.view.last + 1 - strip.view.first) / strip.width;
    const drawn = [];
    let free = -Infinity; // where the last label ends
    for (const { day, words, strong } of ticks(strip.view, perPixel * 54)) {
      const x = toX(day);
      drawn.push(shape("path", { class: "tick", d: `M${x.toFixed(1)} ${HEIGHT}v4` }));
      const wide = words.length * 6.6;
      if (x < free || x + wide > strip.width) continue;
      const label = shape("text", { class: strong ? "strong" : "", x: x.toFixed(1), y: HEIGHT + 16 });
      label.textContent = words;
      drawn.push(label);
      free = x + wide + 8;
    }
    return drawn;
  }

  new ResizeObserver(perFrame(draw)).observe(svg);
  return strip;
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function edge(button, number, where) {
  button.hidden = number === 0;
  button.textContent = where === "earlier" ? `‹ ${number} earlier` : `${number} later ›`;
}

/** Left and right end of the chosen days in pixels; the ends of the strip where none are chosen. */
const chosenEnds = (strip, { from, to }) => [
  from === null ? 0 : strip.toX(from),
  to === null ? strip.width : strip.toX(to + 1),
];

function placeHandles(strip, state) {
  const places = chosenEnds(strip, state);
  [byId("handle-from"), byId("handle-to")].forEach((handle, which) => {
    const day = which ? (state.to ?? strip.all.last) : (state.from ?? strip.all.first);
    handle.style.left = `${Math.min(strip.width, Math.max(0, places[which]))}px`;
    handle.classList.toggle("chosen", (which ? state.to : state.from) !== null);
    handle.setAttribute("aria-valuemin", strip.all.first);
    handle.setAttribute("aria-valuemax", strip.all.last);
    handle.setAttribute("aria-valuenow", day);
    handle.setAttribute("aria-valuetext", dayWords(day));
  });
}
