"""Calendar arithmetic on integers, so that 44 BCE is as easy as 2026.

A `Period` is a granularity and a number on that granularity's own axis: the week before is
`number - 1`, whatever the unit. Years are astronomical, the calendar is proleptic Gregorian.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from timeline.records import Day, Granularity, days_in_month

MONTHS_IN = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
COUNTED_BACK = ("decade", "century", "millennium")  # named by their digits, before year 1 too
SEASON_START = -1  # winter 2026 is December 2025 to February 2026, as meteorology counts it
FIRST_YEAR, LAST_YEAR = -9999, 9999
TWO_DAYS = 2


class Period(NamedTuple):
    """One unit of the calendar: `Period("month", 2026 * 12 + 4)` is May 2026."""

    granularity: Granularity
    number: int

    def shift(self, steps: int) -> Period:
        return Period(self.granularity, self.number + steps)


def day_number(day: Day) -> int:
    """Days since 0000-03-01; 0000-03-01 is a Wednesday (see `weekday_of`)."""
    year = day.year - (day.month <= 2)
    era, of_era = divmod(year, 400)
    of_year = (153 * ((day.month + 9) % 12) + 2) // 5 + day.day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year


def day_of(number: int) -> Day:
    """The inverse of `day_number`."""
    era, rest = divmod(number, 146097)
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    of_year = rest - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return Day(year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1)


def weekday_of(number: int) -> int:
    """Monday is 0."""
    return (number + 2) % 7


def day_period(day: Day) -> Period:
    return Period("day", day_number(day))


def month_period(year: int, month: int) -> Period:
    return Period("month", year * 12 + month - 1)


def year_period(year: int) -> Period:
    return Period("year", year)


@lru_cache(maxsize=4096)
def first_day(period: Period) -> Day:
    """The first day of the period."""
    granularity, number = period
    if granularity == "day":
        return day_of(number)
    if granularity in ("week", "weekend"):
        return day_of(number * 7 - 2 + (5 if granularity == "weekend" else 0))
    if granularity == "season":
        months = number * 3 + SEASON_START
    else:
        months = number * MONTHS_IN[granularity]
        if number == 0 and granularity in COUNTED_BACK:
            months = 12  # the first decade of our era begins in year 1
        if number < 0 and granularity in COUNTED_BACK:
            months += 2 * 12  # the 470s BC are the years -478..-469: 479 to 470 BC
    return Day(months // 12, months % 12 + 1, 1)


@lru_cache(maxsize=4096)
def last_day(period: Period) -> Day:
    """The last day of the period, itself included."""
    if period.granularity == "weekend":
        return day_of(day_number(first_day(period)) + TWO_DAYS - 1)
    return day_of(day_number(first_day(period.shift(1))) - 1)


def containing(day: Day, granularity: Granularity) -> Period:
    """The unit of that granularity in which the day lies (a weekend: that of its week)."""
    if granularity == "day":
        return day_period(day)
    if granularity in ("week", "weekend"):
        return Period(granularity, (day_number(day) + 2) // 7)
    if day.year <= 0 and granularity in COUNTED_BACK:
        return Period(granularity, -((1 - day.year) * 12 // MONTHS_IN[granularity]) - 1)
    months = day.year * 12 + day.month - 1
    if granularity == "season":
        return Period(granularity, (months - SEASON_START) // 3)
    return Period(granularity, months // MONTHS_IN[granularity])


def iso_week(period: Period) -> tuple[int, int]:
    """ISO 8601 year and week of a week or weekend."""
    monday = period.number * 7 - 2
    thursday = day_of(monday + 3)
    new_year = day_number(Day(thursday.year, 1, 1))
    return thursday.year, (monday + 3 - new_year) // 7 + 1


def in_calendar(period: Period) -> bool:
    """Whether the period lies in the years that four digits can write."""
    return first_day(period).year >= FIRST_YEAR and last_day(period).year <= LAST_YEAR


def valid_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
