"""Which statements are asked about, how their titles begin, and on what day they were made."""

from __future__ import annotations

import pytest
from articles import document, texts
from hypothesis import given

from timeline.dates import read_dates
from timeline.questions.chunks import chunk
from timeline.records import Chunk, Document
from timeline.sentences import split

LEAD = "Orrin’s old mill burned down on Monday. "  # 4 March 2024


def cut(article: Document, *, statements: bool) -> tuple[Chunk, ...]:
    dates = read_dates(article.text, published=article.published)
    return chunk(
        article,
        split(article),
        dates,
        count_tokens=lambda text: len(text.split()),
        statements=statements,
    )


def said(text: str) -> list[tuple[str, str | None]]:
    """How the statements of an article begin, and their days."""
    return [
        (question.says, question.day.timex if question.day else None)
        for one in cut(document(text), statements=True)
        for question in one.questions
        if question.says
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # Without a date: the day of the news.
        ("Holm said that the town was in shock.", "2024-03-04"),
        # The saying's own date, wherever it stands.
        ("Holm said on Tuesday that the town was in shock.", "2024-03-05"),
        ("On Tuesday, Holm said that the town was in shock.", "2024-03-05"),
        ("In a 2 February speech, Holm said the mill was old.", "2024-02-02"),
        ("Holm said at a dinner for guests on Tuesday that the mill was old.", "2024-03-05"),
        ("Holm said in an interview with the Herald on Tuesday.", "2024-03-05"),
        ("In a letter last Friday, Holm said the mill was very old.", "2024-03-01"),
        ("Its owner, Holm, had said on 2 February that the mill was old.", "2024-02-02"),
        # A date of what is said is no date of the saying.
        ("Holm said that the mill was built in 1987.", "2024-03-04"),
        # What is to come is said today.
        ("Holm said that the phones would be returned.", "2024-03-04"),
    ],
)
def test_a_statement_has_the_day_on_which_it_was_made(text: str, day: str) -> None:
    assert said(LEAD + text) == [("Holm says that", day)]


def test_what_had_been_said_on_no_known_day_is_no_statement() -> None:
    assert said(LEAD + "Its owner, Holm, had said that the mill was old.") == []


def test_what_follows_a_saying_on_a_later_day_was_said_then() -> None:
    text = "Holm said the mill was very old. Police said on Tuesday they saw smoke. "
    text += "Vik said it was a dark night."
    assert [day for _, day in said(LEAD + text)] == ["2024-03-04", "2024-03-05", "2024-03-05"]


def test_what_came_before_the_news_is_not_the_day_of_the_sayings() -> None:
    lead = "Orrin has shut its old mill after a boiler burst on Monday. "
    assert said(lead + "Holm said that the town was in shock.") == [
        ("Holm says that", "2024-03-05")
    ]


def test_who_spoke_on_a_day_spoke_on_then() -> None:
    text = (
        LEAD
        + "Holm and Vik said on 2 February they would pay. Ada Holm said it was the right thing."
    )
    assert [day for _, day in said(text)][-1] == "2024-02-02"


def test_what_was_said_afterwards_was_said_on_the_day_before() -> None:
    text = LEAD + "The talks broke up on 2 February. Ada Holm said afterwards that all was lost."
    assert said(text) == [("Ada Holm says that", "2024-02-02")]


def test_he_is_who_spoke_before() -> None:
    text = "Ada Holm said that the town was in shock. She noted that the mill was very old."
    begins = [begins for begins, _ in said(LEAD + text)]
    assert begins == ["Ada Holm says that", "Ada Holm notes that"]


@pytest.mark.parametrize(
    "text",
    [
        "She noted that the mill was very old.",
        "The mill was rotten, according to Orrin Herald. She noted that the mill was very old.",
        "Ada Holm said that it was old. When Berit Falk came, she said that the mill was young.",
        "Ada Holm said that it was old. Up it went. Out it went. So it went. She said it was dry.",
    ],
)
def test_who_she_is_is_not_guessed(text: str) -> None:
    assert not [begins for begins, _ in said(LEAD + text) if begins not in WITH_A_NAME]


WITH_A_NAME = ("Ada Holm says that", "Orrin Herald says that")


def test_what_is_announced_is_an_event() -> None:
    assert said(LEAD + "Ada Holm said on Tuesday that she will close the port.") == []


def test_without_a_publication_day_a_statement_has_none() -> None:
    article = document("Ada Holm said that the old mill was unsafe.", published=None)
    (one,) = cut(article, statements=True)
    question = one.questions[-1]
    assert (question.says, question.day, question.day_from) == ("Ada Holm says that", None, None)


@given(texts())
def test_statements_change_no_question_about_events(text: str) -> None:
    article = document(text + " Ada Holm said that the old mill was unsafe.")
    plain, more = (
        [
            (one.sentences[q.sentence], q.when, q.day, q.day_from)
            for one in cut(article, statements=statements)
            for q in one.questions
            if not q.says
        ]
        for statements in (False, True)
    )
    assert plain == more
    assert all(not q.says for one in cut(article, statements=False) for q in one.questions)
