"""A name or a path → the model file on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from timeline.errors import ModelDamagedError, ModelMissingError
from timeline.models.added import Added, read_added
from timeline.models.catalogue import Catalogue, Entry, load_catalogue, unknown
from timeline.models.locate import ENVIRONMENT, marker_path, models_directory
from timeline.models.verify import ModelFile, read_fingerprint, regular_file, status_of, verified


def find_model(
    name_or_path: str,
    *,
    directory: Path | None = None,
    catalogue: Catalogue | None = None,
    fresh: bool = False,
) -> ModelFile:
    """The file of a catalogue name, of an added name, or at a path; tried in that order.

    A file that has changed since it was last hashed is hashed again; `fresh` always hashes.
    Raises ModelMissingError when it is not here, ModelDamagedError when it is not right.
    """
    directory = directory or models_directory()
    catalogue = catalogue or load_catalogue()
    if entry := catalogue.get(name_or_path):
        return _catalogued(entry, directory, fresh=fresh)
    added = read_added(directory)
    if name_or_path in added:
        return _added(name_or_path, added[name_or_path], directory, fresh=fresh)
    path = Path(name_or_path).expanduser().absolute()
    if not (os.sep in name_or_path or name_or_path.endswith(".gguf") or status_of(path)):
        raise unknown(name_or_path, (*catalogue.names, *added))
    marker = marker_path(path, directory)
    return verified(path.stem, path, marker=marker, sha256=None, remedy="", fresh=fresh)


def gigabytes(size: int | None) -> str:
    """Bytes for people: "1.1 GB", "98 MB", "size unknown" for None."""
    if size is None:
        return "size unknown"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, round(size / 1e6))} MB"


def _catalogued(entry: Entry, directory: Path, *, fresh: bool) -> ModelFile:
    path = directory / entry.file
    try:
        status = regular_file(path)
    except ModelMissingError as error:
        raise ModelMissingError(
            f"the model {entry.name} is not on this machine: there is no {path} "
            f"({ENVIRONMENT} names another folder to look in).\n"
            f"Fetch it ({gigabytes(entry.size)}): timeline models pull {entry.name}"
        ) from error
    remedy = f"Fetch it again: timeline models pull {entry.name}"
    if entry.size not in (None, status.st_size):
        raise ModelDamagedError(
            f"{path}: damaged: it has {status.st_size} bytes instead of {entry.size}.\n{remedy}"
        )
    marker = marker_path(path, directory)
    sha256 = entry.sha256
    if sha256 is None and (recorded := read_fingerprint(marker)):
        sha256 = recorded.sha256  # nobody pinned it, but this is what the first pull got
    return verified(entry.name, path, marker=marker, sha256=sha256, remedy=remedy, fresh=fresh)


def _added(name: str, added: Added, directory: Path, *, fresh: bool) -> ModelFile:
    if status_of(added.path) is None:
        raise ModelMissingError(
            f"the model {name} is not where it was added: there is no {added.path}.\n"
            f"Bring it back, or: timeline models rm {name}"
        )
    return verified(
        name,
        added.path,
        marker=marker_path(added.path, directory),
        sha256=added.sha256,
        remedy=f"If you replaced it on purpose: timeline models add {added.path} --name {name}",
        fresh=fresh,
    )
