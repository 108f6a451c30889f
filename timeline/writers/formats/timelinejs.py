"""TimelineJS3: the JSON that Knight Lab's viewer loads."""

from __future__ import annotations

import html
import json
from typing import Any

from timeline.contract import DatedEvent, Document, TimelineFile
from timeline.records import Day
from timeline.writers.days import BEYOND_JAVASCRIPT, Unit, in_javascript, span
from timeline.writers.losses import Losses
from timeline.writers.wording import date_words, heading, one_line
from timeline.writers.written import Part, Written

_NEVER: dict[Part, str] = {
    "precision": "a slide shows the date in words; EDTF and TIMEX3 have no field",
    "origin": "no field",
    "offsets": "no field",
    "tellings": "a slide has the event's own title",
    "documents": "a slide names titles and publication days; hashes and lengths have no field",
    "generator": "no field",
    "skipped": "no field",
}


def write(timeline: TimelineFile) -> Written:
    """A slide for each dated event; text of articles is escaped, for the viewer reads it as HTML.

    Absent keys are left out: a null stops the whole page. Years count as historians do: 44 BCE is
    -44. Both ends have the same precision, or the viewer drops the end.
    """
    losses = Losses(timeline, _NEVER)
    losses.undated("a slide needs a day")
    documents = {document.id: document for document in timeline.documents}
    slides = []
    for event in timeline.events:
        days = span(event.date)
        if not in_javascript(days):
            losses.note(event, "event", BEYOND_JAVASCRIPT)
        else:
            slides.append(_slide(event, documents, losses))
    data = {"title": {"text": {"headline": html.escape(heading(timeline))}}, "events": slides}
    return Written((json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode(), losses.all())


def _slide(event: DatedEvent, documents: dict[str, Document], losses: Losses) -> dict[str, Any]:
    days = span(event.date)
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(days.start, days.unit),
        "display_date": date_words(event.date),
        "text": {
            "headline": html.escape(losses.title(event)),
            "text": _text(event, documents, losses),
        },
        "autolink": False,  # else the viewer makes links of addresses in quotes
    }
    if not days.single:
        slide["end_date"] = _date(days.end, days.unit)
    return slide


def _date(day: Day, unit: Unit) -> dict[str, int]:
    date = {"year": day.year if day.year > 0 else day.year - 1}
    if unit != "year":
        date["month"] = day.month
    if unit == "day":
        date["day"] = day.day
    return date


def _text(event: DatedEvent, documents: dict[str, Document], losses: Losses) -> str:
    """What is known besides date and title, then every quote with its source, as HTML."""
    losses.shown(event)
    about = [
        ("", event.status if event.status != "happened" else ""),
        ("Also dated: ", ", ".join(date_words(date) for date in event.conflicts)),
        ("Place: ", event.place or ""),
        ("With: ", ", ".join(event.participants)),
        *((f"{name}: ", words) for name, words in losses.fields(event)),
        ("Confidence: ", f"{event.confidence:.2f}"),
    ]
    parts = [f"<p>{_plain(name + words)}</p>" for name, words in about if words]
    for mention in event.mentions:
        document = documents[mention.document]
        title = f"“{document.title}”, " if document.title else ""
        published = f", {document.published}" if document.published else ""
        source = _plain(f"{title}{document.id}{published}")
        parts.append(f"<blockquote>{_plain(mention.quote)}</blockquote><p>{source}</p>")
    return "".join(parts)


def _plain(text: str) -> str:
    return html.escape(one_line(text))
