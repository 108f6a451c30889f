"""Entries of a timeline file → mentions, as they were before they were merged."""

from __future__ import annotations

from timeline import records
from timeline.contract.entries import Date, Event, Mention


def date_of(mention: Mention, event: Event) -> Date | None:
    """The date that a mention of the event gives; None when its sentence gives none."""
    if "date" in mention.model_fields_set:
        return mention.date
    if mention.when is not None:  # a file that says no dates of mentions still has the conflicts
        for conflict in event.conflicts:
            if conflict.text == mention.when.text != getattr(event.date, "text", None):
                return conflict
    return event.date


def mentions_of(event: Event) -> tuple[records.Mention, ...]:
    """The mentions that merging made the event of, best first.

    The first speaks for the event, so what the event says is its own.
    """
    return tuple(
        _mention(event, mention, title=mention.title if number else event.title)
        for number, mention in enumerate(event.mentions)
    )


def _mention(event: Event, mention: Mention, *, title: str) -> records.Mention:
    date, when, people = date_of(mention, event), mention.when, mention.participants
    return records.Mention(
        title=title,
        when=records.TimeExpression(when.start, when.end, when.text, "date") if when else None,
        date=_date(date) if date else None,
        date_from=date.date_from if date else None,
        status=mention.status or event.status,
        participants=event.participants if people is None else people,
        place=mention.place if "place" in mention.model_fields_set else event.place,
        confidence=mention.confidence,
        evidence=records.Evidence(mention.document, mention.start, mention.end, mention.quote),
        fields=tuple(mention.fields.items()),
        kind=event.kind,
    )


def _date(date: Date) -> records.ResolvedDate:
    return records.ResolvedDate(
        start=records.Day.parse(date.start),
        end=records.Day.parse(date.end),
        granularity=date.granularity,
        edtf=date.edtf,
        timex=date.timex,
        approximate=date.approximate,
        anchor=None if date.anchor is None else records.Day.parse(date.anchor),
        rule=date.rule,
    )
