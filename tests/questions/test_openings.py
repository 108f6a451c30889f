"""How titles have to begin."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import document

from timeline.dates import read_dates
from timeline.questions.openings import announcement, opening

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/openings.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["announcement"], ids=lambda case: case["why"])
def test_who_announces(case: dict[str, Any]) -> None:
    sentence, expression = case["text"], None
    if "⟦" in sentence:
        expression = sentence.index("⟦"), sentence.index("⟧") - 1
        sentence = sentence.replace("⟦", "").replace("⟧", "")
    assert announcement(sentence, expression) == case.get("opening")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("They fear the early elections on June 9.", "Early elections are"),
        ("They feared the early elections on January 9.", ""),
        ("They will hold the elections on June 9.", ""),
        ("Orrin said on Monday that it will hold the elections.", "Orrin announces"),
    ],
)
def test_where_a_title_begins_with_the_noun_of_its_date(text: str, begins: str) -> None:
    article = document(text)
    (dated,) = read_dates(text, published=article.published)
    span = dated.expression.start, dated.expression.end
    assert opening(article, text, span, dated.date) == begins
