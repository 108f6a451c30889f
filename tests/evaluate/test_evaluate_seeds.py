"""The gold of the article in `seeds/`: of the format, about that article, and perfect by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import REPOSITORY

from timeline import contract
from timeline.documents import read_sources
from timeline.evaluate.gold import GoldEvent, load
from timeline.evaluate.scores import score

SEEDS = REPOSITORY / "seeds"
GOLD = load(SEEDS)
(NAME,) = GOLD.articles


def _entry(number: int, event: GoldEvent) -> dict[str, Any]:
    """A gold event as a timeline tells it."""
    text = (SEEDS / f"{NAME}.txt").read_text("utf-8")
    start = text.index(event.text)
    date = None
    if event.date is not None:
        days = {"start": str(event.date.start), "end": str(event.date.end)}
        date = days | {
            "granularity": "range", "edtf": "", "timex": "", "approximate": False, "text": None,
            "from": "expression", "anchor": None, "rule": "by hand",
        }  # fmt: skip
    return {
        "id": f"e{number}", "title": event.text, "date": date, "status": "happened",
        "participants": list(event.participants or ()), "place": event.where, "confidence": 1.0,
        "conflicts": [],
        "mentions": [
            {
                "document": f"seeds/{NAME}.txt", "start": start, "end": start + len(event.text),
                "quote": event.text, "when": None, "title": event.text, "confidence": 1.0,
            }
        ],
    }  # fmt: skip


def _timeline() -> contract.TimelineFile:
    entries = [_entry(number, event) for number, event in enumerate(GOLD.events)]
    some = {"name": "none", "sha256": "0" * 64}
    data = {
        "schema": "timeline/1",
        "generator": {"version": "0", "model": some, "prompt": some, "settings": {}},
        "documents": [
            {
                "id": f"seeds/{NAME}.txt", "sha256": "0" * 64, "title": None,
                "published": "2026-02-28", "published_from": "sidecar", "characters": 5895,
            }
        ],
        "events": [entry for entry in entries if entry["date"]],
        "undated": [entry for entry in entries if not entry["date"]],
        "skipped": [],
    }  # fmt: skip
    return contract.loads(json.dumps(data), name="gold")


def test_gold_against_itself_is_perfect() -> None:
    values = score(_timeline(), GOLD).scores.values()
    assert {"event_f1", "date_f1", "ar2_f1", "participants_f1", "place_f1"} <= set(values)
    assert values == dict.fromkeys(values, 1.0)


@pytest.mark.parametrize("event", GOLD.events, ids=lambda event: event.desc)
def test_every_event_is_told_by_the_article(event: GoldEvent) -> None:
    text = (SEEDS / f"{NAME}.txt").read_text("utf-8")
    assert event.text in text
    for name in (*(event.participants or ()), *([event.where] if event.where else [])):
        assert name in text


def test_gold_is_no_article(tmp_path: Path) -> None:
    read = read_sources([str(SEEDS)])
    assert [Path(document.id).stem for document in read.documents] == [NAME]
    assert (read.skipped, read.notes) == ((), ())
    (tmp_path / "article.txt").write_text("It rained in Vik.")
    (tmp_path / "data.json").write_text("{}")
    for name in ("gold.json", "gold_mentions.json", "gold_timelines.json"):
        (tmp_path / name).write_text("[]")
    assert read_sources([str(tmp_path)]).notes == (f"{tmp_path}: not read: 1 .json",)
