"""Which stretches of a text are somebody's words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_LONGEST = 2_000  # characters; a quotation mark without its pair opens no longer quote than this
_PARAGRAPH = re.compile(r"[^\n]+")
_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "「": "」", "``": "''", "''": "''"}
_DOUBLED = ("``", "''")  # as news wires write them
# Not "World War I began", nor "MY FAIR LADY".
_FIRST_PERSON = re.compile(
    r"(?:^|[.,;:!?—–-] |\b[a-z]+ )I (?=[a-z])|\bI['’](?:m|ve|ll|d)\b|\b(?:my|me|myself)\b|^My\b"
)
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me)\b")


def in_first_person(sentence: str) -> bool:
    """Whether somebody speaks of himself outside of quotation marks: a letter, a memoir."""
    return _FIRST_PERSON.search(without_quotes(sentence)) is not None


def without_quotes(sentence: str) -> str:
    """One sentence, by itself, with a space for every quote in it."""
    return outside_quotes(sentence, 0, len(sentence), quoted_spans(sentence))


def without_speech(sentence: str) -> str:
    """One sentence without the quotes in which somebody speaks of himself: "we will win"."""
    spans = [
        span for span in quoted_spans(sentence) if _SPEAKER.search(sentence[span[0] : span[1]])
    ]
    return outside_quotes(sentence, 0, len(sentence), spans)


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of quoted text, marks included, in order and not overlapping.

    A quote ends at its mark, or with the paragraph where the mark is missing (a quote of several
    paragraphs closes only in the last). Single marks are left alone: most are apostrophes.
    """
    spans = []
    for paragraph in _PARAGRAPH.finditer(text):
        position, end = paragraph.span()
        while position < end:
            mark = text[position]
            if text.startswith(_DOUBLED, position):
                mark *= 2
            close = _PAIRS.get(mark)
            if close is None:
                position += 1
                continue
            stop = text.find(close, position + len(mark), end)
            stop = end if stop < 0 else stop + len(close)
            spans.append((position, min(stop, position + _LONGEST)))
            position = stop
    return tuple(spans)


def quoted_share(start: int, end: int, spans: Sequence[tuple[int, int]]) -> float:
    """How much of `start`..`end` is quoted, 0..1."""
    if end <= start:
        return 0.0
    return sum(right - left for left, right in _within(start, end, spans)) / (end - start)


def outside_quotes(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """The text from `start` to `end` (exclusive) with a space for every quote in it."""
    kept = []
    for left, right in _within(start, end, spans):
        kept.append(text[start:left])
        start = right
    return " ".join([*kept, text[start:end]])


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of `spans` that lie between `start` and `end`."""
    first = max(bisect_right(spans, start, key=lambda span: span[0]) - 1, 0)
    for at in range(first, len(spans)):
        left, right = spans[at]
        if left >= end:
            break
        if right > start:
            yield max(left, start), min(right, end)
