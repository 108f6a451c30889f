"""Sentences → chunks that fit the model's token budget, with the questions to ask about each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from timeline.quotes import quoted_share, quoted_spans
from timeline.records import Chunk, DatedExpression, Document, Question, Sentence

CHUNK_TOKENS = 700  # of sentences per chunk: a news article in one or two
MOSTLY_QUOTED = 0.5  # of a sentence's characters: then it reports words, not deeds
CONTEXT_SENTENCES = 2  # shown again before a later chunk, so that "he" has somebody to mean
_NUMBER_TOKENS = 4  # "12. " and the line break
_ASKED = ("headline", "body", "list")


def chunk(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DatedExpression],
    *,
    count_tokens: Callable[[str], int],
    chunk_tokens: int = CHUNK_TOKENS,
) -> tuple[Chunk, ...]:
    """The document's chunks in order. Rows of links are left out: they tell other stories.

    A sentence longer than `chunk_tokens` gets a chunk of its own.
    """
    asked = [sentence for sentence in sentences if sentence.kind in _ASKED]
    groups: list[list[Sentence]] = []
    used = chunk_tokens
    for sentence in asked:
        size = count_tokens(sentence.text) + _NUMBER_TOKENS
        if used + size > chunk_tokens:
            groups.append([])
            used = 0
        groups[-1].append(sentence)
        used += size
    spans = quoted_spans(document.text)
    chunks = []
    for index, group in enumerate(groups):
        context = groups[index - 1][-CONTEXT_SENTENCES:] if index else []
        questions = [
            question
            for number, sentence in enumerate(group)
            for question in _questions(number, sentence, dates, spans)
        ]
        chunks.append(Chunk(document, index, tuple(context), tuple(group), tuple(questions)))
    return tuple(chunks)


def _questions(
    number: int,
    sentence: Sentence,
    dates: Sequence[DatedExpression],
    spans: Sequence[tuple[int, int]],
) -> list[Question]:
    """One question per expression that names a day; one without, where there is none and the
    sentence is more than what somebody said.
    """
    inside = []
    first = bisect_left(dates, sentence.start, key=lambda dated: dated.expression.start)
    for at in range(first, len(dates)):
        dated = dates[at]
        if dated.expression.start >= sentence.end:
            break
        if dated.names_a_day:
            inside.append(Question(number, dated))
    if inside or quoted_share(sentence.start, sentence.end, spans) >= MOSTLY_QUOTED:
        return inside
    return [Question(number, None)]
