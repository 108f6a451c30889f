"""Document → sentences with exact offsets: blocks first, then sentencex inside each.

Titles, links and other lines that are no prose stay whole and carry their kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]  # it ships no types

from timeline.records import Document, Sentence
from timeline.sentences.blocks import Block, blocks

LONGEST = 2_000  # characters of a sentence; a longer one is cut at a stop, else at a space
# sentencex takes quadratic time where many quotes open (250,000 of them: 31 s), so it sees a window
# at a time; the sentence that a window may have cut begins the next one.
WINDOW = 10_000  # characters

# Put before the splitter's eyes in place of the text, character for character, where sentencex
# 1.0.32 reads a sign wrongly. The sentences are cut from the text itself.
_SEEN_AS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Half a character: it refuses what is no Unicode.
    (re.compile(r"[\ud800-\udfff]"), "\ufffd"),
    # "in May. Rates rose": no abbreviation, as "Jan." is.
    (re.compile(r"\bMay(?=\.\s+[A-Z])"), "Day"),
    # "the '80s", "rock 'n' roll": opens no quote.
    (re.compile(r"(?<!\w)['’‘](?=\d0s\b|em\b|til\b|n['’‘])"), "x"),
    # "Sen. Jesse Holm, R-N.C., left", "the bid by Cie. Orrin": short forms.
    (re.compile(r"(?<=\b[A-Z])-(?=[A-Z]\.[A-Z]\.)"), "."),
    (re.compile(r"\bCie(?=\. [A-Z])"), "Inc"),
    # 'is new." eBay sold': a name, so a capital.
    (re.compile(r"(?<!\S)[a-z](?=[A-Z])"), "X"),
)
_IN_BRACKETS = re.compile(r"\(([^()\n]{1,400})([.!?])\)(?=\s+[A-Z“\"‘])")
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s")
_SPACE = re.compile(r"\s(?=\S)")


def split(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document in order: trimmed, not overlapping, at most LONGEST characters.

    Left out are front matter, list and heading marks, and lines without a letter or a digit. A
    sentence of wrapped text holds its line breaks.
    """
    text = document.text
    found: list[Sentence] = []
    for block in blocks(text, title=document.title):
        for start, end in _spans(block, document.lang):
            found.extend(_sentences(text, block.start + start, block.start + end, block))
    return tuple(found)


def _spans(block: Block, lang: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a block are, as offsets into the block."""
    if block.kind in ("headline", "link"):
        yield 0, len(block.text)
        return
    text = _seen(block.text)
    position = 0
    while position < len(text):
        window = text[position : position + WINDOW]
        bounds = sentencex.get_sentence_boundaries(lang, window)
        spans = [(position + one["start_index"], position + one["end_index"]) for one in bounds]
        stop = position + len(window)
        if stop < len(text):  # the window may have cut the last sentence
            last = spans.pop()[0]
            if last <= position + WINDOW // 2:  # far longer than LONGEST, so it is cut in any case
                stop = _cut(text, stop - LONGEST)
                spans.append((last, stop))
            else:
                stop = last
        position = stop
        yield from spans


def _seen(text: str) -> str:
    """The text as the splitter should see it, of the same length."""
    for pattern, sign in _SEEN_AS:
        text = pattern.sub(sign, text)
    return _IN_BRACKETS.sub(_outside, text)


def _outside(found: re.Match[str]) -> str:
    """`(It was late.) Next` ends a sentence at the bracket; `(Smith Inc.) sells` does not."""
    if found[1].count(" ") < 2:
        return found[0]
    return f"({found[1]}){found[2]}"


def _sentences(text: str, start: int, end: int, block: Block) -> Iterator[Sentence]:
    """One span, trimmed and cut to LONGEST."""
    while start < end and text[start].isspace():
        start += 1
    while start < end:
        stop = end if end - start <= LONGEST else _cut(text, start)
        piece = text[start:stop].rstrip()
        if piece:
            yield Sentence(start, start + len(piece), piece, block.kind)
        start = stop
        while start < end and text[start].isspace():
            start += 1


def _cut(text: str, start: int) -> int:
    """Where to cut what is too long: after the last stop in reach, else a space, else anywhere."""
    reach = start + LONGEST
    for pattern in (_STOP, _SPACE):
        ends = [found.end() for found in pattern.finditer(text, start, reach + 1)]
        if ends and ends[-1] > start:
            return min(ends[-1], reach)
    return reach
