"""The file's fields that writers do not name one by one: none of them is dropped in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from timeline.contract import TimelineFile, dumps

NAMED: dict[str, frozenset[str]] = {
    "file": frozenset("schema generator generators documents events undated skipped".split()),
    "documents": frozenset("id sha256 title published published_from characters url".split()),
    "events": frozenset(
        "id title date status participants place confidence conflicts mentions".split()
    ),
    "mentions": frozenset(
        "document start end quote when title confidence date status participants place".split()
    ),
}


def entries(timeline: TimelineFile) -> dict[str, Any]:
    """The file as data: exactly what `timeline.json` has."""
    data: dict[str, Any] = json.loads(dumps(timeline))
    return data


def _more(entry: dict[str, Any], kind: str) -> set[str]:
    """The names of an entry's fields that are not NAMED, if they say anything."""
    return {
        key
        for key, value in entry.items()
        if key not in NAMED[kind] and value not in (None, [], {})
    }


def unnamed(data: dict[str, Any]) -> Iterator[tuple[str | None, list[str]]]:
    """Names of fields that are not NAMED: of the file and its documents, then of each event."""
    names = _more(data, "file")
    names |= {f"documents.{key}" for one in data["documents"] for key in _more(one, "documents")}
    if names:
        yield None, sorted(names)
    for event in (*data["events"], *data["undated"]):
        names = _more(event, "events")
        names |= {f"mentions.{key}" for one in event["mentions"] for key in _more(one, "mentions")}
        if names:
            yield event["id"], sorted(names)
