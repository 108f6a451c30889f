"""What day a sentence without a date is about, and what a date in a sentence belongs to."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import document, texts
from hypothesis import given

from timeline.dates import read_dates
from timeline.language.focus import dates_a_deed
from timeline.language.nouns import dated_noun
from timeline.questions.newsday import NewsDay
from timeline.records import Document
from timeline.sentences import split

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/newsday.toml").read_text("utf-8"))


def _news_day(article: Document) -> NewsDay:
    dates = read_dates(article.text, published=article.published)
    return NewsDay(article.published, split(article), dates, article.text)


@pytest.mark.parametrize("case", CASES["newsday"], ids=lambda case: case["why"])
def test_the_day_of_a_sentence_without_a_date(case: dict[str, Any]) -> None:
    article = document(case["text"])
    day, source = _news_day(article).of(len(split(article)) - 1)
    assert (day and day.timex, source) == (case.get("day"), case.get("from"))


@pytest.mark.parametrize("case", CASES["newsday"], ids=lambda case: case["why"])
def test_without_a_publication_day_only_absolute_dates_tell_one(case: dict[str, Any]) -> None:
    article = document(case["text"], published=None)
    day, _ = _news_day(article).of(len(split(article)) - 1)
    assert (day and day.timex) == ("2019-06" if "2019" in case["text"] else None)


@given(texts())
def test_a_day_has_a_source_and_is_not_to_come(text: str) -> None:
    article = document(text)
    news_day = _news_day(article)
    for index in range(len(split(article))):
        day, source = news_day.of(index)
        assert (day is None) is (source is None)
        if source == "publication":
            assert day is not None
            assert day.timex == "2024-03-05"


@pytest.mark.parametrize("case", CASES["noun"], ids=lambda case: case["why"])
def test_the_noun_that_a_date_belongs_to(case: dict[str, Any]) -> None:
    start = case["text"].index("⟦")
    end = case["text"].index("⟧") - 1
    sentence = case["text"].replace("⟦", "").replace("⟧", "")
    assert dated_noun(sentence, (start, end)) == case.get("noun")


@pytest.mark.parametrize("case", CASES["dating"], ids=lambda case: case["why"])
def test_what_can_date_an_event(case: dict[str, Any]) -> None:
    start = case["text"].index("⟦")
    end = case["text"].index("⟧") - 1
    sentence = case["text"].replace("⟦", "").replace("⟧", "")
    assert dates_a_deed(sentence, (start, end)) is case["dates"]
