"""Several timeline files → one, as if one run had read everything.

The events are taken apart into their mentions and merged again by the rules of `timeline.merge`,
so that the result depends neither on the order of the files nor on how they were cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from timeline import contract, records
from timeline.compare.generators import generators
from timeline.compare.sources import Sources, one_of_each
from timeline.merge import merge


class United(NamedTuple):
    """The one file, and notes for people on what the files said differently."""

    file: contract.TimelineFile
    notes: tuple[str, ...]


def unite(files: Sequence[contract.TimelineFile]) -> United:
    """Documents of the same content are one document; events told in several files are merged.

    Where two files tell the same sentence differently, the surer telling is in the events, and the
    other one in `skipped`.
    """
    sources = one_of_each(files)
    mentions, doubled = _each_once(_mentions(files, sources))
    events = merge(mentions)
    skipped = {*_skipped(files, sources), *doubled}
    file = contract.TimelineFile(
        schema=contract.SCHEMA,
        documents=sources.documents,
        events=tuple(contract.dated_entry(event) for event in events if event.date),
        undated=tuple(contract.undated_entry(event) for event in events if not event.date),
        skipped=tuple(
            contract.Skipped(document=one.document, where=one.where, reason=one.reason)
            for one in sorted(skipped, key=lambda one: one.place)
        ),
        **generators(files, sources.names),
    )
    return United(file, sources.notes)


def _mentions(
    files: Sequence[contract.TimelineFile], sources: Sources
) -> Iterable[records.Mention]:
    for file, names in zip(files, sources.names, strict=True):
        for event in (*file.events, *file.undated):
            for mention in contract.mentions_of(event):
                name = names[mention.evidence.document]
                yield replace(mention, evidence=replace(mention.evidence, document=name))


def _each_once(
    mentions: Iterable[records.Mention],
) -> tuple[list[records.Mention], list[records.Skipped]]:
    """Every sentence and expression told once, by the surest; and what the others said otherwise.

    A sentence is asked about once for each time expression, so two answers are two runs.
    """
    tellings: dict[object, list[records.Mention]] = defaultdict(list)
    for mention in mentions:
        when = mention.when.start if mention.when else -1
        tellings[mention.evidence, when, mention.kind].append(mention)
    kept, doubled = [], []
    for told in tellings.values():
        best, *others = sorted(told, key=_surest)
        kept.append(best)
        doubled += [_otherwise(other) for other in others if _says(other) != _says(best)]
    return kept, doubled


def _says(mention: records.Mention) -> tuple[str, str, str, str]:
    date = mention.date.edtf if mention.date else "undated"
    return mention.title, date, mention.date_from or "", mention.status


def _surest(mention: records.Mention) -> tuple[float, tuple[str, str, str, str]]:
    return -mention.confidence, _says(mention)


def _otherwise(mention: records.Mention) -> records.Skipped:
    title, date, _, status = _says(mention)
    where = f"characters {mention.evidence.start} to {mention.evidence.end}"
    reason = f"another timeline tells it as {title!r}, {date}, {status}"
    return records.Skipped(mention.evidence.document, where, reason)


def _skipped(files: Sequence[contract.TimelineFile], sources: Sources) -> Iterable[records.Skipped]:
    """What the files skipped, but for documents that another file has."""
    here = {document.id for document in sources.documents}
    for file, names in zip(files, sources.names, strict=True):
        for one in file.skipped:
            name = names.get(one.document, one.document)
            if one.where != "document" or name not in here:
                yield records.Skipped(name, one.where, one.reason)
