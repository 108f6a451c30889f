"""Dates in words, as precise as they are known and no more."""

from __future__ import annotations

import re

from timeline import contract
from timeline.records import Day, days_in_month

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_HOURS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}
_NOTES = {
    "week": "some time that week",
    "weekend": "that weekend",
    "season": "that season",
    "quarter": "that quarter",
    "half": "that half-year",
}


def day_words(day: Day) -> str:
    """A day in full: "15 March 44 BCE"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {_year(day.year)}"


def date_words(date: contract.Date) -> str:
    """Like "7 May 2026", "16–22 February 2026", "spring 2014", "the 1990s", "c. 2014–2016"."""
    first, last = Day.parse(date.start), Day.parse(date.end)
    # "1 to 31 May" named days: its EDTF has days, that of "May" has not.
    days = date.granularity == "range" and date.edtf == f"{date.start}/{date.end}"
    words = _named(date, first, last) or _span(first, last, days=days)
    return f"c. {words}" if date.approximate else words


def date_note(date: contract.Date) -> str | None:
    """What else a reader must know about the date; None for a date that the words themselves give.

    A date without words of its own is the day the news appeared: that is not when it happened.
    """
    if date.date_from == "publication":
        return "day of the report"
    if date.date_from == "previous":
        return "by the sentence before"
    if date.approximate and date.granularity not in ("week", "weekend"):
        return None  # "c." says it
    return _NOTES.get(date.granularity)


def _named(date: contract.Date, first: Day, last: Day) -> str | None:
    """A name for the whole span; None where its days say it better."""
    if first == last:
        return day_words(first) + _hour(date.timex)
    if date.approximate and date.granularity not in ("month", "year"):
        return None  # "the mid 1990s" are not the 1990s
    if season := re.fullmatch(r"\d{4}-(SP|SU|FA|WI)", date.timex):
        return f"{_SEASONS[season[1]]} {_winter(first.year, last.year)}"
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", date.timex):
        return f"Q{quarter[2]} {_year(int(quarter[1]))}"
    if half := re.fullmatch(r"(\d{4})-H([12])", date.timex):
        return f"{'first' if half[2] == '1' else 'second'} half of {_year(int(half[1]))}"
    years = last.year - first.year + 1
    if _whole_years(first, last) and first.year > 0 and first.year % years == 0:
        if date.granularity == "decade" and years == 10:
            return f"the {first.year}s"
        if date.granularity == "century" and years == 100:
            return f"the {_ordinal(first.year // 100 + 1)} century"
    return None


def _hour(timex: str) -> str:
    """The time of a day: ", 14:30", ", morning", or nothing."""
    if clock := re.search(r"T(\d\d:\d\d)", timex):
        return f", {clock[1]}"
    part = re.search(r"T(MO|MI|AF|EV|NI)$", timex)
    return f", {_HOURS[part[1]]}" if part else ""


def _span(first: Day, last: Day, *, days: bool) -> str:
    """The span by its ends; `days`: always as days."""
    if not days and _whole_years(first, last):
        return _years(first.year, last.year)
    if not days and _whole_months(first, last):
        return _months(first, last)
    if first[:2] == last[:2]:
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def _years(first: int, last: int) -> str:
    if first == last:
        return _year(first)
    if last <= 0:
        return f"{1 - first}–{_year(last)}"
    return f"{first}–{last}" if first > 0 else f"{_year(first)} – {last} CE"


def _winter(first: int, last: int) -> str:
    """The year of a season, both years of one that goes over New Year: "2025–26"."""
    return _year(last) if first == last or first <= 0 else f"{first}–{last % 100:02d}"


def _months(first: Day, last: Day) -> str:
    end = f"{_MONTHS[last.month - 1]} {_year(last.year)}"
    if first[:2] == last[:2]:
        return end
    start = _MONTHS[first.month - 1]
    return f"{start}–{end}" if first.year == last.year else f"{start} {_year(first.year)} – {end}"


def _whole_years(first: Day, last: Day) -> bool:
    return first[1:] == (1, 1) and last[1:] == (12, 31)


def _whole_months(first: Day, last: Day) -> bool:
    return first.day == 1 and last.day == days_in_month(last.year, last.month)


def _year(year: int) -> str:
    """Astronomical years as people count them: 0 is 1 BCE."""
    return str(year) if year > 0 else f"{1 - year} BCE"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"
