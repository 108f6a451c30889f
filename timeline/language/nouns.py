"""The noun that a time expression is attached to, as a title would begin with it."""

from __future__ import annotations

import re

_REACH = 60  # characters before an expression in which the thing that it dates begins
_DETERMINER = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|this|these|those|some)\s", re.IGNORECASE
)
_LEANS = re.compile(r"\b(?:in|on|at|of|for|by|until|since|from)\s+(?:the\s+)?$", re.IGNORECASE)
_STANDS_BY = re.compile(
    r"\s*[\w'’-]+(?: [\w'’-]+)? (?:in|at|on|near|outside|inside|through|of|for|with|to|against) "
)
_TO_HIS = re.compile(r"\b(?:to|into|at|outside|inside|near) (?:his|her|their|its)\s*$")


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
    last = len(found) - 1
    while last and _STANDS_BY.fullmatch(phrase, found[last - 1].end(), found[last].start()):
        last -= 1  # "a rally outside the headquarters" is a rally
    if _TO_HIS.search(phrase, 0, found[last].end()):
        return None  # "invited them to his office"
    noun = " ".join(phrase[found[last].end() :].split())
    return noun[:1].upper() + noun[1:] if noun else None
