"""Correct events of a model that writes dates itself, and the gold that was there to find."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_gold import write_gold

from timeline.bench.quality import of_events
from timeline.documents import read_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "bridge")


def test_only_the_gold_of_the_articles_read_counts(folder: Path) -> None:
    documents = read_sources([str(folder / "articles")]).documents
    every, one = of_events([], documents, folder), of_events([], documents[:1], folder)
    assert every is not None
    assert one is not None
    assert (every.gold, every.found, every.correct) == (4, 0, 0)
    assert one.gold == 2  # the bridge's design and its opening


@pytest.mark.parametrize(
    ("date", "correct"),
    [
        ("2019-05-03", 1),
        ("on 2019-05-03.", 1),
        ("3 May 2019", 1),  # words that a user could read
        ("2019-05-04", 0),
        ("2019-05-33", 0),
        ("", 0),
    ],
)
def test_an_event_counts_with_its_text_and_its_date(folder: Path, date: str, correct: int) -> None:
    documents = read_sources([str(folder / "articles")]).documents
    title = "Mayor Ida Holm opened the Harbour Bridge in Vik"
    counted = of_events([(documents[0], date, title)], documents, folder)
    assert counted is not None
    assert (counted.found, counted.correct) == (1, correct)


def test_without_gold_nothing_is_counted() -> None:
    assert of_events([], [], None) is None
