"""Gates of the days: a weekday or "Today" in a name, "the 6th" of a month or of something else."""

from __future__ import annotations

from timeline.dates.match import Match

ENDS = {".", ",", ";", ")", ":", "", "\n\n"}


def _is_capital(match: Match, index: int) -> bool:
    return match.written(index)[:1].isupper()


def no_name(match: Match) -> bool:
    """Words like "today", but not the last word of a name: "USA Today"."""
    before = match.first - 1
    stopped = match.is_a("ABBREVIATION", before) or match.word(before) in ENDS
    return stopped or not (_is_capital(match, match.last - 1) and _is_capital(match, before))


def weekday(match: Match) -> bool:
    """Words like "Sunday", but not "The Sunday Times" nor "Bloody Sunday"."""
    if not _is_capital(match, match.first):
        return False
    if match.is_a("PAPER", match.last) and _is_capital(match, match.last):
        return False
    if match.word(match.first - 1).isdecimal() and _is_capital(match, match.last):
        return match.is_a("MONTH", match.first - 2)  # "14 Sunday Street"
    shown = match.is_a("PART", match.last) and _is_capital(match, match.last)
    if shown and _is_capital(match, match.last + 1):
        return False  # "Monday Night Football"
    return not (match.is_a("NAMED_DAY", match.first - 1) and _is_capital(match, match.first - 1))


def weekday_day(match: Match) -> bool:
    """Words like "Friday the 13th", but not "Friday the 13th Congress"."""
    return _is_capital(match, match.first) and not (
        _is_capital(match, match.last) or match.is_a("ANYTIME", match.last)
    )


def bare_day(match: Match) -> bool:
    """Words like "on the 6th.", "on the 6th of the month"; not "on the 6th floor"."""
    if not match.is_a("PLACED", match.first - 1):
        return False
    return match.word(match.last) in ENDS or match.is_a("CLAUSE_OPENS", match.last)


def stands_alone(match: Match) -> bool:
    """Words like "in the morning,", "the evening when"; not "in the morning rush hour"."""
    after = match.last
    ends = match.word(after) in ENDS or match.is_a("CLAUSE_OPENS", after)
    return ends or _is_capital(match, after)


def placing(match: Match) -> bool:
    """Words like "on weekends", "during weekends"; not "two weekends"."""
    return match.is_a("PLACING", match.first - 1)


def weekday_week(match: Match) -> bool:
    """Words like "on Friday week"; not "the Friday week-long strike"."""
    if not _is_capital(match, match.match.start("weekday")):
        return False
    after = match.last
    return match.word(after) != "-" and not match.is_a("POSSESSIVE", after)


def up_to_now(match: Match) -> bool:
    """Words like "over the past week", "in the next month": lengths, no units of the calendar.

    "In the past year" is mostly meant as a year of the calendar, and annotated so in TimeML.
    """
    before = match.first - 1
    if match.is_a("OF", match.last):
        return False
    if "year" in match.words("unit"):
        return match.is_a("LASTING", before)
    return match.is_a("UP_TO_NOW", before)


def not_compared(match: Match) -> bool:
    """Words like "recently", but not "as recently as last month" nor "Now, who would do that?"."""
    if match.is_a("MARKER", match.first) and _is_capital(match, match.first):
        return match.word(match.last) != ","
    as_before = match.word(match.first - 1) == match.word(match.last) != ""
    return not as_before
