"""Every part of every event is in the exported file, or in the loss report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from invented_timeline import hostile
from kept_parts import OF_EVENTS
from read_back import strings

from timeline.contract import Event, TimelineFile
from timeline.writers import FORMATS, Written
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
