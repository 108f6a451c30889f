"""The calendar file, read by icalendar and by vobject."""

from __future__ import annotations

import datetime

import vobject
from invented_timeline import hostile
from read_back import calendar

from timeline.writers import FORMATS
from timeline.writers.wording import one_line

TIMELINE = hostile()
WRITTEN = FORMATS["ics"].write(TIMELINE)
LEFT_OUT = {loss.event for loss in WRITTEN.losses if loss.what == "event"}
KEPT = [event for event in TIMELINE.events if event.id not in LEFT_OUT]


def test_bce_undated_and_far_events_are_left_out_aloud() -> None:
    assert {
        event.id
        for event in (*TIMELINE.events, *TIMELINE.undated)
        if event.date is None or event.date.start[0] == "-" or event.date.start.startswith("0000")
        or event.date.end >= "9999-12-31" or len(event.date.end) > 10
    } == LEFT_OUT  # fmt: skip


def test_icalendar_reads_every_entry() -> None:
    entries = calendar(WRITTEN.data)
    assert [str(entry["summary"]) for entry in entries] == [one_line(e.title) for e in KEPT]
    for entry, event in zip(entries, KEPT, strict=True):
        assert str(entry["uid"]) == f"{event.id}@timeline.invalid"
        assert entry["dtstart"].dt.isoformat() == event.date.start
        last = entry["dtend"].dt - datetime.timedelta(days=1)  # its end is exclusive
        assert last.isoformat() == event.date.end
        assert entry["dtstart"].params["VALUE"] == "DATE"
        assert entry["dtstamp"].dt == datetime.datetime(2024, 3, 5, tzinfo=datetime.UTC)
        assert entry["transp"] == "TRANSPARENT"
        assert str(entry["x-timeline-edtf"]) == event.date.edtf
        assert str(entry["url"]) == TIMELINE.documents[0].url


def test_vobject_reads_the_same() -> None:
    parsed = vobject.readOne(WRITTEN.data.decode())
    assert parsed.prodid.value == "-//timeline//0.1.0//EN"
    entries = parsed.vevent_list
    assert [entry.summary.value for entry in entries] == [one_line(e.title) for e in KEPT]
    starts = [entry.dtstart.value.isoformat() for entry in entries]
    assert starts == [event.date.start for event in KEPT]
    days = [entry.dtend.value - entry.dtstart.value for entry in entries]
    assert min(days) == datetime.timedelta(days=1)
    for entry, event in zip(entries, KEPT, strict=True):
        assert one_line(event.mentions[0].quote) in entry.description.value


def test_a_title_cannot_put_lines_into_the_calendar() -> None:
    lines = WRITTEN.data.split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == len(KEPT) == lines.count(b"END:VEVENT")
    assert not any(line.startswith(b"BEGIN:VALARM") for line in lines)
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines) and b"\x1b" not in WRITTEN.data


def test_the_status_is_only_what_calendars_mean_by_it() -> None:
    entries = calendar(WRITTEN.data)
    told = {str(entry["categories"].cats[0]): str(entry.get("status")) for entry in entries}
    assert told == {
        "happened": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED",
        "alleged": "None", "denied": "None",
    }  # fmt: skip


def test_without_a_publication_day_the_stamp_is_the_epoch() -> None:
    documents = tuple(one.model_copy(update={"published": None}) for one in TIMELINE.documents)
    undated = TIMELINE.model_copy(update={"documents": documents})
    stamps = {entry["dtstamp"].dt for entry in calendar(FORMATS["ics"].write(undated).data)}
    assert stamps == {datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)}
