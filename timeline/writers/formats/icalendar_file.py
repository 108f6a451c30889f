"""iCalendar (RFC 5545): an all-day event for each date that calendars can hold."""

from __future__ import annotations

import datetime

import icalendar

from timeline.contract import DatedEvent, Document, TimelineFile
from timeline.records import Day
from timeline.writers.days import day_after, span
from timeline.writers.losses import Losses
from timeline.writers.wording import date_words, one_line, web
from timeline.writers.written import Part, Written

_LAST = Day(9999, 12, 31)
_EPOCH = datetime.date(1970, 1, 1)
_STATUS = {"happened": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}
_NEVER: dict[Part, str] = {
    "offsets": "no property",
    "tellings": "an entry has the event's own title",
    "origin": "no property; the words of the date are in the quote",
    "documents": "an entry names ids, titles and publication days; the rest has no property",
    "generator": "no property but the version in PRODID",
    "skipped": "no property",
}


def write(timeline: TimelineFile) -> Written:
    """A VCALENDAR. Events are whole days, in nobody's way (TRANSP:TRANSPARENT).

    DTSTAMP must be there and no clock is read: it is the last day of publication of the event's
    documents, and 1 January 1970 where there is none.
    """
    losses = Losses(timeline, _NEVER)
    losses.undated("an entry needs a day")
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//timeline//{one_line(timeline.generator.version)}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    documents = {document.id: document for document in timeline.documents}
    for event in timeline.events:
        days = span(event.date)
        if days.start.year < 1 or days.end >= _LAST:
            losses.note(event, "event", "calendars hold the days 0001-01-01 to 9999-12-30")
        else:
            calendar.add_component(_entry(event, documents, losses))
    return Written(calendar.to_ical(), losses.all())


def _entry(event: DatedEvent, documents: dict[str, Document], losses: Losses) -> icalendar.Event:
    days, date = span(event.date), event.date
    entry = icalendar.Event()
    entry.add("uid", f"{one_line(event.id)}@timeline.invalid")
    entry.add("dtstamp", _stamp(event, documents))
    entry.add("dtstart", datetime.date(*days.start))
    entry.add("dtend", datetime.date(*day_after(days.end)))  # exclusive
    entry.add("summary", losses.title(event))
    entry.add("description", _description(event, documents, losses))
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [event.status])
    if event.status in _STATUS:
        entry.add("status", _STATUS[event.status])
    if address := web(documents[event.mentions[0].document].url):
        entry.add("url", address)
    if event.place:
        entry.add("location", one_line(event.place))
    for name, value in (
        ("edtf", date.edtf),
        ("timex", date.timex),
        ("granularity", date.granularity),
        ("confidence", f"{event.confidence}"),
    ):
        entry.add(f"x-timeline-{name}", one_line(value))
    return entry


def _stamp(event: DatedEvent, documents: dict[str, Document]) -> datetime.datetime:
    days = [documents[mention.document].published for mention in event.mentions]
    last = max((day for day in days if day is not None), default=_EPOCH)
    return datetime.datetime.combine(last, datetime.time(), datetime.UTC)


def _description(event: DatedEvent, documents: dict[str, Document], losses: Losses) -> str:
    losses.shown(event, "id", "precision", "participants", "place", "quotes")
    about = [
        ("Date: ", date_words(event.date)),
        ("Also dated: ", ", ".join(date_words(date) for date in event.conflicts)),
        ("Status: ", event.status if event.status != "happened" else ""),
        ("With: ", ", ".join(event.participants)),
        *((f"{name}: ", words) for name, words in losses.fields(event)),
    ]
    lines = [one_line(name + words) for name, words in about if words]
    for mention in event.mentions:
        document = documents[mention.document]
        title = f"“{document.title}”, " if document.title else ""
        published = f", {document.published}" if document.published else ""
        source = f"{title}{document.id}{published}"
        lines.append(f"“{one_line(mention.quote)}” — {one_line(source)}")
    return "\n".join(lines)
