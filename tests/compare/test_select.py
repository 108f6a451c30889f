"""Filters: which events of a file somebody wants to see."""

from __future__ import annotations

import tomllib
from typing import Any

import made_timelines as made
import pytest
from command_line import REPOSITORY

from timeline.compare import Wanted, select
from timeline.records import Day

CASES = tomllib.loads((REPOSITORY / "tests/cases/select.toml").read_text("utf-8"))["case"]
FILE = made.timeline(
    [
        made.telling("Ada Holm opens the Sill bridge", "2024-03-04", document="news/a.txt"),
        made.telling("Flood sweeps it away", "2019-01-01..2019-12-31", confidence=0.7),
        made.telling("Voters elect a council", "2024-06-02", status="planned", document="b.txt"),
        made.telling("Caesar killed", "-0043-03-15", at=100),
        made.telling("Émile sings\nin the square", at=200, status="alleged"),
    ]
)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_select(case: dict[str, Any]) -> None:
    asked = dict(case["wanted"])
    for name in ("since", "until"):
        if name in asked:
            asked[name] = Day.parse(asked[name])
    for name in ("labels", "documents"):
        asked[name] = tuple(asked.get(name, ()))
    chosen = select(FILE, Wanted(**asked))
    left = [event.title.split()[0] for event in (*chosen.events, *chosen.undated)]
    assert left == case["left"]
    assert chosen.documents == FILE.documents


def test_nothing_asked_leaves_all() -> None:
    assert select(FILE, Wanted()) == FILE


def test_what_somebody_said_is_a_label_of_its_own() -> None:
    said = FILE.events[-1].model_copy(update={"kind": "statement", "status": "happened"})
    file = FILE.model_copy(update={"events": (*FILE.events[:-1], said)})
    assert select(file, Wanted(labels=("statement",))).events == (said,)
    happened = select(file, Wanted(labels=("happened",))).events
    assert happened and said not in happened
