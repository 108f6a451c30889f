"""JSON: the file of the contract itself."""

from __future__ import annotations

from timeline.contract import TimelineFile, dumps
from timeline.writers.written import Written


def write(timeline: TimelineFile) -> Written:
    """`timeline.json`: everything, and nothing lost."""
    return Written(dumps(timeline))
