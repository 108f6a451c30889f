"""SQLite: the whole timeline as tables, to be asked in SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from timeline.contract import Date, Event, TimelineFile
from timeline.records import Day
from timeline.writers.days import julian
from timeline.writers.written import Written

_DATE = """start TEXT, "end" TEXT, start_julian INTEGER, end_julian INTEGER, granularity TEXT,
  edtf TEXT, timex TEXT, approximate INTEGER, date_text TEXT, date_from TEXT, anchor TEXT,
  rule TEXT"""
_DATE_COLUMNS = 12
SCHEMA = f"""
CREATE TABLE generator (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, sha256 TEXT NOT NULL, title TEXT, published TEXT,
  published_from TEXT, characters INTEGER NOT NULL);
CREATE TABLE events (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL,
  place TEXT, confidence REAL NOT NULL,
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
  confidence REAL NOT NULL);
CREATE TABLE skipped (
  position INTEGER NOT NULL, document TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX events_by_day ON events (start_julian, end_julian);
CREATE INDEX mentions_by_event ON mentions (event_id, position);
"""


def write(timeline: TimelineFile) -> Written:
    """The bytes of a database file; nothing is lost. The same library makes the same bytes.

    Undated events have NULL dates. `start_julian` sorts and counts days before year 1 too, and
    SQLite's `date(start_julian)` reads it.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(SCHEMA)
        _fill(connection, timeline)
        connection.commit()
        return Written(connection.serialize())
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, timeline: TimelineFile) -> None:
    generator = json.dumps(timeline.generator.model_dump(mode="json"), ensure_ascii=False)
    facts = [("schema", timeline.schema_name), ("generator", generator)]
    _insert(connection, "generator", facts)
    _insert(
        connection,
        "documents",
        (
            (each.id, place, each.sha256, each.title, each.published and str(each.published),
             each.published_from, each.characters)
            for place, each in enumerate(timeline.documents)
        ),
    )  # fmt: skip
    events = (*timeline.events, *timeline.undated)
    _insert(
        connection,
        "events",
        (
            (event.id, place, event.title, event.status, event.place, event.confidence,
             *_date(event.date))
            for place, event in enumerate(events)
        ),
    )  # fmt: skip
    for event in events:
        _fill_event(connection, event)
    _insert(
        connection,
        "skipped",
        ((at, one.document, one.where, one.reason) for at, one in enumerate(timeline.skipped)),
    )


def _fill_event(connection: sqlite3.Connection, event: Event) -> None:
    rows = ((event.id, place, name) for place, name in enumerate(event.participants))
    _insert(connection, "participants", rows)
    dates = ((event.id, place, *_date(date)) for place, date in enumerate(event.conflicts))
    _insert(connection, "conflicts", dates)
    _insert(
        connection,
        "mentions",
        (
            (event.id, place, each.document, each.start, each.end, each.quote,
             *((each.when.start, each.when.end, each.when.text) if each.when else (None,) * 3),
             each.title, each.confidence)
            for place, each in enumerate(event.mentions)
        ),
    )  # fmt: skip


def _date(date: Date | None) -> tuple[str | int | None, ...]:
    if date is None:
        return (None,) * _DATE_COLUMNS
    start, end = julian(Day.parse(date.start)), julian(Day.parse(date.end))
    return (
        date.start, date.end, start, end, date.granularity, date.edtf, date.timex,
        int(date.approximate), date.text, date.date_from, date.anchor, date.rule,
    )  # fmt: skip


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  (our names)
