"""Neighbouring matches that are one expression: "10 p.m. Wednesday", "May of that year"."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates.builders import STEP_UNITS
from timeline.dates.grammar import Grammar, prefixed
from timeline.dates.meaning import (
    Fixed,
    Found,
    Meaning,
    Named,
    NamedStep,
    Offset,
    Plain,
    Step,
    Timed,
    Within,
)
from timeline.dates.tokens import Tokens
from timeline.records import ExpressionKind, Granularity

COUNTED = re.compile(r"PT?\d+[A-Z]")  # a length of whole units of one kind
DATE_LETTERS, TIME_LETTERS = "YMWD", "HMS"  # from the longest
CLOCK = re.compile(r"T\d\d:\d\d")
PARTS_OF_DAY = ("TMO", "TAF", "TEV", "TNI")
DAWN, NOON = 4, 12  # hours; "2 at night" is before dawn
MAX_GAP = 3  # tokens between two parts of one expression
LETTER_UNITS: dict[str, Granularity] = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def compose(matches: list[Found], tokens: Tokens, rules: Grammar) -> list[Found]:
    """Matches with their prefixes, neighbours joined where they say one date."""
    out: list[Found] = []
    for match in matches:
        floor = out[-1].last if out else 0
        found = prefixed(match, tokens, rules, floor)
        while out and (joined := _join(out[-1], found, tokens, rules)) is not None:
            out.pop()
            found = joined
        out.append(found)
    return out


def _join(left: Found, right: Found, tokens: Tokens, rules: Grammar) -> Found | None:
    gap = tokens.words[left.last : right.first]
    if len(gap) > MAX_GAP:
        return None
    links = {rules.lexicon.value("LINK", word) for word in gap} if gap else {""}
    if None in links:
        return None
    link = " ".join(sorted(str(each) for each in links))
    meaning = _combine(left, right, link)
    if meaning is None:
        return None
    kind: ExpressionKind = "time" if isinstance(meaning, Timed) else "date"
    if isinstance(meaning, Plain):
        kind = "duration"
    rule = f"{left.rule}+{right.rule}"
    mod = left.mod or right.mod
    return Found(left.first, right.last, kind, meaning, rule, mod, left.open or right.open)


def _combine(left: Found, right: Found, link: str) -> Meaning | None:
    first, second = left.meaning, right.meaning
    if isinstance(first, Timed) and first.on is None and is_day(second):
        return Timed(second, first.time) if link in ("", ",", "of", "on", ", on") else None  # type: ignore[arg-type]
    if isinstance(first, Timed) and isinstance(first.on, Named) and isinstance(second, Step):
        dated = first.on.granularity == "day" and second.unit == "year"
        day = _inside(first.on, second, link) if dated else None
        return replace(first, on=day) if isinstance(day, Within) else None
    if isinstance(second, Timed) and second.on is None and is_day(first):
        fits = link in ("", "at", ",", ", at")
        return Timed(first, second.time) if fits else None  # type: ignore[arg-type]
    if isinstance(first, Timed) and isinstance(second, Timed) and first.on is None:
        told = _clock_in_part(first, second) if link in ("", "on", "of") else None
        return told and replace(told, on=second.on)
    if isinstance(first, Timed) and isinstance(second, Timed) and second.on is None:
        if link or first.on is None:
            return None
        return first if first.time == second.time else _clock_in_part(first, second)
    if isinstance(first, Offset) and isinstance(first.of, Named) and isinstance(second, Fixed):
        outer = _inside(first.of, second, link)
        return replace(first, of=outer) if isinstance(outer, Within) else None
    if isinstance(first, Named):
        return _inside(first, second, link)
    if (
        isinstance(second, Named)
        and link == "'s"
        and isinstance(first, Fixed | Step)
        and _is_long(first)
    ):
        return Within(second, first)
    if isinstance(first, Plain) and isinstance(second, Plain):
        both = left.rule == right.rule == "duration" and right.mod is None and link in ("", "and")
        return _added(first.value, second.value) if both else None
    if isinstance(first, Plain) and left.kind == "duration" and link in ("before", "after"):
        return _offset(first.value, second, -1 if link == "before" else 1)
    return None


def _clock_in_part(clock: Timed, part: Timed) -> Timed | None:
    """The clock read in that part of day: "6.15 the previous evening", "10:30 Monday night"."""
    if part.time not in PARTS_OF_DAY or not CLOCK.fullmatch(clock.time):
        return None
    hour = int(clock.time[1:3])
    if part.time in ("TAF", "TEV", "TNI") and DAWN <= hour < NOON:
        hour += NOON
    return Timed(clock.on, f"T{hour:02d}{clock.time[3:]}")


def _inside(first: Named, second: Meaning, link: str) -> Meaning | None:
    if first.weekday is not None and first.granularity == "week" and link in ("", ","):
        if isinstance(second, Fixed | Named) and is_day(second) and _granularity(second) == "day":
            return second
        if isinstance(second, Step) and second.unit == "week":
            return Within(first, second)
    if isinstance(second, Fixed) and second.period.granularity == "year":
        holiday = bool(first.holiday)
        return (
            Within(first, second)
            if link in ("of", "in") or (holiday and link in ("", ","))
            else None
        )
    if isinstance(second, Step) and (
        second.unit == "year" or (second.unit == "week" and first.granularity == "week")
    ):
        return Within(first, second) if link in ("of", "in", "", ",") else None
    return None


def _added(longer: str, shorter: str) -> Meaning | None:
    """One length of two: "three hours and 10 minutes" → PT3H10M; None where they do not fit."""
    if not (COUNTED.fullmatch(longer) and COUNTED.fullmatch(shorter)):
        return None
    timed = longer.startswith("PT"), shorter.startswith("PT")
    if timed == (True, False):
        return None
    order = TIME_LETTERS if timed[0] else DATE_LETTERS
    if timed[0] == timed[1] and order.find(longer[-1]) >= order.find(shorter[-1]):
        return None
    return Plain(longer + (shorter[2:] if timed[0] else shorter[1:]))


def _offset(value: str, second: Meaning, sign: int) -> Meaning | None:
    unit = LETTER_UNITS.get(value[-1])
    if unit is None or unit not in STEP_UNITS or not value[1:-1].isdigit():
        return None
    if isinstance(second, Fixed | Named | NamedStep | Within) and is_day(second):
        return Offset(unit, sign * int(value[1:-1]), second)
    return None


def _granularity(meaning: Meaning) -> str:
    if isinstance(meaning, Fixed):
        return meaning.period.granularity
    if isinstance(meaning, Named):
        return meaning.granularity
    if isinstance(meaning, Step):
        return meaning.unit
    if isinstance(meaning, NamedStep | Within):
        return meaning.named.granularity
    return ""


def is_day(meaning: Meaning) -> bool:
    """Whether it says one day: a weekday, a day of a month, "yesterday", a holiday."""
    granularity = _granularity(meaning)
    if granularity == "week":
        return not isinstance(meaning, Fixed | Step)
    return granularity == "day"


def _is_long(meaning: Fixed | Step) -> bool:
    return _granularity(meaning) == "year"
