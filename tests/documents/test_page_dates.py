"""The days a page gives for itself: each by what it is, and never a modified one as published."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.documents.formats.markup import read_markup
from timeline.documents.formats.page_dates import page_dates

TABLE = Path(__file__).parent.parent / "cases" / "html_dates.toml"
CASES = tomllib.loads(TABLE.read_text("utf-8"))["case"]
ARTICLE = "<p>" + "The harbour reopened on Monday after nine days of strikes. " * 8 + "</p>"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_days_of_a_page(case: dict[str, Any]) -> None:
    head, body = case.get("head", ""), case.get("body", "")
    source = f"<html><head>{head}</head><body>{body}<article>{ARTICLE}</article></body></html>"
    days = page_dates(read_markup(source), source)
    said = {place: [str(one.day) for one in days if one.place == place] for place in
            ("meta", "created", "modified")}  # fmt: skip
    assert said["meta"] == [case["published"], *case.get("also", [])][not case["published"] :]
    assert said["modified"] == ([case["modified"]] if "modified" in case else [])
    assert said["created"] == []
