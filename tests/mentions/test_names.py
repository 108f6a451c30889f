"""Who took part and where."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.mentions.names import participants, place

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/names.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_names(case: dict[str, Any]) -> None:
    sentence, title = case["sentence"], case["title"]
    where = place(sentence, title)
    assert where == case.get("place")
    text = f"{sentence} {case.get('article', '')}"
    assert participants(title, text, place=where) == tuple(case.get("participants", ()))


WORDS = st.sampled_from(
    "Ada Holm in near visits the of Vik Orrin's “Mr Sir St. and A I Danish May to flew , é".split()
)


@given(st.lists(WORDS).map(" ".join), st.lists(WORDS).map(" ".join) | st.text())
def test_every_name_is_words_of_the_text(title: str, text: str) -> None:
    where = place(text, title)
    assert where is None or (where and where in text)
    for name in participants(title, text, place=where):
        assert name and name in text and name in title and name != where
