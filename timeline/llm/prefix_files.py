"""What models have read of prompts, in files: found whole and our own, or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

KEPT = 4  # files: a few models or prompts in turn; the default model's are 24 MB each
LIMIT_BYTES = 1 << 30  # of all files; a larger one is not kept
_MARK = b"timeline prefix 1\n"  # another form of file gets another mark
_HEAD = len(_MARK) + hashlib.sha256().digest_size
_SUFFIX, _UNFINISHED = ".prefix", ".part"
_ABANDONED = 3600  # seconds; a file that is still being written is younger
_SPARE = 10  # times its size must be free on the disk, which answers need more

log = logging.getLogger(__name__)


class PrefixFiles:
    """States by key, a file each, the last used of them. Any number of runs may use a folder.

    llama.cpp trusts the bytes that it is given, so that they are compared with their checksum
    first, and are of this user (or root): what is not is deleted and not used. What cannot be
    read or written is not kept, which the log says and nobody else: a run then reads its prompt.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> memoryview | None:
        """The state kept; None when there is none that may be used."""
        path = self._path(key)
        try:
            data = memoryview(_own_bytes(path))
            if data[:_HEAD] != _MARK + _checksum(key, data[_HEAD:]):
                raise ValueError("damaged, or of something else")
            os.utime(path)
        except FileNotFoundError:
            return None
        except ValueError as error:
            log.warning("%s: not used and deleted: %s", path, error)
            self.forget(key)
            return None
        except OSError as error:
            log.warning("%s: not used: %s", path, error)
            return None
        return data[_HEAD:]

    def put(self, key: str, state: bytes) -> None:
        """Keep a state in place of those unused for longest. A power cut may lose it."""
        temporary: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(self.folder).free
            if len(state) > LIMIT_BYTES or len(state) * _SPARE > free:
                log.info("%s: %d bytes are too many to be kept", self.folder, len(state))
                return
            handle, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=self.folder)
            temporary = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(_MARK + _checksum(key, state))
                file.write(state)
            temporary.replace(self._path(key))
        except OSError as error:
            log.warning("%s: not kept: %s", self.folder, error)
            if temporary is not None:
                with contextlib.suppress(OSError):
                    temporary.unlink()
        else:
            self.trim()

    def forget(self, key: str) -> None:
        with contextlib.suppress(OSError):
            self._path(key).unlink()

    def usage(self) -> tuple[int, int]:
        """How many are kept, and their bytes."""
        sizes = [size for _, size, _ in self._latest_first()]
        return len(sizes), sum(sizes)

    def trim(self, limit: int = LIMIT_BYTES) -> int:
        """Delete those unused for longest, until at most `limit` bytes are kept; how many.

        What a run that was killed has left half written goes too.
        """
        gone = kept = used = 0
        for _, size, path in self._latest_first():
            if kept < KEPT and used + size <= limit:
                kept, used = kept + 1, used + size
                continue
            with contextlib.suppress(OSError):
                path.unlink()
                gone += 1
        for changed, _, path in _files(self.folder, _UNFINISHED):
            if not limit or changed < time.time() - _ABANDONED:
                with contextlib.suppress(OSError):
                    path.unlink()
        return gone

    def _latest_first(self) -> list[tuple[float, int, Path]]:
        return sorted(_files(self.folder, _SUFFIX), reverse=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"


def _files(folder: Path, suffix: str) -> list[tuple[float, int, Path]]:
    """When changed (seconds since 1970), bytes and path; of those that are still there."""
    found = []
    for path in folder.glob(f"*{suffix}"):
        with contextlib.suppress(OSError):
            status = path.lstat()
            found.append((status.st_mtime, status.st_size, path))
    return found


def _own_bytes(path: Path) -> bytes:
    """ValueError when it is no file of this user's, or none that `put` has written."""
    # A link leads to files of others, and a pipe would be waited for.
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if path.is_symlink():
        raise ValueError("a link")
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("no file")
        if hasattr(os, "getuid") and status.st_uid not in (os.getuid(), 0):
            raise ValueError("of another user")
        if not _HEAD < status.st_size <= _HEAD + LIMIT_BYTES:
            raise ValueError(f"of {status.st_size} bytes")
        return file.read(status.st_size)


def _checksum(key: str, state: bytes | memoryview) -> bytes:
    checksum = hashlib.sha256(key.encode())
    checksum.update(state)
    return checksum.digest()
