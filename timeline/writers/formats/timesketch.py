"""Timesketch: the rows that its CSV and JSONL imports take without dropping or moving any."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator

from timeline.contract import DatedEvent, TimelineFile
from timeline.records import Day
from timeline.writers.days import span
from timeline.writers.formats.csv_table import guarded
from timeline.writers.losses import Losses
from timeline.writers.wording import date_words, visible
from timeline.writers.written import Part, Written

Row = dict[str, str | int | float | list[str]]

FIRST_YEAR_OF_CSV = 1700  # its import drops rows before it: timesketch/lib/utils.py
MESSAGE = 8_000  # characters: OpenSearch does not index a keyword of more than 32,766 bytes
_NEVER: dict[Part, str] = {
    "origin": "the message is for search; only the words of the date have a column",
    "tellings": "a row has the event's own title",
    "documents": "a row has their ids",
    "generator": "a row is an event",
    "skipped": "a row is an event",
}


def write_csv(timeline: TimelineFile) -> Written:
    """A row where an event begins, and one where it ends if that is another day."""
    losses = Losses(timeline, _NEVER)
    rows = list(_rows(timeline, losses, first_year=FIRST_YEAR_OF_CSV))
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for row in rows:
        table.writerow([_cell(row[column]) for column in _COLUMNS])
    return Written(out.getvalue().encode(), losses.all())


def write_jsonl(timeline: TimelineFile) -> Written:
    """The same rows as JSON Lines, from year 1 on."""
    losses = Losses(timeline, _NEVER)
    rows = _rows(timeline, losses, first_year=1)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Written(lines.encode(), losses.all())


_COLUMNS = (
    "message", "datetime", "timestamp", "timestamp_desc", "event_id", "date", "start", "end",
    "granularity", "edtf", "timex", "approximate", "date_text", "status", "confidence", "place",
    "participants", "conflicts", "fields", "document", "source_url", "quote", "quote_start",
    "quote_end", "tag",
)  # fmt: skip


def _rows(timeline: TimelineFile, losses: Losses, *, first_year: int) -> Iterator[Row]:
    losses.undated("a row needs a point in time")
    urls = {document.id: document.url or "" for document in timeline.documents}
    for event in timeline.events:
        days = span(event.date)
        if days.start.year < first_year or days.end.year > 9999:
            losses.note(event, "event", f"the import takes the years {first_year} to 9999")
            continue
        row = _row(event, urls, losses)
        single, precision = days.start == days.end, f"({event.date.granularity})"
        name = "Event" if single else "Event start"
        yield {**_moment(days.start, "00:00:00"), "timestamp_desc": f"{name} {precision}", **row}
        if not single:
            desc = f"Event end {precision}"
            yield {**_moment(days.end, "23:59:59"), "timestamp_desc": desc, **row}


def _moment(day: Day, clock: str) -> Row:
    """In UTC: with an offset, or the import guesses; microseconds, or it parses the text again."""
    when = datetime.datetime.fromisoformat(f"{day}T{clock}+00:00")
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    microseconds = (when - epoch) // datetime.timedelta(microseconds=1)
    return {"datetime": when.isoformat(), "timestamp": microseconds}


def _row(event: DatedEvent, urls: dict[str, str], losses: Losses) -> Row:
    date, best = event.date, event.mentions[0]
    if len(event.mentions) > 1:
        losses.note(event, "quotes", f"a row has room for the best of {len(event.mentions)}")
        losses.note(event, "offsets", f"a row has room for the best of {len(event.mentions)}")
    parts: tuple[Part, ...] = ("id", "precision", "origin", "participants", "place", "quotes")
    losses.shown(event, *parts, change=visible)
    if event.conflicts:
        losses.note(event, "conflicts", "only their EDTF")
    if best.when is not None:
        losses.note(event, "offsets", "where the time expression is in the quote has no column")
    row: Row = {
        "message": losses.title(event, limit=MESSAGE),
        "event_id": visible(event.id),
        "date": date_words(date),
        "start": date.start,
        "end": date.end,
        "granularity": date.granularity,
        "edtf": date.edtf,
        "timex": date.timex,
        "approximate": "true" if date.approximate else "false",
        "date_text": date.text or "",
        "status": event.status,
        "confidence": event.confidence,
        "place": visible(event.place or ""),
        "participants": visible("; ".join(event.participants)),
        "conflicts": "; ".join(each.edtf for each in event.conflicts),
        "fields": "; ".join(f"{name}: {words}" for name, words in losses.fields(event)),
        "document": visible(best.document),
        "source_url": visible(urls[best.document]),
        "quote": visible(best.quote),
        "quote_start": best.start,
        "quote_end": best.end,
        "tag": [event.status, *(["approximate"] if date.approximate else [])],
    }
    return row


def _cell(value: str | int | float | list[str]) -> str:
    if isinstance(value, str):
        return guarded(visible(value))
    return json.dumps(value)
