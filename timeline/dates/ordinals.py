"""Builders of what is counted out or named by a neighbour: "the first week of October"."""

from __future__ import annotations

from timeline.dates.builders import Built, calendar_date, in_year_of, named_of, unit_of
from timeline.dates.calendar import MONTHS_IN, year_period
from timeline.dates.match import Match
from timeline.dates.meaning import (
    Anniversary,
    Dated,
    Fixed,
    Holding,
    Named,
    NamedStep,
    Nth,
    Offset,
    Step,
    Timed,
    Turn,
    Within,
)
from timeline.dates.numbers import number_of
from timeline.records import Granularity

LAST = -1
LIVING_MEMORY = 30  # from here on two figures are a year of the last century: '69, but '05


def _weekday(match: Match) -> Named | None:
    for name in ("WEEKDAY", "WEEKDAYS"):
        value = match.value("weekday", name)
        if value is not None:
            return Named("week", weekday=int(value))
    return None


def _outer(match: Match) -> Dated | None:
    """What the numbered part belongs to: a month, a year, "this month", "the year"."""
    if match.has("month"):
        built = calendar_date(match)
        meaning = None if built is None else built[1]
        return meaning if isinstance(meaning, Fixed | Named) else None
    if match.has("year"):
        return Fixed(year_period(match.integer("year")))
    unit: Granularity = "month" if "month" in match.words("outer") else "year"
    steps = match.value("rel", "REL")
    return Step(unit, 0, "mention") if steps is None else Step(unit, int(steps))


def nth(match: Match) -> Built:
    """Words like "the first week of October", "the last Friday of the month"."""
    number = number_of(match.words("nth"), match.lexicon)
    outer, weekday = _outer(match), _weekday(match)
    if outer is None or (number is None and match.value("nth", "FINAL") is None):
        return None
    unit: Granularity = "day" if weekday is not None else unit_of(match)  # type: ignore[assignment]
    at = None if weekday is None else weekday.weekday
    return "date", Nth(unit, at, LAST if number is None else int(number), outer)


def week_of(match: Match) -> Built:
    """Words like "the week of May 7": the week that holds the day."""
    built = calendar_date(match)
    if built is None or not isinstance(built[1], Fixed | Named):
        return None
    return "date", Holding("week", built[1])


def holiday(match: Match) -> Built:
    """A holiday of the table, or the week or weekend around it: "last Easter", "Easter week"."""
    day, _, rows_span = match.holiday.partition("/")
    steps = match.value("rel", "REL")
    named = Named("day", holiday=day)
    meaning: Named | NamedStep | Within = named if steps is None else NamedStep(named, int(steps))
    if match.has("year"):
        if steps is not None or match.is_a("COUNTED", match.last):
            return None  # "on Christmas Day 1500 people"
        meaning = Within(named, Fixed(year_period(match.integer("year"))))
    span = match.value("span", "HOLIDAYSPAN") or rows_span
    if not span:
        return "date", meaning
    return "date", Holding("weekend" if span == "weekend" else "week", meaning)


def weeks_from_day(match: Match) -> Built:
    """Words like "a week ago Sunday", "two weeks ago today"."""
    count = match.number("count")
    weekday = _weekday(match)
    if count is None or count != int(count):
        return None
    if weekday is not None:
        return "date", Offset("week", -int(count), NamedStep(weekday, -1))
    today = int(match.value("deictic", "DEICTIC") or 0)
    return "date", Offset("week", -int(count), Step("day", today))


def units_from_day(match: Match) -> Built:
    """Words like "20 years ago today", "ten years ago this week"."""
    count = match.number("count")
    if count is None or count != int(count):
        return None
    within: Granularity = match.value("within", "DAYUNIT") or "day"  # type: ignore[assignment]
    today = int(match.value("deictic", "DEICTIC") or 0)
    months = int(count) * MONTHS_IN[unit_of(match)]
    return "date", Anniversary(within, -months, Step("day", today))


def weekdays_away(match: Match) -> Built:
    """Words like "two Sundays ago", "three Fridays from now"."""
    count, weekday = match.integer("count"), _weekday(match)
    if weekday is None or count < 1:
        return None
    sign = -1 if match.has("back") else 1
    return "date", Offset("week", sign * (count - 1), NamedStep(weekday, sign))


def before_last(match: Match) -> Built:
    """Words like "the week before last", "the Friday before last", "the year after next"."""
    sign = -1 if match.has("back") else 1
    weekday = _weekday(match)
    if weekday is not None:
        return "date", Offset("week", sign, NamedStep(weekday, sign))
    return "date", Step(unit_of(match), 2 * sign)  # type: ignore[arg-type]


def short_year(match: Match) -> Built:
    """Words like "in '98", "the summer of '69"."""
    said = match.integer("year")
    year = said + (1900 if said >= LIVING_MEMORY else 2000)
    named = named_of(match)
    return in_year_of(named, year)


def day_of_month(match: Match) -> Built:
    """Words like "Friday the 13th", "on the 6th": of a month that is not named."""
    weekday = _weekday(match)
    return "date", Named(
        "day",
        day=match.integer("day"),
        falls_on=None if weekday is None else weekday.weekday,
    )


def weekday_week(match: Match) -> Built:
    """Words like "Friday week", "a week on Friday": a week after the Friday to come."""
    weekday, count = _weekday(match), 1
    if match.has("count"):
        count = match.integer("count")
    elif "fortnight" in match.words("span"):
        count = 2
    if weekday is None or count < 1:
        return None
    return "date", Offset("week", count + 1, NamedStep(weekday, -1))  # on a Friday it is in a week


def turn(match: Match) -> Built:
    """Words like "the turn of the 20th century", "the turn of the century"."""
    if match.has("century"):
        return "date", Fixed(year_period((match.integer("century") - 1) * 100))
    return "date", Turn(unit_of(match))  # type: ignore[arg-type]


def weekday_part(match: Match) -> Built:
    """Words like German "Dienstagabend": the table writes 1EV, Monday being 0."""
    code = str(match.value("weekday", "WDPART"))
    return "time", Timed(Named("week", weekday=int(code[0])), f"T{code[1:]}")
