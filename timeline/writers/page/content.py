"""What is on the page: the timeline as the page's script reads it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from timeline import contract
from timeline.records import Day
from timeline.writers.more import entries, more
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
    data = entries(timeline)
    return {
        "title": title(timeline),
        "made": {
            "version": generator.version,
            "model": generator.model.name,
            "modelSha256": generator.model.sha256,
            "prompt": generator.prompt.name,
            "promptSha256": generator.prompt.sha256,
            "settings": generator.settings,
            "more": _more(data, "file"),
        },
        "documents": [
            _document(document, entry, names[document.id], texts.get(document.id))
            for document, entry in zip(timeline.documents, data["documents"], strict=True)
        ],
        "events": [
            _event(event, entry, places)
            for event, entry in zip(timeline.events, data["events"], strict=True)
        ],
        "undated": [
            _event(event, entry, places)
            for event, entry in zip(timeline.undated, data["undated"], strict=True)
        ],
        "skipped": [
            {
                "document": names.get(skipped.document, _short(skipped.document)),
                "where": skipped.where,
                "reason": skipped.reason,
            }
            for skipped in timeline.skipped
        ],
    }


def _more(entry: dict[str, Any], kind: str) -> list[tuple[str, str]]:
    """What the page has no place of its own for, by name and in words."""
    return [
        (name.replace("_", " "), _in_words(value))
        for name, value in more(entry, kind).items()
        if name not in ("url", "pages")  # a link, and page numbers
    ]


def _in_words(value: object) -> str:
    if isinstance(value, dict) and "edtf" in value:
        return str(value["edtf"])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return "; ".join(" ".join(map(str, one.values())) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _document(
    document: contract.Document, entry: dict[str, Any], name: str, text: str | None
) -> dict[str, Any]:
    published = document.published
    addresses = [one for one in (entry.get("url"), document.id) if one and _WEB.match(one)]
    return {
        "name": document.title or name,
        "file": name,
        "url": addresses[0] if addresses else None,
        "published": None if published is None else day_words(Day.of(published)),
        "publishedFrom": document.published_from,
        "sha256": document.sha256,
        "characters": document.characters,
        "text": text,
        "pages": entry.get("pages", []),
        "more": _more(entry, "documents"),
    }


def _event(
    event: contract.DatedEvent | contract.UndatedEvent,
    entry: dict[str, Any],
    places: Mapping[str, int],
) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title,
        "date": None if event.date is None else _date(event.date),
        "status": event.label,
        "confidence": event.confidence,
        "participants": event.participants,
        "place": event.place,
        "fields": field_words(event),
        "conflicts": [_date(conflict) for conflict in event.conflicts],
        "more": _more(entry, "events"),
        "mentions": [
            {
                "document": places[mention.document],
                "start": mention.start,
                "end": mention.end,
                "quote": mention.quote,
                "when": mention.when and [mention.when.start, mention.when.end],
                "title": mention.title,
                "confidence": mention.confidence,
                "more": _more(own, "mentions"),
            }
            for mention, own in zip(event.mentions, entry["mentions"], strict=True)
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
