"""What has become of an event."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.language.status import status_of
from timeline.records import Day, ResolvedDate

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/status.toml").read_text("utf-8"))["case"]


def _date(text: str) -> ResolvedDate:
    start, _, end = text.partition("..")
    first, last = Day.parse(start), Day.parse(end or start)
    return ResolvedDate(first, last, "range", text, text, False, None, "test")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_status(case: dict[str, Any]) -> None:
    published = case.get("published")
    status = status_of(
        case["title"],
        case["sentence"],
        date=_date(case["date"]) if "date" in case else None,
        published=datetime.date.fromisoformat(published) if published else None,
    )
    assert status == case["status"]
