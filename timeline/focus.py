"""Which words of a sentence a time expression belongs to."""

from __future__ import annotations

import re

_REACH = 60  # characters before an expression in which the thing that it dates begins
_DETERMINER = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|this|these|those|some)\s", re.IGNORECASE
)
_LEANS = re.compile(r"\b(?:in|on|at|of|for|by|until|since|from)\s+(?:the\s+)?$", re.IGNORECASE)


def dated_noun(sentence: str, expression: tuple[int, int]) -> tuple[int, int] | None:
    """The noun phrase that a time expression is attached to, with the expression.

    "… hopes for the elections on May 7 …" → "the elections on May 7". None where the expression
    follows no phrase with an article and a preposition.
    """
    start, end = expression
    before = sentence[max(0, start - _REACH) : start]
    leaning = _LEANS.search(before)
    if not leaning:
        return None
    phrase = before[: leaning.start()]
    clause = max(phrase.rfind(","), phrase.rfind(";"), phrase.rfind(":")) + 1
    found = [match.start() for match in _DETERMINER.finditer(phrase, clause)]
    if not found or not phrase[found[-1] :].strip():
        return None
    return start - len(before) + found[-1], end
