"""What a format leaves out of a timeline, noted while it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from timeline.contract import Event, TimelineFile
from timeline.writers.more import entries, unnamed
from timeline.writers.wording import clip, field_words, one_line
from timeline.writers.written import Loss, Part

_HAS: dict[Part, Callable[[TimelineFile], object]] = {
    "precision": lambda timeline: timeline.events,
    "origin": lambda timeline: timeline.events,
    "status": lambda timeline: any(event.status != "happened" for event in _all(timeline)),
    "participants": lambda timeline: any(event.participants for event in _all(timeline)),
    "place": lambda timeline: any(event.place for event in _all(timeline)),
    "conflicts": lambda timeline: any(event.conflicts for event in _all(timeline)),
    "fields": lambda timeline: any(event.fields for event in _all(timeline)),
    "documents": lambda timeline: timeline.documents,
    "generator": lambda timeline: timeline.generator,
    "skipped": lambda timeline: timeline.skipped,
}
_FIELDS = ("fields", "field_conflicts")  # of an event: they are a Part of their own


class Losses:
    """Collects losses in the order they are met."""

    def __init__(self, timeline: TimelineFile, never: Mapping[Part, str]) -> None:
        """`never` is what the format holds of no timeline, and why; noted if there is any."""
        self._timeline = timeline
        self._found = [
            Loss(None, what, why)
            for what, why in never.items()
            if _HAS.get(what, _all)(self._timeline)
        ]
        for event, names in unnamed(entries(timeline)):
            if others := [name for name in names if name not in _FIELDS]:
                self._found.append(Loss(event, "more", f"no place for {', '.join(others)}"))

    def note(self, event: Event | None, what: Part, why: str) -> None:
        """Add one of an event, or of the whole file."""
        self._found.append(Loss(None if event is None else event.id, what, why))

    def title(self, event: Event, *, limit: int | None = None) -> str:
        """The title on one line of visible characters, `limit` long at most; noted if changed."""
        line = one_line(event.title)
        if line != event.title:
            self.note(event, "title", "line breaks or invisible characters are replaced")
        short = clip(line, limit)
        if short != line:
            self.note(event, "title", f"cut to {limit} of {len(line)} characters")
        return short

    def fields(self, event: Event) -> list[tuple[str, str]]:
        """The fields in words, each on one line of visible characters; noted if changed."""
        words = field_words(event)
        shown = [(one_line(name), one_line(value)) for name, value in words]
        if shown != words:
            self.note(event, "fields", "line breaks or invisible characters are replaced")
        return shown

    def shown(self, event: Event, *parts: Part, change: Callable[[str], str] = one_line) -> None:
        """Note those of the parts (none named: all that people read) that `change` alters."""
        words: dict[Part, tuple[str, ...]] = {
            "id": (event.id,),
            "participants": event.participants,
            "place": (event.place or "",),
            "quotes": tuple(w for each in event.mentions for w in (each.quote, each.document)),
            "precision": (event.date.edtf, event.date.timex) if event.date else (),
            "origin": (event.date.rule, event.date.text or "") if event.date else (),
        }
        for part in parts or ("participants", "place", "quotes"):
            if any(change(text) != text for text in words[part]):
                self.note(event, part, "line breaks or invisible characters are replaced")

    def undated(self, why: str) -> None:
        """Note every undated event as left out."""
        for event in self._timeline.undated:
            self.note(event, "event", why)

    def all(self) -> tuple[Loss, ...]:
        return tuple(self._found)


def _all(timeline: TimelineFile) -> tuple[Event, ...]:
    return (*timeline.events, *timeline.undated)
