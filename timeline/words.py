"""Words as they are compared: which carry meaning, and what their forms have in common."""

from __future__ import annotations

import re
from functools import cache

import snowballstemmer  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
# Words of the closed classes that every title may have: they tell no two events apart.
FUNCTION_WORDS = frozenset(
    """
    a an the and or but nor of in on at to for from by with as after before over into about
    against between during under is are was were be been being has have had do does
    did will would can could may might should its it his her their our your my he she they we you
    this that these those who whom whose which what when where than then so not no out up down
    """.split()
)
_EMPTY_IN_TITLES = FUNCTION_WORDS | {"amid", "among"}


@cache
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of one lower-cased English word."""
    return str(snowballstemmer.stemmer("english").stemWord(word))


def content_words(title: str) -> frozenset[str]:
    """Stems of the words that carry meaning: "The PM visits Kyiv's port" → pm visit kyiv port."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(title))
    return frozenset(stem(word) for word in words if word not in _EMPTY_IN_TITLES)
