"""Which May, which Friday: the occurrence of a name that the text means."""

from __future__ import annotations

from timeline.dates.calendar import (
    Period,
    containing,
    day_number,
    day_of,
    day_period,
    first_day,
    last_day,
    month_period,
    valid_day,
    weekday_of,
)
from timeline.dates.holidays import holiday_in
from timeline.dates.meaning import Named
from timeline.dates.tense import LOOKED_AT, MIXED
from timeline.records import Day, Granularity, days_in_month

SOON = 20  # years: in 1989 "the turn of the century" is that of 2000
DOUBTFUL = 4  # the verb decides unless the other occurrence is more than four times as near
LATE_IN_YEAR = 8  # from August on "the winter" is the coming one
MONTHS_AROUND = 14  # no more lie between two Fridays the 13th
MONTHS_OVER = 6  # after a season, in a history, its name means that of the next year
MONTHS_AHEAD = 9  # a month further ahead than this is the last one of its name
MONTHS_BACK = 8  # a month further back than this is the next one of its name
WEDNESDAY, SATURDAY = 2, 5
PER_YEAR = {"season": 4, "quarter": 4, "half": 2}


def in_year(named: Named, year: int) -> Period | None:
    """The occurrence of the name in a year; None for 29 February in most, and for weekdays."""
    if named.holiday:
        return day_period(holiday_in(named.holiday, year))
    if named.granularity == "month":
        return month_period(year, named.month)
    if named.granularity == "day":
        valid = valid_day(year, named.month, named.day)
        return day_period(Day(year, named.month, named.day)) if valid else None
    if named.granularity in PER_YEAR:
        return Period(named.granularity, year * PER_YEAR[named.granularity] + named.ordinal)
    return None


def occurrence(named: Named, here: Period, direction: int, narrative: bool) -> Period | None:
    """The occurrence that a text standing at `here` means; `direction` as `tense` tells it."""
    if named.granularity == "week":
        return _weekday(named.weekday, here, direction, narrative)
    if named.granularity == "weekend":
        return _weekend(first_day(here), direction)
    if named.granularity == "day" and not named.month and not named.holiday:
        around = _in_months(named, first_day(here), narrative)
    elif narrative:
        return _told(named, here, direction)
    else:
        around = [in_year(named, first_day(here).year + step) for step in (-1, 0, 1)]
    today = first_day(here)
    candidates = [period for period in around if period is not None]
    if named.falls_on is not None:
        fitting = [each for each in candidates if weekday_of(each.number) == named.falls_on]
        candidates = fitting or candidates
    if not candidates:
        return None
    now = day_number(today)
    behind = [period for period in candidates if day_number(first_day(period)) <= now]
    ahead = [period for period in candidates if day_number(last_day(period)) >= now]
    closest = min(candidates, key=lambda period: _distance(period, now))
    if named.granularity in PER_YEAR and direction <= 0 and behind:
        return behind[-1]  # a report on "the third quarter" looks back
    if behind and ahead and direction and direction != MIXED:
        told = behind[-1] if direction < 0 else ahead[0]
        if abs(direction) > 1 or _distance(told, now) <= DOUBTFUL * _distance(closest, now):
            return told
    return closest


def _in_months(named: Named, today: Day, narrative: bool) -> list[Period | None]:
    """The days of that number: in the month that is told, or in those around."""
    here = containing(today, "month")
    reach = 0 if narrative and named.falls_on is None else MONTHS_AROUND
    firsts = [first_day(here.shift(step)) for step in range(-reach, reach + 1)]
    return [
        day_period(first._replace(day=named.day))
        for first in firsts
        if valid_day(first.year, first.month, named.day)
    ]


def _distance(period: Period, now: int) -> int:
    start, end = day_number(first_day(period)), day_number(last_day(period))
    return max(start - now, now - end, 0)


def _told(named: Named, here: Period, direction: int) -> Period | None:
    """In a history a bare month lies in the year that is being told, or early in the next; "the
    failures of December" told in January are those of the last one.
    """
    told = first_day(here)
    if here.granularity == "season" and _month(named, told.year) < LATE_IN_YEAR:
        told = last_day(here)  # "the winter of 1940-41 … In February", but "… In November"
    if named.granularity == "season" and here.granularity in ("day", "month", "season"):
        return _next_season(named, told)
    period = in_year(named, told.year)
    if period is None or here.granularity not in ("day", "month"):
        return period
    back = (told.month - first_day(period).month) if named.granularity in ("day", "month") else 0
    if back < -MONTHS_AHEAD and direction == LOOKED_AT:
        return in_year(named, told.year - 1)
    return in_year(named, told.year + 1) if back > MONTHS_BACK else period


def _month(named: Named, year: int) -> int:
    """The month of the name, of a holiday that of its day; 0 for what lies in no month."""
    return holiday_in(named.holiday, year).month if named.holiday else named.month


