"""Alignment-based ROUGE of timeline summarization: AR-1 and AR-2, the `align+ m:1` variant.

S. Martschat, K. Markert: Improving ROUGE for Timeline Summarization, EACL 2017.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from timeline.evaluate.days import Days, day_number
from timeline.evaluate.found import Found
from timeline.evaluate.gold import GoldEvent
from timeline.evaluate.tally import Tally, f1, ratio
from timeline.evaluate.words import tokens

Grams = Counter[tuple[str, ...]]
Summaries = dict[int, list[list[str]]]  # day number → the texts of that day, as words


def score_alignment(gold: Sequence[GoldEvent], found: Sequence[Found], *, size: int) -> Tally:
    """ROUGE-`size` between the texts of aligned days, weighted by their distance.

    Each day of one side is aligned with the day of the other that costs least in distance times
    difference of words; several may choose the same day. A date longer than a day counts on its
    first day, an undated event not at all.
    """
    wanted = _by_day((event.date, event.text) for event in gold)
    given = _by_day((event.date, event.title) for event in found)
    right, of_found = _covered(given, wanted, size)
    covered, of_gold = _covered(wanted, given, size)
    return Tally(right, of_found, covered, of_gold)


def _by_day(texts: Iterable[tuple[Days | None, str]]) -> Summaries:
    days: Summaries = {}
    for date, text in texts:
        if date is not None:
            days.setdefault(day_number(date.start), []).append(tokens(text))
    return days


def _covered(of: Summaries, by: Summaries, size: int) -> tuple[float, int]:
    """Weighted n-grams of one side that the aligned days of the other have, and all its n-grams."""
    covered, whole = 0.0, 0
    by_words = {day: _grams(texts, 1) for day, texts in by.items()}
    by_grams = {day: _grams(texts, size) for day, texts in by.items()}
    for day, texts in of.items():
        grams, words = _grams(texts, size), _grams(texts, 1)
        whole += grams.total()
        if not by:
            continue
        nearest = min(by, key=lambda other: _cost(day, words, other, by_words[other]))
        covered += _closeness(day, nearest) * (grams & by_grams[nearest]).total()
    return covered, whole


def _cost(day: int, words: Grams, other: int, other_words: Grams) -> tuple[float, int, int]:
    """Distance in time times distance in words; ties go to the nearer, then the earlier day."""
    shared = (words & other_words).total()
    alike = f1(ratio(shared, words.total()), ratio(shared, other_words.total()))
    return (1 - _closeness(day, other)) * (1 - alike), abs(day - other), other


def _closeness(day: int, other: int) -> float:
    return 1 / (abs(day - other) + 1)


def _grams(texts: Sequence[Sequence[str]], size: int) -> Grams:
    """Words or pairs of neighbouring words of each text, counted over all of them."""
    if size == 1:
        return Counter((word,) for text in texts for word in text)
    return Counter(both for text in texts for both in pairwise(text))
