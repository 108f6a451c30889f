"""`timeline.json`, schema `timeline/1`: what other programs read.

A file holds quotes but no article text, so it is never turned back into `records.Timeline`:
whatever reads a file (show, export, eval, diff) works on these entries.
"""

from timeline.contract.conversion import to_file
from timeline.contract.entries import (
    SCHEMA,
    SCHEMA_ID,
    Date,
    DatedEvent,
    Document,
    Event,
    FieldValue,
    Generator,
    Mention,
    Model,
    Prompt,
    Skipped,
    TimelineFile,
    UndatedEvent,
    When,
    json_schema,
)
from timeline.contract.files import dumps, load, loads

__all__ = [
    "SCHEMA",
    "SCHEMA_ID",
    "Date",
    "DatedEvent",
    "Document",
    "Event",
    "FieldValue",
    "Generator",
    "Mention",
    "Model",
    "Prompt",
    "Skipped",
    "TimelineFile",
    "UndatedEvent",
    "When",
    "dumps",
    "json_schema",
    "load",
    "loads",
    "to_file",
]
