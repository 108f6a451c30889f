"""What an expression says, before anybody knows what it is counted from.

The grammar makes one of these for each match; `resolve` turns it into days with an anchor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.dates.calendar import Period
from timeline.records import ExpressionKind, Granularity

Base = Literal["anchor", "mention"]  # the publication day (or its stand-in), or the last mention


@dataclass(frozen=True, slots=True)
class Fixed:
    """A place on the calendar: "May 2019", "44 BC"."""

    period: Period
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A recurring name without its year: "May", "May 7", "Friday", "spring"."""

    granularity: Granularity
    month: int = 0  # 0: any month ("the 6th", "Friday the 13th")
    day: int = 0
    weekday: int = 0
    ordinal: int = 0  # of a season (0 spring), a quarter or a half (0 the first)
    holiday: str = ""
    falls_on: int | None = None  # the weekday that is said with a day: "Tuesday, March 3"


@dataclass(frozen=True, slots=True)
class Step:
    """Whole units from the base: "last week", "two years ago", "the following day"."""

    unit: Granularity
    steps: int
    base: Base = "anchor"
    keep: bool = False  # "a year earlier" keeps the granularity of what it is counted from


@dataclass(frozen=True, slots=True)
class NamedStep:
    """A name with a direction: "last December" (-1), "this summer" (0), "next Friday" (1)."""

    named: Named
    steps: int
    base: Base = "anchor"


@dataclass(frozen=True, slots=True)
class Within:
    """A name inside a larger unit: "May of that year", "the third quarter of last year"."""

    named: Named
    outer: Fixed | Step | NamedStep


@dataclass(frozen=True, slots=True)
class Timed:
    """A time of day on a day; `on` None: the day that is being spoken of."""

    on: Fixed | Named | Step | NamedStep | Within | None
    time: str  # TIMEX3 from the T on: "T10:00", "TMO"


@dataclass(frozen=True, slots=True)
class Offset:
    """Units before or after another date: "two days before Christmas"."""

    unit: Granularity
    steps: int
    of: Fixed | Named | Step | NamedStep | Within


@dataclass(frozen=True, slots=True)
class Holding:
    """The week or weekend that holds a day: "the week of May 7", "Easter week"."""

    unit: Granularity
    of: Fixed | Named | NamedStep | Within


@dataclass(frozen=True, slots=True)
class Ended:
    """The unit that ended on a day: "the quarter" of "the quarter ended July 31"."""

    unit: Granularity
    of: Fixed | Named | NamedStep | Within


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The same day months away, or the unit that holds it: "20 years ago today"."""

    unit: Granularity
    months: int
    of: Step


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn of the century or of the millennium that is nearest."""

    unit: Granularity


@dataclass(frozen=True, slots=True)
class Nth:
    """A day or week by its number: "the first week of October", "the last Friday in May"."""

    unit: Granularity
    weekday: int | None
    number: int  # from 1; -1 the last
    of: Dated


@dataclass(frozen=True, slots=True)
class SameQuarter:
    """The reported quarter in another year: "the 1988 quarter"."""

    year: int


@dataclass(frozen=True, slots=True)
class Plain:
    """A value that needs no anchor and names no day: durations, sets, "now"."""

    value: str


Dated = Fixed | Named | Step | NamedStep | Within
Meaning = Dated | Timed | Offset | Holding | Ended | Anniversary | Turn | Nth | SameQuarter | Plain


def said_in(meaning: Meaning) -> Meaning | None:
    """The date that an expression counts from or stands in: May of "the first week of May"."""
    if isinstance(meaning, Timed):
        return meaning.on
    return meaning.of if isinstance(meaning, Offset | Holding | Ended | Nth) else meaning


@dataclass(frozen=True, slots=True)
class Found:
    """A match of the grammar: tokens `first` up to before `last`, and what they say."""

    first: int
    last: int
    kind: ExpressionKind
    meaning: Meaning
    rule: str
    mod: str | None = None
    open: bool = False  # "earlier this week", "less than a week ago": up to now
