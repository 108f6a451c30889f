"""The compiled language table, and the matching of its patterns from left to right.

The patterns have no unbounded repeat, so that a match looks at a bounded number of tokens and the
whole is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from timeline.dates import builders, clocks, lengths, ordinals
from timeline.dates.builders import Built
from timeline.dates.gates import GATES
from timeline.dates.lexicon import Lexicon, lexicon
from timeline.dates.match import Match
from timeline.dates.meaning import Found, Plain
from timeline.dates.patterns import parse_pattern
from timeline.dates.tokens import Tokens

BUILDERS: dict[str, Callable[[Match], Built]] = {
    "ago": lengths.ago,
    "ago_ahead": lengths.ahead,
    "before_last": ordinals.before_last,
    "bare_duration": lengths.bare_duration,
    "calendar": builders.calendar_date,
    "clock": clocks.clock,
    "clock_every": clocks.clock_every,
    "clock_part": clocks.clock_part,
    "clock_words": clocks.clock_words,
    "day_of_month": ordinals.day_of_month,
    "deictic": builders.deictic,
    "duration": lengths.duration,
    "duration_half": lengths.duration_half,
    "earlier": lengths.earlier,
    "every": lengths.every,
    "future": lambda _: ("date", Plain("FUTURE_REF")),
    "half_earlier": lengths.half_earlier,
    "holiday": ordinals.holiday,
    "iso": builders.iso,
    "last_part": lengths.last_part,
    "latest": builders.latest,
    "length_of_year": lengths.length_of_year,
    "mention_named": builders.mention_named,
    "mention_next": builders.mention_next,
    "mention_part": builders.mention_part,
    "mention_step": builders.mention_step,
    "month_end": builders.month_end,
    "months_quarter": builders.months_quarter,
    "named_step": builders.named_step,
    "new_year": builders.new_year,
    "next_part": builders.next_part,
    "nth": ordinals.nth,
    "numeric": builders.numeric,
    "part": clocks.part,
    "past": lambda _: ("date", Plain("PAST_REF")),
    "present": lambda _: ("date", Plain("PRESENT_REF")),
    "repeated": lengths.repeated,
    "same_month": lengths.same_month,
    "same_period": lengths.same_period,
    "same_quarter": lengths.same_quarter,
    "short_year": ordinals.short_year,
    "small_hours": clocks.small_hours,
    "step": builders.step,
    "the_unit": builders.the_unit,
    "turn": ordinals.turn,
    "units_earlier": lengths.units_earlier,
    "vague": lengths.vague,
    "vague_told": lengths.vague_told,
    "week_of": ordinals.week_of,
    "weekday_part": ordinals.weekday_part,
    "weekday_week": ordinals.weekday_week,
    "weekdays_away": ordinals.weekdays_away,
    "weekend": builders.weekend,
    "weeks_from_day": ordinals.weeks_from_day,
    "year_ago": lengths.year_ago,
    "year_end": builders.year_end,
    "another": lengths.another,
    "one_long": lengths.one_long,
    "quarter_century": lengths.quarter_century,
    "weekends": lengths.weekends,
    "units_from_day": ordinals.units_from_day,
}  # the names that `means` may have in a language table
COUNTED = ("ago", "earlier", "from-now")  # rules with a number of units
OWN_MODS = {
    "month_end": "END",
    "year_end": "END",
    "turn": "APPROX",
}  # builder → the modifier that its words bring along
LOOK_BACK = 8  # tokens that the longest prefix can have


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the table."""

    name: str
    regex: re.Pattern[str]
    means: str
    gate: str | None
    holiday: str  # the day of a holiday as the table writes it


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language table, ready to match."""

    lexicon: Lexicon
    starts: dict[str, tuple[Pattern, ...]]  # by the class character of the first token
    trigger: re.Pattern[str]
    # Pattern, mod, for lengths only, up to now.
    prefixes: tuple[tuple[re.Pattern[str], str | None, bool, bool], ...]


@lru_cache(maxsize=16)
def grammar(lang: str) -> Grammar:
    """The compiled patterns of a language. UsageError when there is no table for it."""
    words = lexicon(lang)
    starts: dict[str, list[Pattern]] = defaultdict(list)
    for row in [*words.table["pattern"], *words.table.get("holiday", [])]:
        written = row["match"]
        if "day" in row and "REL" in words.members:
            written = f"rel:REL? name:({written})"  # "last Easter"
        if "day" in row and "HOLIDAYSPAN" in words.members:
            written = f"{written} span:HOLIDAYSPAN?"  # "Easter week"
        for variant in [written, f"{written} year:YYYY"] if "day" in row else [written]:
            node = parse_pattern(variant, words)  # "Easter week 1916"
            pattern = _pattern(row, re.compile(node.regex()))
            for character in node.first()[0]:
                starts[character].append(pattern)
    prefixes = tuple(
        (
            re.compile(parse_pattern(row["match"], words).regex() + r"\Z"),
            row.get("value"),
            "lengths" in row,
            "open" in row,
        )
        for row in words.table["prefix"]
    )
    return Grammar(
        words,
        {character: tuple(found) for character, found in starts.items()},
        re.compile(f"[{''.join(sorted(starts))}]"),
        prefixes,
    )


def _pattern(row: dict[str, Any], regex: re.Pattern[str]) -> Pattern:
    if "day" in row:
        return Pattern("holiday", regex, "holiday", row.get("gate", "capital"), row["day"])
    return Pattern(row["name"], regex, row["means"], row.get("gate"), "")


def matches(tokens: Tokens, rules: Grammar) -> list[Found]:
    """Every match, longest first at each place, without overlaps and without prefixes."""
    found: list[Found] = []
    position = 0
    codes = tokens.codes
    while (trigger := rules.trigger.search(codes, position)) is not None:
        position = trigger.start()
        best = _longest(tokens, position, rules)
        if best is None:
            position += 1
            continue
        found.append(best)
        position = best.last
    return found


def _longest(tokens: Tokens, position: int, rules: Grammar) -> Found | None:
    codes = tokens.codes
    candidates = []
    for order, pattern in enumerate(rules.starts[codes[position]]):
        match = pattern.regex.match(codes, position)
        if match is not None and match.end() > position:
            candidates.append((-match.end(), order, pattern, match))
    candidates.sort(key=lambda candidate: candidate[:2])
    for _, _, pattern, match in candidates:
        read = Match(tokens, rules.lexicon, match, pattern.holiday)
        if pattern.gate is not None and not GATES[pattern.gate](read):
            continue
        built = BUILDERS[pattern.means](read)
        if built is not None:
            kind, meaning = built
            mod = OWN_MODS.get(pattern.means)
            return Found(position, match.end(), kind, meaning, pattern.name, mod)
    return None


def prefixed(found: Found, tokens: Tokens, rules: Grammar, floor: int) -> Found:
    """The match with the modifying words before it; `floor` is the end of the match before."""
    begin = max(floor, found.first - LOOK_BACK)
    for regex, value, lengths_only, opened in rules.prefixes:
        match = regex.search(tokens.codes, begin, found.first)
        if match is None or found.mod is not None:
            continue
        if value is None and isinstance(found.meaning, Plain) and found.kind == "date":
            continue  # "about the future"
        if lengths_only and rules.lexicon.value("ARTICLE", tokens.words[found.first]) is not None:
            continue  # "over the next three years" has its bound elsewhere
        if lengths_only and found.kind != "duration" and found.rule not in COUNTED:
            continue
        read = Match(tokens, rules.lexicon, match, "")
        owned = read.is_a("POSSESSIVE", found.last)
        if owned and read.value("mod", "APPROX") is not None:
            continue  # "ways around Wednesday's ruling"
        mod = value or _mod(read)
        return replace(found, first=match.start(), mod=mod, open=opened)
    return found


def _mod(match: Match) -> str | None:
    for name in ("EARLY", "EARLIER", "EDGE", "APPROX", "QUANTITY"):
        value = match.value("mod", name)
        if value is not None:
            return str(value)
    return None
