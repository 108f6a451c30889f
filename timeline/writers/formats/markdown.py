"""Markdown: a list to read, print or paste, with every quote below its event."""

from __future__ import annotations

import re

from timeline.contract import Document, Event, TimelineFile
from timeline.writers.losses import Losses
from timeline.writers.wording import date_words, heading, one_line, web
from timeline.writers.written import Part, Written

_NEVER: dict[Part, str] = {
    "id": "for people",
    "precision": "dates are in words: EDTF and TIMEX3 are for programs",
    "offsets": "for people",
    "generator": "for people",
    "tellings": "the quotes stand for themselves",
    "documents": "hash and length are for programs",
}
# For programs: `extract` takes no such file for an article (documents/formats/text.py).
_OURS = "<!-- made by timeline: no article -->"
_PERCENT = re.compile(r"[<>\\]")  # what would end a link, or is read as an escape
_BULLET = re.compile(r"^(\d*)([-+.])(?= |$)")  # what begins a list: "-", "1."
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#!|~&$@:])")


def write(timeline: TimelineFile) -> Written:
    """CommonMark. Text of articles is escaped: it makes no markup, no link and no HTML."""
    losses = Losses(timeline, _NEVER)
    documents = {document.id: document for document in timeline.documents}
    lines = [_OURS, "", f"# {escaped(heading(timeline))}", ""]
    for event in timeline.events:
        lines += _event(event, documents, losses)
    if timeline.undated:
        lines += ["", "## Undated", ""]
        for undated in timeline.undated:
            lines += _event(undated, documents, losses)
    if timeline.skipped:
        lines += ["", "## Not read or not answered", ""]
        lines += [
            f"- “{escaped(one.document)}” ({escaped(one.where)}): {escaped(one.reason)}"
            for one in timeline.skipped
        ]
    return Written(("\n".join(lines) + "\n").encode(), losses.all())


def escaped(text: str) -> str:
    """The text as text, on one line: whatever Markdown or HTML would see in it is a backslash's."""
    marked = _BULLET.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line(text)))
    # GitHub makes links of bare www. addresses too
    return re.sub(r"(?i)\bwww\.", r"www\\.", marked)


def _event(event: Event, documents: dict[str, Document], losses: Losses) -> list[str]:
    title = losses.title(event)
    losses.shown(event)
    if event.date is not None:
        losses.note(event, "origin", "only the words of the date, inside the quote")
    date = f"**{date_words(event.date)}** " if event.date is not None else ""
    status = "" if event.status == "happened" else f"*{event.status}*, "
    lines = [f"- {date}{escaped(title)} ({status}confidence {event.confidence:.2f})", ""]
    about = [
        ("place", escaped(event.place or "")),
        ("with", ", ".join(escaped(name) for name in event.participants)),
        ("also dated", ", ".join(date_words(date) for date in event.conflicts)),
        *((escaped(name), escaped(words)) for name, words in losses.fields(event)),
    ]
    known = [f"{name}: {words}" for name, words in about if words]
    if known:
        lines += [f"  {'; '.join(known)}", ""]
    for mention in event.mentions:
        lines += [f"  > “{escaped(mention.quote)}”", "  >"]
        lines += [f"  > — {_source(documents[mention.document])}", ""]
    return lines


def _source(document: Document) -> str:
    title = f"“{escaped(document.title)}”, " if document.title else ""
    published = f", published {document.published}" if document.published else ""
    address = web(document.url)
    link = f", <{_PERCENT.sub(_percent, address)}>" if address else ""
    return f"{title}{escaped(document.id)}{published}{link}"


def _percent(sign: re.Match[str]) -> str:
    return f"%{ord(sign[0]):02X}"
