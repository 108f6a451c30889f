"""`timeline.json`, schema `timeline/1`: what other programs read.

A file holds quotes but no article text, so it is never turned back into `records.Timeline`:
whatever reads a file (show, export, eval, diff) works on these entries. Only its mentions become
records again, to be merged with those of other files.
"""

from timeline.contract.conversion import dated_entry, to_file, undated_entry
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
    Part,
    Prompt,
    PublicationDay,
    Skipped,
    TimelineFile,
    UndatedEvent,
    When,
    json_schema,
)
from timeline.contract.files import dumps, load, loads
from timeline.contract.reading import date_of, mentions_of

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
    "Part",
    "Prompt",
    "PublicationDay",
    "Skipped",
    "TimelineFile",
    "UndatedEvent",
    "When",
    "date_of",
    "dated_entry",
    "dumps",
    "json_schema",
    "load",
    "loads",
    "mentions_of",
    "to_file",
    "undated_entry",
]
