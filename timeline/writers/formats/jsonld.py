"""JSON-LD with schema.org's words: an Event for each event, its articles and quotations."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from timeline.contract import Document, Event, Mention, TimelineFile
from timeline.writers.days import iso, span
from timeline.writers.losses import Losses
from timeline.writers.wording import date_words
from timeline.writers.written import Part, Written

_NEVER: dict[Part, str] = {
    "origin": "schema.org has no word for it",
    "confidence": "schema.org has no word for it",
    "conflicts": "schema.org has no word for it",
    "fields": "schema.org has no word for them",
    "offsets": "schema.org has no word for it",
    "tellings": "an Event has its own name",
    "generator": "schema.org has no word for it",
    "skipped": "schema.org has no word for it",
}
_SAID = ("alleged", "denied")
_STATUS = {
    "planned": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}


def write(timeline: TimelineFile) -> Written:
    """A graph of NewsArticles and Events; undated events have no `startDate`.

    What is only alleged, or denied, is the `about` of a Claim and never an Event by itself. `<` is
    written as an escape, so that the text can stand in the script element of a page.
    """
    losses = Losses(timeline, _NEVER)
    names = {document.id: _urn(document) for document in timeline.documents}
    graph = [_article(document, names) for document in timeline.documents]
    graph += [_event(event, names) for event in (*timeline.events, *timeline.undated)]
    if timeline.documents:
        losses.note(None, "documents", "schema.org has no word for where the day was found")
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, indent=1, ensure_ascii=False).replace("<", "\\u003c")
    return Written((text + "\n").encode(), losses.all())


def _urn(document: Document) -> str:
    """The same for the same bytes at the same place, in every timeline."""
    words = f"{document.sha256}\0{document.id}"
    return f"urn:timeline:document:{hashlib.sha256(words.encode()).hexdigest()[:32]}"


def _article(document: Document, names: dict[str, str]) -> dict[str, Any]:
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": names[document.id],
        "identifier": [document.id, f"sha256:{document.sha256}"],
    }
    if document.title:
        article["headline"] = document.title
    if document.published:
        article["datePublished"] = str(document.published)
    return article


def _event(event: Event, names: dict[str, str]) -> dict[str, Any]:
    name = hashlib.sha256(event.id.encode()).hexdigest()[:32]
    entry: dict[str, Any] = {
        "@type": "Event",
        "@id": f"urn:timeline:event:{name}",
        "identifier": [_property("id", event.id)],
        "name": event.title,
    }
    if event.date is not None:
        days = span(event.date)
        entry["startDate"] = iso(days.start, days.unit)
        entry["endDate"] = iso(days.end, days.unit)
        entry["disambiguatingDescription"] = date_words(event.date)
        entry["identifier"] += [
            _property("edtf", event.date.edtf),
            _property("timex3", event.date.timex),
        ]
    if event.status in _STATUS:
        entry["eventStatus"] = {"@id": _STATUS[event.status]}
    if event.place:
        entry["location"] = {"@type": "Place", "name": event.place}
    if event.participants:
        entry["actor"] = [{"@type": "Thing", "name": each} for each in event.participants]
    entry["subjectOf"] = [_quotation(mention, names) for mention in event.mentions]
    if event.status in _SAID:
        kind = "Denied" if event.status == "denied" else "Alleged"
        return {"@type": "Claim", "name": f"{kind}: {event.title}", "about": entry}
    return entry


def _quotation(mention: Mention, names: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "Quotation",
        "text": mention.quote,
        "isPartOf": {"@id": names[mention.document]},
    }


def _property(name: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}
