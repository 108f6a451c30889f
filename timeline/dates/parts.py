"""Early, mid and late parts of a period, and what lies between its edge and now."""

from __future__ import annotations

from timeline.dates.calendar import Period, containing, day_number, day_of, first_day, last_day
from timeline.records import Day

# (first, last) sub-units of the early, mid and late part, 0-based: thirds, the middle one short.
# A decade is split 0-3, 4-6, 7-9, so that "the mid 2010s" are 2014 to 2016.
THIRDS: dict[str, tuple[str, dict[str, tuple[int, int]]]] = {
    "decade": ("year", {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}),
    "century": ("decade", {"START": (0, 2), "MID": (3, 6), "END": (7, 9)}),
    "millennium": ("century", {"START": (0, 2), "MID": (3, 6), "END": (7, 9)}),
    "year": ("month", {"START": (0, 3), "MID": (4, 7), "END": (8, 11)}),
    "half": ("month", {"START": (0, 1), "MID": (2, 3), "END": (4, 5)}),
    "quarter": ("month", {"START": (0, 0), "MID": (1, 1), "END": (2, 2)}),
    "season": ("month", {"START": (0, 0), "MID": (1, 1), "END": (2, 2)}),
    "week": ("day", {"START": (0, 1), "MID": (2, 3), "END": (4, 6)}),
}
MONTH_THIRDS = {"START": (0, 9), "MID": (10, 19), "END": (20, 30)}


def narrowed(period: Period, mod: str | None, up_to_now: Day | None) -> tuple[Day, Day]:
    """The days of the part that `mod` names, both included.

    `up_to_now` is the day on which "earlier this week" (START) or "later this week" (END) was
    written; None for other words: "early 1990" is its first third. "Less than two weeks ago"
    (LESS_THAN) begins where "two weeks ago" is, to the day.
    """
    start, end = first_day(period), last_day(period)
    if mod == "LESS_THAN" and up_to_now is not None and end < up_to_now:
        passed = day_number(up_to_now) - day_number(
            first_day(containing(up_to_now, period.granularity))
        )
        return min(day_of(day_number(start) + passed), end), up_to_now
    if mod not in ("START", "MID", "END") or period.granularity in ("day", "weekend"):
        return start, end
    if up_to_now is not None and start <= up_to_now <= end:
        return (start, up_to_now) if mod == "START" else (up_to_now, end)
    if period.granularity == "month":
        low, high = MONTH_THIRDS[mod]
        return start._replace(day=low + 1), start._replace(day=min(high + 1, end.day))
    unit, thirds = THIRDS[period.granularity]
    low, high = thirds[mod]
    base = day_number(start)
    if unit == "day":
        return day_of(base + low), day_of(base + high)
    first = containing(start, unit)  # type: ignore[arg-type]
    return first_day(first.shift(low)), last_day(first.shift(high))
