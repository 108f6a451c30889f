"""Did the timeline find the dates on which something happened?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import eq

from timeline.evaluate.days import Days, within_a_day
from timeline.evaluate.tally import Tally


def score_dates(gold: Iterable[Days | None], found: Iterable[Days | None]) -> Tally:
    """Distinct dates, equal at both ends."""
    return _score(gold, found, eq)


def score_near_dates(gold: Iterable[Days | None], found: Iterable[Days | None]) -> Tally:
    """Distinct dates, both ends within a day."""
    return _score(gold, found, within_a_day)


def _score(
    gold: Iterable[Days | None],
    found: Iterable[Days | None],
    same: Callable[[Days, Days], bool],
) -> Tally:
    wanted = {date for date in gold if date is not None}
    given = {date for date in found if date is not None}
    return Tally(
        right=sum(any(same(date, other) for other in wanted) for date in given),
        found=len(given),
        covered=sum(any(same(date, other) for other in given) for date in wanted),
        gold=len(wanted),
    )
