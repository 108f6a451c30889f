"""Every row of the case tables: what is found, and the days it means."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.dates import find, read_dates

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[Any]:
    table = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    assert all(row["why"] for row in table)
    return [pytest.param(row, id=f"{row['text']} ({row['why']})") for row in table]


def check(row: dict[str, Any], lang: str) -> None:
    published: datetime.date | None = row.get("published")
    found = read_dates(row["text"], published=published, lang=lang)
    texts = [each.expression.text for each in found]
    if "says" not in row:
        assert texts == []
        assert find(row["text"], lang=lang) == ()
        return
    assert row["says"] in texts
    each = found[texts.index(row["says"])]
    assert row["text"][each.expression.start : each.expression.end] == row["says"]
    assert each.expression.kind == row["kind"]
    assert each.timex == row.get("timex")
    assert each.mod == row.get("mod")
    days = None if each.date is None else (str(each.date.start), str(each.date.end))
    assert days == ((row["from"], row["to"]) if "from" in row else None)
    if "edtf" in row:
        assert each.date is not None
        assert each.date.edtf == row["edtf"]


@pytest.mark.parametrize("row", rows("dates.toml"))
def test_english(row: dict[str, Any]) -> None:
    check(row, "en")


@pytest.mark.parametrize("row", rows("dates_wire.toml"))
def test_wire_news_and_history(row: dict[str, Any]) -> None:
    check(row, "en")


@pytest.mark.parametrize("row", rows("dates_de.toml"))
def test_german(row: dict[str, Any]) -> None:
    check(row, "de")
