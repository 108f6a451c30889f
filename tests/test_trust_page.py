"""docs/trust.md and SECURITY.md name tests that are there, by their own names."""

from __future__ import annotations

import re

import pytest
from command_line import REPOSITORY

PAGE = REPOSITORY / "docs" / "trust.md"
LINKS = sorted(set(re.findall(r"\[([^\]]+)\]\(([^)#]+)\)", PAGE.read_text("utf-8"))))
ROWS = [
    line
    for line in PAGE.read_text("utf-8").partition("## Measured")[0].splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| threat", "| fault |"))
]


def test_there_are_rows() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize("row", ROWS, ids=[row.split("|")[1].strip() for row in ROWS])
def test_every_row_has_a_rule_and_a_test(row: str) -> None:
    _, rule, tests = row.strip("| ").split(" | ")
    assert rule
    assert "](../" in tests


@pytest.mark.parametrize(("name", "link"), LINKS, ids=[f"{name} {link}" for name, link in LINKS])
def test_every_test_is_there(name: str, link: str) -> None:
    path = (PAGE.parent / link).resolve()
    assert path.exists()
    if name.startswith("test_"):
        assert re.search(rf"^def {name}\(", path.read_text("utf-8"), re.MULTILINE)
