"""Sentences → chunks that fit the model's token budget, with the questions to ask about each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from timeline.language.apart import clause_apart
from timeline.language.quotes import in_first_person, quoted_share, quoted_spans
from timeline.language.tense import is_english, tells
from timeline.questions.dating import dating, within
from timeline.questions.newsday import NewsDay
from timeline.questions.openings import announcement
from timeline.questions.statements import Statement, Statements
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
# Share of the sentences in the first person from which on the article is its author's own story;
# below it, they are a letter or a statement that it prints without quotation marks.
OWN_VOICE = 0.4
CONTEXT_SENTENCES = 2  # shown again before a later chunk, so that "he" has somebody to mean
_NUMBER_TOKENS = 4  # "12. " and the line break
# "BRUSSELS, February 10 (Xinhua) --", a sentence of its own: where and when, and no news.
_DATELINE = re.compile(r"[^\W\d_]{3,}[^\n]{0,60}(?:--|[—–_-])\s*")
# "“We won,” Holm declared.": who says the words beside it.
_ATTRIBUTION = re.compile(
    r"(?:[\w.'’-]+ ){1,3}"
    r"(?:added|asked|declared|explained|insisted|noted|replied|said|shouted|wrote)\W*"
)
# "Ada Holm in Vik contributed to this article": about the article, not of it.
_OWN_WORDS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")
# "The first was announced in June": of what, the sentence does not say.
_OF_WHAT = re.compile(
    r"The (?:first|second|third|fourth|last|latter|former|other|others|next|two|three) "
    r"(?:was|were|is|are|had|has|have|followed|came)\b"
)
_CREDIT = re.compile(
    r"(?:[^.]|(?<=\b[A-Z])\.){2,120}\bcontributed (?:reporting )?(?:to|for) this "
    r"(?:article|report|story)\W*"
)
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
    statements: bool = False,
) -> tuple[Chunk, ...]:
    """The document's chunks in order. Rows of links are left out: they tell other stories.

    Not asked about are sentences that are mostly quoted, and those without a date that only
    describe, or tell of something to come; the headlines and the lead are always asked about.
    With `statements`, what somebody says is asked about, too, after the events of its sentence.
    Nothing is shown after the last sentence of a chunk that is asked about.
    A sentence longer than `chunk_tokens` gets a chunk of its own.
    """
    told = [sentence for sentence in sentences if sentence.kind in _ASKED]
    ask = _Asking(document, told, dates)
    readings = [ask.about(at) for at in range(len(told))]
    said = [ask.said(at) if statements else None for at in range(len(told))]
    is_asked = [
        bool(of_deeds or of_words) for of_deeds, of_words in zip(readings, said, strict=True)
    ]
    groups: list[list[int]] = []  # places in `told`
    used = chunk_tokens
    for at, sentence in enumerate(told):
        size = count_tokens(sentence.text) + _NUMBER_TOKENS
        if used + size > chunk_tokens:
            groups.append([])
            used = 0
        groups[-1].append(at)
        used += size
    groups = [cut for group in groups if (cut := _up_to_last(group, is_asked))]
    chunks: list[Chunk] = []
    for index, group in enumerate(groups):
        context = groups[index - 1][-CONTEXT_SENTENCES:] if index else []
        questions: list[Question] = []
        for number, at in enumerate(group):
            questions += (Question(number, *reading) for reading in readings[at])
            if statement := said[at]:
                when, day, day_from = statement.when, statement.day, statement.day_from
                questions.append(Question(number, when, day, day_from, statement.begins))
        before, asked = (tuple(told[at] for at in places) for places in (context, group))
        chunks.append(Chunk(document, index, len(groups), before, asked, tuple(questions)))
    return tuple(chunks)


def _up_to_last(group: Sequence[int], is_asked: Sequence[bool]) -> list[int]:
    """The group up to the last sentence that is asked about."""
    asked = [number for number, at in enumerate(group) if is_asked[at]]
    return list(group[: asked[-1] + 1]) if asked else []


class _Asking:
    """What to ask about each sentence of a document."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], dates: Sequence[DatedExpression]
    ) -> None:
        self._spans = quoted_spans(document.text)
        # In words of somebody about himself: "“We moved in March,” he said".
        own_words = [span for span in self._spans if _OWN_WORDS.search(document.text, *span)]
        places = ((one, one.expression.start, one.expression.end) for one in dates)
        dates = [one for one, start, end in places if quoted_share(start, end, own_words) < 1]
        inside = [list(within(sentence, dates)) for sentence in sentences]
        self._lang = document.lang if is_english(document.text) else "und"
        self._sentences = sentences
        self._dates = [
            dated
            for sentence, own in zip(sentences, inside, strict=True)
            for dated in dating(sentence, own, document.published)
        ]
        self._news_day = NewsDay(document.published, sentences, self._dates, document.text)
        self._statements = Statements(sentences, inside, self._news_day)
        bodies = (
            at
            for at, sentence in enumerate(sentences)
            if sentence.kind == "body" and not _DATELINE.fullmatch(sentence.text)
        )
        self._lead = next(bodies, 0)
        own = sum(in_first_person(sentence.text) for sentence in sentences)
        self._is_story = own >= OWN_VOICE * len(sentences)

    def about(self, at: int) -> Sequence[Reading]:
        """The expressions to ask about, each with its day; none where there is nothing to ask."""
        sentence = self._sentences[at]
        if any(words.fullmatch(sentence.text) for words in (_DATELINE, _ATTRIBUTION, _CREDIT)):
            return ()
        if _OF_WHAT.match(sentence.text):
            return ()
        if quoted_share(sentence.start, sentence.end, self._spans) >= MOSTLY_QUOTED:
            return ()
        if in_first_person(sentence.text) and not self._is_story:
            return ()
        if inside := tuple(_readings(sentence, self._dates)):
            return (*inside, *self._main_clause(at))
        if sentence.kind == "headline" or at == self._lead or self._tells(at):
            return ((None, *self._news_day.of(at)),)
        return ()

    def said(self, at: int) -> Statement | None:
        """What the sentence says in somebody's name; None where that is not to be asked about."""
        return self._statements.of(at) if self._lang == "en" else None

    def _main_clause(self, at: int) -> Sequence[Reading]:
        """The whole sentence, too, where its dates are all of clauses on nouns ("The shares, which
        closed at $10 on Friday, fell"), or of what somebody announces for then.
        """
        sentence, news = self._sentences[at], self._news_day.of(at)
        places = [sentence.place_of(one.expression) for one in within(sentence, self._dates)]
        if news[0] and _announces(sentence.text, places):
            return ((None, *news),)
        apart = all(clause_apart(sentence.text, place) for place in places)
        return ((None, *news),) if apart and self._tells(at) else ()

    def _tells(self, at: int) -> bool:
        """Whether the sentence's main clause tells of something that has a place in time."""
        told = tells(self._sentences[at].text, self._lang)
        return told and not self._news_day.is_undated_plan(at)


def _announces(sentence: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the sentence announces what it has these dates for, on another day than theirs."""
    if not announcement(sentence, None):
        return False
    return not any(announcement(sentence, place) for place in places)


def _readings(sentence: Sentence, dating: Sequence[DatedExpression]) -> Iterator[Reading]:
    """The sentence's expressions, each with its day where it can be computed."""
    for dated in within(sentence, dating):
        yield dated, dated.date, "expression" if dated.date else None
