"""Two timelines side by side: what came, went and changed, however the events were named."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import made_timelines as made
import pytest
from command_line import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

from timeline import contract
from timeline.compare import difference

CASES = tomllib.loads((REPOSITORY / "tests/cases/difference.toml").read_text("utf-8"))["case"]
OTHERS = [
    made.telling("Nils Aker closes the Orrin mill", "2019-05-20", at=1000),
    made.telling("Ferry crews walk off the job", "2019-06-02", at=2000),
]


def _timeline(told: dict[str, Any] | None) -> contract.TimelineFile:
    """The two other events, and one told so; none where nothing is told."""
    one = []
    if told:
        asked = {name: told[name] for name in ("at", "status") if name in told}
        said = made.telling(told["title"], told.get("day"), **asked)
        if "quote" in told:
            evidence = replace(
                said.evidence, quote=told["quote"], end=said.evidence.start + len(told["quote"])
            )
            said = replace(said, evidence=evidence)
        one.append(made.renamed(said, told.get("document", "a.txt")))
    return made.timeline([*one, *OTHERS])


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_difference(case: dict[str, Any]) -> None:
    found = difference(_timeline(case.get("old")), _timeline(case.get("new")))
    assert [event.title for event in found.added] == case.get("added", [])
    assert [event.title for event in found.removed] == case.get("removed", [])
    assert [list(change.fields) for change in found.changed] == case.get("changed", [])
    same = not found.changed and "old" in case and "new" in case and not found.added
    assert found.unchanged == 2 + same
    assert bool(found) == bool(found.added or found.removed or found.changed)


TITLES = st.sampled_from(["Ada Holm opens bridge", "Nils Aker opens mill", "Ada Holm shuts mill"])
DAYS = st.sampled_from([None, "2024-03-04", "2024-03-20", "2019-01-01"])
TOLD = st.lists(st.tuples(TITLES, DAYS), max_size=8).map(
    lambda told: made.timeline(
        [made.telling(title, day, at=100 * n) for n, (title, day) in enumerate(told)],
        names=["a.txt"],
    )
)


@given(TOLD)
def test_a_timeline_differs_in_nothing_from_itself(file: contract.TimelineFile) -> None:
    found = difference(file, file)
    assert not found
    assert found.unchanged == len(file.events) + len(file.undated)


@given(TOLD, TOLD)
def test_every_event_is_in_exactly_one_place(
    old: contract.TimelineFile, new: contract.TimelineFile
) -> None:
    found, back = difference(old, new), difference(new, old)
    both = len(found.changed) + found.unchanged
    assert both + len(found.removed) == len(old.events) + len(old.undated)
    assert both + len(found.added) == len(new.events) + len(new.undated)
    assert len({change.old.id for change in found.changed}) == len(found.changed)
    assert found.unchanged <= both == len(back.changed) + back.unchanged


def test_confidence_is_no_difference() -> None:
    old, new = (
        made.timeline([made.telling("Ada Holm opens it", "2024-03-04", confidence=sure)])
        for sure in (0.7, 0.9)
    )
    assert not difference(old, new)


def test_documents_that_moved_make_no_new_events() -> None:
    told = [made.telling("Ada Holm opens the bridge", "2024-03-04"), *OTHERS]
    moved = [made.renamed(one, "archive/a.txt") for one in told]
    found = difference(made.timeline(told), made.timeline(moved))
    assert not found and found.unchanged == 3


def test_events_that_share_a_sentence_keep_apart() -> None:
    """One sentence with two dates is two events: the expression tells them apart."""
    first = made.telling("Ada Holm opens the bridge", "2024-03-04")
    when = replace(first.when, start=10, end=14, text="opens"[:4]) if first.when else None
    second = replace(first, title="Council plans a mill", date=made.date("2025-01-01"), when=when)
    renewed = replace(first, title="Mayor opens a bridge"), replace(second, title="Mill is planned")
    found = difference(made.timeline([first, second]), made.timeline(renewed))
    assert [(one.old.title, one.new.title) for one in found.changed] == [
        ("Ada Holm opens the bridge", "Mayor opens a bridge"),
        ("Council plans a mill", "Mill is planned"),
    ]
