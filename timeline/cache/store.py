"""Answers in SQLite: safe for several runs at once, and on disk before they are used."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from timeline.cache.database import (
    connect,
    connect_to_read,
    is_broken,
    is_busy,
    is_closed_to_us,
    patiently,
)
from timeline.errors import CacheError

LIMIT_BYTES = 1 << 30  # of kept answers; some two million of them
_WAIT = 30.0  # seconds for another run that writes
_NEW_FILES = 2  # begun in one run; a disk that breaks more than these breaks all
_SIZE = "length(key) + length(cast(value as blob)) + length(checksum)"
Identity = tuple[int, int]  # of a file: device and inode


@dataclass(frozen=True, slots=True)
class Usage:
    """How much is kept."""

    answers: int
    bytes: int  # of their text


class Store:
    """Text by key. What goes wrong with the file is no error of the run, which goes on without
    what it cannot have: `notes` says so in words for people.

    A broken file is set aside and a new one begun. A file that cannot be written, or a full disk,
    still gives what it has.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        self._damaged = self._begun_anew = 0
        self._writable = self._told_busy = False
        self._identity: Identity | None = None
        self._used: set[str] = set()  # read since it was last written down
        self._database: sqlite3.Connection | None = None
        self._open()

    @property
    def writable(self) -> bool:
        """Whether answers are kept, as far as is known by now."""
        return self._database is not None and self._writable

    def get(self, key: str) -> str | None:
        """The text kept; None when there is none, or when it is damaged."""
        if self._database is None:
            return None
        try:
            row = patiently(partial(_row, self._database, key), seconds=_WAIT)
        except sqlite3.Error as error:
            if not is_busy(error):
                self._cannot_read(error)
            return None
        if row is None:
            return None
        value, checksum = row
        if not isinstance(value, bytes) or checksum != _checksum(key, value):
            self._damage(key)
            return None
        self._used.add(key)
        return value.decode()

    def put(self, key: str, value: str) -> None:
        """Keep a text. It is on disk when this returns: neither a kill nor a power cut loses it."""
        data = value.encode()
        row = (key, value, _checksum(key, data).decode(), int(time.time()))
        for _ in range(2):  # the second time in a new file
            if self._write("insert or replace into answers values (?, ?, ?, ?)", row):
                return

    def usage(self) -> Usage:
        """CacheError when it cannot be read."""
        for _ in range(2):
            if self._database is None:
                break
            try:
                row = self._database.execute(
                    f"select count(*), coalesce(sum({_SIZE}), 0) from answers"  # noqa: S608
                ).fetchone()
            except sqlite3.Error as error:
                self._cannot_read(error)
            else:
                return Usage(*row)
        raise CacheError(self._reason())

    def trim(self, limit: int = LIMIT_BYTES, *, shrink: bool = False) -> int:
        """Forget the answers unused for longest until at most `limit` bytes are kept; how many.

        With `shrink`, what they took goes back to the disk, and not only to the next answers.
        CacheError when the file cannot be changed.
        """
        try:
            return self._trim(limit, shrink=shrink)
        except sqlite3.Error as error:
            if is_broken(error):
                self._cannot_read(error)
                return 0  # all of them are set aside
            raise CacheError(f"{self.path}: {error}; nothing was forgotten") from error

    def forget_broken(self) -> int:
        """Delete the broken files that were set aside, which repeat words of articles; how many."""
        files = sorted(self.path.parent.glob(f"{self.path.name}.broken-*"))
        for file in files:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise CacheError(f"{file}: cannot be deleted: {error}") from error
        return sum(1 for file in files if not file.name.endswith(("-wal", "-shm")))

    def close(self) -> None:
        """Closing twice is harmless; nothing is found any more."""
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                self._note_use(database)
            with suppress(sqlite3.Error):
                database.close()

    def _trim(self, limit: int, *, shrink: bool) -> int:
        if not self.writable or self._database is None:
            raise CacheError(self._reason())
        database = self._database
        self._note_use(database)
        pages, free, size = (
            database.execute(f"pragma {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        if limit and (pages - free) * size <= limit:  # far faster than adding up every answer
            return 0
        forget = f"""
            delete from answers where key in (
                select key from (
                    select key, sum({_SIZE}) over (order by used desc, key) as newer from answers
                ) where newer > ?
            )
        """  # noqa: S608
        gone = patiently(lambda: database.execute(forget, (limit,)), seconds=_WAIT).rowcount
        if shrink:
            patiently(lambda: database.execute("vacuum"), seconds=_WAIT)
        return gone

    def _note_use(self, database: sqlite3.Connection) -> None:
        """Write down what was read, for `trim`. Once a run, as a write each would be slow."""
        if not self._writable or not self._used:
            return
        rows = [(int(time.time()), key) for key in sorted(self._used)]
        self._used.clear()
        patiently(lambda: database.execute("begin immediate"), seconds=1)
        database.executemany("update answers set used = ? where key = ?", rows)
        database.execute("commit")

    def _write(self, statement: str, values: tuple[Any, ...]) -> bool:
        """Whether there is no need to try again: it is written, or cannot be."""
        database = self._database
        if database is None or not self._writable:
            return True
        try:
            patiently(lambda: database.execute(statement, values), seconds=_WAIT)
        except sqlite3.Error as error:
            if is_broken(error):
                self._cannot_read(error)
                return False
            self._cannot_write(error)
        return True

    def _cannot_write(self, error: sqlite3.Error) -> None:
        if not is_busy(error):
            self._writable = False
            self.notes.append(
                f"no more answers are kept, those there are still used: {self.path}: {error}"
            )
        elif not self._told_busy:
            self._told_busy = True
            self.notes.append(f"some answers are not kept: {self.path}: another run holds it")

    def _cannot_read(self, error: sqlite3.Error) -> None:
        """Begin a new file in place of a broken one; else do without."""
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()
        if is_broken(error) and self._writable and self._begun_anew < _NEW_FILES:
            self._open(error)
        else:
            self.notes.append(f"kept answers are no longer used: {self.path}: {error}")

    def _open(self, broken: sqlite3.Error | None = None) -> None:
        try:
            if broken is not None:
                self._set_aside()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = self._connect()
            self._identity = _identity(self.path)
        except (OSError, sqlite3.Error) as error:
            self.notes.append(f"answers are not kept: {self.path}: {error}")

    def _connect(self) -> sqlite3.Connection:
        self._writable = True
        try:
            return connect(self.path)
        except sqlite3.Error as error:
            if is_broken(error) and self._begun_anew < _NEW_FILES:
                self._set_aside()
                return connect(self.path)
            if not is_closed_to_us(error) or not self.path.exists():
                raise
            self._writable = False
            database = connect_to_read(self.path)
            self.notes.append(f"kept answers are used, new ones not kept: {self.path}: {error}")
            return database

    def _set_aside(self) -> None:
        """Make room for a new file; the broken one stays for whoever wants to look at it."""
        self._begun_anew += 1
        if self._identity is not None and self._identity != _identity(self.path):
            return  # another run has done it
        aside = self.path.with_name(f"{self.path.name}.broken-{time.time_ns()}")
        self.path.rename(aside)
        for suffix in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                self.path.with_name(self.path.name + suffix).rename(f"{aside}{suffix}")
        self.notes.append(f"the kept answers were broken and begin anew; see {aside}")

    def _damage(self, key: str) -> None:
        self._damaged += 1
        if self._damaged == 1:
            self.notes.append(f"{self.path}: damaged answers are not used and asked again")
        self._write("delete from answers where key = ?", (key,))

    def _reason(self) -> str:
        return self.notes[-1] if self.notes else f"{self.path}: closed"


def _identity(path: Path) -> Identity | None:
    """None when there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _row(database: sqlite3.Connection, key: str) -> tuple[Any, Any] | None:
    """Value and checksum as bytes: text that is no longer UTF-8 would fail the whole query."""
    statement = "select cast(value as blob), cast(checksum as blob) from answers where key = ?"
    row: tuple[Any, Any] | None = database.execute(statement, (key,)).fetchone()
    return row


def _checksum(key: str, value: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + value).hexdigest()[:16].encode()
