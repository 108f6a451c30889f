"""Timeline files by their paths, of which one may be standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli.artifact import timeline_from
from timeline.errors import NoInputError, UsageError

if TYPE_CHECKING:
    from timeline.contract import TimelineFile

STDIN = "standard input"


def read_two(one: str, other: str) -> tuple[TimelineFile, TimelineFile]:
    """Two files, of which one may be `-`."""
    if one == other == "-":
        raise UsageError("- is standard input, which can be read once; name a file as well")
    return timeline_from(one), timeline_from(other)


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
