"""SECURITY.md names tests that are there."""

from __future__ import annotations

import re

import pytest
from command_line import REPOSITORY

LINKS = re.findall(r"\]\(([^)]+)\)", (REPOSITORY / "SECURITY.md").read_text("utf-8"))


def test_there_are_links() -> None:
    assert len(LINKS) > 15


@pytest.mark.parametrize("link", sorted(set(LINKS)))
def test_every_link_leads_somewhere(link: str) -> None:
    path, _, heading = link.partition("#")
    assert (REPOSITORY / path).exists()
    assert not heading or f"# {heading}\n" in (REPOSITORY / path).read_text("utf-8").lower()
