"""Which words of a sentence a time expression belongs to."""

from __future__ import annotations

import re

_REACH = 60  # characters before an expression in which the thing that it dates begins
_DETERMINER = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|this|these|those|some)\s", re.IGNORECASE
)
_LEANS = re.compile(r"\b(?:in|on|at|of|for|by|until|since|from)\s+(?:the\s+)?$", re.IGNORECASE)


def dated_noun(sentence: str, expression: tuple[int, int]) -> str | None:
    """The noun phrase that a time expression is attached to, as a title would begin with it.

    "… hopes for the early elections on May 7 …" → "Early elections". None where the expression
    does not follow a phrase with an article, and a preposition.
    """
    start, _ = expression
    before = sentence[max(0, start - _REACH) : start]
    leaning = _LEANS.search(before)
    if not leaning:
        return None
    phrase = re.split(r"[,;:]", before[: leaning.start()])[-1]
    found = list(_DETERMINER.finditer(phrase))
    if not found:
        return None
    noun = " ".join(phrase[found[-1].end() :].split())
    return noun[:1].upper() + noun[1:] if noun else None
