"""From a match of the grammar to what it says. One function per `means` of the tables."""

from __future__ import annotations

import re

from timeline.dates import calendar
from timeline.dates.calendar import Period, month_period, valid_day, year_period
from timeline.dates.match import Match
from timeline.dates.meaning import Fixed, Holding, Meaning, Named, NamedStep, Plain, Step, Timed
from timeline.dates.numbers import number_of
from timeline.records import Day, ExpressionKind, Granularity

Built = tuple[ExpressionKind, Meaning] | None
LETTERS = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "H",
    "minute": "M",
    "second": "S",
    "quarter": "Q",
    "decade": "Y",  # TIMEX3's own P1DE is no ISO 8601 duration, P10Y is
    "century": "Y",
    "millennium": "Y",
    "night": "D",
    "fortnight": "W",
    "weekend": "D",
}
CLOCK_UNITS = ("hour", "minute", "second")
STEP_UNITS = (
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "millennium",
)
UNIT_FACTOR = {"fortnight": 2, "weekend": 2}
YEARS_IN = {"decade": 10, "century": 100, "millennium": 1000}


def unit_of(match: Match) -> str:
    return str(
        match.value("unit", "UNIT")
        or match.value("unit", "UNITS")
        or match.value("unit", "DAYUNIT")
    )


def _year(match: Match) -> int | None:
    """The astronomical year of the match, None when it names none."""
    if match.has("words"):
        return _year_in_words(match)
    if not match.has("year"):
        return None
    year = match.integer("year")
    era = any(match.value(part, "BC") for part in ("era", "era2"))
    return 1 - year if era else year


def _year_in_words(match: Match) -> int | None:
    words = [word for word in match.words("words") if word != "-"]
    if words[0] == "two":
        return 2000
    century = match.lexicon.value("TEENWORD", words[0])
    rest = number_of(words[1:], match.lexicon)
    return None if century is None or rest is None else int(century) * 100 + int(rest)


def calendar_date(match: Match) -> Built:
    """Names and numbers of the calendar, with or without a year."""
    year = _year(match)
    if match.has("decade") or match.has("century"):
        return _long_unit(match)
    named = named_of(match)
    if named is None:
        return None
    if isinstance(named, Period):
        return None if year is None else ("date", Fixed(year_period(year)))
    return ("date", named) if year is None else in_year_of(named, year)


def in_year_of(named: Named | Period | None, year: int) -> Built:
    """The name in that year; the year itself where nothing is named."""
    if not isinstance(named, Named):
        return "date", Fixed(year_period(year))
    if named.granularity == "day":
        if not valid_day(year, named.month, named.day):
            return None
        return "date", Fixed(calendar.day_period(Day(year, named.month, named.day)))
    if named.granularity == "month":
        return "date", Fixed(month_period(year, named.month))
    per_year = {"season": 4, "quarter": 4, "half": 2}[named.granularity]
    return "date", Fixed(Period(named.granularity, year * per_year + named.ordinal))


def named_of(match: Match) -> Named | Period | None:
    month = int(match.value("month", "MONTH") or 0)
    if match.has("day"):
        day = match.integer("day")
        weekday = match.value("wd", "WEEKDAY")
        if weekday is None:
            weekday = match.value("wd", "WDABBR")
        falls_on = None if weekday is None else int(weekday)
        valid = valid_day(2000, month, day)
        return Named("day", month=month, day=day, falls_on=falls_on) if valid else None
    if month:
        return Named("month", month=month)
    if match.has("weekday"):
        return Named("week", weekday=int(match.value("weekday", "WEEKDAY") or 0))
    if match.has("season"):
        return Named("season", ordinal=int(match.value("season", "SEASON") or 0))
    if match.value("half", "FINAL") is not None:
        return Named("half", ordinal=1)
    if match.value("quarter", "FINAL") is not None:
        return Named("quarter", ordinal=3)
    for part, limit in (("quarter", 4), ("half", 2)):
        if match.has(part):
            ordinal = match.integer(part)
            granularity: Granularity = "quarter" if part == "quarter" else "half"
            return Named(granularity, ordinal=ordinal - 1) if 1 <= ordinal <= limit else None
    return Period("year", 0) if match.has("year") or match.has("words") else None


