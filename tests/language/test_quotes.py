"""Which stretches of a text are somebody's words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import Counted
from hypothesis import given
from hypothesis import strategies as st

from timeline.language.quotes import in_first_person, outside_quotes, quoted_share, quoted_spans

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/quotes.toml").read_text("utf-8"))["case"]
MARKED = st.text(alphabet='ab \n“”"«»„「」‘’', max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_quoted(case: dict[str, Any]) -> None:
    text = case["text"].replace("⟦", "").replace("⟧", "")
    marked, done = "", 0
    for start, end in quoted_spans(text):
        marked += f"{text[done:start]}⟦{text[start:end]}⟧"
        done = end
    assert marked + text[done:] == case["text"]


@given(MARKED)
def test_spans_are_in_order_and_apart(text: str) -> None:
    end = 0
    for left, right in quoted_spans(text):
        assert end <= left < right <= len(text)
        assert "\n" not in text[left:right]
        end = right


@given(MARKED, st.integers(0, 60), st.integers(0, 60))
def test_share_is_counted_character_by_character(text: str, start: int, end: int) -> None:
    spans = quoted_spans(text)
    inside = [any(left <= at < right for left, right in spans) for at in range(start, end)]
    expected = sum(inside) / len(inside) if inside else 0.0
    assert quoted_share(start, end, spans) == pytest.approx(expected)


def test_an_unclosed_mark_quotes_no_more_than_two_thousand_characters() -> None:
    ((start, end),) = quoted_spans("“" + "word " * 5_000)
    assert (start, end) == (0, 2_000)


@pytest.mark.parametrize("quotes", [10, 100, 1000])
def test_a_share_looks_only_at_the_quotes_near_it(quotes: int) -> None:
    text = "He said “no”. " * quotes
    spans = Counted(quoted_spans(text))
    assert quoted_share(len(text) - 14, len(text), spans) == pytest.approx(4 / 14)
    assert spans.looks <= 2 + len(spans).bit_length()


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("I left on Friday.", True),
        ("At that time, I left.", True),
        ("They gave me the mill.", True),
        ("I’ve left.", True),
        ("World War I began.", False),
        ("He said: “I left.”", False),
        ("MY FAIR LADY opened.", False),
    ],
)
def test_who_speaks_of_himself(sentence: str, first: bool) -> None:
    assert in_first_person(sentence) is first


def test_what_is_outside_quotes() -> None:
    text = "“One.” He said “two” and left."
    spans = quoted_spans(text)
    assert outside_quotes(text, 0, len(text), spans) == "  He said   and left."
    assert outside_quotes(text, 2, 12, spans) == "  He sa"
    assert outside_quotes(text, 7, 14, spans) == "He said"
