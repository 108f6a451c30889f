"""Publication date, title and language: which place counts."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.documents import DEFAULT_ORDER, Reading, read_sources
from timeline.errors import UsageError

TABLE = Path(__file__).parent.parent / "cases" / "published.toml"
CASES = tomllib.loads(TABLE.read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_date_that_counts(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(case["name"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.get("text", "The harbour reopened.\n").encode())
    for suffix in ("json", "toml"):
        if suffix in case:
            path.with_suffix(f".{suffix}").write_text(case[suffix])
    option = case.get("option")
    read = read_sources(
        [case["name"]],
        published=datetime.date.fromisoformat(option) if option else None,
        reading=Reading(published_order=case.get("order", DEFAULT_ORDER)),
    )
    [document] = read.documents
    assert str(document.published or "") == case["says"]
    assert (document.published_from or "") == case["from"]
    assert read.notes == ((f"{case['name']}: {case['note']}",) if "note" in case else ())
    if "title" in case:
        assert (document.title or "") == case["title"]
    assert document.lang == case.get("lang", "en")
    assert document.text == path.read_bytes().decode()


def test_sidecars_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The harbour reopened.\n")
    for day, name in enumerate(("a.toml", "a.json", "a.txt.toml", "a.txt.json"), start=1):
        Path(name).write_text(
            f'{{"published": "2026-01-0{day}"}}'
            if "json" in name
            else f"published = 2026-01-0{day}"
        )
        [document] = read_sources(["."]).documents
        assert str(document.published) == f"2026-01-0{day}", name


def test_a_place_nobody_knows_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="horoscope"):
        read_sources(["."], reading=Reading(published_order=["horoscope"]))  # type: ignore[list-item]
