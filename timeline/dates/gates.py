"""Tests of the words around a match that spelling alone cannot decide: "may", "1984", "fall".

A gate says whether the match may be read as time. Each looks at a fixed number of neighbours; the
words it asks for are classes of the language table.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates.clock_gates import clock, clock_part, clock_words, four_figures, hours
from timeline.dates.day_gates import (
    bare_day,
    no_name,
    not_compared,
    placing,
    stands_alone,
    up_to_now,
    weekday,
    weekday_day,
    weekday_week,
)
from timeline.dates.length_gates import (
    bare_duration,
    duration,
    duration_unless_old,
    every,
    hyphenated,
    rate,
    recent_stretch,
    repeated,
    some_day,
)
from timeline.dates.match import Match

FIRST_OPEN_YEAR, LAST_OPEN_YEAR = 1900, 2060  # need no preposition to be a year
FIRST_POINTED_YEAR = 1700
FIRST_SPANNED_YEAR = 1000  # "between 1618 and 1648"
LAST_YEAR = 2100
SHORT_NAME = 4  # letters: "Sept", "Aug"


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
    pointed = circa or match.is_a("PREP", before) or match.word(after) in {")", ",", ":", "-", "–"}
    return FIRST_POINTED_YEAR <= year <= LAST_YEAR and pointed


def _numbers_a_name(match: Match) -> bool:
    """Whether it is the number of a house or of a thing: "1912 E. March St.", "2012 PK9"."""
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


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and FIRST_SPANNED_YEAR <= int(word) <= LAST_YEAR


COMPASS = {"N", "E", "S", "W", "NE", "NW", "SE", "SW"}  # of a street
DASHES = {"-", "–", "—"}
QUOTING = {"'", "’", "-", "%"}  # after two figures that are no year
CIRCA = {"c", "ca", "circa"}
OPENERS = {"(", "-", "–", "—", "'", '"', "“", "[", "/", ",", "‘", "`"}


def year_words(match: Match) -> bool:
    """Words like "nineteen ninety-six", but not "twenty ten-day trips" or "two thousand men"."""
    words = match.words("words")
    if match.lexicon.value("TEENWORD", words[0]) is None:
        return match.match.start("words") > match.first
    second = match.lexicon.value("TENWORD", words[1]) or 0
    if match.lexicon.value("TEENWORD", words[0]) == 20 and int(second) < 10:
        return False
    return not (match.is_a("COUNTED", match.last) or match.is_a("ANYTIME", match.last))


def capital(match: Match) -> bool:
    """A proper name: written with a capital."""
    at = match.match.start("name") if match.has("name") else match.first
    return match.written(at)[:1].isupper()


def adverb(match: Match) -> bool:
    """Words like German "morgen" (tomorrow), but not the noun "Morgen" (morning)."""
    opens = match.word(match.first - 1) in {"", ".", "!", "?", "„", '"', "\n\n"}
    return opens or match.written(match.first)[:1].islower()


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


def bare_month(match: Match) -> bool:
    """Words like "in May", but not "may", nor "March" or "May" where no preposition stands."""
    if not capital(match):
        return False
    if match.is_a("SHORT_MONTH", match.first):
        return match.word(match.last) == "." and match.is_a("PREP", match.first - 1)
    if match.is_a("MONTH_OR_WORD", match.first):
        before = match.first - 1
        if match.is_a("ARTICLE", before):
            return _names_what_follows(match)
        named = match.is_a("PREP", before)
        return named and not match.is_a("FUTURE", match.last)
    if match.is_a("NAME_TOO", match.first) and match.written(match.last)[:1].isupper():
        return match.is_a("PREP", match.first - 1) and not match.is_a("ARTICLE", match.first - 1)
    return True


def _names_what_follows(match: Match) -> bool:
    """Words like "the March election", but not "the March on Rome"."""
    after = match.written(match.last)
    return after[:1].islower() and not match.is_a("PREP", match.last)


def month_day(match: Match) -> bool:
    """Words like "May 7"; "may 7" only with its capital."""
    if not match.written(match.match.start("month"))[:1].isupper():
        return False
    if (
        match.touching(match.last)
        and match.touching(match.last + 1)
        and match.word(match.last + 1).isdigit()
    ):
        return match.word(match.last) not in {":", ".", ","}
    return not match.is_a("AFTER_NUMBER", match.last)


def day_month(match: Match) -> bool:
    """Words like "7 May", "the 7th of May"."""
    return match.written(match.match.start("month"))[:1].isupper()


def season(match: Match) -> bool:
    """Words like "in summer", but not "fall" the verb or "Winter Olympics"."""
    at = match.match.start("season")
    after = match.written(match.last)
    if after[:1].isupper() or (match.is_a("OF", match.last) and not _counted_year(match)):
        return False  # "the fall of Budapest"; "summer of 1943" has its own pattern
    if match.is_a("SEASON_OR_WORD", at):
        return at > match.first or match.is_a("PREP_SEASON", match.first - 1)
    return match.written(at)[:1].islower() or match.is_a("PREP_SEASON", match.first - 1)


def _counted_year(match: Match) -> bool:
    """Whether "of" leads to "next year", "the following year", "that year"."""
    at = match.last + 1 + match.is_a("ARTICLE", match.last + 1)
    return any(
        match.is_a(name, index) for name in ("REL", "MENTIONREL") for index in (at, match.last + 1)
    )


def relative_unit(match: Match) -> bool:
    """Words like "last week" stands alone; "the last year of" a war does not mean last year."""
    pointed = match.is_a("ARTICLE", match.first) or match.is_a("ARTICLE", match.first - 1)
    if pointed and match.is_a("OF", match.last):
        return False
    return not match.is_a("CLOCKUNIT", match.last - 1)


def relative_name(match: Match) -> bool:
    """Words like "last May" with its capital: "this march" is a walk."""
    return not match.has("month") or match.written(match.match.start("month"))[:1].isupper()


def earlier(match: Match) -> bool:
    """Words like "a year before." that count from a mention; "a day after the vote" does not."""
    sign = match.match.start("sign")
    if match.is_a("OPEN_SIGN", sign):
        return match.word(match.last) in {".", ",", ";", ")", "", ":"}
    return True


def mention_unit(match: Match) -> bool:
    """Words like "that day" and "the following year"; not "same-day" or a bare "previous year"."""
    return match.is_a("ARTICLE", match.first) or match.is_a("PREP", match.first - 1)


def the_unit(match: Match) -> bool:
    """Words like "the quarter" of a report, unless words follow that say which one."""
    if match.is_a("NOT_ALONE", match.last - 1):
        ends = match.is_a("OF", match.first - 1) and match.is_a("EDGE", match.first - 2)
        return ends and not match.is_a("NOT_ENDED", match.last - 1)  # "the end of the decade"
    return not (match.is_a("SAYS_WHICH", match.last) or match.word(match.last) == "-")


def the_weekend(match: Match) -> bool:
    """Words like "the weekend"; "a weekend of talks" and "Labor Day weekend" do not say which."""
    before = match.first - 1
    opens = match.word(before - 1) in {"", ".", "\n\n"}
    return not match.is_a("A", before) and (opens or not match.written(before)[:1].isupper())


def half_of_year(match: Match) -> bool:
    """Words like "the first half" of last year, not of a game."""
    at = match.last + 1 + match.is_a("ARTICLE", match.last + 1)
    told = match.is_a("REL", at) or match.is_a("MENTIONREL", at)
    return match.is_a("OF", match.last) and told


def the_past(match: Match) -> bool:
    """Words like "the past", but not "the past three weeks"."""
    return not (
        match.is_a("ANYTIME", match.last)
        or match.is_a("NUMBERISH", match.last)
        or match.word(match.last)[:1].isdigit()
    )


def short_year(match: Match) -> bool:
    """Words like "in '98", "May '68"; not a quoted number."""
    mark = match.match.start("year") - 1
    before = match.first - 1
    led = match.is_a("PREP", before) and not match.is_a("ARTICLE", before)
    said = led or match.has("month") or match.has("season")
    return match.touching(mark + 1) and said and match.word(match.last) not in QUOTING


GATES: dict[str, Callable[[Match], bool]] = {
    "adverb": adverb,
    "bare_day": bare_day,
    "bare_duration": bare_duration,
    "bare_month": bare_month,
    "bare_year": bare_year,
    "capital": capital,
    "clock": clock,
    "clock_part": clock_part,
    "clock_words": clock_words,
    "day_month": day_month,
    "decade": decade,
    "duration": duration,
    "duration_unless_old": duration_unless_old,
    "earlier": earlier,
    "every": every,
    "four_figures": four_figures,
    "half_of_year": half_of_year,
    "hours": hours,
    "hyphenated": hyphenated,
    "mention_unit": mention_unit,
    "month_day": month_day,
    "no_name": no_name,
    "not_compared": not_compared,
    "placing": placing,
    "rate": rate,
    "recent_stretch": recent_stretch,
    "relative_name": relative_name,
    "relative_unit": relative_unit,
    "repeated": repeated,
    "season": season,
    "short_year": short_year,
    "some_day": some_day,
    "stands_alone": stands_alone,
    "the_past": the_past,
    "the_unit": the_unit,
    "the_weekend": the_weekend,
    "up_to_now": up_to_now,
    "weekday": weekday,
    "weekday_day": weekday_day,
    "weekday_week": weekday_week,
    "year_words": year_words,
}  # the names that `gate` may have in a language table
