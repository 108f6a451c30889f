// Building the page without ever parsing markup: what articles say is text, always.

const byId = (id) => document.getElementById(id);

/** make("p", {class: "note", dir: "auto"}, "words", child): null and undefined children are left out. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A link to the web, or the words alone where the address is not http or https. */
function webLink(address, ...words) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return make("span", {}, ...words);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return make("span", {}, ...words);
  return make("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, ...words);
}

const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
const percent = (share) => `${Math.round(share * 100)} %`;
const quoted = (words) => `“${words}”`;

/** The function, at most once per frame, with the newest arguments. */
function perFrame(action) {
  let waiting = null;
  return (...given) => {
    if (waiting === null) {
      requestAnimationFrame(() => {
        const newest = waiting;
        waiting = null;
        action(...newest);
      });
    }
    waiting = given;
  };
}
