"""Why a title is not printed: what code can see is wrong with an answer."""

from __future__ import annotations

import re

from timeline.words import content_words

_GROUNDED = 0.6  # share of a title's words that its article must have, in any form
# Titles about words: who said, thinks or wants something. What is announced, promised or
# ordered is a deed and stays.
_SPEECH = re.compile(
    # The subject, without a clause of its own: "Court jails man who said so" is a deed.
    r"^(?:(?!(?:who|which|that|after|before|as|when|while|because)\b)[^\s,;:]+ ){1,7}?"
    r"(?:(?:says?|said|saying|tells?|told|thinks?|thought|believes?|believed|argues?|argued|"
    r"claimed|insists?|insisted|explains?|explained|commented|remarked|stated|noted|suggests?|"
    r"suggested|speaks?|spoke|expresses|speculates?|feels?|wonders?|praises?|praised|"
    r"criticis(?:es?|ed)|criticiz(?:es?|ed))\b(?! to\b)"
    # Speech only with what is said: not the United States, claims for damages, or added jobs.
    r"|(?:adds?|added|claims?|comments?|fears?|hopes?|notes?|remarks?|states?) "
    r"(?:(?:that|he|she|it|they|there)\b|[“‘\"'])|hopes? to\b|comments? on\b)",
    re.IGNORECASE,
)
# Titles about how things are: "The phone has two cameras". A passive ("is founded") is a deed.
_STATE = re.compile(
    r"^(?:(?!(?:who|which|that|after|before|as|when|while|because|to)\b)[^\s,;:]+ ){1,8}?"
    r"(?:(?:has|have) (?!\w+ed\b|been\b|won\b|lost\b)|contains?\b|includes?\b|"
    r"owns?\b|consists?\b|belongs?\b|seems?\b|weighs?\b|provides?\b|allows?\b|connects?\b|"
    r"(?-i:can|could|may|might|should|must|would) |works? with\b|"
    # Nouns, too: "cuts costs", "finds remains", "wins support".
    r"(?:costs?|features?|lacks?|means?|needs?|remains?|supports?|wants?) (?!(?:and|at|by|for|from|"
    r"in|of|on|over|with)\b)|"
    r"(?:is|are) (?:an?|the|not|no|one|more|less|too|very|so|in|on|at|of|about|\d\S*|\w+er than)"
    r"\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,]*")


def is_speech(title: str) -> bool:
    """Whether a title reports words and no deed: "Smith says the plan is bad"."""
    return _SPEECH.match(title) is not None


def is_state(title: str) -> bool:
    """Whether a title describes and reports no deed: "The phone has two cameras"."""
    return _STATE.match(title) is not None


def is_grounded(title: str, article: frozenset[str], text: str) -> bool:
    """Whether the title is made of the article: most of its words, and every number.

    `article`: the content words of the text. A model that has nothing to say repeats its
    examples, or makes something up.
    """
    words = content_words(title)
    if not words:
        return False
    if any(number.rstrip(".,") not in text for number in _NUMBER.findall(title)):
        return False
    return len(words & article) / len(words) >= _GROUNDED