def _next_season(named: Named, told: Day) -> Period | None:
    """The season of the year that is told; a winter after autumn is the coming one."""
    later = told.month >= LATE_IN_YEAR and named.ordinal == 0
    found = in_year(named, told.year + later)
    over = found is not None and told.month - last_day(found).month >= MONTHS_OVER
    return in_year(named, told.year + 1) if over else found


def _weekday(weekday: int, here: Period, direction: int, narrative: bool) -> Period | None:
    """Of an article: the last one, the day itself included; the next one after "will"."""
    if here.granularity != "day":
        return None
    now = day_number(first_day(here))
    behind = now - (weekday_of(now) - weekday) % 7
    ahead = now + (weekday - weekday_of(now)) % 7
    if direction == MIXED and not narrative:
        return Period("day", ahead if ahead - now <= now - behind else behind)
    return Period("day", ahead if direction > 0 or narrative else behind)


def _weekend(today: Day, direction: int) -> Period:
    """The weekend that began last, or the coming one after "will"."""
    this_week = containing(today, "weekend")
    begun = day_number(first_day(this_week)) <= day_number(today)
    return this_week if direction > 0 or begun else this_week.shift(-1)


def directed(named: Named, here: Period, steps: int) -> Period | None:
    """Words like "last May" (-1), "this summer" (0), "next Friday" (1), counted from `here`."""
    today = first_day(here)
    now = day_number(today)
    if named.granularity == "week":
        if steps == 0:
            return Period("day", containing(today, "week").number * 7 - 2 + named.weekday)
        behind = now - 1 - (weekday_of(now - 1) - named.weekday) % 7
        ahead = now + 1 + (named.weekday - weekday_of(now + 1)) % 7
        return Period("day", behind if steps < 0 else ahead)
    around = [in_year(named, today.year + step) for step in range(-2, 3)]
    candidates = [period for period in around if period is not None]
    if steps == 0 and named.granularity == "season" and named.ordinal == 0:
        return min(candidates, key=lambda period: _distance(period, now))
    if steps == 0:
        return in_year(named, today.year)
    if steps < 0:
        behind_all = [period for period in candidates if day_number(last_day(period)) < now]
        return behind_all[-1] if behind_all else None
    after = [period for period in candidates if day_number(first_day(period)) > now]
    return after[0] if after else None


def holding(unit: Granularity, day: Period) -> Period:
    """The week of a day, or its weekend: that before a Monday, that after a Thursday."""
    number = day_number(first_day(day))
    if unit == "weekend" and weekday_of(number) <= WEDNESDAY:
        number -= WEDNESDAY + 1
    return containing(day_of(number), unit)


def anniversary(unit: Granularity, months: int, day: Period) -> Period:
    """The unit that holds the day of that number so many months away, the month's last at most."""
    said = first_day(day)
    month = first_day(containing(said, "month").shift(months))
    number = min(said.day, days_in_month(month.year, month.month))
    return containing(month._replace(day=number), unit)


def ending(unit: Granularity, day: Period) -> Period:
    """The week, month or quarter that most of the days lie in up to the day, itself included."""
    back = {"week": 3, "month": 14, "quarter": 45, "half": 90, "year": 182}.get(unit, 0)
    return containing(day_of(day_number(last_day(day)) - back), unit)


def turn(unit: Granularity, year: int) -> Period:
    """The turn of the century that a text of that year means: the last one, or one soon to come."""
    length = 1000 if unit == "millennium" else 100
    return Period("year", (year + SOON) // length * length)


def numbered(unit: Granularity, weekday: int | None, number: int, outer: Period) -> Period | None:
    """The day, weekday, weekend or week of that number in a longer unit; None beyond its end.

    A week of a month is the calendar's week that most of those seven days lie in.
    """
    start, end = day_number(first_day(outer)), day_number(last_day(outer))
    if unit == "week":
        at = end - 3 if number < 0 else start + 7 * (number - 1) + 3
        return containing(day_of(at), "week") if at <= end else None
    if unit == "weekend":
        weekday = SATURDAY
    if weekday is None:
        at = end if number < 0 else start + number - 1
    elif number < 0:
        at = end - (weekday_of(end) - weekday) % 7
    else:
        at = start + (weekday - weekday_of(start)) % 7 + 7 * (number - 1)
    if not start <= at <= end:
        return None
    return containing(day_of(at), "weekend") if unit == "weekend" else Period("day", at)


def within(named: Named, outer: Period) -> Period | None:
    """The occurrence inside a longer unit: "May of that year", "Tuesday of next week"."""
    start = first_day(outer)
    if named.granularity == "week":
        first = day_number(start)
        return Period("day", first + (named.weekday - weekday_of(first)) % 7)
    return in_year(named, start.year)
