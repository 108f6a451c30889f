"""The events of a timeline that somebody wants to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from timeline import contract
from timeline.records import Day, Label

_Event = TypeVar("_Event", bound=contract.Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an event must be. Days are included at both ends; None and () let all pass.

    An event without a day is in no range of days.
    """

    since: Day | None = None
    until: Day | None = None
    labels: tuple[Label, ...] = ()
    documents: tuple[str, ...] = ()  # parts of their ids, in any case
    words: str | None = None  # in the title or a quote, in any case
    min_confidence: float = 0.0


def select(file: contract.TimelineFile, wanted: Wanted) -> contract.TimelineFile:
    """The file with only the events wanted; its documents and what was skipped stay."""
    return file.model_copy(
        update={
            "events": _those(file.events, lambda event: _fits(event, wanted)),
            "undated": _those(file.undated, lambda event: _fits(event, wanted)),
        }
    )


def _those(events: tuple[_Event, ...], fits: Callable[[_Event], bool]) -> tuple[_Event, ...]:
    return tuple(event for event in events if fits(event))


def _fits(event: contract.Event, wanted: Wanted) -> bool:
    return (
        _in_range(event.date, wanted)
        and event.confidence >= wanted.min_confidence
        and (not wanted.labels or event.label in wanted.labels)
        and (not wanted.documents or any(_names(one, wanted.documents) for one in event.mentions))
        and (not wanted.words or _says(event, wanted.words))
    )


def _in_range(date: contract.Date | None, wanted: Wanted) -> bool:
    if date is None:
        return wanted.since is None and wanted.until is None
    late = wanted.since is None or Day.parse(date.end) >= wanted.since
    return late and (wanted.until is None or Day.parse(date.start) <= wanted.until)


def _names(mention: contract.Mention, parts: tuple[str, ...]) -> bool:
    return any(part.casefold() in mention.document.casefold() for part in parts)


def _says(event: contract.Event, words: str) -> bool:
    """Whether the title or a quote has the words, wherever their lines were broken."""
    sought = " ".join(words.casefold().split())
    told = (event.title, *(text for one in event.mentions for text in (one.title, one.quote)))
    return any(sought in " ".join(text.casefold().split()) for text in told)
