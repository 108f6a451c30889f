"""Which part of a sentence with several dates a title tells."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import texts
from hypothesis import given
from hypothesis import strategies as st

from timeline.language.apart import clause_apart, rest_told
from timeline.language.clauses import is_aside, other_date_fits, part_told

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/clauses.toml").read_text("utf-8"))
Span = tuple[int, int]


def marked(text: str) -> tuple[str, list[Span], list[Span]]:
    """The text without marks, the places in ⟪ ⟫ and those in ⟦ ⟧."""
    own: list[Span] = []
    others: list[Span] = []
    bare = ""
    for piece in re.split(r"([⟪⟦][^⟫⟧]*[⟫⟧])", text):
        if piece[:1] in ("⟪", "⟦"):
            place = (len(bare), len(bare) + len(piece) - 2)
            (own if piece[0] == "⟪" else others).append(place)
            piece = piece[1:-1]
        bare += piece
    return bare, own, others


@pytest.mark.parametrize("case", CASES["part"], ids=lambda case: case["why"])
def test_the_part_of_a_date(case: dict[str, Any]) -> None:
    text, (own,), others = marked(case["text"])
    start, end = part_told(text, own, others)
    assert text[start:end].strip(" ,") == case["part"]


@pytest.mark.parametrize("case", CASES["other"], ids=lambda case: case["why"])
def test_a_title_that_belongs_to_another_date(case: dict[str, Any]) -> None:
    text, (own,), (other,) = marked(case["text"])
    assert other_date_fits(case["title"], text, own, other) is case["fits"]


@pytest.mark.parametrize("case", CASES["aside"], ids=lambda case: case["why"])
def test_a_date_on_the_side(case: dict[str, Any]) -> None:
    text, _, (place,) = marked(case["text"])
    assert is_aside(case["title"], text, place) is case["aside"]


@given(texts(), st.lists(st.integers(0, 400), min_size=4, max_size=4, unique=True))
def test_a_part_holds_its_date(text: str, places: list[int]) -> None:
    first, second, third, fourth = sorted(min(place, len(text)) for place in places)
    for own, other in (((first, second), (third, fourth)), ((third, fourth), (first, second))):
        start, end = part_told(text, own, [other])
        assert 0 <= start <= own[0]
        assert own[1] <= end <= len(text)
        other_date_fits("Ada Holm opens the bridge", text, own, other)


@pytest.mark.parametrize("case", CASES["on_noun"], ids=lambda case: case["why"])
def test_clauses_with_a_date_of_their_own(case: dict[str, Any]) -> None:
    text, _, (place,) = marked(case["text"])
    found = clause_apart(text, place)
    assert (text[found[0] : found[1]] if found else "") == case["clause"]
    assert rest_told(text, [place]) == case["rest"]
