"""CSV: a row an event, with the best of its quotes; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from timeline.contract import Event, TimelineFile
from timeline.writers.losses import Losses
from timeline.writers.wording import value_words, visible
from timeline.writers.written import Part, Written

COLUMNS = (
    "id", "title", "start", "end", "granularity", "edtf", "timex", "approximate", "date_text",
    "date_from", "anchor", "rule", "status", "participants", "place", "confidence", "conflicts",
    "mentions", "document", "url", "quote_start", "quote_end", "quote",
)  # fmt: skip
_NEVER: dict[Part, str] = {
    "documents": "a row is an event; of its document it names the id",
    "generator": "a row is an event",
    "skipped": "a row is an event",
    "tellings": "a row has the event's own title and confidence",
}
# Spreadsheets run a cell that begins like this, also after spaces; full width as well.
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")


def write(timeline: TimelineFile) -> Written:
    """UTF-8 with a header, line ends of RFC 4180; undated events have no dates.

    What a schema of the user's adds has a column for each name, after all others.
    A cell that a spreadsheet would run as a formula begins with an apostrophe: BCE days too.
    """
    losses = Losses(timeline, _NEVER)
    out = io.StringIO()
    rows = csv.writer(out)
    urls = {document.id: document.url or "" for document in timeline.documents}
    events = (*timeline.events, *timeline.undated)
    names = list(dict.fromkeys(name for event in events for name in event.fields))
    rows.writerow([*COLUMNS, *(guarded(f"field.{visible(name)}") for name in names)])
    for event in events:
        told = (*_cells(event, urls, losses), *_added(event, names, losses))
        cells = [visible(cell) for cell in told]
        rows.writerow([guarded(cell) for cell in cells])
    return Written(out.getvalue().encode(), losses.all())


def guarded(cell: str) -> str:
    """The cell as text: `=1+1` → `'=1+1`. Undone by taking one apostrophe where this puts one."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cells(event: Event, urls: dict[str, str], losses: Losses) -> list[str]:
    date, best = event.date, event.mentions[0]
    if visible(event.title) != event.title:
        losses.note(event, "title", "invisible characters are replaced")
    if len(event.mentions) > 1:
        more = f"a row has room for the best of {len(event.mentions)} quotes"
        losses.note(event, "quotes", more)
        losses.note(event, "offsets", more)
    if best.when is not None:
        losses.note(event, "offsets", "where the time expression is in the quote has no column")
    parts: tuple[Part, ...] = ("id", "precision", "origin", "participants", "place", "quotes")
    losses.shown(event, *parts, change=visible)
    if any(";" in name for name in event.participants):
        losses.note(event, "participants", "names with a semicolon run into the next")
    if event.conflicts:
        losses.note(event, "conflicts", "only their EDTF")
    when = (
        [date.start, date.end, date.granularity, date.edtf, date.timex, _yes(date.approximate),
         date.text or "", date.date_from, date.anchor or "", date.rule]
        if date is not None
        else [""] * 10
    )  # fmt: skip
    return [
        event.id, event.title, *when, event.status, "; ".join(event.participants),
        event.place or "", str(event.confidence), "; ".join(each.edtf for each in event.conflicts),
        str(len(event.mentions)), best.document, urls[best.document], str(best.start),
        str(best.end), best.quote,
    ]  # fmt: skip


def _added(event: Event, names: list[str], losses: Losses) -> list[str]:
    cells = [value_words(event.fields.get(name)) for name in names]
    if any(visible(words) != words for words in (*cells, *names)):
        losses.note(event, "fields", "invisible characters are replaced")
    if event.field_conflicts:
        losses.note(event, "fields", "values that other mentions give have no column")
    return cells


def _yes(true: bool) -> str:
    return "true" if true else "false"
