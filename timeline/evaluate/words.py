"""Text as the words that two tellings of one event share."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from timeline.errors import ExtraMissingError

try:
    import snowballstemmer  # type: ignore[import-untyped]
except ImportError as error:
    raise ExtraMissingError(
        "scoring needs snowballstemmer, which is not installed\npip install 'timeline[eval]'"
    ) from error

_WORD = re.compile(r"[^\W_]+")
_STEMMER = snowballstemmer.stemmer("english")

# The closed word classes of English: articles, pronouns, prepositions, conjunctions, auxiliaries,
# and the adverbs that go with them. "s" and "t" are what the tokenizer leaves of "'s" and "n't".
STOP_WORDS = frozenset(
    """
    a an the this that these those some any each both all more most other such same own few no
    i me my mine we us our ours you your yours he him his she her hers it its they them their
    theirs who whom whose which what
    of in on at by for from to with into onto over under about above below after before between
    during through against up down out off as than until while since within without
    and or but nor so if then because though although when where why how whether
    am is are was were be been being have has had having do does did doing done
    can could will would shall should may might must
    not only just too very also here there again once now s t
    """.split()
)


def tokens(text: str) -> list[str]:
    """Words in order, lower-cased and stemmed, stop words left out."""
    words = (word.lower() for word in _WORD.findall(text))
    return [stem(word) for word in words if word not in STOP_WORDS]


@cache
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of one lower-cased English word."""
    return str(_STEMMER.stemWord(word))


@cache
def stems(text: str) -> frozenset[str]:
    """The content words of a text: `tokens` without order or count."""
    return frozenset(tokens(text))


def overlap(one: Set[str], other: Set[str]) -> float:
    """Overlap coefficient: shared words over the words of the shorter text; 0 when one is empty."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
