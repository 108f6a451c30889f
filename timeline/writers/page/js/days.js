// Days as integers in the proleptic Gregorian calendar: 1 January of year 1 is 1, as in the data.
// Years are astronomical: 44 BCE is -43.

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** Days from civil date: shift the year to start in March, then count whole eras of 400 years. */
function ordinal(year, month, day) {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const inEra = shifted - era * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const days = inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear;
  return era * 146097 + days - 305; // 1 March of year 0 is 306 days before 1 January of year 1
}

function civil(number) {
  const since = number + 305;
  const era = Math.floor(since / 146097);
  const inEra = since - era * 146097;
  const ofEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365,
  );
  const inYear = inEra - (365 * ofEra + Math.floor(ofEra / 4) - Math.floor(ofEra / 100));
  const shifted = Math.floor((5 * inYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: ofEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: inYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

const lastOfMonth = (year, month) =>
  month === 12 ? 31 : ordinal(year, month + 1, 1) - ordinal(year, month, 1);

const yearWords = (year) => (year > 0 ? String(year) : `${1 - year} BCE`);

function dayWords(number) {
  const { year, month, day } = civil(number);
  return `${day} ${MONTHS[month - 1]} ${yearWords(year)}`;
}

/** How a day is typed and kept in the address: 2026-05-07, -0043-03-15. */
function dayText(number) {
  const { year, month, day } = civil(number);
  const two = (part) => String(part).padStart(2, "0");
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** The first and last day that typed words mean, or null: 2026, 2026-05, 7 May 2026, 44 BCE. */
function readDay(words) {
  const text = words.trim().toLowerCase();
  const iso = /^([-−]?\d{1,6})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (iso) return spanOf(Number(iso[1].replace("−", "-")), iso[2], iso[3]);
  const said = /^(?:(?:(\d{1,2})\s+)?([a-z]{3,9})\.?\s+)?(\d{1,6})\s*(bce?|ce|ad)?$/.exec(text);
  if (!said) return null;
  const year = said[4]?.startsWith("b") ? 1 - Number(said[3]) : Number(said[3]);
  if (!said[2]) return spanOf(year);
  const month = MONTHS.findIndex((name) => name.toLowerCase().startsWith(said[2])) + 1;
  return month ? spanOf(year, month, said[1]) : null;
}

function spanOf(year, month, day) {
  const first = Number(month ?? 1);
  const last = Number(month ?? 12);
  if (first < 1 || last > 12) return null;
  const end = lastOfMonth(year, last);
  if (day !== undefined && (Number(day) < 1 || Number(day) > end)) return null;
  return { first: ordinal(year, first, Number(day ?? 1)), last: ordinal(year, last, Number(day ?? end)) };
}
