"""Tests of the words around a match that spelling alone cannot decide: "may", "1984", "fall".

A gate says whether the match may be read as time. Each looks at a fixed number of neighbours; the
words it asks for are classes of the language table.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates.clock_gates import (
    clock,
    clock_part,
    clock_words,
    four_figures,
    hours,
    overnight,
    sun,
    tonight_at,
)
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
from timeline.dates.year_gates import bare_year, decade, short_year, year_words

SPOKEN_ENDS = {".", ",", ";", ":", "", "\n\n"}


def capital(match: Match) -> bool:
    """A proper name: written with a capital."""
    at = match.match.start("name") if match.has("name") else match.first
    return match.written(at)[:1].isupper()


def adverb(match: Match) -> bool:
    """Words like German "morgen" (tomorrow), but not the noun "Morgen" (morning)."""
    opens = match.word(match.first - 1) in {"", ".", "!", "?", "„", '"', "\n\n"}
    return opens or match.written(match.first)[:1].islower()


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
        named = match.is_a("PREP", before) and not (
            match.word(before) == "," and match.written(match.last)[:1].isupper()
        )
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


def month_ordinal(match: Match) -> bool:
    """Words like "March eighth", spoken; not "in March first sales fell", "May second quarter"."""
    after = match.last
    ends = match.word(after) in SPOKEN_ENDS or match.is_a("CLAUSE_OPENS", after)
    return ends and match.written(match.match.start("month"))[:1].isupper()


def day_month(match: Match) -> bool:
    """Words like "7 May", "the 7th of May"."""
    named = match.written(match.match.start("month"))[:1].isupper()
    return named and not match.is_of_a_street()


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
    if match.follows_an_amount():
        return False
    if match.is_a("OPEN_SIGN", sign):
        return match.word(match.last) in {".", ",", ";", ")", "", ":"}
    return not match.is_a("THAN", match.last)


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
    "sun": sun,
    "tonight_at": tonight_at,
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
    "month_ordinal": month_ordinal,
    "no_name": no_name,
    "not_compared": not_compared,
    "overnight": overnight,
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
