"""Mermaid's `timeline` diagram, for Markdown pages that draw it."""

from __future__ import annotations

from itertools import groupby

from timeline.contract import Event, TimelineFile
from timeline.records import Day
from timeline.writers.losses import Losses
from timeline.writers.wording import date_words
from timeline.writers.written import Part, Written

LONGEST = 80  # characters of a title that still fit a box
_SHOWS = "the diagram shows dates and titles only"
_NEVER: dict[Part, str] = {
    "id": _SHOWS,
    "precision": "dates are in words",
    "origin": _SHOWS,
    "participants": _SHOWS,
    "place": _SHOWS,
    "confidence": _SHOWS,
    "conflicts": _SHOWS,
    "fields": _SHOWS,
    "quotes": _SHOWS,
    "offsets": _SHOWS,
    "tellings": _SHOWS,
    "documents": _SHOWS,
    "generator": _SHOWS,
    "skipped": _SHOWS,
}
# What Mermaid takes for its own language somewhere: directives (%%{…}%%), entities (#…;), HTML, and
# a colon that ends an event. There is no escape, so each becomes the sign that looks most like it.
_LOOKALIKES = str.maketrans({"%": "％", "#": "＃", "<": "＜", ">": "＞", ":": "꞉", ";": "；"})


def write(timeline: TimelineFile) -> Written:
    """A section for each year, a period for each date, and what happened then."""
    losses = Losses(timeline, _NEVER)
    lines = ["timeline"]
    for year, events in groupby(
        timeline.events, key=lambda event: Day.parse(event.date.start).year
    ):
        lines.append(f"    section {year if year > 0 else f'{1 - year} BCE'}")
        for period, told in groupby(events, key=lambda event: date_words(event.date)):
            lines.append(f"        {period}")
            lines += [f"            : {_words(event, losses)}" for event in told]
    if timeline.undated:
        lines += ["    section Undated", "        undated"]
        lines += [f"            : {_words(event, losses)}" for event in timeline.undated]
    return Written(("\n".join(lines) + "\n").encode(), losses.all())


def _words(event: Event, losses: Losses) -> str:
    """The title with its status; never empty, which Mermaid cannot parse."""
    status = "" if event.status == "happened" else f" ({event.status})"
    title = losses.title(event, limit=LONGEST)
    drawn = title.translate(_LOOKALIKES)
    if drawn != title:
        losses.note(event, "title", "signs of Mermaid's own language are replaced by lookalikes")
    return f"{drawn or '…'}{status}"
