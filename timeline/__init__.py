"""Turn articles into an ordered, dated, quotable timeline on your own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.errors import TimelineError
from timeline.records import Day, Document, Event, Timeline

if TYPE_CHECKING:
    from timeline.api import extract
    from timeline.pipeline import Options
    from timeline.schema import EventAnswer, Span

__version__ = "0.1.0"
__all__ = [
    "Day",
    "Document",
    "Event",
    "EventAnswer",
    "Options",
    "Span",
    "Timeline",
    "TimelineError",
    "extract",
]


def __getattr__(name: str) -> object:
    """What brings libraries that `--help` can do without, on first use."""
    if name == "extract":
        from timeline.api import extract

        return extract
    if name == "Options":
        from timeline.pipeline import Options

        return Options
    if name in ("EventAnswer", "Span"):
        from timeline import schema

        return getattr(schema, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
