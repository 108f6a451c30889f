"""Sentences → chunks and questions: budgets, context, what is asked and what is not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from articles import BRIDGE, MILL, STRIKE, Counted, document, texts
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import read_dates
from timeline.language.focus import dates_a_deed
from timeline.language.quotes import quoted_share, quoted_spans
from timeline.mentions.ask import asked_words
from timeline.questions.chunks import CONTEXT_SENTENCES, MOSTLY_QUOTED, chunk
from timeline.records import Chunk, DatedExpression, Document, Sentence, TimeExpression
from timeline.sentences import split

NUMBER_TOKENS = 4  # a sentence costs its tokens and those of its number


def count(text: str) -> int:
    return len(text.split())


def cut(article: Document, *, chunk_tokens: int = 700) -> tuple[Chunk, ...]:
    dates = read_dates(article.text, published=article.published)
    return chunk(article, split(article), dates, count_tokens=count, chunk_tokens=chunk_tokens)


def asked(article: Document) -> list[tuple[str, str | None]]:
    return [
        (one.sentences[q.sentence].text, q.when.expression.text if q.when else None)
        for one in cut(article)
        for q in one.questions
    ]


@given(texts(), st.integers(1, 60))
def test_chunks_hold_sentences_once_and_in_order_up_to_the_last_asked_one(
    text: str, budget: int
) -> None:
    article = document(text)
    chunks = cut(article, chunk_tokens=budget)
    told = [sentence for sentence in split(article) if sentence.kind != "link"]
    shown = [sentence for one in chunks for sentence in one.sentences]
    assert shown == [sentence for sentence in told if sentence in set(shown)]
    for one in chunks:
        assert max(question.sentence for question in one.questions) == len(one.sentences) - 1
        first = told.index(one.sentences[0])
        assert list(one.sentences) == told[first : first + len(one.sentences)]
    assert [one.index for one in chunks] == list(range(len(chunks)))
    for one in chunks:
        assert one.sentences
        for sentence in (*one.context, *one.sentences):
            assert text[sentence.start : sentence.end] == sentence.text
        size = sum(count(sentence.text) + NUMBER_TOKENS for sentence in one.sentences)
        assert size <= budget or len(one.sentences) == 1


@given(texts(), st.integers(1, 60))
def test_context_is_what_stands_before(text: str, budget: int) -> None:
    chunks = cut(document(text), chunk_tokens=budget)
    for before, one in pairwise(chunks):
        assert one.context == before.sentences[-CONTEXT_SENTENCES:]
    assert not chunks or chunks[0].context == ()


@given(texts(), st.integers(1, 60))
def test_the_budget_changes_no_question(text: str, budget: int) -> None:
    """Where a document is cut changes what is shown with a sentence, not what is asked about it."""

    def questions(chunks: tuple[Chunk, ...]) -> list[tuple[object, ...]]:
        return [
            (one.sentences[q.sentence], q.when, q.day, q.day_from)
            for one in chunks
            for q in one.questions
        ]

    assert questions(cut(document(text), chunk_tokens=budget)) == questions(cut(document(text)))


@given(texts())
def test_every_expression_that_names_a_day_is_asked_about_once(text: str) -> None:
    article = document(text)
    dates = read_dates(text, published=article.published)
    chunks = cut(article)
    questions = [q.when for one in chunks for q in one.questions if q.when]
    assert len(set(questions)) == len(questions)
    quoted = quoted_spans(text)
    inside = [
        (s.start, s.end)
        for s in split(article)
        if s.kind != "link" and quoted_share(s.start, s.end, quoted) < MOSTLY_QUOTED
    ]
    assert questions == [
        dated
        for dated in dates
        if dated.names_a_day
        for start, end in inside
        if start <= dated.expression.start < end
        and dates_a_deed(
            text[start:end], (dated.expression.start - start, dated.expression.end - start)
        )
    ]


def test_a_sentence_is_asked_once_per_day_or_once_when_it_may_tell_a_deed() -> None:
    assert asked(document(STRIKE)) == [
        ("Ferry crews’ strike cuts off Lunholm", None),
        (
            "Ferry crews on the island of Lunholm walked off the job on Friday after talks "
            "with the shipping\nline collapsed.",
            "Friday",
        ),
        ("The line was founded in 1961 and sold in 1987.", "1961"),
        ("The line was founded in 1961 and sold in 1987.", "1987"),
        ("Governor Nils Aker flew home from Riga.", None),
        ("Mr Aker will meet both sides next week.", "next week"),
    ]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("“It is over and nobody will come back to us,” he said.", []),
        ("“We struck on Friday,” he said.", []),
        ("He left on Friday, saying he was “tired”.", ["Friday"]),
        ("He said it was “over” and left the island for good.", [None]),
        ("It lasted three weeks.", [None]),
        ("He recently left.", [None]),
        ("Falk left. Nils Aker declared.", [None]),
        ("Falk left. The party declared a strike.", [None, None]),
        ("He comes every Friday.", [None]),
        ("The crews left. The ferry has two decks and a bar.", [None]),
        ("They left. Nobody has the mandate which the mayor gave up.", [None]),
        ("Profits were up from a year ago after the strike ended.", [None]),
        ("The union signed the 2011 version of the contract.", [None]),
        ("He left. He wept. He ran. The union fell. He will close the port.", [None] * 4),
        ("On Friday he left; on Friday she came.", ["Friday", "Friday"]),
        ("The shares, which closed at $10 on Friday, fell to $2.", ["Friday", None]),
        ("The shares, which closed at $10 on Friday, are cheap.", ["Friday"]),
        ("The shares, which rose on Friday, fell on Monday.", ["Friday", "Monday"]),
        ("Falk, born in Vik on 2 June 1955, has left.", ["2 June 1955", None]),
        ("Falk announced that the port will open in June.", ["June", None]),
        ("Falk announced on Friday that the port will open in June.", ["Friday", "June"]),
        ("The port will open in June.", ["June"]),
    ],
)
def test_what_is_asked_about_a_sentence(text: str, questions: list[str | None]) -> None:
    assert [when and when.removeprefix("On ") for _, when in asked(document(text))] == questions


@pytest.mark.parametrize(
    ("text", "asked_about"),
    [
        (
            "Ships in port\n\nThe mill has two wheels. It has a dam.",
            ["Ships in port", "The mill has two wheels."],
        ),
        ("It has a dam. It is old.", ["It has a dam."]),
        ("VIK, March 4 (AP) --\n\nIt has a dam. It is old.", ["It has a dam."]),
        ("Es regnete. Die Mühle hat zwei Räder.", ["Es regnete.", "Die Mühle hat zwei Räder."]),
    ],
)
def test_headlines_and_the_lead_are_always_asked_about(text: str, asked_about: list[str]) -> None:
    lang = "de" if "ü" in text else "en"
    assert [words for words, _ in asked(replace(document(text), lang=lang))] == asked_about


def test_two_days_that_follow_one_another_are_asked_about_as_one_stretch() -> None:
    article = document("The mill burned on 1 and 2 March. It opened on 3 March and 7 March.")
    assert [words for _, words in asked(article)] == ["1 and 2 March", "3 March", "7 March"]
    (first, *_) = (q for one in cut(article) for q in one.questions)
    assert first.day
    assert first.day.edtf == "2024-03-01/2024-03-02"
    assert first.day.days == 2


def test_what_has_been_done_since_a_day_is_of_all_the_time_up_to_now() -> None:
    article = document("Holm opened a mill. Buyers have cancelled 58 orders since 1 March.")
    (chunked,) = cut(article)
    last = chunked.questions[-1]
    assert last.when is not None
    assert last.day is not None
    assert (last.when.expression.text, last.day.edtf) == ("1 March", "2024-03-01/2024-03-05")
    for long_ago in ("since 2019", "since they met in January 2020"):
        article = document(f"Holm opened a mill. Buyers have cancelled 58 orders {long_ago}.")
        assert [when for _, when in asked(article) if when] == []


def test_so_many_days_after_a_deed_are_the_day_of_that_deed() -> None:
    tail = "three days after talks with the guards broke down."
    article = document(f"Holm opened a mill. The union struck on 4 March, {tail}")
    (chunked,) = cut(article)
    last = chunked.questions[-1]
    assert last.when is not None
    assert last.day is not None
    assert (last.when.expression.text, last.day.edtf) == ("three days after", "2024-03-01")
    assert [when for _, when in asked(article)] == [None, "4 March", "three days after"]
    assert asked_words(last, chunked)[0] == tail
    for no_deed in (
        "three days after the talks",
        "three days after which they left",
        "and he left three days after talks broke down",
    ):
        article = document(f"Holm opened a mill. The union struck on 4 March, {no_deed}.")
        assert [when for _, when in asked(article) if when] == ["4 March"]


def test_who_helped_with_the_article_is_no_news() -> None:
    article = document("The mill burned down.\n\nAda B. Holm in Vik contributed to this article.")
    assert [words for words, _ in asked(article)] == ["The mill burned down."]


def test_a_letter_in_an_article_is_not_asked_about_and_a_memoir_is() -> None:
    letter = "I left on Friday."
    article = "The mill closed. The town wept. The mayor fled. The port shut. The crews left. "
    assert letter not in [text for text, _ in asked(document(article + letter))]
    assert letter in [text for text, _ in asked(document("My mill closed. " + letter))]


def test_rows_of_links_are_neither_shown_nor_asked() -> None:
    text = STRIKE
    article = document(text)
    sentences = [
        Sentence(s.start, s.end, s.text, "link" if "Riga" in s.text else s.kind)
        for s in split(article)
    ]
    (one,) = chunk(article, sentences, (), count_tokens=count)
    # Nor the last, which tells of what is to come on a day that no date gives.
    assert one.sentences == tuple(sentences[:-2])
    # What is only said is shown, for what comes after it is asked about.
    told = [one.sentences[question.sentence].text for question in one.questions]
    assert told == [words.text for words in one.sentences if words.text[0] != "“"]


def test_a_sentence_over_the_budget_is_alone() -> None:
    article = document("Short one. " + "long " * 50 + "one. Short two. Short three.")
    sizes = [len(one.sentences) for one in cut(article, chunk_tokens=20)]
    assert sizes == [1, 1, 2]


def test_a_document_without_sentences_has_no_chunks() -> None:
    assert cut(document("")) == ()
    assert cut(document(" \n\n ")) == ()


def test_an_expression_that_a_sentence_cuts_is_asked_where_it_begins() -> None:
    article = document("They met in May\n\n2024 was flooded.")
    sentences = [
        Sentence(0, 15, article.text[:15], "body"),
        Sentence(17, 34, article.text[17:], "body"),
    ]
    expression = TimeExpression(12, 21, article.text[12:21], "date")
    dated = DatedExpression(expression, "2024-05", None, None, "test")
    (one,) = chunk(article, sentences, (dated,), count_tokens=count)
    assert [(q.sentence, q.when) for q in one.questions] == [(0, dated), (1, None)]


@pytest.mark.parametrize("times", [1, 4, 16])
def test_every_sentence_is_counted_once_and_dates_are_looked_up(times: int) -> None:
    """Work grows with the article and not with its square."""
    counted: list[str] = []

    def counting(text: str) -> int:
        counted.append(text)
        return count(text)

    article = document((STRIKE + "\n" + BRIDGE + "\n" + MILL + "\n") * times)
    sentences = split(article)
    dates = Counted(read_dates(article.text, published=article.published))
    chunk(article, sentences, dates, count_tokens=counting)
    assert counted == [sentence.text for sentence in sentences]
    assert dates.looks <= (len(sentences) + len(dates)) * (2 + len(dates).bit_length())
