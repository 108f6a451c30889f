"""Gates of durations and sets: an age, a name and a fraction are none."""

from __future__ import annotations

from timeline.dates.day_gates import ENDS
from timeline.dates.match import Match


def some_day(match: Match) -> bool:
    """Words like "will one day return", "one day they would"; "one day of rain" is a length."""
    return any(
        match.is_a("MODAL", index)
        for index in (*range(match.first - 2, match.first), *range(match.last, match.last + 3))
    )


def duration(match: Match) -> bool:
    """Words like "three weeks"; not "three quarters", "60 Minutes", a rate or an age."""
    at = match.last - 1
    if match.follows_an_amount():
        return False
    if match.touching(match.first) and match.word(match.first - 1) in {"$", "-", ".", "£", "€"}:
        return False
    if match.is_a("OLD", match.last) or (
        match.word(match.last) == "-" and match.is_a("OLD", match.last + 1)
    ):
        return False  # an age
    if match.is_a("QUARTERUNIT", at):
        return False
    if match.written(at)[:1].isupper() or match.word(match.first).startswith("0"):
        return False  # "60 Minutes", "the Thirty Years' War", "0600 hours"
    if match.is_a("A", match.first) and match.last - match.first == 2:
        weak = match.is_a("WEAKUNIT", at) and not match.is_a("OPEN_SIGN", match.last)
        return not weak and not rate(match)
    return not (
        match.is_a("CLOCKUNIT", at) and match.is_a("ORD", at) and match.last - match.first == 2
    )


def hyphenated(match: Match) -> bool:
    """Words like "a 24-year rule", but not an age ("44-year-old") and not "three-quarters"."""
    words = match.tokens.words
    if words[match.last : match.last + 1] == ["-"] and match.is_a("OLD", match.last + 1):
        return False
    if match.written(match.last - 1)[:1].isupper() and match.written(match.last)[:1].isupper():
        return False  # "the Six-Day War"
    return not match.is_a("QUARTERUNIT", match.last - 1)


def recent_stretch(match: Match) -> bool:
    """Words like "the last two weeks"; not "will last two weeks" nor "say that one day it will"."""
    if match.is_a("CONJUNCTION", match.first) or match.is_a("AGO", match.last):
        return False  # "like this five years ago"
    before = match.first - 1
    led = match.is_a("MODAL", before) or match.is_a("INFINITIVE", before)
    return not (led and match.is_a("VERB_TOO", match.first))


def bare_duration(match: Match) -> bool:
    """Words like "for months", "took weeks", "days before"; not the unit of something else."""
    if match.is_a("OLD", match.last) or (
        match.word(match.last) == "-" and match.is_a("OLD", match.last + 1)
    ):
        return False  # "a centuries-old feud"
    if match.is_a("CLOCKUNIT", match.last - 1) or match.is_a("QUARTERUNIT", match.last - 1):
        return False
    if match.word(match.last).isdigit():
        return False  # "the years 1955 and 1956"
    if match.is_a("OF", match.first - 1) and match.is_a("MATTER", match.first - 2):
        return False
    before, alone = match.first - 1, match.last - match.first == 1
    apart = alone and (match.is_a("APART", match.last) or _measures(match))
    paired = match.is_a("AND", before) and match.is_a("UNITS", before - 1)
    pointed = match.is_a("PREP_DURATION", before) or match.is_a("SPENT", before)
    return pointed or paired or apart or not alone


def _measures(match: Match) -> bool:
    """Words like "ending days of speculation", and "Weeks of rain" at the start of a sentence."""
    before = match.word(match.first - 1)
    led = before.endswith(("ed", "ing")) or before in ENDS or before.isspace()
    return match.is_a("OF", match.last) and led


def every(match: Match) -> bool:
    return not match.is_a("CLOCKUNIT", match.last - 1)


def rate(match: Match) -> bool:
    """Words like "$5 a share a year", "twice a week", "two packs a day": so much for each."""
    before = match.first - 1
    if match.is_a("COUNTABLE", before) or match.written(before)[:1].isdigit():
        return True
    if not match.word(before).endswith("s") or match.is_a("AGO", match.last):
        return False  # "killed two soldiers a day after"
    return any(
        match.word(index)[:1].isdigit()
        or match.is_a("NUMWORD", index)
        or match.is_a("COUNTABLE", index)
        for index in range(before - 2, before)
    )


def repeated(match: Match) -> bool:
    """Words like "daily" is part of a name when written with a capital ("Daily Mail")."""
    if match.written(match.last)[:1].isupper():
        return False  # "the daily Telegraph": a newspaper
    return match.written(match.first)[:1].islower() or match.word(match.last) in {",", "."}


def duration_unless_old(match: Match) -> bool:
    """Words like "zwei Wochen", but not "44 Jahre alt"."""
    return not match.is_a("OLD", match.last)
