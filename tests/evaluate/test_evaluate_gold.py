"""Reading gold from disk, and refusing what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_gold import write_gold

from timeline.errors import NoInputError, UsageError
from timeline.evaluate.days import parse_days
from timeline.evaluate.gold import Article, load


def test_a_set_is_read_whole(tmp_path: Path) -> None:
    gold = load(write_gold(tmp_path / "bridges"))
    assert gold.name == "bridges"
    assert [event.date for event in gold.events][:2] == [
        parse_days("2011"),
        parse_days("2019-05-03"),
    ]
    assert gold.events[1].places == {("1", 1), ("2", 1)}
    assert gold.clusters[1] == {("1", 1), ("2", 1)}
    assert [event.order for event in gold.timelines["Leo Brandt"]] == [0, 1, 3]
    assert sorted(article.id for article in gold.articles.values()) == ["1", "2"]


def test_the_file_may_be_named_and_the_rest_may_be_absent(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text('[{"date": "2019-05", "text": "Bridge opened", "note": "mine"}]')
    (tmp_path / "one.txt").write_text("Bridge opened.")
    gold = load(path)
    assert len(gold.events) == 1 and gold.events[0].places == frozenset()
    assert gold.clusters == () and gold.timelines == {}
    assert gold.articles == {"one": Article("one", "one", ())}


def test_a_span_is_in_the_sentence_it_shares_most_with() -> None:
    article = Article("1", "a", ((0, 0, 10), (2, 11, 30)))
    assert article.sentence_at(8, 20) == 2
    assert article.sentence_at(0, 30) == 2
    assert article.sentence_at(5, 12) == 0
    assert article.sentence_at(10, 11) is None
    assert article.sentence_at(40, 50) is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{}", "valid array"),
        ('[{"date": "2019-05-03"}]', r"0\.text: Field required"),
        ('[{"date": 2019, "text": "x"}]', r"0\.date"),
        ('[{"date": "soon", "text": "x"}]', "'soon' is not a date"),
        ("[", "Invalid JSON"),
    ],
)
def test_what_is_no_gold_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content)
    with pytest.raises(UsageError, match=says) as refused:
        load(path)
    assert str(path) in str(refused.value) and "docs/eval.md" in str(refused.value)


def test_a_folder_without_gold_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match=r"gold\.json: cannot be read"):
        load(tmp_path)
