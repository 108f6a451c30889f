"""One reading of a time expression in words, for people."""

from __future__ import annotations

from timeline.dates.calendar import day_number, weekday_of
from timeline.records import DatedExpression, Day

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MODS = {
    "START": "its early part",
    "MID": "its middle part",
    "END": "its late part",
    "APPROX": "roughly",
    "LESS_THAN": "a little less",
    "MORE_THAN": "a little more",
    "EQUAL_OR_LESS": "at most",
    "EQUAL_OR_MORE": "at least",
}
REASONS = {
    "duration": "a length of time: it says how long, not when",
    "set": "something that recurs: it names no single day",
}


def explain(dated: DatedExpression) -> str:
    """A few lines: the words, the days they mean, what they were counted from, the rule."""
    lines = [f"“{dated.expression.text}”: {_meaning(dated)}"]
    date = dated.date
    if date is not None:
        lines.append(
            f"granularity  {date.granularity}{', approximate' if date.approximate else ''}"
        )
        lines.append(f"EDTF         {date.edtf}")
    if dated.timex is not None:
        lines.append(f"TIMEX3       {dated.timex}{f' ({dated.mod})' if dated.mod else ''}")
    if date is not None and date.anchor is not None:
        lines.append(f"counted from {day_in_words(date.anchor)}")
    lines.append(f"rule         {dated.rule}")
    return "\n".join(lines)


def _meaning(dated: DatedExpression) -> str:
    date = dated.date
    if date is None:
        if dated.timex in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
            return "a vague time: no day can be computed"
        reason = REASONS.get(dated.expression.kind)
        return reason or "no day can be computed without knowing what it is counted from"
    days = day_in_words(date.start)
    if date.start != date.end:
        days += f" to {day_in_words(date.end)}"
    part = MODS.get(dated.mod or "")
    return f"{days} ({part})" if part else days


def day_in_words(day: Day) -> str:
    """`day_in_words(Day(-43, 3, 15)) == "Friday 15 March 44 BCE"` (proleptic Gregorian)."""
    weekday = WEEKDAY_NAMES[weekday_of(day_number(day))]
    year = str(day.year) if day.year > 0 else f"{1 - day.year} BCE"
    return f"{weekday} {day.day} {MONTH_NAMES[day.month - 1]} {year}"
