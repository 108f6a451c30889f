"""Bytes → Documents: exact text, a stable id, the publication date and where it came from."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from timeline.documents.articles import Beside, documents_of
from timeline.documents.content import Asked, FileContent, NotADocumentError
from timeline.documents.files import (
    STDIN,
    Found,
    day_changed,
    find,
    name_of,
    printable,
    read_bytes,
    within,
)
from timeline.documents.formats.tables import FIELDS
from timeline.documents.metadata import sidecar, sidecars
from timeline.documents.published import DEFAULT_ORDER, PLACES, in_file_name, known
from timeline.documents.readers import PLAIN, SUFFIXES, known_suffix, suffix_of
from timeline.documents.worker import Worker
from timeline.errors import DocumentError, ExtraMissingError, NoInputError, UsageError
from timeline.records import Document, PublishedFrom, Skipped

__all__ = [
    "DEFAULT_LIMIT", "DEFAULT_ORDER", "FIELDS", "PLACES", "Reading", "Sources", "read_sources",
]  # fmt: skip

DEFAULT_LIMIT = 50_000_000  # bytes per file; a long book is 2 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How files are read.

    `published_order` is where publication days are looked for; `fields` are the names under which
    a collection has its `text`, `title`, `published`, `url` and `lang`; `limit` is bytes per file.
    """

    published_order: Sequence[PublishedFrom] = DEFAULT_ORDER
    fields: Mapping[str, str] = field(default_factory=dict)
    limit: int = DEFAULT_LIMIT


class Sources(NamedTuple):
    """Everything that was read, by id; what was not, with its reason; and notes for people.

    A note tells what was read all the same but should be looked at: a guessed encoding, two dates
    that differ, pages without text, files of a folder that are no documents.
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
    reading: Reading = Reading(),
) -> Sources:
    """Read files, folders, globs and `-` (standard input); their order changes nothing.

    `published` wins over every place that a document names; `lang` is that of documents that do
    not name theirs. Bytes are held for one file at a time; the texts stay. NoInputError when
    nothing at all could be read, ExtraMissingError when that is for want of an optional library.
    """
    order = known(reading.published_order)
    asked = Asked(lang, _known_fields(reading.fields))
    found = find(sources, suffixes=SUFFIXES)
    waiting: list[tuple[str, Path | BinaryIO]] = [
        (name_of(path), path) for path in _each_once(found)
    ]
    if STDIN in sources:
        waiting.append(("stdin", stdin if stdin is not None else sys.stdin.buffer))
    with Worker() as worker:
        shelf = _Shelf(found, asked, reading.limit, order, published)
        for name, source in waiting:
            shelf.take(name, source, worker)
    if not shelf.documents:
        raise shelf.missing or NoInputError(_nothing(sources, [*shelf.skipped, *shelf.aside]))
    aside = [f"{one.document}: not read: {one.reason}" for one in shelf.aside]
    return Sources(
        tuple(sorted(shelf.documents, key=lambda document: document.id)),
        tuple(sorted(shelf.skipped, key=_by_name)),
        tuple(sorted([*shelf.notes, *aside])),
    )


class _Shelf:
    """What was read so far, and what was not."""

    def __init__(
        self,
        found: Found,
        asked: Asked,
        limit: int,
        order: Sequence[PublishedFrom],
        published: datetime.date | None,
    ) -> None:
        self._named, self._asked, self._limit = found.named, asked, limit
        self._order, self._published = order, published
        self.documents: list[Document] = []
        self.skipped = [Skipped(name, "document", reason) for name, reason in found.failed]
        self.notes = list(found.notes)
        self.aside: list[Skipped] = []  # files of a folder that are no documents
        self.missing: ExtraMissingError | None = None

    def take(self, name: str, source: Path | BinaryIO, worker: Worker) -> None:
        """Read one file; what cannot be read is named."""
        try:
            beside, suffix, data = _opened(name, source, self._limit, self._order)
            asked = replace(self._asked, lang=beside.sidecar.lang or self._asked.lang)
            reader = PLAIN.get(suffix)
            content = reader(data, asked) if reader else worker.read(suffix, data, asked)
        except NotADocumentError as error:
            named = not isinstance(source, Path) or os.path.realpath(source) in self._named
            (self.skipped if named else self.aside).append(Skipped(name, "document", str(error)))
        except DocumentError as error:
            self.skipped.append(Skipped(name, "document", str(error)))
        except ExtraMissingError as error:
            self.skipped.append(Skipped(name, "document", str(error)))
            self.missing = self.missing or error
        else:
            self._add(content, beside, data)

    def _add(self, content: FileContent, beside: Beside, data: bytes) -> None:
        self.notes += [f"{beside.name}: {note}" for note in content.notes]
        for failed in content.failed:
            self.skipped.append(Skipped(f"{beside.name}#{failed.part}", "document", failed.reason))
        for document, remarks in documents_of(
            content,
            beside,
            data,
            option=self._published,
            order=self._order,
            lang=self._asked.lang,
        ):
            self.documents.append(document)
            self.notes += [f"{document.id}: {remark}" for remark in remarks]


def _known_fields(fields: Mapping[str, str]) -> Mapping[str, str]:
    if unknown := set(fields) - set(FIELDS):
        raise UsageError(
            f"an article has no field {', '.join(sorted(unknown))}; name {', '.join(FIELDS)}"
        )
    return dict(fields)


def _opened(
    name: str, source: Path | BinaryIO, limit: int, order: Sequence[PublishedFrom]
) -> tuple[Beside, str, bytes]:
    """What is known about a file from outside it, the suffix it is read under, and its bytes."""
    if not isinstance(source, Path):
        data = within(source, limit=limit)
        return Beside(name, "stdin"), suffix_of(data), data
    suffix = known_suffix(source.suffix)
    said, data = sidecar(source), read_bytes(source, limit=limit)
    beside = Beside(
        name,
        printable(source.resolve()),
        said,
        in_file_name(name),
        day_changed(source) if "mtime" in order else None,
    )
    return beside, suffix, data


def _each_once(found: Found) -> list[Path]:
    """One path per file on disk, the shortest name of each; no sidecar of a document among them."""
    names: dict[str, Path] = {}
    for path in sorted(found.paths, key=lambda path: (len(path.parts), name_of(path))):
        names.setdefault(os.path.realpath(path), path)
    beside = {
        os.path.realpath(candidate) for path in names.values() for candidate in sidecars(path)
    }
    return [path for real, path in names.items() if real not in beside]


def _nothing(sources: Sequence[str], skipped: Sequence[Skipped]) -> str:
    if not sources:
        return "nothing to read: name files, folders or globs, or - for standard input"
    shown = [f"{one.document}: {one.reason}" for one in sorted(skipped, key=_by_name)[:2]]
    more = f" (and {len(skipped) - 2} more)" if len(skipped) > 2 else ""
    return "nothing could be read\n" + "\n".join(shown) + more


def _by_name(one: Skipped) -> tuple[str, str]:
    return one.document, one.reason
