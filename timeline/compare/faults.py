"""A timeline file against its contract: everything that is wrong with it, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError, model_validator

from timeline import contract
from timeline.records import Day


class Fault(NamedTuple):
    """What is wrong, and the JSONPath of where: `$.events[3].date.start`."""

    path: str
    what: str


class _Entries(contract.TimelineFile):
    """The entries without the check of the whole, which stops at its first fault."""

    @model_validator(mode="after")
    def _refers_to_itself(self) -> _Entries:
        return self


def faults(data: bytes) -> tuple[Fault, ...]:
    """Everything that is wrong with the bytes of a timeline file; nothing when it is right.

    The order of events, offsets and references are looked at once every entry has its form.
    """
    try:
        file = _Entries.model_validate_json(data)
    except ValidationError as error:
        return tuple(_of_form(error, data))
    return (*_documents(file), *_events(file), *_order(file), *_parts(file))


def _of_form(error: ValidationError, data: bytes) -> Iterator[Fault]:
    try:
        whole = json.loads(data)
    except ValueError:
        whole = None
    told: dict[str, list[str]] = {}  # of what may have several types, each says why it is not
    for fault in error.errors(include_url=False):
        if fault["type"] == "too_short" and fault["input"]:
            continue  # what is in it was refused for its own fault, and is told there
        path = _path(fault["loc"], whole, missing=fault["type"] == "missing")
        told.setdefault(path, []).append(fault["msg"].removeprefix("Value error, "))
    for path, whats in told.items():
        yield Fault(path, " / ".join(dict.fromkeys(whats)))


def _path(steps: tuple[int | str, ...], whole: Any, *, missing: bool) -> str:
    """As far as the steps lead in the file: pydantic also names the types that it tried."""
    path = "$"
    for number, step in enumerate(steps):
        inside = isinstance(whole, list) and isinstance(step, int) and step < len(whole)
        if not (inside or (isinstance(whole, dict) and step in whole)):
            return path + _step(step) if missing and number == len(steps) - 1 else path
        path, whole = path + _step(step), whole[step]
    return path


def _step(step: int | str) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if step.isidentifier() else f"[{json.dumps(step, ensure_ascii=False)}]"


def _documents(file: contract.TimelineFile) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, document in enumerate(file.documents):
        first = seen.setdefault(document.id, number)
        if first != number:
            yield Fault(
                f"$.documents[{number}].id", f"{document.id!r} is the id of documents[{first}] too"
            )
        if (document.published is None) != (document.published_from is None):
            yield Fault(
                f"$.documents[{number}].published_from",
                "says where the day of publication was found exactly when there is one",
            )


def _events(file: contract.TimelineFile) -> Iterator[Fault]:
    lengths = {document.id: document.characters for document in file.documents}
    seen: dict[str, str] = {}
    for path, event in _with_paths(file):
        first = seen.setdefault(event.id, path)
        if first != path:
            yield Fault(f"{path}.id", f"{event.id!r} is the id of {first.removeprefix('$.')} too")
        for number, mention in enumerate(event.mentions):
            yield from _mention(f"{path}.mentions[{number}]", mention, lengths)
        if event.date is None and event.conflicts:
            yield Fault(f"{path}.conflicts", "an undated event has no date to be in conflict with")
        for number, conflict in enumerate(event.conflicts):
            if event.date and _touch(event.date, conflict):
                yield Fault(
                    f"{path}.conflicts[{number}]", f"{conflict.edtf} overlaps the event's own date"
                )


def _with_paths(file: contract.TimelineFile) -> Iterator[tuple[str, contract.Event]]:
    for name, events in (("events", file.events), ("undated", file.undated)):
        for number, event in enumerate(events):
            yield f"$.{name}[{number}]", event


def _mention(path: str, mention: contract.Mention, lengths: dict[str, int]) -> Iterator[Fault]:
    length = lengths.get(mention.document)
    if length is None:
        yield Fault(f"{path}.document", f"{mention.document!r} is not among the documents")
    elif mention.end > length:
        yield Fault(
            f"{path}.end", f"{mention.end} is past the {length} characters of {mention.document}"
        )
    when = mention.when
    if when is None:
        return
    if not mention.start <= when.start <= when.end <= mention.end:
        yield Fault(
            f"{path}.when",
            f"{when.start}..{when.end} is not inside its quote {mention.start}..{mention.end}",
        )
    elif mention.quote[when.start - mention.start : when.end - mention.start] != when.text:
        yield Fault(f"{path}.when.text", f"{when.text!r} is not what the quote says there")


def _touch(one: contract.Date, other: contract.Date) -> bool:
    return max(Day.parse(one.start), Day.parse(other.start)) <= min(
        Day.parse(one.end), Day.parse(other.end)
    )


def _order(file: contract.TimelineFile) -> Iterator[Fault]:
    """Events by first day, last day, then document and offset; undated ones by the latter."""
    for name, events in (("events", file.events), ("undated", file.undated)):
        keys = [_key(event) for event in events]
        for number in range(1, len(keys)):
            if keys[number] < keys[number - 1]:
                yield Fault(
                    f"$.{name}[{number}]",
                    f"stands after {name}[{number - 1}] but comes before it in order",
                )


def _key(event: contract.Event) -> tuple[Day, Day, str, int]:
    first = min((mention.document, mention.start) for mention in event.mentions)
    if event.date is None:
        return Day(0, 1, 1), Day(0, 1, 1), *first
    return Day.parse(event.date.start), Day.parse(event.date.end), *first


def _parts(file: contract.TimelineFile) -> Iterator[Fault]:
    known = {document.id for document in file.documents}
    for number, part in enumerate(file.generators):
        for at, name in enumerate(part.documents):
            if name not in known:
                yield Fault(
                    f"$.generators[{number}].documents[{at}]",
                    f"{name!r} is not among the documents",
                )
