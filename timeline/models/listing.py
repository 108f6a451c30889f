"""What is known by name, and what of it is on this machine. Reads no model file in full."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from timeline.models.added import Added, read_added
from timeline.models.catalogue import Catalogue, Entry, load_catalogue, unknown
from timeline.models.locate import marker_path, models_directory
from timeline.models.verify import read_fingerprint, status_of

# "unchecked": here with the right size, but not hashed since it last changed.
State = Literal["here", "unchecked", "damaged", "missing"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One model as `timeline models list` and `info` show it."""

    name: str
    state: State
    default: bool
    path: Path  # where the file is, or would be
    size: int | None  # bytes; None for an unverified model that is not here
    sha256: str | None  # pinned, else recorded when it was pulled or added, else None
    verified: bool  # True when the catalogue pins size and sha256
    licence: str | None  # None for a file of the user's
    about: str
    sources: tuple[str, ...]


def list_models(
    *, directory: Path | None = None, catalogue: Catalogue | None = None
) -> tuple[Listed, ...]:
    """The catalogue in its order, then the user's own files by name."""
    directory = directory or models_directory()
    known = (_catalogued(entry, directory) for entry in (catalogue or load_catalogue()).model)
    added = (_added(name, file, directory) for name, file in sorted(read_added(directory).items()))
    return (*known, *added)


def describe_model(
    name: str, *, directory: Path | None = None, catalogue: Catalogue | None = None
) -> Listed:
    """One of `list_models`; ModelMissingError for an unknown name."""
    models = list_models(directory=directory, catalogue=catalogue)
    for model in models:
        if model.name == name:
            return model
    raise unknown(name, tuple(model.name for model in models))


def _catalogued(entry: Entry, directory: Path) -> Listed:
    path = directory / entry.file
    recorded = read_fingerprint(marker_path(path, directory))
    return Listed(
        name=entry.name,
        state=_state(path, directory, entry.size),
        default=entry.default,
        path=path,
        size=entry.size or _size(path),
        sha256=entry.sha256 or (recorded.sha256 if recorded else None),
        verified=entry.sha256 is not None,
        licence=entry.licence,
        about=entry.about,
        sources=tuple(source.label for source in entry.sources),
    )


def _added(name: str, added: Added, directory: Path) -> Listed:
    return Listed(
        name=name,
        state=_state(added.path, directory, None),
        default=False,
        path=added.path,
        size=_size(added.path),
        sha256=added.sha256,
        verified=False,
        licence=None,
        about="Your own file.",
        sources=(),
    )


def _state(path: Path, directory: Path, size: int | None) -> State:
    status = status_of(path)
    if status is None or not stat.S_ISREG(status.st_mode):
        return "missing"
    if size not in (None, status.st_size):
        return "damaged"
    known = read_fingerprint(marker_path(path, directory))
    return "here" if known and known.describes(status) else "unchecked"


def _size(path: Path) -> int | None:
    status = status_of(path)
    return status.st_size if status else None
