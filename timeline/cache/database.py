"""The SQLite file behind the kept answers: opening it, waiting for others, telling faults apart."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

_SLICE = 0.1  # seconds that SQLite waits by itself: no signal is seen meanwhile
_SCHEMA = """
create table if not exists answers (
    key text primary key,
    value text not null,
    checksum text not null,
    used integer not null
) without rowid, strict
"""
_FIRST_LOOK = """
select cast(key as blob), cast(value as blob), cast(checksum as blob), used from answers limit 1
"""  # as bytes, as a damaged text may be no UTF-8
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}

Result = TypeVar("Result")


def connect(path: Path) -> sqlite3.Connection:
    """To read and write; a new file where there is none. sqlite3.Error when that cannot be."""
    database = sqlite3.connect(path, timeout=_SLICE, isolation_level=None)
    return _checked(
        database,
        "pragma journal_mode = wal",
        "pragma synchronous = full",  # on disk when it is said; 0.2 to 0.6 ms each, measured
        _SCHEMA,
    )


def connect_to_read(path: Path) -> sqlite3.Connection:
    """To read only, also where SQLite can make no file beside it. sqlite3.Error when it cannot be.

    There, what another run has not yet moved from its journal is not seen.
    """
    try:
        return _checked(sqlite3.connect(f"{_uri(path)}?mode=ro", uri=True, isolation_level=None))
    except sqlite3.OperationalError:
        uri = f"{_uri(path)}?immutable=1"
        return _checked(sqlite3.connect(uri, uri=True, isolation_level=None))


def patiently(work: Callable[[], Result], *, seconds: float) -> Result:
    """What `work` returns, tried again while another run holds the file. Ctrl-C ends it."""
    until = time.monotonic() + seconds
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() >= until:
                raise


def is_broken(error: sqlite3.Error) -> bool:
    """Whether the file is no database, or no longer a whole one."""
    return _code(error) in _BROKEN


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another run holds the file."""
    return _code(error) == sqlite3.SQLITE_BUSY


def is_closed_to_us(error: sqlite3.Error) -> bool:
    """Whether the file, or its folder, may not be written."""
    return _code(error) in _CLOSED


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 when the error is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _uri(path: Path) -> str:
    return path.absolute().as_uri()


def _checked(database: sqlite3.Connection, *statements: str) -> sqlite3.Connection:
    """The connection after these statements and a first look; closed when they fail."""
    try:
        for statement in statements:
            patiently(partial(database.execute, statement), seconds=30)
        database.execute(_FIRST_LOOK).fetchone()
    except sqlite3.Error:
        database.close()
        raise
    return database
