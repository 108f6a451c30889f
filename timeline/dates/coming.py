"""Stretches of time that begin with the publication: "within 30 days", "over the next year"."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates.builders import LETTERS
from timeline.dates.calendar import containing, day_number, day_of, first_day
from timeline.dates.lexicon import Lexicon
from timeline.dates.meaning import Found, Plain
from timeline.dates.standpoint import Standpoint
from timeline.dates.tense import direction
from timeline.dates.tokens import Tokens
from timeline.dates.write import edtf_interval
from timeline.records import Day, ResolvedDate, days_in_month

LENGTH = re.compile(r"P([1-9]\d{,2})([DWMY])")
NEXT_UNIT = "next-unit"  # "over the next year" is twelve months from now, not the coming year
MONTHS = {"M": 1, "Y": 12}
DAYS = {"D": 1, "W": 7}
LONGEST_THIRD = 122  # days of the last third of a year: "by the end of the decade" stays that
LONGEST_MONTHS = 120  # what lies in the next 50 years has no place on a timeline


def stretch_ahead(
    found: Found, tokens: Tokens, lexicon: Lexicon, at: Standpoint
) -> ResolvedDate | None:
    """The days from the one after the publication to the last one of the stretch, both included:
    "plans to report within 30 days", "will spend $5 million over the next three months".

    None for other words, and where the publication is unknown. The TIMEX3 value stays a duration.
    """
    if at.published is None or at.narrative or not found.first:
        return None
    lead = tokens.words[found.first - 1]
    words = tokens.words[found.first : found.last]
    coming = any(lexicon.value("REL", word) == 1 for word in words)
    if lexicon.value("COURSE" if coming else "WITHIN", lead) is None:
        return None
    if direction(tokens, found.first, found.last, lexicon) <= 0:
        return None
    end = _end(found, words, lexicon, at.published)
    if end is None:
        return None
    start = day_of(day_number(at.published) + 1)
    edtf = edtf_interval(start, end)
    return ResolvedDate(start, end, "range", edtf, edtf, False, at.published, found.rule, found.mod)


def deadline(
    found: Found, date: ResolvedDate, tokens: Tokens, lexicon: Lexicon, published: Day | None
) -> ResolvedDate:
    """All the days from the one after the publication to the last one of "by the end of
    September", both included; other dates as they are.
    """
    lead = tokens.words[found.first - 1] if found.first else ""
    if found.mod != "END" or lexicon.value("DEADLINE", lead) != 0 or published is None:
        return date
    if date.end.ordinal() <= published.ordinal() or date.days > LONGEST_THIRD:
        return date
    start = day_of(day_number(published) + 1)
    edtf = edtf_interval(start, date.end)
    return replace(
        date, start=start, granularity="range", edtf=edtf, approximate=False, anchor=published
    )


def _end(found: Found, words: list[str], lexicon: Lexicon, published: Day) -> Day | None:
    if found.rule == NEXT_UNIT:
        units = (lexicon.value("DAYUNIT", word) for word in words)
        unit = next((LETTERS.get(str(unit)) for unit in units if unit is not None), None)
        return None if unit is None else _after(published, 1, unit)
    length = LENGTH.fullmatch(found.meaning.value) if isinstance(found.meaning, Plain) else None
    return _after(published, int(length[1]), length[2]) if length else None


def _after(day: Day, count: int, unit: str) -> Day | None:
    """The day so many days, weeks, months or years later; None for other units."""
    if unit in DAYS:
        return day_of(day_number(day) + count * DAYS[unit])
    months = count * MONTHS.get(unit, 0)
    if not 0 < months <= LONGEST_MONTHS:
        return None
    month = first_day(containing(day, "month").shift(months))
    return month._replace(day=min(day.day, days_in_month(month.year, month.month)))
