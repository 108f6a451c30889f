"""Gold dates and when two dates are one."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.evaluate.days import Days, day_number, parse_days, same_at_coarser, within_a_day
from timeline.records import Day

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/eval_dates.toml").read_text("utf-8"))[
    "case"
]


def _days(text: str) -> Days:
    start, _, end = text.partition("/")
    one = parse_days(start)
    other = parse_days(end) if end else one
    assert one is not None and other is not None
    return Days(one.start, other.end)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['gold']}~{case['found']}")
def test_cases(case: dict[str, Any]) -> None:
    gold, found = _days(case["gold"]), _days(case["found"])
    assert same_at_coarser(gold, found) is case["same"], case["why"]
    assert same_at_coarser(found, gold) is case["same"], "it does not matter which one is gold"
    assert within_a_day(gold, found) is case["near"], case["why"]


def test_an_undated_event_has_the_date_of_an_undated_one_only() -> None:
    assert same_at_coarser(None, None)
    assert not same_at_coarser(None, _days("2006"))


@pytest.mark.parametrize("text", ["XXXX-XX-XX", "XXX-XX-XX", "XXXX"])
def test_a_date_without_a_year_is_none(text: str) -> None:
    assert parse_days(text) is None


@pytest.mark.parametrize("text", ["", "March", "2006-13", "2006-02-30", "2006-3-1", "06"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a d|no such month"):
        parse_days(text)


@pytest.mark.parametrize(
    "text", ["2006-03-28", "2006-02", "2008-02", "1900", "-0043", "2006-02-27/2006-03-05"]
)
def test_a_date_prints_as_it_is_written(text: str) -> None:
    assert str(_days(text)) == text


@given(st.dates(), st.dates())
def test_day_numbers_count_days(one: datetime.date, other: datetime.date) -> None:
    assert day_number(Day.of(one)) - day_number(Day.of(other)) == (one - other).days
