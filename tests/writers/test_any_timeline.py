"""Any timeline that the contract allows can be written in every format, and read back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from invented_timeline import hostile, timelines
from kept_parts import OF_EVENTS
from read_back import strings

from timeline import contract
from timeline.timeml import read_timeml
from timeline.writers import FORMATS

READ_BACK = [name for name in FORMATS if name != "html"]  # the page has a browser for a reader


def _parts(event: contract.Event) -> dict[str, tuple[str, ...]]:
    return {
        "id": (event.id,),
        "title": (event.title,),
        "participants": event.participants,
        "place": (event.place or "",),
        "quotes": tuple(words for each in event.mentions for words in (each.quote, each.document)),
    }


@pytest.mark.parametrize("name", READ_BACK)
@settings(max_examples=80, deadline=None)
@given(timeline=timelines())
def test_it_is_written_read_and_counted(name: str, timeline: contract.TimelineFile) -> None:
    written = FORMATS[name].write(timeline)
    assert FORMATS[name].write(timeline) == written
    found = "\0".join(strings(name, written.data))
    left_out = {loss.event for loss in written.losses if loss.what == "event"}
    for event in (*timeline.events, *timeline.undated):
        for part, words in _parts(event).items():
            told = {loss.event for loss in written.losses if loss.what == part} | left_out
            if not {None, event.id} & told:
                assert [each for each in words if each not in found] == [], part


@pytest.mark.parametrize("name", READ_BACK)
@settings(max_examples=40, deadline=None)
@given(timeline=timelines())
def test_every_part_is_in_it_or_in_the_loss_report(
    name: str, timeline: contract.TimelineFile
) -> None:
    written = FORMATS[name].write(timeline)
    found = "\0".join(["", *strings(name, written.data), ""])
    for event in (*timeline.events, *timeline.undated):
        for part, is_in in OF_EVENTS.items():
            told = {loss.event for loss in written.losses if loss.what in (part, "event")}
            assert {None, event.id} & told or is_in(event, found), part


@settings(max_examples=80, deadline=None)
@given(timelines())
def test_our_reader_reads_any_timeml(timeline: contract.TimelineFile) -> None:
    read = read_timeml(FORMATS["timeml"].write(timeline).data.decode())
    assert len(read.timexes) >= len(timeline.events)


@settings(max_examples=40, deadline=None)
@given(timelines())
def test_the_page_of_any_timeline_is_written(timeline: contract.TimelineFile) -> None:
    texts = {document.id: "</script><!-- text" for document in timeline.documents}
    page = FORMATS["html"].write(timeline, texts).data
    assert page == FORMATS["html"].write(timeline, texts).data
    assert page.count(b"</script>") == FORMATS["html"].write(hostile(), {}).data.count(b"</script>")


def test_an_empty_timeline_is_written_too() -> None:
    empty = hostile().model_copy(
        update={"documents": (), "events": (), "undated": (), "skipped": ()}
    )
    for name in READ_BACK:
        written = FORMATS[name].write(empty)
        strings(name, written.data)
        assert {loss.event for loss in written.losses} <= {None}
