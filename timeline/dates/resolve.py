"""What an expression says + what it is counted from → the days it can mean."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates import nearest
from timeline.dates.calendar import (
    Period,
    containing,
    day_number,
    first_day,
    in_calendar,
    last_day,
)
from timeline.dates.meaning import (
    Anniversary,
    Ended,
    Fixed,
    Found,
    Holding,
    Meaning,
    Named,
    NamedStep,
    Nth,
    Offset,
    Plain,
    SameQuarter,
    Step,
    Timed,
    Turn,
    Within,
)
from timeline.dates.parts import narrowed
from timeline.dates.standpoint import SIZES, Standpoint
from timeline.dates.write import SEASONS, approximated, edtf_interval, edtf_value, timex_value
from timeline.records import Day, Granularity, ResolvedDate

APPROXIMATE_MODS = {"APPROX", "MID", "LESS_THAN", "MORE_THAN"}
COMPARED = {"month": 12, "quarter": 4, "half": 2}  # granularity → units in a year


@dataclass(frozen=True, slots=True)
class Place:
    """A period, and the day it was counted from."""

    period: Period
    anchor: Day | None


def resolve(found: Found, at: Standpoint) -> tuple[str | None, ResolvedDate | None]:
    """The TIMEX3 value and the days; either is None where it cannot be known."""
    meaning = found.meaning
    if isinstance(meaning, Plain):
        return meaning.value, None
    if (
        at.narrative
        and isinstance(meaning, Step)
        and (meaning.unit, meaning.steps, meaning.base) == ("day", 0, "anchor")
    ):
        return "PRESENT_REF", None  # "today" in a history is nobody's day
    if isinstance(meaning, Timed):
        return _timed(meaning, found, at)
    place = locate(meaning, at)
    if place is None or not in_calendar(place.period):
        return unplaced(meaning), None
    value = timex_value(place.period)
    start, end = narrowed(place.period, found.mod, place.anchor if found.open else None)
    whole = start == first_day(place.period) and end == last_day(place.period)
    approximate = not whole or found.mod in APPROXIMATE_MODS
    edtf = edtf_value(place.period) if whole else edtf_interval(start, end)
    if approximate:
        edtf = approximated(edtf)
    date = ResolvedDate(
        start,
        end,
        place.period.granularity,
        edtf,
        value,
        approximate,
        place.anchor,
        found.rule,
        found.mod,
    )
    return value, date


def _timed(meaning: Timed, found: Found, at: Standpoint) -> tuple[str | None, ResolvedDate | None]:
    place = locate(meaning.on, at) if meaning.on is not None else _current_day(at)
    if place is None or place.period.granularity != "day" or not in_calendar(place.period):
        return f"XXXX-XX-XX{meaning.time}", None
    day = first_day(place.period)
    value = timex_value(place.period) + meaning.time
    edtf = edtf_value(place.period)
    date = ResolvedDate(day, day, "time", edtf, value, False, place.anchor, found.rule, found.mod)
    return value, date


def _current_day(at: Standpoint) -> Place | None:
    said = at.spoken_of("day")
    last = at.mentions and at.mentions[0] == said
    here = said if at.narrative or last else at.today
    return None if here is None else Place(here, first_day(here))


def locate(meaning: Meaning, at: Standpoint) -> Place | None:
    """The period an expression means; None when what it is counted from is unknown."""
    match meaning:
        case Fixed(period=period):
            return Place(period, None)
        case Named() | NamedStep() | Turn():
            return _from_here(meaning, at)
        case Step():
            return _step(meaning, at)
        case Within():
            outer = locate(meaning.outer, at)
            if outer is None:
                return None
            found = nearest.within(meaning.named, outer.period)
            return Place(found, outer.anchor) if found else None
        case SameQuarter(year=year):
            return _same_quarter(year, at)
        case Offset() | Holding() | Ended() | Nth() | Anniversary():
            return _counted(meaning, at)
    return None


def _from_here(meaning: Named | NamedStep | Turn, at: Standpoint) -> Place | None:
    """The occurrence of a name that is meant where the text stands."""
    here = at.here
    if isinstance(meaning, NamedStep) and meaning.base == "mention":
        unit: Granularity = "day" if meaning.named.granularity == "week" else "year"
        here = at.spoken_of(unit) or at.today
    if here is None:
        return None
    found: Period | None
    match meaning:
        case Named():
            if meaning.granularity == "week" and at.narrative:
                here = at.spoken_of("day") or here
            found = nearest.occurrence(meaning, here, at.direction, at.narrative)
        case NamedStep():
            found = nearest.directed(meaning.named, here, meaning.steps)
        case Turn():
            found = nearest.turn(meaning.unit, first_day(here).year)
    return Place(found, first_day(here)) if found else None


def _counted(meaning: Offset | Holding | Ended | Nth | Anniversary, at: Standpoint) -> Place | None:
    """What is counted from, or lies in, another date."""
    base = locate(meaning.of, at)
    if base is None:
        return None
    period: Period | None
    match meaning:
        case Offset():
            day = Period("day", day_number(first_day(base.period)))
            period = _shifted(day, meaning.unit, meaning.steps)
        case Anniversary():
            period = nearest.anniversary(meaning.unit, meaning.months, base.period)
        case Holding():
            period = nearest.holding(meaning.unit, base.period)
        case Ended():
            period = nearest.ending(meaning.unit, base.period)
        case Nth():
            period = nearest.numbered(meaning.unit, meaning.weekday, meaning.number, base.period)
    return None if period is None else Place(period, base.anchor)


def _shifted(period: Period, unit: str, steps: int) -> Period:
    if unit == "week":
        return period.shift(7 * steps)
    if unit == "day":
        return period.shift(steps)
    return containing(first_day(period), unit).shift(steps)  # type: ignore[arg-type]


def _step(step: Step, at: Standpoint) -> Place | None:
    compared = _compared(at) if step.keep else None
    if compared is not None:
        # "from $2 million a year earlier": the same quarter of that year
        base = _reported(at) if compared.granularity == "quarter" else compared
        return Place(base.shift(step.steps * COMPARED[base.granularity]), first_day(base))
    if step.base == "mention" and step.unit == "quarter" and at.published is not None:
        return Place(_reported(at).shift(step.steps), at.published)
    spoken = at.spoken_of(step.unit) if step.base == "mention" or at.narrative else None
    if step.base == "mention" and step.steps > 0 and not at.narrative:
        if at.back is not None:
            spoken = at.back if SIZES[at.back.granularity] <= SIZES[step.unit] else None
        if spoken is None:
            return None  # "three days later", and nothing was named before: not after today
    if spoken is None and not (at.narrative and at.mentions):
        spoken = at.today
    if spoken is None:
        return None
    if at.said is not None and (step.base, step.steps) == ("mention", 0):
        spoken = at.said if SIZES[at.said.granularity] <= SIZES[step.unit] else spoken
    anchor = first_day(spoken)
    return Place(containing(anchor, step.unit).shift(step.steps), anchor)


def _compared(at: Standpoint) -> Period | None:
    """The month, quarter or half that "a year earlier" is held against, None when it is a year.

    The day of a closing price does not end a report on its quarter.
    """
    longer = (each for each in at.mentions if at.narrative or SIZES[each.granularity] > 1)
    said = next(longer, None)
    if said is None or said.granularity not in COMPARED:
        return None
    old = at.published is not None and first_day(said).year < at.published.year - 1
    return said if at.narrative or not old else None  # nobody reports on a quarter of long ago


def _same_quarter(year: int, at: Standpoint) -> Place | None:
    """The reported quarter in that year; the year itself where no quarter is spoken of."""
    said = [each.granularity for each in at.mentions if each.granularity in ("quarter", "year")]
    if said[:1] != ["quarter"]:
        return Place(Period("year", year), None)
    return Place(Period("quarter", year * 4 + _reported(at).number % 4), at.published)


def _reported(at: Standpoint) -> Period:
    """The quarter a report speaks of: the last one named that was over, or that had begun.

    One that is not over can be reported: a fiscal year's fourth quarter may end in September.
    """
    named = [each for each in at.mentions if each.granularity == "quarter"]
    for place in (last_day, first_day):
        for period in named:
            if at.published is None or place(period) < at.published:
                return period
    return containing(at.published or first_day(at.mentions[0]), "quarter").shift(-1)


def unplaced(meaning: Meaning) -> str | None:
    """The TIMEX3 value that stands without an anchor: "May 7" → XXXX-05-07; else None."""
    if isinstance(meaning, Within):
        return unplaced(meaning.named)
    if isinstance(meaning, Named):
        if meaning.granularity == "month":
            return f"XXXX-{meaning.month:02d}"
        if meaning.granularity == "day" and not meaning.holiday:
            month = f"{meaning.month:02d}" if meaning.month else "XX"
            return f"XXXX-{month}-{meaning.day:02d}"
        if meaning.granularity == "week":
            return f"XXXX-WXX-{meaning.weekday + 1}"
        if meaning.granularity == "season":
            return f"XXXX-{SEASONS[meaning.ordinal]}"
        if meaning.granularity == "quarter":
            return f"XXXX-Q{meaning.ordinal + 1}"
    if isinstance(meaning, Step) and meaning.base == "mention":
        return {"day": "XXXX-XX-XX", "month": "XXXX-XX", "year": "XXXX", "week": "XXXX-WXX"}.get(
            meaning.unit
        )
    return None
