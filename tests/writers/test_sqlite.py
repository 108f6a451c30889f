"""The database, asked in SQL: nothing is missing, and days can be counted before year 1."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from invented_timeline import hostile, timelines
from read_back import database

from timeline import contract
from timeline.records import Day
from timeline.writers import FORMATS

DATE = "start end granularity edtf timex approximate text from anchor rule".split()


@pytest.fixture
def asked() -> Iterator[sqlite3.Connection]:
    connection = database(FORMATS["sqlite"].write(hostile()).data)
    yield connection
    connection.close()


def test_it_is_a_sound_database(asked: sqlite3.Connection) -> None:
    assert asked.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert asked.execute("PRAGMA foreign_key_check").fetchall() == []


def test_questions(asked: sqlite3.Connection) -> None:
    before = """SELECT title FROM events WHERE start_julian < julianday('0001-01-01')
        ORDER BY start_julian"""
    assert [title for (title,) in asked.execute(before)] == [
        "Far founders", "Lunholm is founded", "The ford is taken", "A year without a number",
    ]  # fmt: skip
    days = "SELECT end_julian - start_julian + 1 FROM events WHERE title = 'The bell is cast'"
    assert asked.execute(days).fetchall() == [(31,)]
    with_place = """SELECT e.title, p.name FROM events e JOIN participants p ON p.event_id = e.id
        WHERE e.place IS NOT NULL ORDER BY p.position"""
    assert asked.execute(with_place).fetchall() == [
        ("A tough stance begins", "Ada Holm"), ("A tough stance begins", "B; C"),
    ]  # fmt: skip
    undated = "SELECT count(*) FROM events WHERE start IS NULL"
    assert asked.execute(undated).fetchone() == (2,)


def test_sqlite_reads_our_day_numbers(asked: sqlite3.Connection) -> None:
    """`date(start_julian)` is the day, for all years that SQLite's calendar has."""
    rows = asked.execute("SELECT start, date(start_julian) FROM events WHERE start IS NOT NULL")
    pairs = [(s, d) for s, d in rows if -4713 < Day.parse(s).year <= 9999]
    assert len(pairs) > 20
    assert [start for start, _ in pairs] == [day for _, day in pairs]


@settings(max_examples=60, deadline=None)
@given(timelines())
def test_the_timeline_can_be_made_again_from_it(timeline: contract.TimelineFile) -> None:
    connection = database(FORMATS["sqlite"].write(timeline).data)
    connection.row_factory = sqlite3.Row
    assert _rebuilt(connection) == json.loads(contract.dumps(timeline))
    connection.close()


def _rebuilt(db: sqlite3.Connection) -> dict[str, Any]:
    facts = {row["key"]: json.loads(row["value"]) for row in db.execute("SELECT * FROM file")}
    events = [_event(db, row) for row in db.execute("SELECT * FROM events ORDER BY position")]
    return {
        **facts,
        "documents": [
            _document(row) for row in db.execute("SELECT * FROM documents ORDER BY position")
        ],
        "events": [event for event in events if event["date"]],
        "undated": [event for event in events if not event["date"]],
        "skipped": [
            {"document": row["document"], "where": row["place"], "reason": row["reason"]}
            for row in db.execute("SELECT * FROM skipped ORDER BY position")
        ],
    }


def _document(row: sqlite3.Row) -> dict[str, Any]:
    absent = {"position", "more"} | ({"url"} if row["url"] is None else set())
    return {key: row[key] for key in {*row.keys()} - absent} | _more(row)


def _event(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    def of(table: str) -> list[sqlite3.Row]:
        ask = f"SELECT * FROM {table} WHERE event_id = ? ORDER BY position"
        return db.execute(ask, (row["id"],)).fetchall()

    return {
        "id": row["id"],
        "title": row["title"],
        "date": _date(row),
        "status": row["status"],
        "participants": [each["name"] for each in of("participants")],
        "place": row["place"],
        "confidence": row["confidence"],
        "conflicts": [_date(each) for each in of("conflicts")],
        "mentions": [_mention(each) for each in of("mentions")],
        **_more(row),
    }


def _more(row: sqlite3.Row) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row["more"] or "{}")
    return found


def _date(row: sqlite3.Row) -> dict[str, Any] | None:
    if row["start"] is None:
        return None
    renamed = {"text": "date_text", "from": "date_from"}
    date = {key: row[renamed.get(key, key)] for key in DATE}
    return date | {"approximate": bool(row["approximate"])}


def _mention(row: sqlite3.Row) -> dict[str, Any]:
    words = {"start": row["when_start"], "end": row["when_end"], "text": row["when_text"]}
    return {
        "document": row["document_id"],
        "start": row["start"],
        "end": row["end"],
        "quote": row["quote"],
        "when": None if row["when_start"] is None else words,
        "title": row["title"],
        "confidence": row["confidence"],
        **_more(row),
    }
