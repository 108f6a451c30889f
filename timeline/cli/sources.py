"""The texts that a timeline was read from: articles, or what `extract --save-text` kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from timeline.errors import NoInputError

if TYPE_CHECKING:
    from timeline.compare import Source

INDEX, KEPT = "index.json", "timeline-texts/1"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str
    file: str
    sha256: str
    text_sha256: str


class _Index(BaseModel):
    model_config = ConfigDict(extra="ignore")

    documents: tuple[_Entry, ...]


def read_texts(sources: Sequence[str], *, fields: Mapping[str, str] | None = None) -> list[Source]:
    """Every text there; `fields` as `extract` has them. NoInputError when there is none at all."""
    from timeline.compare import Source
    from timeline.documents import Reading, read_sources

    kept = [Path(source) for source in sources if _is_kept(Path(source))]
    found = [text for folder in kept for text in _kept(folder)]
    others = [source for source in sources if Path(source) not in kept]
    if others:
        read = read_sources(others, reading=Reading(fields=fields or {}))
        found += [Source(one.id, one.sha256, one.text) for one in read.documents]
    return found


def _is_kept(folder: Path) -> bool:
    """Whether a folder has the index of kept texts; another index.json is no business of ours."""
    try:
        return KEPT.encode() in (folder / INDEX).read_bytes()[:200]
    except OSError:
        return False


def _kept(folder: Path) -> Iterator[Source]:
    """The texts of an index. One that was changed since goes by the sum that it has now."""
    from timeline.compare import Source

    index = folder / INDEX
    try:
        entries = _Index.model_validate_json(index.read_bytes()).documents
    except ValidationError as error:
        raise NoInputError(f"{index}: not an index of texts; keep them with --save-text") from error
    for entry in entries:
        path = folder / Path(entry.file).name  # never a file outside of the folder
        try:
            data = path.read_bytes()
            text = data.decode()
        except (OSError, UnicodeDecodeError):
            continue  # missing, which is told of every document that has no text
        now = hashlib.sha256(data).hexdigest()
        yield Source(entry.id, entry.sha256 if now == entry.text_sha256 else now, text)
