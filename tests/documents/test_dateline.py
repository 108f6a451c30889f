"""Datelines: found by the marks of the trade, with or without a year."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.documents.dateline import Dateline, find_dateline
from timeline.documents.days import day_in

TABLE = Path(__file__).parent.parent / "cases" / "datelines.toml"
CASES = tomllib.loads(TABLE.read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_the_day_it_names(case: dict[str, str]) -> None:
    found = find_dateline(case["text"])
    shown = "" if found is None else f"{found.year}-{found}" if found.year else str(found)
    assert shown == case["says"]


@pytest.mark.parametrize(
    ("near", "day"),
    [
        ("2024-05-08", "2024-05-07"),
        ("2024-01-03", "2024-05-07"),
        ("2023-12-30", "2024-05-07"),
        ("2024-11-01", "2024-05-07"),
        ("2024-11-20", "2025-05-07"),
    ],
)
def test_the_year_is_that_of_the_nearest_such_day(near: str, day: str) -> None:
    assert Dateline(5, 7, None).on(
        datetime.date.fromisoformat(near)
    ) == datetime.date.fromisoformat(day)


def test_a_year_is_never_guessed() -> None:
    assert Dateline(5, 7, None).on(None) is None
    assert Dateline(2, 29, None).on(datetime.date(2022, 8, 1)) is None  # 29 Feb is far away
    assert Dateline(2, 29, None).on(datetime.date(2024, 3, 1)) == datetime.date(2024, 2, 29)


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from(["A " * 200, "LONDON, " * 50, "(", "-–—" * 60]))
def test_any_text_has_a_dateline_or_none(text: str, more: str) -> None:
    find_dateline(text + more + text)


def test_a_long_line_costs_no_more_than_its_head() -> None:
    assert find_dateline("LONDON, " * 6_000_000) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-07", "2024-05-07"),
        ("2024-05-07T23:30:00-05:00", "2024-05-07"),
        ("2024/5/7", "2024-05-07"),
        ("20240507", "2024-05-07"),
        ("20240507T101500Z", "2024-05-07"),
        ("Tue, 07 May 2024 23:30:00 -0500", "2024-05-07"),
        ("Tue, 7 May 24 23:30:00 GMT", "2024-05-07"),
        ("7 May 2024", "2024-05-07"),
        ("May 7th, 2024 10:15", "2024-05-07"),
        ("7. März 2024", "2024-03-07"),
        ("2024-05", ""),
        ("2024", ""),
        ("2024-02-31", ""),
        ("7/5/2024", ""),
        ("07.05.2024", ""),
        ("20240507123", ""),
        ("yesterday", ""),
        ("9" * 5000, ""),
        ("", ""),
        (7, ""),
        (None, ""),
    ],
)
def test_days_of_metadata(words: object, day: str) -> None:
    assert str(day_in(words) or "") == day
