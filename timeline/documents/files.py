"""Which files the sources name, and the bytes of one regular file.

Folders are walked without following links to folders, so that a loop of links ends. Only regular
files are opened: a pipe would hang, a device would never end.
"""

from __future__ import annotations

import datetime
import errno
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import BinaryIO

from timeline.errors import DocumentError

STDIN = "-"
_MAGIC = frozenset("*?[")
# What `timeline eval` reads beside articles (docs/eval.md): no articles themselves.
_GOLD = frozenset({"gold.json", "gold_mentions.json", "gold_timelines.json"})


@dataclass(frozen=True, slots=True)
class Found:
    """The files that the sources name, the sources that failed, and what was left aside."""

    paths: list[Path] = field(default_factory=list)
    named: set[str] = field(default_factory=set)  # real paths of files that no folder gave
    failed: list[tuple[str, str]] = field(default_factory=list)  # (source, reason)
    notes: list[str] = field(default_factory=list)


def find(sources: Sequence[str], *, suffixes: Collection[str]) -> Found:
    """The files behind paths, folders and globs. A path that exists is never taken for a glob.

    From a folder come the files with one of `suffixes`; a file named itself comes with any.
    """
    found = Found()
    for source in dict.fromkeys(sources):
        if source == STDIN:
            continue
        path = Path(source)
        if _there(path):
            _take(path, found, suffixes)
        elif _MAGIC.intersection(source):
            matches = sorted(set(_matches(Path(path.anchor), path.relative_to(path.anchor).parts)))
            for match in matches:
                _take(match, found, suffixes)
            if not matches:
                found.failed.append((source, "nothing matches; check the pattern"))
        else:
            found.failed.append((source, "there is no such file or folder; check the path"))
    return found


def name_of(path: Path) -> str:
    """A path for people and for Document.id: posix, relative to the working directory if inside."""
    try:
        shown: PurePath = path.relative_to(Path.cwd()) if path.is_absolute() else path
    except ValueError:
        shown = path
    name = printable(shown)
    return "./stdin" if name == "stdin" else name  # "stdin" is the id of standard input


def printable(path: PurePath) -> str:
    r"""A path as text that every writer can write: the name b"caf\xe9" becomes caf\xe9."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def read_bytes(path: Path, *, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; DocumentError for anything else."""
    try:
        # Opening a pipe without O_NONBLOCK waits for a writer that may never come.
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise DocumentError(f"{_kind(before.st_mode)}, not a file; send its text to -")
            data = within(file, limit=limit)
            after = os.fstat(descriptor)
    except OSError as error:
        raise DocumentError(_why(path, error)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise DocumentError("it changed while it was read; run again when nothing writes to it")
    return data


def day_changed(path: Path) -> datetime.date:
    """The day on which a file was last written, in UTC; DocumentError when it is not there."""
    try:
        return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()
    except (OSError, ValueError, OverflowError) as error:
        raise DocumentError(f"the day it was written cannot be told ({error})") from error


def within(file: BinaryIO, *, limit: int) -> bytes:
    """Everything in `file`, or DocumentError when that is more than `limit` bytes."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise DocumentError(f"larger than {limit:,} bytes; split it or raise the limit")
    return data


def _take(path: Path, found: Found, suffixes: Collection[str]) -> None:
    """A file itself, or the documents in a folder."""
    if not path.is_dir():
        found.paths.append(path)
        found.named.add(os.path.realpath(path))
        return
    aside: Counter[str] = Counter()
    inside = []
    for entry in _walk(path, found):
        if entry.is_symlink() and entry.is_dir():
            aside["links to folders"] += 1
        elif entry.name in _GOLD:
            continue
        elif entry.suffix.lower() in suffixes:
            inside.append(entry)
        elif not _is_sidecar(entry, suffixes):
            aside[entry.suffix.lower() or "no suffix"] += 1
    found.paths.extend(inside)
    if aside:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(aside.items()))
        found.notes.append(f"{name_of(path)}: not read: {kinds}")
    if not inside:
        kinds = ", ".join(sorted(suffixes))
        found.failed.append((name_of(path), f"no document in this folder; it reads {kinds}"))


def _walk(folder: Path, found: Found) -> Iterator[Path]:
    """Everything below a folder but folders themselves and names with a leading dot, in order."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            found.failed.append((name_of(here), _why(here, error)))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(here / entry.name)
            else:
                yield here / entry.name


def _is_sidecar(path: Path, suffixes: Collection[str]) -> bool:
    """A .json or .toml beside the document of that name."""
    if path.suffix not in (".json", ".toml"):
        return False
    if path.with_suffix("").suffix.lower() in suffixes and path.with_suffix("").exists():
        return True
    return any(path.with_suffix(suffix).exists() for suffix in suffixes)


def _matches(base: Path, parts: Sequence[str]) -> Iterator[Path]:
    """Paths that fit a glob. `**` is any depth, without following links as glob.glob would."""
    if not parts:
        yield base
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from _matches(base, rest or ("*",))
        for entry in _names(base):
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                yield from _matches(base / entry.name, parts)
    elif not _MAGIC.intersection(first):
        if _there(base / first):
            yield from _matches(base / first, rest)
    else:
        for entry in _names(base):
            hidden = entry.name.startswith(".") and not first.startswith(".")
            if not hidden and fnmatchcase(entry.name, first):
                yield from _matches(base / entry.name, rest)


def _names(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []  # a file, or a folder that cannot be opened: nothing in it matches


def _there(path: Path) -> bool:
    """Whether something has this name, a broken link included."""
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL in the name
        return False


def _why(path: Path, error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "a link that leads back to itself; remove it"
    if path.is_symlink() and not path.exists():
        return "a link to nothing; remove it or restore its target"
    said = error.strerror or str(error)
    return f"it cannot be opened ({said[:1].lower() + said[1:]}); check its permissions and disk"


def _kind(mode: int) -> str:
    for test, words in (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return words
    return "a device"
