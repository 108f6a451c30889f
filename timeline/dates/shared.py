"""Words at the end that belong to both: "May 7-9, 2019", "from 1 to 3 p.m. Thursday"."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.calendar import Period, day_period, first_day, valid_day
from timeline.dates.grammar import Grammar
from timeline.dates.meaning import Fixed, Found, Named, Step, Timed, Within
from timeline.dates.nearest import in_year
from timeline.dates.numbers import number_of
from timeline.dates.tokens import Tokens
from timeline.records import Day

NOON = 12


def bare_number(tokens: Tokens, rules: Grammar, at: int) -> int | None:
    """The figures of a token; None where it is anything else."""
    word = tokens.words[at] if at < len(tokens.words) else ""
    if not word[:1].isdigit() or len(word) > 4:
        return None
    number = number_of([word], rules.lexicon)
    return None if number is None or number != int(number) else int(number)


def years_after(found: list[Found], tokens: Tokens) -> list[Found]:
    """Words like "May 7-9, 2019": the year after the second day is part of it."""
    out: list[Found] = []
    for each in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.rule == "month-day-shared"
            and each.rule == "year"
            and tokens.words[before.last : each.first] in ([], [","])
            and isinstance(before.meaning, Named)
            and isinstance(each.meaning, Fixed)
            and valid_day(each.meaning.period.number, before.meaning.month, before.meaning.day)
        ):
            day = Day(each.meaning.period.number, before.meaning.month, before.meaning.day)
            out[-1] = replace(before, last=each.last, meaning=Fixed(day_period(day)))
        else:
            out.append(each)
    return out


def clocks_shared(found: list[Found], tokens: Tokens, rules: Grammar) -> list[Found]:
    """Words like "between 1 and 3 p.m. Thursday": the day at the end is that of both."""
    out: list[Found] = []
    for each in found:
        out.append(each)
        if not isinstance(each.meaning, Timed) or not each.rule.startswith("clock"):
            continue
        before = out[-2] if len(out) > 1 else None
        if before is not None and isinstance(before.meaning, Timed):
            gap = tokens.words[before.last : each.first]
            paired = len(gap) == 1 and rules.lexicon.value("PAIR", gap[0]) is not None
            if paired and before.meaning.on is None and before.rule.startswith("clock"):
                out[-2] = replace(before, meaning=replace(before.meaning, on=each.meaning.on))
        elif (first := _first_hour(each, tokens, rules)) is not None:
            out.insert(-1, first)
    return out


def _first_hour(found: Found, tokens: Tokens, rules: Grammar) -> Found | None:
    """The 1 of "between 1 and 3 p.m.", before noon where it is later than the second."""
    at, known = found.first - 2, rules.lexicon.value
    if at < 1 or not isinstance(found.meaning, Timed):
        return None
    half = any(known("AMPM", word) is not None for word in tokens.words[found.first : found.last])
    paired = known("PAIR", tokens.words[at + 1]) is not None
    led = any(known(name, tokens.words[at - 1]) is not None for name in ("BETWEEN", "FROM"))
    hour, last = bare_number(tokens, rules, at), int(found.meaning.time[1:3])
    if not (half and paired and led) or hour is None or not 1 <= hour <= NOON:
        return None
    early = hour % NOON + NOON * (last >= NOON)
    hour = early if early <= last else hour % NOON
    return Found(at, at + 1, "time", replace(found.meaning, time=f"T{hour:02d}:00"), "clock-shared")


def years_shared(found: list[Found], tokens: Tokens, rules: Grammar) -> list[Found]:
    """Words like "from March to June 2019", "last year": the year at the end is that of both."""
    out = list(found)
    meaning: Fixed | Within | None
    for index in range(len(out) - 2, -1, -1):
        left, right = out[index], out[index + 1]
        if not (isinstance(left.meaning, Named) and isinstance(right.meaning, Fixed | Within)):
            continue
        gap = tokens.words[left.last : right.first]
        paired = len(gap) == 1 and rules.lexicon.value("PAIR", gap[0]) is not None
        listed = gap in ([","], [",", "and"]) and right.rule.endswith("-shared")
        if not paired and not listed:
            continue
        if isinstance(right.meaning, Within):
            meaning = _in_same_year(left.meaning, right.meaning)
        else:
            meaning = _same_year(left.meaning, right.meaning.period)
        if meaning is not None:
            out[index] = replace(left, meaning=meaning)
    return out


def _same_year(named: Named, right: Period) -> Fixed | None:
    if named.holiday or named.granularity != right.granularity:
        return None
    year = first_day(right).year
    for candidate in (year, year - 1):
        period = in_year(named, candidate)
        if period is not None and period.number < right.number:
            return Fixed(period)
    return None


def _in_same_year(named: Named, right: Within) -> Within | None:
    """The first of two names of a year that is counted: June of "June to September last year"."""
    year = right.outer.unit if isinstance(right.outer, Step) else None
    alike = named.granularity == right.named.granularity in ("day", "month") and year == "year"
    before = (named.month, named.day) < (right.named.month, right.named.day)
    holiday = named.holiday or right.named.holiday
    return Within(named, right.outer) if alike and before and not holiday else None
