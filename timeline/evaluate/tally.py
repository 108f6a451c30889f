"""Counts behind precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


def ratio(part: float, whole: float) -> float:
    """`part / whole`, 0 when there is nothing to share."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Harmonic mean, 0 when both are 0."""
    return ratio(2 * precision * recall, precision + recall)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of what was found is right, and how much of gold was found."""

    right: float
    found: float
    covered: float
    gold: float

    @property
    def precision(self) -> float:
        return ratio(self.right, self.found)

    @property
    def recall(self) -> float:
        return ratio(self.covered, self.gold)

    def values(self) -> dict[str, float]:
        """`precision`, `recall` and `f1`."""
        precision, recall = self.precision, self.recall
        return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def total(tallies: Iterable[Tally]) -> Tally:
    """All counts in one: the micro average."""
    counts = [(t.right, t.found, t.covered, t.gold) for t in tallies]
    right, found, covered, gold = (sum(column) for column in zip(*counts, strict=True))
    return Tally(right, found, covered, gold)


def mean(tallies: Iterable[Tally]) -> dict[str, float]:
    """Mean precision, mean recall, and F1 of the two: the macro average of news-tls."""
    each = list(tallies)
    precision = ratio(sum(t.precision for t in each), len(each))
    recall = ratio(sum(t.recall for t in each), len(each))
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}
