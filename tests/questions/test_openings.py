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
        ("A march through Vik has been called for June 9.", "March through Vik takes place"),
        ("They came, and two marches are planned for June 9.", "Marches take place"),
        ("A march through Vik was called for January 9.", ""),
        ("Guards hoped to sign a contract by June 9.", ""),
        (
            "Unions called a rally outside the houses for June 9.",
            "Rally outside the houses takes place",
        ),
        ("Vik closed and expects to do the same on June 9.", ""),
        ("He added that ferries had come and would sail for the islands on June 9.", ""),
        ("A date for the trial has been set for June 9.", ""),
        ("On January 9 Ada Holm left.", "Ada Holm"),
        ("On January 9 Orrin left. At Orrin all is well, and Orrin fell.", "Orrin"),
        ("After Ada Holm left Orrin, Holm was shot on January 9.", "Ada Holm"),
    ],
)
def test_what_a_title_begins_with(text: str, begins: str) -> None:
    article = document(text)
    (dated,) = read_dates(text, published=article.published)
    span = dated.expression.start, dated.expression.end
    assert opening(article, text, span, dated.date) == begins
