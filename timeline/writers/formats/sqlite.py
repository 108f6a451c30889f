"""SQLite: the whole timeline as tables, to be asked in SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from timeline.contract import TimelineFile
from timeline.records import Day
from timeline.writers.days import julian
from timeline.writers.more import entries
from timeline.writers.written import Written

Row = tuple[str | int | float | None, ...]

_DATE = """start TEXT, "end" TEXT, start_julian INTEGER, end_julian INTEGER, granularity TEXT,
  edtf TEXT, timex TEXT, approximate INTEGER, date_text TEXT, date_from TEXT, anchor TEXT,
  rule TEXT"""
_DATE_KEYS = "granularity edtf timex approximate text from anchor rule".split()
# What has columns or tables of its own.
_OWN = {
    "file": frozenset("documents events undated skipped".split()),
    "documents": frozenset("id sha256 title published published_from characters url".split()),
    "events": frozenset(
        "id title date status participants place confidence conflicts mentions".split()
    ),
    "mentions": frozenset("document start end quote when title confidence".split()),
}
SCHEMA = f"""
CREATE TABLE file (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, sha256 TEXT NOT NULL, title TEXT, published TEXT,
  published_from TEXT, characters INTEGER NOT NULL, url TEXT, more TEXT);
CREATE TABLE events (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL,
  place TEXT, confidence REAL NOT NULL, more TEXT,
  {_DATE});
CREATE TABLE participants (
  event_id TEXT NOT NULL REFERENCES events, position INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE conflicts (
  event_id TEXT NOT NULL REFERENCES events, position INTEGER NOT NULL,
  {_DATE});
CREATE TABLE mentions (
  event_id TEXT NOT NULL REFERENCES events, position INTEGER NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  quote TEXT NOT NULL, when_start INTEGER, when_end INTEGER, when_text TEXT, title TEXT NOT NULL,
  confidence REAL NOT NULL, more TEXT);
CREATE TABLE skipped (
  position INTEGER NOT NULL, document TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX events_by_day ON events (start_julian, end_julian);
CREATE INDEX mentions_by_event ON mentions (event_id, position);
"""


def write(timeline: TimelineFile) -> Written:
    """The bytes of a database file; nothing is lost. The same library makes the same bytes.

    Undated events have NULL dates. `start_julian` sorts and counts days before year 1 too, and
    SQLite's `date(start_julian)` reads it. `more` is JSON of what has no column, else NULL.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(SCHEMA)
        _fill(connection, entries(timeline))
        connection.commit()
        return Written(connection.serialize())
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, data: dict[str, Any]) -> None:
    facts = _others(data, "file").items()
    _insert(connection, "file", ((key, _json(value)) for key, value in facts))
    documents = enumerate(data["documents"])
    _insert(connection, "documents", (_document(place, document) for place, document in documents))
    for place, event in enumerate([*data["events"], *data["undated"]]):
        _insert(connection, "events", [_event(place, event)])
        names = enumerate(event["participants"])
        _insert(connection, "participants", ((event["id"], at, name) for at, name in names))
        dates = enumerate(event["conflicts"])
        _insert(connection, "conflicts", ((event["id"], at, *_date(date)) for at, date in dates))
        told = enumerate(event["mentions"])
        _insert(connection, "mentions", (_mention(event["id"], at, each) for at, each in told))
    skipped = enumerate(data["skipped"])
    _insert(
        connection,
        "skipped",
        ((at, one["document"], one["where"], one["reason"]) for at, one in skipped),
    )


def _document(place: int, one: dict[str, Any]) -> Row:
    return (
        one["id"], place, one["sha256"], one["title"], one["published"], one["published_from"],
        one["characters"], one.get("url"), _rest(one, "documents"),
    )  # fmt: skip


def _event(place: int, event: dict[str, Any]) -> Row:
    return (
        event["id"], place, event["title"], event["status"], event["place"], event["confidence"],
        _rest(event, "events"), *_date(event["date"]),
    )  # fmt: skip


def _mention(event: str, place: int, one: dict[str, Any]) -> Row:
    when = one["when"] or {"start": None, "end": None, "text": None}
    return (
        event, place, one["document"], one["start"], one["end"], one["quote"], when["start"],
        when["end"], when["text"], one["title"], one["confidence"], _rest(one, "mentions"),
    )  # fmt: skip


def _date(date: dict[str, Any] | None) -> Row:
    if date is None:
        return (None,) * (len(_DATE_KEYS) + 4)
    days = date["start"], date["end"]
    return (*days, *(julian(Day.parse(day)) for day in days), *(date[key] for key in _DATE_KEYS))


def _others(entry: dict[str, Any], kind: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in _OWN[kind]}


def _rest(entry: dict[str, Any], kind: str) -> str | None:
    rest = _others(entry, kind)
    return _json(rest) if rest else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  (our names)
