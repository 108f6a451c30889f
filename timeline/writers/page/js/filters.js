// The form: its controls show the state, and change it.

function drawnFilters({ change, clear }) {
  const form = byId("filters");
  const boxes = [];

  byId("document").append(
    make("option", { value: "" }, "All documents"),
    ...DATA.documents.map((source, index) => make("option", { value: index }, source.name)),
  );
  byId("document").hidden = DATA.documents.length < 2;
  const present = STATUSES.filter((status) => EVENTS.some((event) => event.status === status));
  for (const status of present.length > 1 ? present : []) {
    boxes.push(chip(status, status, EVENTS.filter((event) => event.status === status).length));
  }
  const disputed = EVENTS.filter((event) => event.conflicts.length > 0).length;
  if (disputed) chip("disputed", "dates disagree", disputed);

  function chip(value, words, number) {
    const box = make("input", { type: "checkbox", value });
    byId("statuses").append(make("label", { class: `chip ${value}` }, box, `${words} `, make("span", { class: "number" }, String(number))));
    return box;
  }

  function chosenStatuses() {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    return chosen.length ? new Set(chosen) : null;
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  const controls = {
    text: (value) => change({ text: value }, { address: "later" }),
    document: (value) => change({ document: value === "" ? null : Number(value) }),
    confidence: (value) => change({ confidence: Number(value) }, { address: "later" }),
  };
  for (const [id, set] of Object.entries(controls)) {
    byId(id).addEventListener("input", perFrame(() => set(byId(id).value)));
  }
  byId("statuses").addEventListener("change", () =>
    change({ statuses: chosenStatuses(), disputed: Boolean(form.querySelector("input[value=disputed]")?.checked) }),
  );
  for (const [id, end] of [["from", "first"], ["to", "last"]]) {
    byId(id).addEventListener("change", ({ target }) => {
      const span = readDay(target.value);
      const wrong = target.value.trim() !== "" && span === null;
      target.setAttribute("aria-invalid", String(wrong));
      target.title = wrong ? "Not a day, month or year: try 2026-05-07, May 2026, 44 BCE" : "";
      if (!wrong) change({ [id]: span?.[end] ?? null });
    });
  }
  byId("more").addEventListener("click", () => {
    const open = form.classList.toggle("unfolded");
    byId("more").setAttribute("aria-expanded", String(open));
  });
  byId("clear").addEventListener("click", clear);

  /** Controls as the state says; what is being typed is left alone. */
  return function show(state, shown) {
    const put = (id, value) => {
      if (document.activeElement !== byId(id) || value === "") byId(id).value = value;
    };
    if (byId("text").value !== state.text) byId("text").value = state.text;
    put("document", state.document ?? "");
    put("confidence", state.confidence);
    byId("confidence-value").textContent = `${state.confidence} %`;
    byId("confidence").setAttribute("aria-valuetext", `${state.confidence} %`);
    put("from", state.from === null ? "" : dayText(state.from));
    put("to", state.to === null ? "" : dayText(state.to));
    for (const box of boxes) box.checked = Boolean(state.statuses?.has(box.value));
    const box = form.querySelector("input[value=disputed]");
    if (box) box.checked = state.disputed;
    byId("clear").hidden = !isFiltered(state);
    byId("count").textContent = outcome(state, shown);
    byId("chosen").textContent = chosenWords(state);
  };
}

/** The filters in words, for paper: nothing else there tells what was left out. */
function chosenWords(state) {
  const words = [
    state.text.trim() && `with ${quoted(state.text.trim())}`,
    state.document !== null && `from ${DATA.documents[state.document].name}`,
    state.statuses && [...state.statuses].join(" or "),
    state.disputed && "with dates that disagree",
    state.confidence > 0 && `at least ${state.confidence} % sure`,
    state.from !== null && `not before ${dayWords(state.from)}`,
    state.to !== null && `not after ${dayWords(state.to)}`,
  ].filter(Boolean);
  return words.length ? `(${words.join(", ")})` : "";
}

function outcome(state, shown) {
  if (!isFiltered(state)) return "";
  const undated = hasTimes(state) && DATA.undated.length ? "; undated events have no time to choose by" : "";
  return `${shown.length.toLocaleString("en")} of ${count(EVENTS.length, "event")}${undated}`;
}
