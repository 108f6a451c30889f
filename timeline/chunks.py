"""Sentences → chunks that fit the model's token budget, with the questions to ask about each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from timeline.focus import dates_a_deed
from timeline.newsday import NewsDay
from timeline.quotes import in_first_person, quoted_share, quoted_spans
from timeline.records import (
    Chunk,
    DatedExpression,
    DateSource,
    Document,
    Question,
    ResolvedDate,
    Sentence,
)
from timeline.tense import tells

CHUNK_TOKENS = 700  # of sentences per chunk: a news article in one or two
MOSTLY_QUOTED = 0.5  # of a sentence's characters: it reports words, not deeds, and is not asked
# Share of the sentences in the first person from which on the article is its author's own story;
# below it, they are a letter or a statement that it prints without quotation marks.
OWN_VOICE = 0.4
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

    Sentences that name no day are shown and not asked about where they only describe, or tell of
    something to come.

    A sentence longer than `chunk_tokens` gets a chunk of its own.
    """
    asked = [sentence for sentence in sentences if sentence.kind in _ASKED]
    groups = _groups(asked, count_tokens, chunk_tokens)
    spans = quoted_spans(document.text)
    letter = sum(in_first_person(sentence.text) for sentence in asked) < OWN_VOICE * len(asked)
    dating = [dated for sentence in asked for dated in _dating(sentence, dates)]
    news_day = NewsDay(document.published, asked, dating)
    chunks: list[Chunk] = []
    first = 0  # place of the group's first sentence among those asked about
    for index, group in enumerate(groups):
        context = groups[index - 1][-CONTEXT_SENTENCES:] if index else []
        questions: list[Question] = []
        for number, sentence in enumerate(group):
            theirs = letter and in_first_person(sentence.text)
            if not theirs and quoted_share(sentence.start, sentence.end, spans) < MOSTLY_QUOTED:
                inside = [Question(number, *reading) for reading in _readings(sentence, dating)]
                if (
                    not inside
                    and _is_told(sentence)
                    and not news_day.is_undated_plan(first + number)
                ):
                    inside = [Question(number, None, *news_day.of(first + number))]
                questions += inside
        first += len(group)
        chunks.append(
            Chunk(document, index, len(groups), tuple(context), tuple(group), tuple(questions))
        )
    return tuple(chunks)


def _groups(
    asked: Sequence[Sentence], count_tokens: Callable[[str], int], chunk_tokens: int
) -> list[list[Sentence]]:
    """The sentences of each chunk."""
    groups: list[list[Sentence]] = []
    used = chunk_tokens
    for sentence in asked:
        size = count_tokens(sentence.text) + _NUMBER_TOKENS
        if used + size > chunk_tokens:
            groups.append([])
            used = 0
        groups[-1].append(sentence)
        used += size
    return groups


def _is_told(sentence: Sentence) -> bool:
    """Whether a sentence without a date tells of something: a headline always does."""
    return sentence.kind != "body" or tells(sentence.text)


def _dating(sentence: Sentence, dates: Sequence[DatedExpression]) -> Iterator[DatedExpression]:
    """The sentence's expressions that can date an event."""
    for dated in _within(sentence, dates):
        place = dated.expression.start - sentence.start, dated.expression.end - sentence.start
        if dated.names_a_day and dates_a_deed(sentence.text, place):
            yield dated


def _readings(
    sentence: Sentence, dating: Sequence[DatedExpression]
) -> Iterator[tuple[DatedExpression, ResolvedDate | None, DateSource | None]]:
    """The sentence's expressions, each with its day where it can be computed."""
    for dated in _within(sentence, dating):
        yield dated, dated.date, "expression" if dated.date else None


def _within(sentence: Sentence, dates: Sequence[DatedExpression]) -> Iterator[DatedExpression]:
    """Those that begin in the sentence."""
    first = bisect_left(dates, sentence.start, key=lambda dated: dated.expression.start)
    for at in range(first, len(dates)):
        if dates[at].expression.start >= sentence.end:
            break
        yield dates[at]
