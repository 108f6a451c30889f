"""Is this file, byte for byte, the model it should be?

Hashing a gigabyte takes a second or more, so a fingerprint is remembered with the size and the
modification time that the file had; `fresh=True` does not trust it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from timeline.errors import ModelDamagedError, ModelError, ModelMissingError
from timeline.models.catalogue import SHA256
from timeline.models.gguf import check_gguf

BLOCK = 4 * 1024 * 1024  # bytes per read: large enough that Python costs nothing beside sha256

Progress = Callable[[int, int], None]  # bytes done, bytes in total (0: not known yet)


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file on this machine. `sha256` is verified, or computed where nothing pins it."""

    name: str  # the name it was asked by; the file's stem for a bare path
    path: Path
    sha256: str
    size: int  # bytes


class Fingerprint(BaseModel):
    """What a file was when it was last read in full."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sha256: Annotated[str, Field(pattern=SHA256)]
    size: int  # bytes
    mtime_ns: int

    def describes(self, status: os.stat_result) -> bool:
        return (self.size, self.mtime_ns) == (status.st_size, status.st_mtime_ns)


def sha256_of(path: Path, progress: Progress | None = None) -> str:
    """The file's sha256, read block by block."""
    digest = hashlib.sha256()
    done, total = 0, path.stat().st_size
    with path.open("rb", buffering=0) as file:
        while block := file.read(BLOCK):
            digest.update(block)
            done += len(block)
            if progress:
                progress(done, total)
    return digest.hexdigest()


def read_fingerprint(marker: Path) -> Fingerprint | None:
    """None when nothing usable is remembered; the file is then hashed again."""
    try:
        return Fingerprint.model_validate_json(marker.read_bytes())
    except (OSError, ValidationError):
        return None


def write_fingerprint(marker: Path, fingerprint: Fingerprint) -> None:
    """Remembers it. A folder that cannot be written costs the time to hash again, nothing else."""
    temporary = marker.with_name(f"{marker.name}.{os.getpid()}.tmp")
    try:
        marker.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(fingerprint.model_dump_json(indent=1) + "\n", encoding="utf-8")
        temporary.replace(marker)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def status_of(path: Path) -> os.stat_result | None:
    """None when nothing is there, or nothing that we may see."""
    try:
        return path.stat()
    except OSError:
        return None


def regular_file(path: Path) -> os.stat_result:
    """Raises ModelMissingError when nothing is there, ModelError when it is no readable file."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ModelMissingError(
            f"{path}: there is no such file. Give the path of a .gguf file or a name that "
            "`timeline models list` shows."
        ) from error
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror or error}") from error
    if not stat.S_ISREG(status.st_mode):  # a FIFO would hang, a device never end
        raise ModelError(f"{path}: not a regular file; give the path of a .gguf file")
    return status


def verified(
    name: str,
    path: Path,
    *,
    marker: Path,
    sha256: str | None,
    remedy: str,
    fresh: bool = False,
) -> ModelFile:
    """The file, when it is what `sha256` says; None there means: whatever it is, if it is a GGUF.

    Raises ModelDamagedError, ending in `remedy`, when it is something else.
    """
    status = regular_file(path)
    known = read_fingerprint(marker)
    if not fresh and known and known.describes(status) and sha256 in (None, known.sha256):
        return ModelFile(name, path, known.sha256, status.st_size)
    try:
        if sha256 is None:
            check_gguf(path)
        found = sha256_of(path)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror or error}") from error
    if sha256 not in (None, found):
        raise ModelDamagedError(
            f"{path}: damaged or altered: its sha256 is {found}, it should be {sha256}.\n{remedy}"
        )
    now = Fingerprint(sha256=found, size=status.st_size, mtime_ns=status.st_mtime_ns)
    if now != known:
        write_fingerprint(marker, now)
    return ModelFile(name, path, found, status.st_size)
