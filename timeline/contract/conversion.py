"""Records → the entries of a timeline file."""

from __future__ import annotations

from typing import Any

from timeline import records
from timeline.contract.entries import (
    SCHEMA,
    Date,
    DatedEvent,
    Document,
    Generator,
    Mention,
    Model,
    Prompt,
    PublicationDay,
    Skipped,
    TimelineFile,
    UndatedEvent,
    When,
)


def to_file(timeline: records.Timeline) -> TimelineFile:
    """The timeline as it is written to `timeline.json`."""
    generator = timeline.generator
    unfinished: dict[str, Any] = {} if timeline.complete else {"complete": False}
    return TimelineFile(
        schema=SCHEMA,
        generator=Generator(
            version=generator.version,
            model=Model(name=generator.model_name, sha256=generator.model_sha256),
            prompt=Prompt(name=generator.prompt_name, sha256=generator.prompt_sha256),
            settings=dict(generator.settings),
        ),
        documents=tuple(_document(document) for document in timeline.documents),
        events=tuple(dated_entry(event) for event in timeline.events),
        undated=tuple(undated_entry(event) for event in timeline.undated),
        skipped=tuple(
            Skipped(document=skipped.document, where=skipped.where, reason=skipped.reason)
            for skipped in timeline.skipped
        ),
        **unfinished,
    )


def dated_entry(event: records.Event) -> DatedEvent:
    """An event with a date; ValueError when it has none."""
    if event.date is None or event.date_from is None:
        raise ValueError(f"event {event.id!r} has no date but is not among the undated")
    date = _date(event.date, event.date_text, event.date_from)
    return DatedEvent(date=date, **_event_fields(event))


def undated_entry(event: records.Event) -> UndatedEvent:
    """An event whose day nothing tells."""
    return UndatedEvent(date=None, **_event_fields(event))


def _document(document: records.Document) -> Document:
    said: dict[str, Any] = {} if document.url is None else {"url": document.url}
    if document.differing:
        said["published_conflicts"] = tuple(
            PublicationDay(day=each.day, **{"from": each.place}) for each in document.differing
        )
    if document.pages:
        said["pages"] = document.pages
    return Document(
        id=document.id,
        sha256=document.sha256,
        title=document.title,
        published=document.published,
        published_from=document.published_from,
        characters=len(document.text),
        **said,
    )


def _event_fields(event: records.Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        "participants": event.participants,
        "place": event.place,
        "confidence": event.confidence,
        "conflicts": tuple(_conflict(conflict, event.mentions) for conflict in event.conflicts),
        "mentions": tuple(_mention(mention, event) for mention in event.mentions),
        "fields": dict(event.fields),
        "field_conflicts": dict(event.field_conflicts),
    }


def _conflict(conflict: records.ResolvedDate, mentions: tuple[records.Mention, ...]) -> Date:
    """A conflicting date with the words of the mention that gives it."""
    for mention in mentions:
        if mention.date == conflict and mention.date_from is not None:
            text = mention.when.text if mention.when is not None else None
            return _date(conflict, text, mention.date_from)
    raise ValueError(f"no mention gives the conflicting date {conflict.edtf}")


def _date(date: records.ResolvedDate, text: str | None, date_from: records.DateSource) -> Date:
    return Date(
        start=str(date.start),
        end=str(date.end),
        granularity=date.granularity,
        edtf=date.edtf,
        timex=date.timex,
        approximate=date.approximate,
        text=text,
        **{"from": date_from},  # a keyword of Python
        anchor=None if date.anchor is None else str(date.anchor),
        rule=date.rule,
    )


def _mention(mention: records.Mention, event: records.Event) -> Mention:
    """What a mention says otherwise than its event stands with it, and nothing twice."""
    when, evidence = mention.when, mention.evidence
    own: dict[str, Any] = {}
    if (mention.date, mention.date_from) != (event.date, event.date_from):
        own["date"] = None
        if mention.date is not None and mention.date_from is not None:
            own["date"] = _date(mention.date, when.text if when else None, mention.date_from)
    for name in ("status", "participants", "place"):
        if getattr(mention, name) != getattr(event, name):
            own[name] = getattr(mention, name)
    return Mention(
        document=evidence.document,
        start=evidence.start,
        end=evidence.end,
        quote=evidence.quote,
        when=None if when is None else When(start=when.start, end=when.end, text=when.text),
        title=mention.title,
        confidence=mention.confidence,
        fields=dict(mention.fields),
        **own,
    )
