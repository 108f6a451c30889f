"""Gates of the years: 1984 may be a page, a house or a count, '98 a model."""

from __future__ import annotations

from timeline.dates.match import Match

FIRST_OPEN_YEAR, LAST_OPEN_YEAR = 1900, 2060  # need no preposition to be a year
FIRST_POINTED_YEAR = 1700
FIRST_SPANNED_YEAR = 1000  # "between 1618 and 1648"
LAST_YEAR = 2100
COMPASS = {"N", "E", "S", "W", "NE", "NW", "SE", "SW"}  # of a street
DASHES = {"-", "–", "—"}
QUOTING = {"'", "’", "-", "%"}  # after two figures that are no year
CIRCA = {"c", "ca", "circa"}
OPENERS = {"(", "-", "–", "—", "'", '"', "“", "[", "/", ",", "‘", "`"}


def bare_year(match: Match) -> bool:
    """A four-digit number alone: not a count, a code or an amount."""
    before, after = match.first - 1, match.last
    year = match.integer("year")
    if match.is_a("LABEL", before) or match.is_a("AFTER_NUMBER", after):
        return False
    if match.touching(match.first) and match.word(before) not in OPENERS:
        return False
    part = match.touching(match.first) and match.touching(before) and match.word(before) == "-"
    strong = match.is_a("PREP_YEAR", before) or (part and match.is_a("EARLY", before - 1))
    if not strong and match.is_a("DETERMINER", before) and match.is_a("MAKE", after):
        return False
    if strong:
        return year <= LAST_YEAR and (
            year >= FIRST_POINTED_YEAR or not match.is_a("COUNTED", after)
        )
    if match.is_a("COUNTED", after) or _numbers_a_name(match):
        return False
    if FIRST_OPEN_YEAR <= year <= LAST_OPEN_YEAR:
        return True
    circa = match.is_a("APPROX", before - (match.word(before) == "."))
    if circa and match.word(before - (match.word(before) == ".")) in CIRCA:
        return year <= LAST_YEAR
    if _spans_years(match, year):
        return True
    if _dates_a_deed(match, year):
        return True
    pointed = circa or match.is_a("PREP", before) or match.word(after) in {")", ",", ":", "-", "–"}
    return FIRST_POINTED_YEAR <= year <= LAST_YEAR and pointed


def _numbers_a_name(match: Match) -> bool:
    """Whether it is the number of a house or of a thing: "1912 E. March St.", "2012 PK9"."""
    if match.is_of_a_street():
        return True
    code, after = match.written(match.last), match.written(match.last + 2)
    if code in COMPASS and match.word(match.last + 1) == ".":
        return after[:1].isupper()
    numbered = match.touching(match.last + 1) and match.word(match.last + 1).isdecimal()
    return code.isupper() and numbered


def _spans_years(match: Match, year: int) -> bool:
    """Whether it is one end of "(1337–1453)", and so a year however early."""
    before, after = match.first - 1, match.last
    if match.word(before) == "(" and match.word(after) in DASHES:
        other = match.word(after + 1)
        return len(other) == 4 and other.isdecimal() and year < int(other) <= LAST_YEAR
    if match.is_a("BETWEEN", before) or match.is_a("FROM", before):
        other = match.word(after + 1)
        held = match.is_a("AND", after) or match.is_a("RANGE", after)
        counts = match.is_a("COUNTED", after + 2)
        return held and not counts and _is_year(other) and year < int(other)
    other = match.word(before - 1)
    led = match.is_a("BETWEEN", before - 2) or match.is_a("FROM", before - 2)
    if led and (match.is_a("AND", before) or match.is_a("RANGE", before)):
        return _is_year(other) and int(other) < year and not match.is_a("COUNTED", after)
    if match.word(before) not in DASHES or match.word(before - 2) != "(":
        return False
    return len(other) == 4 and other.isdecimal() and 1000 <= int(other) < year


def _dates_a_deed(match: Match, year: int) -> bool:
    """Words like "the campaign of 1687"; not "the force of 1,500", "a total of 1250"."""
    led = match.is_a("OF", match.first - 1) and match.word(match.first - 3) == "the"
    return led and FIRST_SPANNED_YEAR <= year <= LAST_YEAR and year % 10 > 0


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and FIRST_SPANNED_YEAR <= int(word) <= LAST_YEAR


def year_words(match: Match) -> bool:
    """Words like "nineteen ninety-six", but not "twenty ten-day trips" or "two thousand men"."""
    words = match.words("words")
    if match.lexicon.value("TEENWORD", words[0]) is None:
        return match.match.start("words") > match.first
    second = match.lexicon.value("TENWORD", words[1]) or 0
    if match.lexicon.value("TEENWORD", words[0]) == 20 and int(second) < 10:
        return False
    return not (match.is_a("COUNTED", match.last) or match.is_a("ANYTIME", match.last))


def decade(match: Match) -> bool:
    """Words like "the 1990s", "the '90s", but not "a man in his 30s" or "747s"."""
    digits = "".join(c for c in match.words("decade")[0] if c.isdigit())
    if len(digits) == 4:
        return 1000 <= int(digits) <= LAST_YEAR
    if match.has("era"):
        return True
    before = match.word(match.match.start("decade") - 1)
    return len(digits) == 2 and (
        before in {"'", "’", "‘"} or match.is_a("ARTICLE_YEAR", match.match.start("decade") - 1)
    )


def short_year(match: Match) -> bool:
    """Words like "in '98", "May '68"; not a quoted number."""
    mark = match.match.start("year") - 1
    before = match.first - 1
    led = match.is_a("PREP", before) and not match.is_a("ARTICLE", before)
    said = led or match.has("month") or match.has("season")
    return match.touching(mark + 1) and said and match.word(match.last) not in QUOTING
