"""What is on the page: the timeline as the page's script reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from timeline import contract
from timeline.records import Day
from timeline.writers.page.words import date_note, date_words, day_words
from timeline.writers.wording import field_words

_WEB = re.compile(r"https?://", re.IGNORECASE)


def title(timeline: contract.TimelineFile) -> str:
    """The headline of the only document, else how many documents there are."""
    if len(timeline.documents) == 1:
        (document,) = timeline.documents
        return document.title or f"Timeline of {_names([document.id])[document.id]}"
    return f"Timeline of {len(timeline.documents)} documents"


def content(timeline: contract.TimelineFile, texts: Mapping[str, str]) -> dict[str, Any]:
    """Everything the page shows. Days are also given as ordinals (1 January of year 1 is 1)."""
    names = _names([document.id for document in timeline.documents])
    places = {document.id: place for place, document in enumerate(timeline.documents)}
    generator = timeline.generator
    return {
        "title": title(timeline),
        "made": {
            "version": generator.version,
            "model": generator.model.name,
            "modelSha256": generator.model.sha256,
            "prompt": generator.prompt.name,
            "promptSha256": generator.prompt.sha256,
            "settings": generator.settings,
        },
        "documents": [
            _document(document, names[document.id], texts.get(document.id))
            for document in timeline.documents
        ],
        "events": [_event(event, places) for event in timeline.events],
        "undated": [_event(event, places) for event in timeline.undated],
        "skipped": [
            {
                "document": names.get(skipped.document, _short(skipped.document)),
                "where": skipped.where,
                "reason": skipped.reason,
            }
            for skipped in timeline.skipped
        ],
    }


def _document(document: contract.Document, name: str, text: str | None) -> dict[str, Any]:
    published = document.published
    return {
        "name": document.title or name,
        "file": name,
        "url": document.id if _WEB.match(document.id) else None,
        "published": None if published is None else day_words(Day.of(published)),
        "publishedFrom": document.published_from,
        "sha256": document.sha256,
        "characters": document.characters,
        "text": text,
    }


def _event(
    event: contract.DatedEvent | contract.UndatedEvent, places: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title,
        "date": None if event.date is None else _date(event.date),
        "status": event.status,
        "confidence": event.confidence,
        "participants": event.participants,
        "place": event.place,
        "fields": field_words(event),
        "conflicts": [_date(conflict) for conflict in event.conflicts],
        "mentions": [
            {
                "document": places[mention.document],
                "start": mention.start,
                "end": mention.end,
                "quote": mention.quote,
                "when": mention.when and [mention.when.start, mention.when.end],
                "title": mention.title,
                "confidence": mention.confidence,
            }
            for mention in event.mentions
        ],
    }


def _date(date: contract.Date) -> dict[str, Any]:
    first, last = Day.parse(date.start), Day.parse(date.end)
    return {
        "words": date_words(date),
        "note": date_note(date),
        "first": first.ordinal(),
        "last": last.ordinal(),
        "granularity": date.granularity,
        "approximate": date.approximate,
        "edtf": date.edtf,
        "timex": date.timex,
        "text": date.text,
        "from": date.date_from,
        "anchor": None if date.anchor is None else day_words(Day.parse(date.anchor)),
        "rule": date.rule,
    }


def _short(path: str) -> str:
    return path if _WEB.match(path) else PurePosixPath(path).name or path


def _names(paths: Sequence[str]) -> dict[str, str]:
    """Names for people, without the folders of the machine that read them unless two collide."""
    often = Counter(map(_short, paths))
    return {path: name if often[name := _short(path)] == 1 else path for path in paths}
