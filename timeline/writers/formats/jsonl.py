"""JSON Lines: an event of the contract a line, for jq, DuckDB and streams."""

from __future__ import annotations

import json

from timeline.contract import TimelineFile
from timeline.writers.losses import Losses
from timeline.writers.written import Part, Written

_NEVER: dict[Part, str] = {
    "documents": "a line is an event; its mentions have the documents' ids",
    "generator": "a line is an event",
    "skipped": "a line is an event",
}


def write(timeline: TimelineFile) -> Written:
    """Dated events in order, then the undated, whose `date` is null."""
    lines = [
        json.dumps(event.model_dump(mode="json", by_alias=True), ensure_ascii=False) + "\n"
        for event in (*timeline.events, *timeline.undated)
    ]
    return Written("".join(lines).encode(), Losses(timeline, _NEVER).all())
