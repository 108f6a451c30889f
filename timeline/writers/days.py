"""Days as calendars and viewers count them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from timeline.contract import Date
from timeline.records import Day, days_in_month

Unit = Literal["year", "month", "day"]
# JavaScript's Date reaches 100 million days to either side of 1970.
FIRST_OF_JAVASCRIPT, LAST_OF_JAVASCRIPT = Day(-271821, 4, 21), Day(275760, 9, 11)
BEYOND_JAVASCRIPT = "JavaScript's calendar ends in the years -271821 and 275760"
_PARTS: dict[Unit, int] = {"year": 1, "month": 2, "day": 3}
_EXACT = ("time", "day", "week", "weekend")
_ORDINAL_TO_JULIAN = 1_721_425  # the Julian day that begins at noon of 31 December of year 0


class Span(NamedTuple):
    """The days of a date, both ends included, and the coarsest unit that tells them exactly."""

    start: Day
    end: Day
    unit: Unit

    @property
    def single(self) -> bool:
        """Whether it is one day, one whole month or one whole year."""
        kept = _PARTS[self.unit]
        return self.start[:kept] == self.end[:kept]


def span(date: Date) -> Span:
    """`span` of March 2019 is 2019-03-01..2019-03-31, month."""
    start, end = Day.parse(date.start), Day.parse(date.end)
    whole_months = start.day == 1 and end.day == days_in_month(end.year, end.month)
    if date.granularity in _EXACT or not whole_months:
        return Span(start, end, "day")
    whole_years = start.month == 1 and end.month == 12
    return Span(start, end, "year" if whole_years else "month")


def in_javascript(days: Span) -> bool:
    """Whether the days, and the midnight after them in any time zone, are dates to JavaScript."""
    return days.start >= FIRST_OF_JAVASCRIPT and days.end <= LAST_OF_JAVASCRIPT


def day_after(day: Day) -> Day:
    """The next day: what ends a span where ends are exclusive."""
    if day.day < days_in_month(day.year, day.month):
        return Day(day.year, day.month, day.day + 1)
    return Day(day.year, day.month + 1, 1) if day.month < 12 else Day(day.year + 1, 1, 1)


def julian(day: Day) -> int:
    """Julian day number, which SQLite's `date()` reads, and which sorts before year 1 too."""
    return day.ordinal() + _ORDINAL_TO_JULIAN


def iso(day: Day, unit: Unit = "day") -> str:
    """ISO 8601, as precise as `unit`; years beyond four digits with a sign and six digits."""
    year = f"{day.year:+07d}" if day.year > 9999 or day.year < -9999 else _year(day.year)
    return "-".join([year, f"{day.month:02d}", f"{day.day:02d}"][: _PARTS[unit]])


def javascript(day: Day) -> str:
    """Midnight of the viewer's own time zone, in the form that every JavaScript engine reads."""
    year = f"{day.year:04d}" if 0 <= day.year <= 9999 else f"{day.year:+07d}"
    return f"{year}-{day.month:02d}-{day.day:02d}T00:00:00"


def _year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"
