"""Which stretches of a text are somebody's words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_LONGEST = 2_000  # characters; a quotation mark without its pair opens no longer quote than this
_PARAGRAPH = re.compile(r"[^\n]+")
_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "「": "」"}
# Not "World War I began", nor "MY FAIR LADY".
_FIRST_PERSON = re.compile(
    r"(?:^|[.,;:!?—–-] |\b[a-z]+ )I (?=[a-z])|\bI['’](?:m|ve|ll|d)\b|\b(?:my|me|myself)\b|^My\b"
)


def in_first_person(sentence: str) -> bool:
    """Whether somebody speaks of himself outside of quotation marks: a letter, a memoir."""
    for start, end in quoted_spans(sentence):
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return _FIRST_PERSON.search(sentence) is not None


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of quoted text, marks included, in order and not overlapping.

    A quote ends at its mark, or with the paragraph where the mark is missing (a quote of several
    paragraphs closes only in the last). Single marks are left alone: most are apostrophes.
    """
    spans = []
    for paragraph in _PARAGRAPH.finditer(text):
        position, end = paragraph.span()
        while position < end:
            close = _PAIRS.get(text[position])
            if close is None:
                position += 1
                continue
            stop = text.find(close, position + 1, end)
            stop = end if stop < 0 else stop + 1
            spans.append((position, min(stop, position + _LONGEST)))
            position = stop
    return tuple(spans)


def quoted_share(start: int, end: int, spans: Sequence[tuple[int, int]]) -> float:
    """How much of `start`..`end` is quoted, 0..1."""
    if end <= start:
        return 0.0
    inside = 0
    first = max(bisect_right(spans, start, key=lambda span: span[0]) - 1, 0)
    for at in range(first, len(spans)):
        left, right = spans[at]
        if left >= end:
            break
        inside += max(0, min(end, right) - max(start, left))
    return inside / (end - start)
