"""Answers in SQLite: safe for several runs at once, and no loss when the machine goes down."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LIMIT_BYTES = 1 << 30  # of kept answers; some two million of them
_WAIT = 30.0  # seconds for another run that writes
_SCHEMA = """
create table if not exists answers (
    key text primary key,
    value text not null,
    checksum text not null,
    used integer not null
) without rowid, strict
"""


@dataclass(frozen=True, slots=True)
class Usage:
    """How much is kept."""

    answers: int
    bytes: int  # of their text


class Store:
    """Text by key. What goes wrong with the file is never an error of the run: the store goes on
    without it, and `notes` says so in words for people.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        self._damaged = 0
        self._database = self._open()

    def get(self, key: str) -> str | None:
        """The text kept; None when there is none, or when it is damaged."""
        if self._database is None:
            return None
        try:
            row = self._database.execute(
                "select value, checksum from answers where key = ?", (key,)
            ).fetchone()
            if row is None:
                return None
            if row[1] != _checksum(key, row[0]):
                self._damage(self._database, key)
                return None
            self._database.execute(
                "update answers set used = ? where key = ?", (int(time.time()), key)
            )
            return str(row[0])
        except sqlite3.Error as error:
            self._give_up(error)
            return None

    def put(self, key: str, value: str) -> None:
        """Keep a text. It is on disk when this returns."""
        if self._database is None:
            return
        try:
            self._database.execute(
                "insert or replace into answers values (?, ?, ?, ?)",
                (key, value, _checksum(key, value), int(time.time())),
            )
        except sqlite3.Error as error:
            self._give_up(error)

    def usage(self) -> Usage:
        if self._database is None:
            return Usage(0, 0)
        row = self._database.execute(
            "select count(*), coalesce(sum(length(key) + length(value) + length(checksum)), 0) "
            "from answers"
        ).fetchone()
        return Usage(*row)

    def trim(self, limit: int = LIMIT_BYTES) -> int:
        """Forget the answers unused for longest until at most `limit` bytes are kept; how many."""
        if self._database is None:
            return 0
        before = self.usage()
        if before.bytes <= limit:
            return 0
        self._database.execute(
            """
            delete from answers where key in (
                select key from (
                    select key, sum(length(key) + length(value) + length(checksum))
                        over (order by used desc, key) as newer
                    from answers
                ) where newer > ?
            )
            """,
            (limit,),
        )
        self._database.execute("vacuum")
        return before.answers - self.usage().answers

    def close(self) -> None:
        """Closing twice is harmless; nothing is found any more."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _open(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.notes.append(f"answers are not kept: {error}")
            return None
        for last in (False, True):
            try:
                return _connect(self.path)
            except sqlite3.DatabaseError as error:
                no_database = "not a database" in str(error) or "malformed" in str(error)
                if last or not no_database:
                    self.notes.append(f"answers are not kept: {self.path}: {error}")
                    return None
                self._set_aside()
        return None

    def _set_aside(self) -> None:
        """Make room for a new file; the broken one stays for whoever wants to look at it."""
        aside = self.path.with_name(f"{self.path.name}.broken-{time.time_ns()}")
        with suppress(OSError):
            self.path.rename(aside)
            self.notes.append(f"the kept answers were broken and begin anew; see {aside}")
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _damage(self, database: sqlite3.Connection, key: str) -> None:
        self._damaged += 1
        if self._damaged == 1:
            self.notes.append(f"{self.path}: damaged answers are not used and asked again")
        database.execute("delete from answers where key = ?", (key,))

    def _give_up(self, error: sqlite3.Error) -> None:
        self.notes.append(f"answers are no longer kept: {self.path}: {error}")
        with suppress(sqlite3.Error):
            self.close()
        self._database = None


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = normal")
        database.execute(_SCHEMA)
        database.execute("select key, value, checksum, used from answers limit 1").fetchone()
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _checksum(key: str, value: str) -> str:
    return hashlib.sha256(f"{key}\0{value}".encode()).hexdigest()[:16]
