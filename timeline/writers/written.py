"""What every writer gives back: the bytes, and what they could not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Texts = Mapping[str, str]  # the exact text of documents, by Document.id; may lack some

Part = Literal[
    "event",  # all of it
    "id",
    "title",
    "date",  # first and last day
    "precision",  # granularity, EDTF, TIMEX3, whether it is approximate
    "origin",  # the words of the date, what it was counted from, the rule
    "status",
    "participants",
    "place",
    "confidence",
    "conflicts",  # the other dates that mentions give
    "fields",  # what a schema of the user's adds, and other values of it
    "quotes",  # the words of every mention, and their document
    "offsets",  # where in the document quotes and time expressions are
    "tellings",  # each mention's own title, confidence, date, status
    "documents",  # their hashes, titles, publication days, lengths
    "generator",
    "skipped",
    "more",  # fields of timeline.json that are not named here
]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format does not hold. `event` is an event's id; None: true of the whole file."""

    event: str | None
    what: Part
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """A timeline in a format. Nothing is left out that `losses` does not name."""

    data: bytes
    losses: tuple[Loss, ...] = ()
