"""Text as the words that two tellings of one event share."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from timeline.language.words import FUNCTION_WORDS, stem

__all__ = ["STOP_WORDS", "overlap", "stem", "stems", "tokens"]

_WORD = re.compile(r"[^\W_]+")

# With these, all of the closed word classes of English: articles, pronouns, prepositions,
# conjunctions, auxiliaries, and the adverbs that go with them. A sentence has them, a title hardly.
# "s" and "t" are what the tokenizer leaves of "'s" and "n't".
STOP_WORDS = FUNCTION_WORDS | frozenset(
    """
    some any each both all more most other such same own few
    i me mine us ours yours him hers them theirs
    onto above below through off until while since within without
    if because though although why how whether
    am having doing done shall must
    only just too very also here there again once now s t
    """.split()
)


def tokens(text: str) -> list[str]:
    """Words in order, lower-cased and stemmed, stop words left out."""
    words = (word.lower() for word in _WORD.findall(text))
    return [stem(word) for word in words if word not in STOP_WORDS]


@cache
def stems(text: str) -> frozenset[str]:
    """The content words of a text: `tokens` without order or count."""
    return frozenset(tokens(text))


def overlap(one: Set[str], other: Set[str]) -> float:
    """Overlap coefficient: shared words over the words of the shorter text; 0 when one is empty."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
