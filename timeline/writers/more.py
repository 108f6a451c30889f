"""The file's fields that writers do not name one by one: none of them is dropped in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from timeline.contract import TimelineFile, dumps

NAMED: dict[str, frozenset[str]] = {
    "file": frozenset("schema generator documents events undated skipped".split()),
    "documents": frozenset("id sha256 title published published_from characters".split()),
    "events": frozenset(
        "id title date status participants place confidence conflicts mentions fields "
        "field_conflicts".split()
    ),
    "mentions": frozenset("document start end quote when title confidence fields".split()),
}


def entries(timeline: TimelineFile) -> dict[str, Any]:
    """The file as data: exactly what `timeline.json` has."""
    data: dict[str, Any] = json.loads(dumps(timeline))
    return data


def more(entry: dict[str, Any], kind: str) -> dict[str, Any]:
    """The fields of an entry that are not NAMED, if they say anything."""
    return {
        key: value
        for key, value in entry.items()
        if key not in NAMED[kind] and value not in (None, [], {})
    }


def unnamed(data: dict[str, Any]) -> Iterator[tuple[str | None, list[str]]]:
    """Names of fields that are not NAMED: of the file and its documents, then of each event."""
    names = {*more(data, "file")}
    names |= {f"documents.{key}" for one in data["documents"] for key in more(one, "documents")}
    if names:
        yield None, sorted(names)
    for event in (*data["events"], *data["undated"]):
        names = {*more(event, "events")}
        names |= {f"mentions.{key}" for one in event["mentions"] for key in more(one, "mentions")}
        if names:
            yield event["id"], sorted(names)
