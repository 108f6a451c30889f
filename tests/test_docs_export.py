"""docs/export.md cannot rot: its table is what the writers do, its versions are the pinned ones."""

from __future__ import annotations

import json
import re

import pytest
from command_line import REPOSITORY
from invented_timeline import hostile

from timeline.writers import FORMATS

DOCS = (REPOSITORY / "docs/export.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCS.partition("| format | suffixes |")[2].partition("\n\n")[0].splitlines()[2:]
]


def test_every_format_has_a_row() -> None:
    assert [row[0] for row in ROWS] == [f"`{name}`" for name in FORMATS]
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert f"[{len(FORMATS)} formats](docs/export.md)" in readme


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_says_what_the_writer_does(row: list[str]) -> None:
    form = FORMATS[row[0].strip("`")]
    losses = form.write(hostile()).losses
    assert row[1].split() == [f"`{suffix}`" for suffix in form.suffixes]
    assert row[3] == ", ".join(sorted({loss.what for loss in losses if loss.event is None}))
    assert row[4] == ", ".join(sorted({loss.what for loss in losses if loss.event is not None}))


def test_the_versions_are_the_pinned_ones() -> None:
    lock = json.loads((REPOSITORY / "tests/consumers/package-lock.json").read_text("utf-8"))
    pinned = {
        name.removeprefix("node_modules/"): package.get("version")
        for name, package in lock["packages"].items()
    }
    constraints = (REPOSITORY / "constraints.txt").read_text("utf-8")
    pinned |= dict(re.findall(r"^([\w.-]+)==(\S+)$", constraints, re.MULTILINE))
    told = re.findall(r"([@\w/-]+) (\d+\.\d+\.\d+)", DOCS)
    assert len(told) == 8
    assert [(name, version) for name, version in told if pinned[name.lower()] != version] == []


def test_the_lock_names_no_mirror() -> None:
    lock = (REPOSITORY / "tests/consumers/package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
