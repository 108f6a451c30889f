"""JSON Lines: an event of the contract a line, for jq, DuckDB and streams."""

from __future__ import annotations

import json

from timeline.contract import TimelineFile
from timeline.writers.losses import Losses
from timeline.writers.more import entries
from timeline.writers.written import Part, Written

_NEVER: dict[Part, str] = {
    "documents": "a line is an event; its mentions have the documents' ids",
    "generator": "a line is an event",
    "skipped": "a line is an event",
}


def write(timeline: TimelineFile) -> Written:
    """Dated events in order, then the undated, whose `date` is null."""
    data = entries(timeline)
    events = [*data["events"], *data["undated"]]
    lines = [json.dumps(event, ensure_ascii=False) + "\n" for event in events]
    of_the_file = [loss for loss in Losses(timeline, _NEVER).all() if loss.event is None]
    return Written("".join(lines).encode(), tuple(of_the_file))
