"""Timeline → bytes, one module per format, and bytes → a file that is whole or not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from timeline.contract import TimelineFile, dumps
from timeline.errors import UsageError
from timeline.writers.files import check_place, lock, replace
from timeline.writers.texts import save_texts

__all__ = ["FORMATS", "check_place", "format_for", "lock", "replace", "save_texts"]

FORMATS: dict[str, Callable[[TimelineFile], bytes]] = {"json": dumps}
_SUFFIXES = {".json": "json"}


def format_for(path: Path | None, name: str | None) -> str:
    """The format asked for by name, else by the file's suffix; JSON for standard output."""
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"no format {name!r}; there are {', '.join(sorted(FORMATS))}")
        return name
    if path is None:
        return "json"
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            f"{path}: no format is known by the suffix {path.suffix or '(none)'}; "
            f"name one with --format: {', '.join(sorted(FORMATS))}"
        )
    return _SUFFIXES[path.suffix.lower()]
