"""Builders of what has no place on the calendar (durations, sets, "now") and of "years ago"."""

from __future__ import annotations

from timeline.dates.builders import (
    CLOCK_UNITS,
    LETTERS,
    STEP_UNITS,
    UNIT_FACTOR,
    YEARS_IN,
    Built,
    unit_of,
)
from timeline.dates.match import Match
from timeline.dates.meaning import Base, Named, Plain, SameQuarter, Step, Timed, Within
from timeline.dates.write import SEASONS
from timeline.records import Granularity

HALVES = {
    "year": "6M",
    "hour": "30M",
    "minute": "30S",
    "day": "T12H",
}  # half of each, as ISO writes it


def length(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: `length(3, "week") == "P3W"`; None is an unknown number, written X."""
    letter = LETTERS[unit]
    clock = "T" if unit in CLOCK_UNITS else ""
    if count == 0.5 and unit in HALVES:
        return f"P{clock}{HALVES[unit]}"
    if count is None:
        figures, letter = "X", "M" if unit == "quarter" else letter
    else:
        count *= UNIT_FACTOR.get(unit, 1) * YEARS_IN.get(unit, 1)
        if unit == "quarter":
            count, letter = count * 3, "M"
        figures = f"{count:.6f}".rstrip("0").rstrip(".")
    return f"P{clock}{figures}{letter}"


def _count(match: Match) -> float | None:
    return match.number("count") if match.has("count") else None


def duration(match: Match) -> Built:
    """Words like "three weeks", "40 years", "a 24-year rule"."""
    unit = unit_of(match)
    if unit not in LETTERS:
        return None
    count = _count(match)
    if "half" in match.words("count") and count != 0.5:
        count = (count or 0) + 0.5
    return "duration", Plain(length(count, unit))


def duration_half(match: Match) -> Built:
    """Words like "2 1/2 years", "a minute and a half"."""
    unit, count = unit_of(match), _count(match)
    if count is None or unit not in LETTERS:
        return None
    if unit in HALVES:
        return "duration", Plain(length(count, unit) + HALVES[unit])
    return "duration", Plain(length(count + 0.5, unit))


def bare_duration(match: Match) -> Built:
    """Words like "months", "the days", "day-long"."""
    unit = unit_of(match)
    single = match.value("unit", "UNIT") is not None
    return ("duration", Plain(length(1 if single else None, unit))) if unit in LETTERS else None


PARTS_OF = {
    "century": ("year", 100),
    "decade": ("year", 10),
    "year": ("month", 12),
    "week": ("day", 7),
}  # what a broken number of a unit is counted in


def _counted(match: Match, sign: int, base: str) -> Built:
    return _counted_units(unit_of(match), _count(match), sign, base)


def _counted_units(unit: str, count: float | None, sign: int, base: str) -> Built:
    if count is None:
        return "date", Plain("PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in CLOCK_UNITS:
        return "duration", Plain(length(count, unit))
    if count != int(count) and unit in PARTS_OF:
        unit, parts = PARTS_OF[unit]  # "half a century ago" is 50 years ago
        count *= parts
    if unit == "decade" and count == 1:
        unit, count = "year", 10  # "a decade ago" is ten years ago; "two decades ago" are round
    whole = int(count * UNIT_FACTOR.get(unit, 1))
    unit = {"fortnight": "week", "weekend": "week", "night": "day"}.get(unit, unit)
    if unit not in STEP_UNITS:
        return None
    granularity: Granularity = unit  # type: ignore[assignment]
    keep = unit == "year" and sign < 0 and whole == 1
    return "date", Step(
        granularity, sign * whole, "mention" if base == "mention" else "anchor", keep
    )


def ago(match: Match) -> Built:
    """Words like "two years ago", at the granularity of the unit."""
    return _counted(match, -1, "anchor")


def ahead(match: Match) -> Built:
    """Words like "two weeks from now"."""
    return _counted(match, 1, "anchor")


def earlier(match: Match) -> Built:
    """Words like "two days later", "a year earlier": counted from the last mention."""
    sign = int(match.value("sign", "AGO") or 0)
    count = _count(match) if match.has("count") else 1  # "the day before"
    return _counted_units(unit_of(match), count, sign, "mention")


def half_earlier(match: Match) -> Built:
    """Words like "a year and a half ago", "two and a half years ago"."""
    sign = int(match.value("sign", "AGO") or 0)
    base = "anchor" if "ago" in match.words("sign") else "mention"
    count = _count(match)
    return _counted_units(unit_of(match), None if count is None else count + 0.5, sign, base)


def units_earlier(match: Match) -> Built:
    """Words like "weeks earlier", "years later": how many is not said."""
    back = int(match.value("sign", "AGO") or 0) < 0
    return "date", Plain("PAST_REF" if back else "FUTURE_REF")


def same_quarter(match: Match) -> Built:
    """Words like "the 1988 quarter", "the same period of 1988" of a report."""
    return "date", SameQuarter(match.integer("year" if match.has("year") else "year2"))


def same_period(match: Match) -> Built:
    """Words like "the same period last year", "the quarter a year ago"."""
    if "quarter" in match.tokens.words[match.first : match.last]:
        return "date", Step("quarter", -4, "mention")
    return "date", Step("year", -1, "anchor", keep=True)


def same_month(match: Match) -> Built:
    """Words like "the same month last year", "the same week a year earlier"."""
    month = unit_of(match) == "month"
    return "date", Step("month", -12, "mention") if month else Step("week", -52, "mention")


def year_ago(match: Match) -> Built:
    """Words like "the year-ago quarter", "year-earlier": the same stretch of the year before."""
    named = match.integer("quarter")
    if 1 <= named <= 4:
        return "date", Within(Named("quarter", ordinal=named - 1), Step("year", -1))
    if "quarter" in match.tokens.words[match.first : match.last]:
        return "date", Step("quarter", -4, "mention")
    base: Base = "anchor" if "ago" in match.words("back") else "mention"
    return "date", Step("year", -1, base, keep=True)


def length_of_year(_: Match) -> Built:
    """Words like "the year ended March 31" is a length: twelve months up to that day."""
    return "duration", Plain("P1Y")


def every(match: Match) -> Built:
    """Words like "every Friday", "each year", "a day" after a number of things."""
    month, weekday = match.value("month", "MONTH"), match.value("weekday", "WEEKDAY")
    if weekday is None:
        weekday = match.value("weekday", "WEEKDAYS")
    if month is not None:
        return "set", Plain(f"XXXX-{int(month):02d}")
    if weekday is not None:
        name = next((name for name in ("hours", "part") if match.has(name)), None)
        part = f"T{match.value(name, 'PART') or match.value(name, 'PARTS')}" if name else ""
        return "set", Plain(f"XXXX-WXX-{int(weekday) + 1}{part}")
    if match.has("season"):
        return "set", Plain(f"XXXX-{SEASONS[int(match.value('season', 'SEASON') or 0)]}")
    if match.has("part"):
        return "set", Plain(f"XXXX-XX-XXT{match.value('part', 'PART')}")
    unit = unit_of(match)
    count = _count(match) if match.has("count") else 1
    if match.has("count") and count is None:
        count = 2  # "every other day"
    return ("set", Plain(length(count, unit))) if unit in LETTERS else None


def repeated(match: Match) -> Built:
    """Words like "daily", "annually"."""
    return "set", Plain(str(match.value("repeated", "REPEATED")))


def vague(match: Match) -> Built:
    """Words like "now", "recently", "soon"."""
    return "date", Plain(str(match.value("vague", "VAGUE")))


def vague_told(match: Match) -> Built:
    """Words like "former": kept in histories only (see `read`)."""
    return "date", Plain(str(match.value("vague", "TOLD")))


def last_part(match: Match) -> Built:
    """Words like "last night" is the night that began yesterday."""
    return "time", Timed(Step("day", -1), f"T{match.value('part', 'PART')}")


def one_long(match: Match) -> Built:
    """Words like "weeklong", "the yearlong inquiry"."""
    return "duration", Plain(str(match.value("repeated", "UNITLONG")))


def another(match: Match) -> Built:
    """Words like "another two days", "another year"."""
    unit = unit_of(match)
    count = _count(match) if match.has("count") else 1
    return ("duration", Plain(length(count, unit))) if unit in LETTERS else None


def quarter_century(match: Match) -> Built:
    """Words like "a quarter-century", "a quarter of a century ago"."""
    years = YEARS_IN["century"] // 4
    if match.has("back"):
        return "date", Step("year", -years)
    return "duration", Plain(f"P{years}Y")


def weekends(_: Match) -> Built:
    """Words like "on weekends"."""
    return "set", Plain("XXXX-WXX-WE")
