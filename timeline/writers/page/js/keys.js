// The keyboard: j and k go through the events on the page, / searches, Esc closes.

const typing = (element) => element.matches("input[type=text], input[type=search], select, textarea");

function listen({ step, stepQuote, close, openKeys }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
    const { target, key } = event;
    if (key === "Escape") {
      if (typing(target)) leave(target);
      else close();
      return;
    }
    if (typing(target)) return;
    const actions = { j: () => step(1), k: () => step(-1), n: () => stepQuote(1), p: () => stepQuote(-1), "/": search, "?": openKeys };
    if (!Object.hasOwn(actions, key)) return;
    event.preventDefault();
    actions[key]();
  });

  function search() {
    byId("text").focus();
    byId("text").select();
  }

  /** Esc in the search empties it first, then leaves it. */
  function leave(element) {
    if (element.id === "text" && element.value) {
      element.value = "";
      element.dispatchEvent(new Event("input"));
    } else element.blur();
  }
}