def _long_unit(match: Match) -> Built:
    back = match.value("era", "BC") is not None
    if match.has("century"):
        number = match.integer("century")
        return (
            ("date", Fixed(Period("century", -number if back else number - 1))) if number else None
        )
    tens = match.value("decade", "TENSWORD")
    year = int(tens) if tens is not None else int(re.sub(r"\D", "", match.words("decade")[0]))
    if year < 100 and not back:
        year += 1900 if year >= 20 else 2000  # "the twenties" on: the decades of living memory
    if year % 100 == 0 and year < 2000 and len(match.words("decade")[0]) > 3:
        return "date", Fixed(Period("century", -(year // 100) - 1 if back else year // 100))
    return "date", Fixed(Period("decade", -(year // 10) - 1 if back else year // 10))


def iso(match: Match) -> Built:
    """`2026-05-07`, `2026-05-07T10:30Z`."""
    text = match.written(match.first)
    try:
        day = Day.parse(text[:10])
    except ValueError:
        return None
    fixed = Fixed(calendar.day_period(day))
    return ("time", Timed(fixed, text[10:].upper())) if len(text) > 10 else ("date", fixed)


def numeric(match: Match) -> Built:
    """`7/5/2024`: left open for the reading with the document's date order."""
    return "date", Plain(match.written(match.first))


def deictic(match: Match) -> Built:
    """Words like "today", "tonight", "the day before yesterday"."""
    steps = int(match.value("deictic", "DEICTIC") or 0)
    if match.has("sign"):
        steps += int(match.value("sign", "AGO") or 0)
    if "tonight" in match.words("deictic"):
        return "time", Timed(Step("day", 0), "TNI")
    return "date", Step("day", steps)


def _step(match: Match, relation: str, base: str) -> Built:
    unit = unit_of(match)
    steps = int(match.value("rel", relation) or 0)
    if unit == "night":
        return "time", Timed(Step("day", steps), "TNI")
    if unit not in STEP_UNITS:
        return None
    if unit in ("decade", "century") and match.value("rel", "SPAN") is not None:
        return "duration", Plain(f"P{YEARS_IN[unit]}Y")  # "the past decade" is ten years up to now
    return "date", Step(unit, steps, "mention" if base == "mention" else "anchor")  # type: ignore[arg-type]


def step(match: Match) -> Built:
    """Words like "last week", "this quarter", "the coming year"."""
    return _step(match, "REL", "anchor")


def mention_step(match: Match) -> Built:
    """Words like "the following day", "that year"."""
    return _step(match, "MENTIONREL", "mention")


def mention_next(match: Match) -> Built:
    """Words like "the next day" follows what was last mentioned; "next week" does not."""
    unit = unit_of(match)
    return ("date", Step(unit, 1, "mention")) if unit in STEP_UNITS else None  # type: ignore[arg-type]


def the_unit(match: Match) -> Built:
    """Words like "the quarter" of a report: the one that is being spoken of."""
    unit = unit_of(match)
    return ("date", Step(unit, 0, "mention")) if unit in STEP_UNITS else None  # type: ignore[arg-type]


def named_step(match: Match) -> Built:
    """Words like "last December", "next Friday", "this summer", "last night"."""
    steps = int(match.value("rel", "REL") or 0)
    if match.has("part"):
        part = str(match.value("part", "PART"))
        return "time", Timed(Step("day", steps), f"T{part}")
    named = named_of(match)
    return ("date", NamedStep(named, steps)) if isinstance(named, Named) else None


def mention_named(match: Match) -> Built:
    """Words like "the following May", "that Friday"."""
    named = named_of(match)
    steps = int(match.value("rel", "MENTIONREL") or 0)
    return ("date", NamedStep(named, steps, "mention")) if isinstance(named, Named) else None


def mention_part(match: Match) -> Built:
    """Words like "that evening", "the following morning"."""
    steps = int(match.value("rel", "MENTIONREL") or 0)
    return "time", Timed(Step("day", steps, "mention"), f"T{match.value('part', 'PART')}")


def next_part(match: Match) -> Built:
    """Words like "the next morning", after what was last mentioned."""
    return "time", Timed(Step("day", 1, "mention"), f"T{match.value('part', 'PART')}")


def latest(match: Match) -> Built:
    """Words like "the latest quarter", and "the latest period" of a quarterly report."""
    unit = unit_of(match) if match.has("unit") else "quarter"
    return ("date", Step(unit, 0, "mention")) if unit in STEP_UNITS else None  # type: ignore[arg-type]


def weekend(_: Match) -> Built:
    """Words like "the weekend": the last one, or the coming one after "will"."""
    return "date", Named("weekend")


def new_year(_: Match) -> Built:
    """Words like "the new year": that of the nearest New Year's Day."""
    return "date", Holding("year", Named("day", holiday="01-01"))


def month_end(_: Match) -> Built:
    """Words like "month's end"."""
    return "date", Step("month", 0)


def months_quarter(match: Match) -> Built:
    """Words like "the October-December quarter"; None for three months that make no quarter."""
    first, last = (int(match.value(part, "MONTH") or 0) for part in ("month", "last"))
    ordinal, apart = divmod(first - 1, 3)
    if apart or last != first + 2:
        return None
    named = Named("quarter", ordinal=ordinal)
    return in_year_of(named, match.integer("year")) if match.has("year") else ("date", named)


def year_end(_: Match) -> Built:
    """Words like "year's end", "year-end"."""
    return "date", Step("year", 0)
