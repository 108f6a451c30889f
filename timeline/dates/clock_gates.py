"""Gates of the times of day: 10:30 may be a score, 2000 hours a length."""

from __future__ import annotations

from timeline.dates.day_gates import no_name, stands_alone
from timeline.dates.match import Match


def clock(match: Match) -> bool:
    """A bare 10:30 may be a score or a verse: it needs am, pm, a zone or "at".

    "High Noon" is a name.
    """
    words = match.words("time")
    if match.value("time", "NOON") is not None:
        return no_name(match)
    if len(words) > 1 or match.has("zone") or match.has("elsewhere"):
        return True
    return match.is_a("PREP_CLOCK", match.first - 1)


def clock_part(match: Match) -> bool:
    """Words like "at 4 in the morning"; not "killed 12 in the morning rush hour"."""
    return match.is_a("PREP_CLOCK", match.first - 1)


def clock_words(match: Match) -> bool:
    """Words like "half past ten", "at a quarter to five"; not "by a quarter to five"."""
    at = match.last
    if match.is_a("COUNTED", at) or match.is_a("AFTER_NUMBER", at) or match.touching(at + 1):
        return False
    minutes = match.words("minutes")
    if len(minutes) == 1 and minutes[0].isdecimal():
        return False  # "from 4 to 7 p.m."
    return "half" in minutes or match.is_a("PREP_CLOCK", match.first - 1)


def tonight_at(match: Match) -> bool:
    """Words like "tonight at 7"; not "tonight at 7 Vik Street", "tonight at 200 schools"."""
    after = match.last
    return not (match.is_a("COUNTED", after) or match.written(after)[:1].isupper())


def sun(match: Match) -> bool:
    """Words like "at dawn", "until dusk"; not "after dawn raids", "by Dawn"."""
    if match.written(match.first)[:1].isupper() or not match.is_a("PREP_CLOCK", match.first - 1):
        return False
    return stands_alone(match) or match.is_a("PREP", match.last)


def hours(match: Match) -> bool:
    """Words like "at 1800 hours", "0330 hours"; not "2000 hours of film"."""
    figures = match.word(match.first)
    pointed = figures.startswith("0") or match.word(match.first - 1) == "at"
    return len(figures) == 4 and pointed


def four_figures(match: Match) -> bool:
    """Words like "0830 GMT"."""
    return len(match.word(match.first)) == 4 and match.written(match.first + 1).isupper()


def overnight(match: Match) -> bool:
    """Words like "overnight", but not "its overnight rate"."""
    return not match.is_a("LENT", match.last)
