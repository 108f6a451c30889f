"""Who took part and where, on the events that are right in text and date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.evaluate.found import Found
from timeline.evaluate.gold import GoldEvent
from timeline.evaluate.match import Pairs
from timeline.evaluate.tally import Tally
from timeline.evaluate.words import stems


def score_participants(gold: Sequence[GoldEvent], found: Sequence[Found], right: Pairs) -> Tally:
    """Names of the found events that gold has, and the other way round."""
    return _tally(
        (gold[row].participants or (), found[column].participants)
        for row, column in right
        if gold[row].participants is not None
    )


def score_places(gold: Sequence[GoldEvent], found: Sequence[Found], right: Pairs) -> Tally:
    """Places, likewise; an event has one or none."""
    return _tally(
        (_one(gold[row].where), _one(found[column].where))
        for row, column in right
        if gold[row].participants is not None
    )


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _tally(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Tally:
    right = found = covered = wanted = 0
    for names, given in pairs:
        right += sum(any(_same(name, one) for name in names) for one in given)
        covered += sum(any(_same(name, one) for one in given) for name in names)
        found, wanted = found + len(given), wanted + len(names)
    return Tally(right, found, covered, wanted)


def _same(name: str, other: str) -> bool:
    """Whether all words of one are in the other: "Home Secretary Ada Holm" is Ada Holm."""
    one, two = stems(name), stems(other)
    return bool(one and two) and (one <= two or two <= one)
