"""Timelines made of invented tellings, as `extract` would write them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from timeline import contract, records
from timeline.merge import merge
from timeline.records import DateSource, Day, Mention, ResolvedDate, TimeExpression

TITLES = st.lists(
    st.sampled_from("Ada Holm Nils Aker opens closes visits Sill bridge mill Orrin strike".split()),
    min_size=1,
    max_size=6,
    unique=True,
).map(" ".join)
GENERATOR = records.Generator("0.1.0", "tiny", "1" * 64, "events", "2" * 64, {"merge": True})


def date(text: str) -> ResolvedDate:
    """`date("2024-03-04")`, or days from..to."""
    start, _, end = text.partition("..")
    first, last = Day.parse(start), Day.parse(end or start)
    edtf = text.replace("..", "/")
    return ResolvedDate(first, last, "range" if end else "day", edtf, text, False, None, "test")


def telling(
    title: str,
    day: str | None = None,
    *,
    at: int = 0,
    document: str = "a.txt",
    date_from: DateSource = "expression",
    confidence: float = 0.9,
    status: records.Status = "happened",
    participants: tuple[str, ...] = (),
    place: str | None = None,
    fields: records.Fields = (),
    kind: records.Kind = "event",
) -> Mention:
    """A mention whose sentence is its title and begins at `at`."""
    said = day is not None and date_from == "expression"
    return Mention(
        title=title,
        when=TimeExpression(at, at + 3, title[:3], "date") if said else None,
        date=date(day) if day else None,
        date_from=date_from if day else None,
        status=status,
        participants=participants,
        place=place,
        confidence=confidence,
        evidence=records.Evidence(document, at, at + len(title), title),
        fields=fields,
        kind=kind,
    )


def text_of(name: str, told: Iterable[Mention]) -> str:
    """The article that has exactly these tellings, dots between them, and its file's name."""
    here = [one.evidence for one in told if one.evidence.document == name]
    text = ["."] * max((one.end for one in here), default=1)
    for one in here:
        text[one.start : one.end] = one.quote
    return "".join(text) + "\n" + name.rpartition("/")[2]


def document(
    name: str, text: str, *, published: datetime.date | None = datetime.date(2024, 3, 5)
) -> records.Document:
    return records.Document(
        id=name,
        text=text,
        published=published,
        published_from="sidecar" if published else None,
        source=f"/{name}",
        title=None,
        lang="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def timeline(
    told: Sequence[Mention],
    *,
    names: Sequence[str] | None = None,
    generator: records.Generator = GENERATOR,
    skipped: Sequence[records.Skipped] = (),
) -> contract.TimelineFile:
    """The file of these tellings; `names`: its documents, else those that tell something."""
    named = sorted({one.evidence.document for one in told} if names is None else names)
    events = merge(told)
    return contract.to_file(
        records.Timeline(
            generator=generator,
            documents=tuple(document(name, text_of(name, told)) for name in named),
            events=tuple(event for event in events if event.date),
            undated=tuple(event for event in events if not event.date),
            skipped=tuple(sorted(skipped, key=lambda one: one.place)),
        )
    )


def renamed(mention: Mention, name: str) -> Mention:
    return replace(mention, evidence=replace(mention.evidence, document=name))
