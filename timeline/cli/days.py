"""Days on the command line."""

from __future__ import annotations

from timeline.errors import UsageError
from timeline.records import Day


def day_of(option: str, text: str | None) -> Day | None:
    """The day that an option was given; None when it was not. UsageError when it is none."""
    if text is None:
        return None
    try:
        return Day.parse(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error
