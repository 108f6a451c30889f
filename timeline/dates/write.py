"""Periods as text: TIMEX3 values and EDTF strings, written by hand and checked in the tests.

Both follow ISO 8601 where they can. TIMEX3 writes BCE as `BC0480`, a decade as `199`, a season as
`1962-SU`, a weekend as `2026-W09-WE`; EDTF writes astronomical years, `199X`, season numbers, and
has neither weeks nor quarters before level 2, so a week is its interval of days.
"""

from __future__ import annotations

from functools import lru_cache

from timeline.dates.calendar import Period, first_day, iso_week, last_day
from timeline.records import Day, days_in_month

SEASONS = ("WI", "SP", "SU", "FA")  # in the order of the calendar year
EDTF_SPRING, EDTF_QUARTER, EDTF_HALF = 21, 33, 40  # ISO 8601-2: sub-year groupings
DIGITS_KEPT = {"decade": 3, "century": 2, "millennium": 1}


def _timex_year(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def _edtf_year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


@lru_cache(maxsize=4096)
def timex_value(period: Period) -> str:
    """The TIMEX3 value: `timex_value(month_period(2026, 5)) == "2026-05"`."""
    granularity, number = period
    day = first_day(period)
    if granularity in DIGITS_KEPT:
        # BCE units are named by their own digits: the 470s BC is BC047
        prefix = len("BC") if day.year < 0 else 0
        return _timex_year(day.year)[: DIGITS_KEPT[granularity] + prefix]
    if granularity in ("week", "weekend"):
        iso_year, week = iso_week(period)
        return f"{_timex_year(iso_year)}-W{week:02d}" + ("-WE" if granularity == "weekend" else "")
    year = _timex_year(day.year)
    match granularity:
        case "day":
            return f"{year}-{day.month:02d}-{day.day:02d}"
        case "month":
            return f"{year}-{day.month:02d}"
        case "season":
            return f"{_timex_year(last_day(period).year)}-{SEASONS[number % 4]}"
        case "quarter":
            return f"{year}-Q{number % 4 + 1}"
        case "half":
            return f"{year}-H{number % 2 + 1}"
        case _:
            return year


@lru_cache(maxsize=4096)
def edtf_value(period: Period) -> str:
    """The EDTF string: `edtf_value(year_period(-43)) == "-0043"`."""
    granularity, number = period
    day = first_day(period)
    if granularity == "season":
        return f"{_edtf_year(last_day(period).year)}-{EDTF_SPRING + (number - 1) % 4}"
    if granularity in ("week", "weekend") or (granularity in DIGITS_KEPT and day.year < 0):
        return edtf_interval(day, last_day(period))
    year = _edtf_year(day.year)
    match granularity:
        case "day":
            return f"{year}-{day.month:02d}-{day.day:02d}"
        case "month":
            return f"{year}-{day.month:02d}"
        case "quarter":
            return f"{year}-{EDTF_QUARTER + number % 4}"
        case "half":
            return f"{year}-{EDTF_HALF + number % 2}"
        case "decade" | "century" | "millennium":
            return year[: DIGITS_KEPT[granularity]].ljust(4, "X")
        case _:
            return year


def edtf_interval(start: Day, end: Day) -> str:
    """`start/end`, both included, in whole years or months where the days are whole ones."""
    if start == end:
        return edtf_day(start)
    if end.day == days_in_month(end.year, end.month) and start.day == 1:
        if (start.month, end.month) == (1, 12):
            return _span(_edtf_year(start.year), _edtf_year(end.year))
        return _span(edtf_day(start)[:-3], edtf_day(end)[:-3])
    return f"{edtf_day(start)}/{edtf_day(end)}"


def _span(start: str, end: str) -> str:
    return start if start == end else f"{start}/{end}"


def approximated(edtf: str) -> str:
    """The same date with `~` on each end; unspecified digits say it already."""
    if "X" in edtf or (
        edtf[-3:-2] == "-" and int(edtf[-2:]) >= EDTF_SPRING and len(edtf.lstrip("-")) == 7
    ):
        return edtf
    return "/".join(f"{end}~" for end in edtf.split("/"))


def edtf_day(day: Day) -> str:
    """`edtf_day(Day(-43, 3, 15)) == "-0043-03-15"`."""
    return f"{_edtf_year(day.year)}-{day.month:02d}-{day.day:02d}"
