// Offsets in the data are Unicode code points; strings here are UTF-16, where an emoji takes two.

/** A function from code point offsets of `text` to offsets into the string. */
function codePointsOf(text) {
  const astral = []; // code point offsets of the letters that take two units
  for (let unit = 0, point = 0; unit < text.length; unit += 1, point += 1) {
    if (text.codePointAt(unit) > 0xffff) {
      astral.push(point);
      unit += 1;
    }
  }
  return (point) => point + rank(astral, point);
}

/** How many of the sorted numbers are smaller. */
function rank(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The text cut at every end of a span: [{text, spans}], where spans are those that cover it. */
function cut(text, spans) {
  const ends = new Set([0, text.length]);
  for (const span of spans) ends.add(span.start).add(span.end);
  const places = [...ends].filter((place) => place >= 0 && place <= text.length).sort((a, b) => a - b);
  const opening = groupBy(spans, (span) => span.start);
  const pieces = [];
  let open = [];
  for (let index = 0; index + 1 < places.length; index += 1) {
    const [start, end] = [places[index], places[index + 1]];
    open = open.concat(opening.get(start) ?? []).filter((span) => span.end > start);
    pieces.push({ text: text.slice(start, end), spans: open });
  }
  return pieces;
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}

/** For comparing what people type with what articles say: without case, accents and compatibility forms. */
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
