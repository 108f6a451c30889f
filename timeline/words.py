"""The words of a title that tell events apart."""

from __future__ import annotations

import re
from functools import cache

import snowballstemmer  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_STOP = frozenset(
    """
    a an the and or but nor of in on at to for from by with as after before over into about
    against between during under amid among is are was were be been being has have had do does
    did will would can could may might should its it his her their our your my he she they we you
    this that these those who whom whose which what when where than then so not no out up down
    """.split()
)


@cache
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))


def content_words(title: str) -> frozenset[str]:
    """Stems of the words that carry meaning: "The PM visits Kyiv's port" → pm visit kyiv port."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(title))
    return frozenset(_stem(word) for word in words if word not in _STOP)
