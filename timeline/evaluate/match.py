"""Which found event is which gold event: one to one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from timeline.evaluate.assignment import assign
from timeline.evaluate.days import same_at_coarser
from timeline.evaluate.found import Found
from timeline.evaluate.gold import GoldEvent
from timeline.evaluate.words import overlap, stems

SAME_TEXT = 0.4  # least overlap coefficient of one event told twice (docs/eval.md)

Pairs = tuple[tuple[int, int], ...]  # index of the gold event, index of the found one


def text_overlaps(gold: Sequence[GoldEvent], found: Sequence[Found]) -> NDArray[np.float64]:
    """Overlap of every title with every gold text, or with its description where that is more."""
    titles = [stems(event.title) for event in found]
    table = np.zeros((len(gold), len(found)))
    for row, event in enumerate(gold):
        wordings = [stems(text) for text in (event.text, event.desc) if text]
        for column, title in enumerate(titles):
            table[row, column] = max((overlap(title, text) for text in wordings), default=0.0)
    return table


def same_dates(gold: Sequence[GoldEvent], found: Sequence[Found]) -> NDArray[np.bool_]:
    """Which dates are equal at the coarser granularity; undated equals undated."""
    table = [[same_at_coarser(event.date, other.date) for other in found] for event in gold]
    return np.array(table, dtype=np.bool_).reshape(len(gold), len(found))


def pair(overlaps: NDArray[np.float64], dates: NDArray[np.bool_], *, by_date: bool) -> Pairs:
    """As many pairs as possible; among those, the ones that share most text, then the date.

    `by_date`: only events of one date make a pair; without it dates break ties only, so that two
    events told by one sentence each keep their own date.
    """
    allowed = overlaps >= SAME_TEXT
    if by_date:
        allowed &= dates
    # The second term stays below 1 in sum, so that no overlap outweighs one more pair.
    most = 1 + min(overlaps.shape)
    return assign(np.where(allowed, 1 + (overlaps + 1e-6 * dates) / (1.01 * most), 0.0))
