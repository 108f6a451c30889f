"""The pictures in the README. `TIMELINE_SCREENSHOTS=1` makes them anew; else the page must still
fill a window of their size with what they show.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from chromium import Open
from command_line import REPOSITORY
from invented import ARTICLES, texts_of, weir
from playwright.sync_api import expect

SHOWN = {
    "page-light.png": ("gives way", "#{id}", False),
    "page-dark.png": ("hearing", "#from=2023-09-01&to=2024-08-31", True),
}
WIDTH, HEIGHT = 1400, 880


def size_of(picture: bytes) -> tuple[int, ...]:
    """Width and height from a PNG's first chunk."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])


@pytest.mark.parametrize("name", SHOWN)
def test_pictures(opened: Open, name: str, tmp_path: Path) -> None:
    words, address, dark = SHOWN[name]
    event = next(event for event in weir().events if words in event.title)
    texts, address = texts_of(ARTICLES), address.format(id=event.id)
    page = opened(weir(), texts, address, width=WIDTH, height=HEIGHT, dark=dark)
    expect(page.locator(f".event[data-index='{weir().events.index(event)}']")).to_be_visible()
    expect(page.locator("#strip .sure")).to_be_visible()
    picture = page.screenshot(animations="disabled")
    assert size_of(picture) == (WIDTH, HEIGHT)
    checked_in = REPOSITORY / "docs" / "images" / name
    if os.environ.get("TIMELINE_SCREENSHOTS"):
        checked_in.write_bytes(picture)
    assert size_of(checked_in.read_bytes()) == (WIDTH, HEIGHT)
    assert f"docs/images/{name}" in (REPOSITORY / "README.md").read_text("utf-8")
