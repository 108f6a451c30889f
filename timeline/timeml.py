"""TimeML: a document with TIMEX3 tags inline, read to plain text with offsets, and written back."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from timeline.errors import DocumentError
from timeline.records import DatedExpression

TYPES = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET"}
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3 tag. `text[start:end]` are its words; `value` is None where the tag has none."""

    start: int
    end: int
    type: str  # DATE, TIME, DURATION, SET
    value: str | None
    mod: str | None


@dataclass(frozen=True, slots=True)
class TimemlText:
    """The text of a TimeML document without its tags, and what the tags said."""

    text: str
    published: datetime.date | None  # the day of <DCT>; None when it names no whole day
    timexes: tuple[Timex, ...]


def read_timeml(source: str, name: str = "TimeML") -> TimemlText:
    """Parse a `.tml` document; only <TEXT> is text. DocumentError when it is no TimeML."""
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        raise DocumentError(f"{name}: a TimeML file has no DOCTYPE and no entities; remove them")
    try:
        root = ElementTree.fromstring(source)  # noqa: S314 - declarations that could expand are refused above
    except ElementTree.ParseError as error:
        raise DocumentError(f"{name}: not well-formed XML ({error}); expected TimeML") from error
    body = root.find("TEXT")
    if root.tag != "TimeML" or body is None:
        raise DocumentError(f"{name}: no <TEXT> inside <TimeML>; expected a TimeML document")
    pieces: list[str] = []
    timexes: list[Timex] = []
    _walk(body, pieces, timexes, 0)
    timexes.sort(key=lambda timex: (timex.start, timex.end))
    return TimemlText("".join(pieces), _published(root), tuple(timexes))


def _walk(node: ElementTree.Element, pieces: list[str], timexes: list[Timex], at: int) -> int:
    """Collect text and tags in document order; returns the offset after the node's content."""
    start = at
    pieces.append(node.text or "")
    at += len(pieces[-1])
    for child in node:
        at = _walk(child, pieces, timexes, at)
        pieces.append(child.tail or "")
        at += len(pieces[-1])
    if node.tag == "TIMEX3" and at > start:
        kind = node.get("type") or "DATE"
        timexes.append(Timex(start, at, kind, node.get("value"), node.get("mod")))
    return at


def _published(root: ElementTree.Element) -> datetime.date | None:
    timex = root.find("DCT/TIMEX3")
    found = DAY.match(timex.get("value") or "") if timex is not None else None
    if found is None:
        return None
    try:
        return datetime.date(*(int(group) for group in found.groups()))
    except ValueError:
        return None


def write_timeml(
    text: str, dated: tuple[DatedExpression, ...], published: datetime.date | None, name: str
) -> str:
    """The text with a TIMEX3 tag around every expression.

    Characters that XML cannot hold become U+FFFD.
    """
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n',
        f"<DOCID>{xml_text(name)}</DOCID>\n",
    ]
    if published is not None:
        out.append(
            f'<DCT><TIMEX3 tid="t0" type="DATE" value="{published}" temporalFunction="false" '
            f'functionInDocument="CREATION_TIME">{published}</TIMEX3></DCT>\n'
        )
    out.append("<TEXT>")
    at = 0
    for number, each in enumerate(dated, 1):
        span = each.expression
        out.append(xml_text(text[at : span.start]))
        out.append(f'<TIMEX3 tid="t{number}" {_attributes(each)}>{xml_text(span.text)}</TIMEX3>')
        at = span.end
    out.append(f"{xml_text(text[at:])}</TEXT>\n</TimeML>\n")
    return "".join(out)


def _attributes(each: DatedExpression) -> str:
    pairs = {"type": TYPES[each.expression.kind], "value": each.timex, "mod": each.mod}
    return " ".join(f"{key}={quoteattr(value)}" for key, value in pairs.items() if value)


def xml_text(text: str) -> str:
    """The text as XML reads it back, with U+FFFD for what XML cannot hold."""
    return escape(NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})  # a bare one is read as a line end
