"""A timeline file as bytes."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from timeline.contract.entries import SCHEMA, TimelineFile
from timeline.errors import CheckError, NoInputError


def dumps(timeline: TimelineFile) -> bytes:
    """The bytes of `timeline.json`: UTF-8, two spaces, a final newline; same input, same bytes."""
    data = timeline.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def loads(data: bytes | str, *, name: str) -> TimelineFile:
    """Read a timeline file's content; `name` is what an error calls it. Raises CheckError."""
    try:
        return TimelineFile.model_validate_json(data)
    except ValidationError as error:
        raise CheckError(f"{name}: not a {SCHEMA} file: {_first_faults(error)}") from error


def load(path: Path) -> TimelineFile:
    """Read a timeline file. Raises CheckError when it is none, NoInputError when unreadable."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NoInputError(
            f"{path}: cannot be read ({error.strerror}); give the path of a timeline.json"
        ) from error
    return loads(data, name=str(path))


def _first_faults(error: ValidationError) -> str:
    """Where and what, two faults at most, then how many there are and what to do."""
    faults = error.errors(include_url=False, include_input=False)
    shown = [
        f"{'.'.join(str(step) for step in fault['loc']) or 'the file'}: {fault['msg']}"
        for fault in faults[:2]
    ]
    rest = f" (and {len(faults) - 2} more)" if len(faults) > 2 else ""
    advice = (
        "\ncompare it with `timeline schema timeline`, or make it again with `timeline extract`"
    )
    return "; ".join(shown) + rest + advice
