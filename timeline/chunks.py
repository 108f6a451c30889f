"""Sentences → chunks that fit the model's token budget, with the questions to ask about each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from timeline.deeds import may_tell_a_deed
from timeline.newsday import NewsDay
from timeline.quotes import outside_quotes, quoted_share, quoted_spans
from timeline.records import (
    Chunk,
    DatedExpression,
    DateSource,
    Document,
    Question,
    ResolvedDate,
    Sentence,
)

CHUNK_TOKENS = 700  # of sentences per chunk: a news article in one or two
MOSTLY_QUOTED = 0.5  # of a sentence's characters: it reports words, not deeds, and is not asked
CONTEXT_SENTENCES = 2  # shown again before a later chunk, so that "he" has somebody to mean
_NUMBER_TOKENS = 4  # "12. " and the line break
_ASKED = ("headline", "body", "list")

# A time expression, or None for the whole sentence; its day, and where that comes from.
Reading = tuple[DatedExpression | None, ResolvedDate | None, DateSource | None]


def chunk(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DatedExpression],
    *,
    count_tokens: Callable[[str], int],
    chunk_tokens: int = CHUNK_TOKENS,
) -> tuple[Chunk, ...]:
    """The document's chunks in order. Rows of links are left out: they tell other stories.

    Shown but not asked about are sentences that are mostly quoted, and those without a date that
    tell no deed; the headlines and the lead are always asked about.
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
    ask = _Asking(document, asked, dates)
    chunks: list[Chunk] = []
    first = 0  # place of the group's first sentence among those asked about
    for index, group in enumerate(groups):
        context = groups[index - 1][-CONTEXT_SENTENCES:] if index else []
        questions = [
            Question(number, *reading)
            for number in range(len(group))
            for reading in ask.about(first + number)
        ]
        first += len(group)
        chunks.append(
            Chunk(document, index, len(groups), tuple(context), tuple(group), tuple(questions))
        )
    return tuple(chunks)


class _Asking:
    """What to ask about each sentence of a document."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], dates: Sequence[DatedExpression]
    ) -> None:
        self._text, self._lang = document.text, document.lang
        self._sentences, self._dates = sentences, dates
        self._spans = quoted_spans(document.text)
        self._news_day = NewsDay(document.published, sentences, dates)
        bodies = (at for at, sentence in enumerate(sentences) if sentence.kind == "body")
        self._lead = next(bodies, 0)

    def about(self, at: int) -> Sequence[Reading]:
        """The expressions to ask about, each with its day; none where there is nothing to ask."""
        sentence = self._sentences[at]
        start, end = sentence.start, sentence.end
        if quoted_share(start, end, self._spans) >= MOSTLY_QUOTED:
            return ()
        if inside := tuple(_readings(sentence, self._dates)):
            return inside
        if (
            sentence.kind == "headline"
            or at == self._lead
            or may_tell_a_deed(outside_quotes(self._text, start, end, self._spans), self._lang)
        ):
            return ((None, *self._news_day.of(at)),)
        return ()


def _readings(sentence: Sentence, dates: Sequence[DatedExpression]) -> Iterator[Reading]:
    """The sentence's expressions that name a day, each with its day where it can be computed."""
    first = bisect_left(dates, sentence.start, key=lambda dated: dated.expression.start)
    for at in range(first, len(dates)):
        dated = dates[at]
        if dated.expression.start >= sentence.end:
            break
        if dated.names_a_day:
            yield dated, dated.date, "expression" if dated.date else None
