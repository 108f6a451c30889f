"""vis-timeline: items and groups for its two data sets, as JSON."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import Any

from timeline.contract import DatedEvent, TimelineFile
from timeline.records import Day
from timeline.writers.days import (
    BEYOND_JAVASCRIPT,
    FIRST_OF_JAVASCRIPT,
    LAST_OF_JAVASCRIPT,
    Span,
    day_after,
    in_javascript,
    javascript,
    span,
)
from timeline.writers.losses import Losses
from timeline.writers.wording import date_words, one_line
from timeline.writers.written import Part, Written

_NEVER: dict[Part, str] = {
    "origin": "no field",
    "offsets": "no field",
    "tellings": "an item has the event's own title",
    "documents": "a group has the document's id or title; the rest has no field",
    "generator": "no field",
    "skipped": "no field",
}


_MILLISECONDS = 86_400_000  # of a day
_ZOOM_MAX = 10_000 * 365 * _MILLISECONDS  # what vis shows at most, unless told otherwise


def write(timeline: TimelineFile) -> Written:
    """`{"items": […], "groups": […], "options": {…}}`, a group for each document, an item for each
    dated event. The options are the window with all of them; without it vis makes room for
    the titles, for which its calendar may be too short.

    A single day is a point, everything longer a range whose end is exclusive. `content` and `title`
    are HTML to vis, so they are escaped. Items also carry status, confidence, place, participants,
    edtf, timex and granularity, which vis keeps for templates.
    """
    losses = Losses(timeline, _NEVER)
    losses.undated("an item needs a start")
    items, shown = [], []
    for event in timeline.events:
        days = span(event.date)
        if not in_javascript(days):
            losses.note(event, "event", BEYOND_JAVASCRIPT)
        else:
            items.append(_item(event, days, losses))
            shown.append(days)
    groups = [
        {"id": document.id, "content": _plain(document.title or document.id)}
        for document in timeline.documents
    ]
    data = {"items": items, "groups": groups, "options": _window(shown)}
    return Written((json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode(), losses.all())


def _item(event: DatedEvent, days: Span, losses: Losses) -> dict[str, Any]:
    date = event.date
    single = days.start == days.end
    end = {} if single else {"end": javascript(day_after(days.end))}
    losses.shown(event, "quotes")
    if len({mention.document for mention in event.mentions}) > 1:
        losses.note(event, "quotes", "an item stands in one group: that of its best quote")
    return {
        "id": event.id,
        "content": html.escape(losses.title(event)),
        "start": javascript(days.start),
        **end,
        "type": "point" if single else "range",
        "group": event.mentions[0].document,
        "className": " ".join([event.status, *(["approximate"] if date.approximate else [])]),
        "title": _tooltip(event),
        "status": event.status,
        "confidence": event.confidence,
        "place": event.place,
        "participants": event.participants,
        "edtf": date.edtf,
        "timex": date.timex,
        "granularity": date.granularity,
        "conflicts": [conflict.edtf for conflict in event.conflicts],
        **({"fields": event.fields} if event.fields else {}),
        **({"field_conflicts": event.field_conflicts} if event.field_conflicts else {}),
    }


def _window(shown: Sequence[Span]) -> dict[str, str | int]:
    """From the first month to the end of the last; `zoomMax` where vis would show less of it."""
    if not shown:
        return {}
    first, last = min(days.start for days in shown), max(days.end for days in shown)
    start = max(Day(first.year, first.month, 1), FIRST_OF_JAVASCRIPT)
    end = min(_next_month(last), LAST_OF_JAVASCRIPT)
    length = (end.ordinal() - start.ordinal() + 1) * _MILLISECONDS
    wide = {"zoomMax": length} if length > _ZOOM_MAX else {}
    return {"start": javascript(start), "end": javascript(end), **wide}


def _next_month(day: Day) -> Day:
    return Day(day.year, day.month + 1, 1) if day.month < 12 else Day(day.year + 1, 1, 1)


def _tooltip(event: DatedEvent) -> str:
    conflicts = ", ".join(date_words(date) for date in event.conflicts)
    lines = [
        f"{date_words(event.date)} · {event.status} · confidence {event.confidence:.2f}",
        *([f"also dated {conflicts}"] if conflicts else []),
        *(f"“{mention.quote}”" for mention in event.mentions),
    ]
    return "<br>".join(_plain(line) for line in lines)


def _plain(text: str) -> str:
    return html.escape(one_line(text))
