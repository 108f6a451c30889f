"""Whether a part of an event is in an exported file, as a program that reads it finds it."""

from __future__ import annotations

from collections.abc import Callable

from timeline.contract import Event
from timeline.writers.wording import date_words
from timeline.writers.written import Part


def _date_shown(event: Event, text: str) -> bool:
    date = event.date
    if date is None:
        return True
    return date_words(date) in text or (date.start in text and date.end in text)


SCHEMA_ORG = {
    "planned": "EventScheduled", "cancelled": "EventCancelled", "alleged": "Alleged: ",
    "denied": "Denied: ",
}  # fmt: skip
# Part → whether a text has it
OF_EVENTS: dict[Part, Callable[[Event, str], bool]] = {
    "id": lambda event, text: event.id in text,
    "title": lambda event, text: event.title in text,
    "date": _date_shown,
    "precision": lambda event, text: (
        event.date is None
        or all(f"\0{part}\0" in text for part in (event.date.edtf, event.date.timex))
    ),
    "origin": lambda event, text: event.date is None or event.date.rule in text,
    "status": lambda event, text: (
        event.status == "happened" or event.status in text or SCHEMA_ORG[event.status] in text
    ),
    "participants": lambda event, text: all(name in text for name in event.participants),
    "place": lambda event, text: not event.place or event.place in text,
    "confidence": lambda event, text: (
        str(event.confidence) in text or f"onfidence {event.confidence:.2f}" in text
        or f"onfidence: {event.confidence:.2f}" in text
    ),
    "conflicts": lambda event, text: all(
        date_words(date) in text or (date.start in text and date.end in text)
        for date in event.conflicts
    ),
    "quotes": lambda event, text: all(
        mention.quote in text and mention.document in text for mention in event.mentions
    ),
    "offsets": lambda event, text: all(
        f"\0{place}\0" in text
        for mention in event.mentions
        for span in (mention, mention.when)
        if span is not None
        for place in (span.start, span.end)
    ),
    "tellings": lambda event, text: all(mention.title in text for mention in event.mentions),
}  # fmt: skip
