"""What is in an exported file, as a program that reads its format finds it: a list of strings."""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import icalendar
from markdown_it import MarkdownIt

_GUARDED = re.compile(r"'('*\s*[=+\-@\t\r＝＋－＠])")


def strings(name: str, data: bytes) -> list[str]:
    """Every text and number of a file in format `name`."""
    return list(_READERS[name](data))


def unguarded(cell: str) -> str:
    """A cell as it was before it was made safe for spreadsheets: docs/export.md has the rule."""
    return cell[1:] if _GUARDED.match(cell) else cell


def table(data: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)
    return [{name: unguarded(cell) for name, cell in row.items()} for row in rows]


def lines(data: bytes) -> list[dict[str, Any]]:
    """Of JSON Lines; they end with \\n and with nothing else."""
    text = data.decode()
    assert text.endswith("\n") or not text
    return [json.loads(line) for line in text.split("\n")[:-1]]


def calendar(data: bytes) -> list[Any]:
    parsed: Any = icalendar.Calendar.from_ical(data.decode())
    assert parsed.errors == []
    entries: list[Any] = parsed.walk("VEVENT")
    assert all(entry.errors == [] for entry in entries)
    return entries


def database(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    return connection


def markdown_text(data: bytes) -> str:
    """What a page shows: the text of the tokens, without tags."""
    tokens = MarkdownIt("commonmark").parse(data.decode())
    shown = [
        child.content if child.type == "text" else "\n"
        for token in tokens
        for child in token.children or ()
    ]
    return "".join(shown)


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _walk(each)
    elif isinstance(value, list):
        for each in value:
            yield from _walk(each)
    else:
        yield str(value)


def _pages(data: bytes) -> Iterator[str]:
    """JSON of which some texts are HTML, and some, such as ids, are not."""
    for text in _walk(json.loads(data)):
        yield text
        yield html.unescape(re.sub("<[^>]*>", "\n", text))


def _rows(data: bytes) -> Iterator[str]:
    for row in table(data):
        yield from row.values()


def _entries(data: bytes) -> Iterator[str]:
    for entry in calendar(data):
        for name, value in entry.property_items():
            if name in ("DTSTART", "DTEND"):
                day = value.dt - datetime.timedelta(days=name == "DTEND")
                yield day.isoformat()
            elif name == "CATEGORIES":
                yield from (str(each) for each in value.cats)
            else:
                yield str(value)


def _cells(data: bytes) -> Iterator[str]:
    connection = database(data)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        for row in connection.execute(f"SELECT * FROM {name}"):
            yield from (str(cell) for cell in row)
    connection.close()


def _nodes(data: bytes) -> Iterator[str]:
    for node in ElementTree.fromstring(data).iter():
        yield from node.attrib.values()
        yield "".join(node.itertext())


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "json": lambda data: _walk(json.loads(data)),
    "jsonl": lambda data: _walk(lines(data)),
    "csv": _rows,
    "markdown": lambda data: iter([markdown_text(data)]),
    "timelinejs": _pages,
    "vis": _pages,
    "timesketch-csv": _rows,
    "timesketch-jsonl": lambda data: _walk(lines(data)),
    "ics": _entries,
    "mermaid": lambda data: iter(re.split(r"\n\s+:? ?", data.decode())),
    "jsonld": lambda data: _walk(json.loads(data)),
    "sqlite": _cells,
    "timeml": _nodes,
}
