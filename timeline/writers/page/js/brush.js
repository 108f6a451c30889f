// Choosing a time on the strip: drag, click, handles, zoom.

/** `choose({from, to})` sets the time; `goTo(day)` scrolls to a day. */
function brush(strip, { choose, goTo, current }) {
  const svg = byId("strip");
  const choosing = perFrame(choose);
  let grip = null; // where the pointer went down, and what it moves

  const xOf = (event) => event.clientX - svg.getBoundingClientRect().left;
  const between = (one, other) => ({ from: strip.toDay(Math.min(one, other)), to: strip.toDay(Math.max(one, other)) });

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const x = xOf(event);
    const [left, right] = chosenEnds(strip, current());
    const inside = hasTimes(current()) && x > left && x < right;
    grip = { x, moved: false, left: inside ? left : null, right };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const x = xOf(event);
    grip.moved ||= Math.abs(x - grip.x) > 4;
    if (!grip.moved) return;
    if (grip.left === null) choosing(between(grip.x, x));
    else choosing(between(grip.left + x - grip.x, grip.right - 1 + x - grip.x));
  });
  svg.addEventListener("pointerup", (event) => {
    if (grip && !grip.moved) goTo(strip.toDay(xOf(event)));
    grip = null;
  });
  svg.addEventListener("pointercancel", () => (grip = null));
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // a pinch; a plain wheel scrolls the page
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, strip.toDay(xOf(event)));
  }, { passive: false });

  for (const which of ["from", "to"]) handle(byId(`handle-${which}`), which);

  function handle(element, which) {
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      event.preventDefault();
      element.focus();
    });
    element.addEventListener("pointermove", (event) => {
      if (element.hasPointerCapture(event.pointerId)) set(which, strip.toDay(xOf(event)));
    });
    element.addEventListener("keydown", (event) => {
      const step = Math.max(1, Math.round((strip.view.last + 1 - strip.view.first) / 50));
      const moves = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -10 * step, PageUp: 10 * step };
      const now = current()[which] ?? strip.all[which === "from" ? "first" : "last"];
      if (event.key in moves) set(which, now + (event.shiftKey ? Math.sign(moves[event.key]) : moves[event.key]));
      else if (event.key === (which === "from" ? "Home" : "End")) choose({ ...times(), [which]: null });
      else return;
      event.preventDefault();
    });
  }

  const times = () => ({ from: current().from, to: current().to });

  /** One end; it pushes the other along. All the way out means no limit. */
  function set(which, day) {
    const { first, last } = strip.all;
    const inside = Math.min(last, Math.max(first, day));
    const chosen = { ...times(), [which]: inside };
    if (which === "from" && inside <= first) chosen.from = null;
    if (which === "to" && inside >= last) chosen.to = null;
    if (which === "from" && chosen.to !== null && chosen.to < inside) chosen.to = inside;
    if (which === "to" && chosen.from !== null && chosen.from > inside) chosen.from = inside;
    choose(chosen);
  }

  function zoom(factor, around) {
    const { first, last } = strip.view;
    const size = Math.max(14, Math.round((last - first) * factor));
    const start = Math.round(around - ((around - first) / (last - first)) * size);
    const low = Math.max(strip.all.first, Math.min(start, strip.all.last - size));
    look({ first: low, last: Math.min(strip.all.last, low + size) });
  }

  function look(view) {
    strip.view = view;
    strip.draw();
  }

  byId("zoom-in").addEventListener("click", () => {
    const { from, to } = current();
    const { first, last } = strip.view;
    const [low, high] = [Math.max(from ?? first, strip.all.first), Math.min(to ?? last, strip.all.last)];
    const worthwhile = low <= high && high - low < 0.8 * (last - first) && last - first > 14;
    if (worthwhile) look(padded(low, high, 0.1));
    else zoom(0.5, (first + last) / 2);
  });
  byId("zoom-out").addEventListener("click", () => zoom(2, (strip.view.first + strip.view.last) / 2));
  for (const id of ["zoom-all", "before", "after"]) byId(id).addEventListener("click", () => look(strip.all));
}
