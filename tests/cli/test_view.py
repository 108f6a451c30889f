"""`timeline view`: the page where people can see it."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from command_line import run

TEXT = "🌉 The bridge opened on 4 March 2024. It rained."
QUOTE = "The bridge opened on 4 March 2024."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A timeline file and, in articles/, the text it was read from."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "renamed.txt").write_text(TEXT, "utf-8")
    start = TEXT.index(QUOTE)
    when = TEXT.index("4 March 2024")
    date = {
        "start": "2024-03-04", "end": "2024-03-04", "granularity": "day", "edtf": "2024-03-04",
        "timex": "2024-03-04", "approximate": False, "text": "4 March 2024", "from": "expression",
        "anchor": None, "rule": "day-month-year",
    }  # fmt: skip
    mention = {
        "document": "bridge.txt", "start": start, "end": start + len(QUOTE), "quote": QUOTE,
        "when": {"start": when, "end": when + 12, "text": "4 March 2024"},
        "title": "Bridge opens", "confidence": 0.9,
    }  # fmt: skip
    event = {
        "id": "e1", "title": "Bridge opens", "date": date, "status": "happened",
        "participants": [], "place": None, "confidence": 0.9, "conflicts": [],
        "mentions": [mention],
    }  # fmt: skip
    documents = [
        {"id": "bridge.txt", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "title": None,
         "published": None, "published_from": None, "characters": len(TEXT)},
        {"id": "other.txt", "sha256": "0" * 64, "title": None, "published": None,
         "published_from": None, "characters": 9},
    ]  # fmt: skip
    generator = {
        "version": "0.1.0", "model": {"name": "m", "sha256": ""},
        "prompt": {"name": "p", "sha256": ""}, "settings": {},
    }  # fmt: skip
    file = {
        "schema": "timeline/1", "generator": generator, "documents": documents, "events": [event],
        "undated": [], "skipped": [],
    }  # fmt: skip
    (tmp_path / "timeline.json").write_text(json.dumps(file))
    return tmp_path


def data_of(page: Path) -> dict[str, Any]:
    found = re.search(r'id="data">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_page_is_kept_where_asked(folder: Path) -> None:
    ran = run("view", "timeline.json", "--no-open", "-o", "page.html", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.text == f"{folder / 'page.html'}\n"
    assert [one["text"] for one in data_of(folder / "page.html")["documents"]] == [None, None]


def test_texts_are_found_by_their_sums(folder: Path) -> None:
    words = ("timeline.json", "--no-open", "-o", "page.html", "--sources", "articles")
    ran = run("view", *words, cwd=folder)
    assert ran.status == 0
    assert "other.txt: not in the sources as it was read" in ran.err
    assert "bridge.txt" not in ran.err
    assert [one["text"] for one in data_of(folder / "page.html")["documents"]] == [TEXT, None]


def test_a_changed_article_is_not_taken_for_the_one_that_was_read(folder: Path) -> None:
    (folder / "articles" / "renamed.txt").write_text(f"{TEXT} More.", "utf-8")
    words = ("timeline.json", "--no-open", "-o", "page.html", "--sources", "articles")
    ran = run("view", *words, cwd=folder)
    assert ran.status == 0
    assert "bridge.txt: not in the sources" in ran.err
    assert data_of(folder / "page.html")["documents"][0]["text"] is None


def test_the_browser_opens_it(folder: Path) -> None:
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {folder}/opened\n')
    browser.chmod(0o755)
    cache = str(folder / "cache")
    ran = run("view", "timeline.json", cwd=folder, BROWSER=f"{browser} %s", XDG_CACHE_HOME=cache)
    assert (ran.status, ran.out) == (0, b"")
    address = (folder / "opened").read_text().strip()
    page = Path(address.removeprefix("file://"))
    assert page.is_relative_to(folder / "cache")
    assert str(page) in ran.err
    assert data_of(page)["events"][0]["title"] == "Bridge opens"
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    again = run("view", "timeline.json", "--no-open", cwd=folder, XDG_CACHE_HOME=cache)
    assert again.text.strip() == str(page)  # the same place: old pages do not heap up


def test_no_browser(folder: Path) -> None:
    ran = run(
        "view", "timeline.json", "-o", "page.html", cwd=folder,
        BROWSER="/nowhere/browser", PATH="/nowhere", DISPLAY="",
    )  # fmt: skip
    assert ran.status == 0
    assert ran.text == f"{folder / 'page.html'}\n"
    assert "no browser could be opened" in ran.err


def test_from_standard_input(folder: Path) -> None:
    data = (folder / "timeline.json").read_bytes()
    ran = run("view", "-", "--no-open", cwd=folder, stdin=data, XDG_CACHE_HOME=str(folder / "c"))
    assert data_of(Path(ran.text.strip()))["events"][0]["id"] == "e1"


def test_refusals(folder: Path) -> None:
    assert run("view", "none.json", cwd=folder).status == 3
    assert run("view", "timeline.json", "--sources", "none/", cwd=folder).status == 3
    assert run("view", "timeline.json", "-o", "none/page.html", cwd=folder).status == 74
    (folder / "bad.json").write_text("{}")
    assert run("view", "bad.json", cwd=folder).status == 5


def test_the_format_html(folder: Path) -> None:
    words = ("timeline.json", "-o", "page.html", "--loss-report", "--sources", "articles")
    ran = run("export", *words, cwd=folder)
    assert ran.status == 0
    assert [one["text"] for one in data_of(folder / "page.html")["documents"]] == [TEXT, None]
    assert "all events: documents: the folders in their paths are left out" in ran.err
