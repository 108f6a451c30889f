"""Files that are replaced whole: a reader sees the old bytes or the new, never half of them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from timeline.errors import LockedError, OutputError


def check_place(path: Path) -> None:
    """OutputError when a file cannot be written there: better before a night's work than after."""
    folder = path.parent
    if path.is_dir():
        raise OutputError(f"{path}: a folder; name a file with --output")
    if not folder.is_dir():
        raise OutputError(f"{path}: there is no folder {folder}; make it, or choose another place")
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{path}: the folder {folder} cannot be written; choose another place")


def replace(path: Path, data: bytes) -> None:
    """Write a file: to a temporary one beside it, flushed to disk, then moved into place.

    OutputError when that is not possible; what was there before stays as it was.
    """
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode & 0o777)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); "
            "choose another place with --output"
        ) from error


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold an output file for this run. LockedError when another run holds it."""
    import filelock  # both only here: `--help` lists the formats and has no use for them
    import platformdirs

    name = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    folder = Path(platformdirs.user_cache_dir("timeline")) / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir())
    held = filelock.FileLock(folder / f"timeline-{name}.lock")
    try:
        held.acquire(blocking=False)
    except filelock.Timeout as error:
        raise LockedError(
            f"{path}: another run of timeline is writing it; wait for that, "
            "or choose another file with --output"
        ) from error
    try:
        yield
    finally:
        held.release()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
