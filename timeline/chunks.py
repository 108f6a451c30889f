"""Sentences → chunks that fit the model's token budget, with the questions to ask about each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.records import Chunk, DatedExpression, Document, Question, Sentence

CHUNK_TOKENS = 700  # of sentences per chunk: a news article in one or two
CONTEXT_SENTENCES = 2  # shown again before a later chunk, so that "he" has somebody to mean
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
    chunks = []
    for index, group in enumerate(groups):
        context = groups[index - 1][-CONTEXT_SENTENCES:] if index else []
        questions = [q for i, s in enumerate(group) for q in _questions(i, s, dates)]
        chunks.append(Chunk(document, index, tuple(context), tuple(group), tuple(questions)))
    return tuple(chunks)


_NUMBER_TOKENS = 4  # "12. " and the line break


def _questions(index: int, sentence: Sentence, dates: Sequence[DatedExpression]) -> list[Question]:
    """One question per expression that names a day; one without, when there is none."""
    inside = [
        dated
        for dated in dates
        if sentence.start <= dated.expression.start
        and dated.expression.end <= sentence.end
        and dated.expression.kind in ("date", "time")
        and (dated.date is not None or dated.rule == "no-anchor")
    ]
    return [Question(index, dated) for dated in inside] or [Question(index, None)]
