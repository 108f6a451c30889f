"""Bytes → Documents: exact text, a stable id, the publication date and where it came from."""

from __future__ import annotations

import datetime
import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from timeline.documents.files import STDIN, Found, find, name_of, printable, read_bytes, within
from timeline.documents.metadata import Metadata, in_file_name, sidecar, sidecars
from timeline.documents.readers import READERS, reader_for
from timeline.errors import DocumentError, NoInputError, UsageError
from timeline.records import Document, PublishedFrom, Skipped

__all__ = ["DEFAULT_LIMIT", "DEFAULT_ORDER", "Sources", "read_sources"]

# Where a publication date is looked for. An editor's own word beside the file wins over the file.
DEFAULT_ORDER: tuple[PublishedFrom, ...] = ("sidecar", "front-matter", "filename")
DEFAULT_LIMIT = 50_000_000  # bytes per document; a long book is 2 MB


class Sources(NamedTuple):
    """Everything that was read, by id; what was not, with its reason; and notes for people.

    A note tells what was read all the same but should be looked at: a guessed encoding, two dates
    that differ, files of a folder that are no documents.
    """

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]


def read_sources(
    sources: Sequence[str],
    *,
    published: datetime.date | None = None,
    lang: str = "en",
    stdin: BinaryIO | None = None,
    published_order: Sequence[PublishedFrom] = DEFAULT_ORDER,
    limit: int = DEFAULT_LIMIT,
) -> Sources:
    """Read files, folders, globs and `-` (standard input); their order changes nothing.

    `published` wins over every place that a document names; `lang` is that of documents that do
    not name theirs. Bytes are held for one document at a time, `limit` at most; the texts stay.
    NoInputError when nothing at all could be read.
    """
    asked = _Asked(published, lang, _known(published_order), limit)
    found = find(sources, suffixes=READERS)
    documents: list[Document] = []
    skipped = [Skipped(name, "document", reason) for name, reason in found.failed]
    notes = list(found.notes)
    waiting: list[tuple[str, Path | BinaryIO]] = [
        (name_of(path), path) for path in _each_once(found)
    ]
    if STDIN in sources:
        waiting.append(("stdin", stdin if stdin is not None else sys.stdin.buffer))
    for name, source in waiting:
        try:
            document, remarks = _read(name, source, asked)
        except DocumentError as error:
            skipped.append(Skipped(name, "document", str(error)))
            continue
        documents.append(document)
        notes.extend(f"{name}: {remark}" for remark in remarks)
    if not documents:
        raise NoInputError(_nothing(sources, skipped))
    documents.sort(key=lambda document: document.id)
    return Sources(tuple(documents), tuple(sorted(skipped, key=_by_name)), tuple(sorted(notes)))


def _known(order: Sequence[PublishedFrom]) -> tuple[PublishedFrom, ...]:
    unknown = set(order) - set(DEFAULT_ORDER)
    if unknown:
        raise UsageError(
            f"publication dates are not looked for in {', '.join(sorted(unknown))}; "
            f"choose from {', '.join(DEFAULT_ORDER)}"
        )
    return tuple(order)


class _Asked(NamedTuple):
    """What the caller said about every document."""

    published: datetime.date | None
    lang: str
    order: tuple[PublishedFrom, ...]
    limit: int


def _each_once(found: Found) -> list[Path]:
    """One path per file on disk, the shortest name of each; no sidecar of a document among them."""
    names: dict[str, Path] = {}
    for path in sorted(found.paths, key=lambda path: (len(path.parts), name_of(path))):
        names.setdefault(os.path.realpath(path), path)
    beside = {
        os.path.realpath(candidate) for path in names.values() for candidate in sidecars(path)
    }
    return [path for real, path in names.items() if real not in beside]


def _read(name: str, source: Path | BinaryIO, asked: _Asked) -> tuple[Document, list[str]]:
    """One document and the remarks on it."""
    if isinstance(source, Path):
        reader = reader_for(source.suffix)
        beside, dated = sidecar(source), in_file_name(source.name)
        data, where = read_bytes(source, limit=asked.limit), printable(source.resolve())
    else:
        reader, beside, dated = READERS[".txt"], Metadata(), None
        data, where = within(source, limit=asked.limit), "stdin"
    content = reader(data, beside.lang or asked.lang)
    inside = content.metadata
    dates = {"sidecar": beside.published, "front-matter": inside.published, "filename": dated}
    published, published_from, differ = _published(dates, asked)
    document = Document(
        id=name,
        text=content.text,
        published=published,
        published_from=published_from,
        source=where,
        title=beside.title or inside.title,
        lang=beside.lang or inside.lang or asked.lang,
        sha256=hashlib.sha256(data).hexdigest(),
        url=beside.url or inside.url,
    )
    return document, [remark for remark in (content.note, differ) if remark]


def _published(
    dates: Mapping[str, datetime.date | None], asked: _Asked
) -> tuple[datetime.date | None, PublishedFrom | None, str | None]:
    """The publication date, where it came from, and a remark when two places differ."""
    if asked.published:
        return asked.published, "option", None
    said = [(place, date) for place in asked.order if (date := dates[place]) is not None]
    if not said:
        return None, None, None
    place, date = said[0]
    others = [f"{other} {its}" for other, its in said[1:] if its != date]
    differ = f"published {date} by its {place}, but {', '.join(others)}" if others else None
    return date, place, differ


def _nothing(sources: Sequence[str], skipped: Sequence[Skipped]) -> str:
    if not sources:
        return "nothing to read: name files, folders or globs, or - for standard input"
    shown = [f"{one.document}: {one.reason}" for one in sorted(skipped, key=_by_name)[:2]]
    more = f" (and {len(skipped) - 2} more)" if len(skipped) > 2 else ""
    return "nothing could be read\n" + "\n".join(shown) + more


def _by_name(one: Skipped) -> tuple[str, str]:
    return one.document, one.reason
