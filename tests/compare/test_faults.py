"""Faults of a timeline file: every one, and where it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import made_timelines as made
import pytest

from timeline import contract
from timeline.compare import faults, unite

TOLD = [
    made.telling("Ada Holm opens the Sill bridge", "2024-03-04"),
    made.telling("Nils Aker closes the Orrin mill", "2024-05-20", at=100),
    made.telling("Ferry crews walk off the job", at=200),
    made.telling("Choir sings in the square", at=300),
]
Spoil = Callable[[dict[str, Any]], Any]


def _spoiled(*spoils: Spoil) -> list[tuple[str, str]]:
    data = json.loads(contract.dumps(made.timeline(TOLD)))
    for spoil in spoils:
        spoil(data)
    return [(fault.path, fault.what) for fault in faults(json.dumps(data).encode())]


def test_what_is_written_has_none() -> None:
    assert faults(contract.dumps(made.timeline(TOLD))) == ()
    other = made.timeline([made.renamed(one, "b.txt") for one in TOLD])
    assert faults(contract.dumps(unite([made.timeline(TOLD), other]).file)) == ()


@pytest.mark.parametrize(
    ("spoil", "path", "says"),
    [
        (lambda d: d.pop("skipped"), "$.skipped", "required"),
        (lambda d: d["events"][1].pop("title"), "$.events[1].title", "required"),
        (lambda d: d["events"][0].update(mood="sad"), "$.events[0].mood", "Extra"),
        (lambda d: d["events"][0]["date"].update(start="soon"), "$.events[0].date.start", "soon"),
        (lambda d: d["events"][0]["date"].update(end="2024-03-03"), "$.events[0].date", "after"),
        (lambda d: d["undated"][0].update(status="maybe"), "$.undated[0].status", "happened"),
        (
            lambda d: d["generator"]["settings"].update({"a b": []}),
            '$.generator.settings["a b"]',
            "string",
        ),
        (
            lambda d: d["events"][0]["mentions"][0].update(start=1),
            "$.events[0].mentions[0]",
            "not as long",
        ),
        (
            lambda d: d["events"][0]["mentions"][0]["when"].update(text="Bob"),
            "$.events[0].mentions[0].when.text",
            "not what the quote says",
        ),
        (
            lambda d: d["events"][0]["mentions"][0]["when"].update(start=100, end=103),
            "$.events[0].mentions[0].when",
            "not inside",
        ),
        (
            lambda d: d["events"][1]["mentions"][0].update(document="b.txt"),
            "$.events[1].mentions[0].document",
            "not among the documents",
        ),
        (lambda d: d["documents"][0].update(characters=301), "$.undated[1].mentions[0].end", "301"),
        (
            lambda d: d["undated"][0].update(id=d["events"][0]["id"]),
            "$.undated[0].id",
            "events[0]",
        ),
        (lambda d: d["events"].reverse(), "$.events[1]", "before it in order"),
        (lambda d: d["undated"].reverse(), "$.undated[1]", "before it in order"),
        (lambda d: d["documents"].append(d["documents"][0]), "$.documents[1].id", "documents[0]"),
        (
            lambda d: d["documents"][0].update(published_from=None),
            "$.documents[0].published_from",
            "exactly when",
        ),
        (
            lambda d: d["events"][0]["conflicts"].append(d["events"][0]["date"]),
            "$.events[0].conflicts[0]",
            "overlaps",
        ),
        (
            lambda d: d["undated"][0]["conflicts"].append(d["events"][0]["date"]),
            "$.undated[0].conflicts",
            "undated",
        ),
        (
            lambda d: d.update(generators=[d["generator"] | {"documents": ["z.txt"]}]),
            "$.generators[0].documents[0]",
            "z.txt",
        ),
    ],
)  # fmt: skip
def test_a_fault_and_where(spoil: Spoil, path: str, says: str) -> None:
    ((where, what),) = _spoiled(spoil)
    assert where == path
    assert says in what


def test_every_fault_is_told() -> None:
    found = _spoiled(
        lambda d: d["events"].reverse(),
        lambda d: d["undated"][0].update(id=d["events"][0]["id"]),
        lambda d: d["documents"][0].update(characters=0),
    )
    assert len(found) == 2 + len(TOLD)


@pytest.mark.parametrize("data", [b"", b"\xff", b"{", b"[]", b"null", b'"timeline/1"'])
def test_no_timeline_at_all(data: bytes) -> None:
    (fault,) = faults(data)
    assert fault.path == "$"
    assert fault.what
