"""A timeline file by its path, or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import NoInputError, UsageError

if TYPE_CHECKING:
    from timeline.contract import TimelineFile

STDIN = "standard input"


def read_timeline(name: str) -> TimelineFile:
    """The file of that name; `-` is standard input. CheckError when it is no timeline."""
    from timeline import contract

    if name == "-":
        return contract.loads(sys.stdin.buffer.read(), name=STDIN)
    return contract.load(Path(name))


def read_two(one: str, other: str) -> tuple[TimelineFile, TimelineFile]:
    """Two files, of which one may be `-`."""
    if one == other == "-":
        raise UsageError("- is standard input, which can be read once; name a file as well")
    return read_timeline(one), read_timeline(other)


def read_bytes(name: str) -> tuple[str, bytes]:
    """What to call it and what is in it. NoInputError when it cannot be read."""
    if name == "-":
        return STDIN, sys.stdin.buffer.read()
    try:
        return name, Path(name).read_bytes()
    except OSError as error:
        raise NoInputError(
            f"{name}: cannot be read ({error.strerror}); give the path of a timeline.json"
        ) from error
