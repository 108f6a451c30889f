"""Stretches of days, and when two of them are the same date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.records import Day, days_in_month

_GOLD_DATE = re.compile(r"(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?(?:-XX)*")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From `start` to `end`, both included."""

    start: Day
    end: Day

    @property
    def length(self) -> int:
        return day_number(self.end) - day_number(self.start) + 1

    def __str__(self) -> str:
        """A day, a month or a year as "2006-03-28", "2006-03", "2006"; else start/end."""
        start, end = str(self.start), str(self.end)
        if start == end:
            return start
        month_end = self.end.day == days_in_month(self.end.year, self.end.month)
        if start.endswith("-01") and month_end and start[:-3] == end[:-3]:
            return start[:-3]
        if start.endswith("-01-01") and end.endswith("-12-31") and start[:-6] == end[:-6]:
            return start[:-6]
        return f"{start}/{end}"


def day_number(day: Day) -> int:
    """Days since 0000-03-01 of the proleptic Gregorian calendar, for differences."""
    year, month = (day.year, day.month) if day.month > 2 else (day.year - 1, day.month + 12)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day.day


def parse_days(text: str) -> Days | None:
    """The days of a gold date: "2006-03-28", "2006-03" (or "2006-03-XX"), "2006", or from one of
    these to another, both included: "2006-03-27/2006-04-02".

    None for a date without a year ("XXXX-XX-XX"); ValueError for anything else.
    """
    if re.fullmatch(r"X+(-XX)*", text):
        return None
    first_part, slash, last_part = text.partition("/")
    if slash:
        first, last = parse_days(first_part), parse_days(last_part)
        if first is None or last is None or first.start > last.end:
            raise ValueError(f"{text!r} does not begin before it ends")
        return Days(first.start, last.end)
    found = _GOLD_DATE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date like 2006-03-28, 2006-03 or 2006")
    year, month, day = found.groups()
    if day:
        only = Day.parse(f"{year}-{month}-{day}")
        return Days(only, only)
    january, december = (int(month), int(month)) if month else (1, 12)
    if not 1 <= january <= 12:
        raise ValueError(f"{text!r} has no such month")
    end = Day(int(year), december, days_in_month(int(year), december))
    return Days(Day(int(year), january, 1), end)


def same_at_coarser(one: Days | None, other: Days | None) -> bool:
    """Equal once the finer date is read at the granularity of the coarser one.

    The longer stretch is the coarser; the finer date falls into it when it starts there (a week
    belongs to the month it starts in). No date equals no date.
    """
    if one is None or other is None:
        return one is other
    finer, coarser = sorted((one, other), key=lambda days: days.length)
    if finer.length == coarser.length:
        return finer == coarser
    return coarser.start <= finer.start <= coarser.end


def within_a_day(one: Days, other: Days) -> bool:
    """Both ends differ by one day at most."""
    return (
        abs(day_number(one.start) - day_number(other.start)) <= 1
        and abs(day_number(one.end) - day_number(other.end)) <= 1
    )
