"""Every part of every event is in the exported file, or in the loss report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from invented_timeline import hostile
from read_back import strings

from timeline.contract import Event, TimelineFile
from timeline.writers import FORMATS, Written
from timeline.writers.wording import date_words
from timeline.writers.written import Part

TIMELINE = hostile()
READ_BACK = [name for name in FORMATS if name != "html"]  # the page has a browser for a reader


@pytest.fixture(scope="module", params=READ_BACK)
def exported(request: pytest.FixtureRequest) -> tuple[str, Written, str]:
    written = FORMATS[request.param].write(TIMELINE)
    return request.param, written, "\0".join(["", *strings(request.param, written.data), ""])


def _events() -> Iterator[Event]:
    yield from TIMELINE.events
    yield from TIMELINE.undated


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
OF_FILES: dict[Part, Callable[[TimelineFile, str], bool]] = {
    "documents": lambda timeline, text: all(
        document.sha256 in text and str(document.characters) in text
        for document in timeline.documents
    ),
    "generator": lambda timeline, text: "tiny-model" in text and "events-prompt" in text,
    "skipped": lambda timeline, text: all(one.reason in text for one in timeline.skipped),
}


@pytest.mark.parametrize("part", OF_EVENTS)
def test_of_events(part: Part, exported: tuple[str, Written, str]) -> None:
    name, written, text = exported
    reported = {loss.event for loss in written.losses if loss.what in (part, "event")}
    silent = [
        event.id
        for event in _events()
        if not ({None, event.id} & reported or OF_EVENTS[part](event, text))
    ]
    assert silent == [], f"{name} loses the {part} of these and does not say so"


@pytest.mark.parametrize("part", OF_FILES)
def test_of_the_file(part: Part, exported: tuple[str, Written, str]) -> None:
    _, written, text = exported
    reported = any(loss.event is None and loss.what == part for loss in written.losses)
    assert reported or OF_FILES[part](TIMELINE, text)


def test_no_loss_is_made_up(exported: tuple[str, Written, str]) -> None:
    """An event said to be left out is left out, and every loss is of an event that there is."""
    _, written, text = exported
    ids = {event.id for event in _events()}
    assert {loss.event for loss in written.losses} <= ids | {None}
    left_out = {loss.event for loss in written.losses if loss.what == "event"}
    assert [event.title for event in _events() if event.id in left_out and event.id in text] == []
    assert len(set(written.losses)) == len(written.losses)


def test_what_holds_everything() -> None:
    whole = {name for name in READ_BACK if not FORMATS[name].write(TIMELINE).losses}
    assert whole == {"json", "sqlite"}
