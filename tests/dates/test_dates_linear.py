"""No input costs more than its length: counted in operations, not in seconds."""

from __future__ import annotations

import datetime
import sys
import tomllib
from importlib import resources
from types import FrameType
from typing import Any

import pytest

from timeline.dates import read_dates
from timeline.dates.grammar import grammar
from timeline.dates.tokens import TOKEN

REPEATED = (
    "1 ", "1", "1-", "1,", "1.", "10:", "a. ", "may ", "the ", "the early ", "in 1 day ",
    "twenty ", "one hundred and ", "a few ", "May 7, ", "Monday, ", "1999 - ", "1/2/", "\n ", "'s",
    "b.c", "from May to ", "x", "of the end of the ", "will ", "the year ", "99s ", "a year ago ",
    "May 3, 4, ", "the last day of ", "half past ", "'98 ", "the week of ", "was signed in ",
    "Friday the 13th ", "the quarter ended ", "10 a.m. (0900 GMT) ", "could nobody ", "a week on ",
    "17th and 18th centuries ", "(1337–1453) ", "Christmas Day 1776 ", "over the past week ",
    "'s attack ", "United ", "Ala. ", "the turn of the century ", "hundreds of years ",
)  # fmt: skip
SIZE = 100
PUBLISHED = datetime.date(2024, 3, 5)


def operations(text: str) -> int:
    """Calls of Python and C functions that reading the text takes."""
    count = 0

    def on_event(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        read_dates(text, published=PUBLISHED)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", REPEATED)
def test_twice_the_text_is_at_most_twice_the_work(piece: str) -> None:
    read_dates(piece * SIZE * 4, published=PUBLISHED)  # fills the caches
    once, twice = operations(piece * SIZE * 2), operations(piece * SIZE * 4)
    assert twice <= 2.2 * once


@pytest.mark.parametrize("lang", ["en", "de"])
def test_patterns_have_no_unbounded_repeat(lang: str) -> None:
    rules = grammar(lang)
    patterns = [row.regex.pattern for rows in rules.starts.values() for row in rows]
    patterns += [prefix[0].pattern for prefix in rules.prefixes]
    assert len(patterns) > 30
    for pattern in patterns:
        assert not set("*+") & set(pattern)
        assert ",}" not in pattern


def test_tokens_repeat_only_over_one_class() -> None:
    """An unbounded repeat of a single class of characters, never of a group."""
    assert ")*" not in TOKEN.pattern
    assert ")+" not in TOKEN.pattern


def test_every_language_table_compiles() -> None:
    for table in (resources.files("timeline.dates") / "lang").iterdir():
        if table.name.endswith(".toml"):
            rules = grammar(table.name.removesuffix(".toml"))
            names = tomllib.loads(table.read_text(encoding="utf-8"))["pattern"]
            assert len({row["name"] for row in names}) == len(names)
            assert rules.lexicon.lang in table.name
