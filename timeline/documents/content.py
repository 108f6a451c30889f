"""What a reader finds in a file: its articles, and what the file says about each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from timeline.errors import DocumentError
from timeline.records import PublicationDay

# Every line becomes a record of some 500 bytes; the King James Bible has 100,000 lines of text.
MOST_LINES = 500_000
MOST_CHARACTERS = 20_000_000  # of the text of one document; a long book has 2 million
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # where str.splitlines breaks
# NUL, and halves of characters that no UTF-8 file can hold: JSON and PDF can spell them.
_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")


class NotADocumentError(DocumentError):
    """Nothing is wrong with the file, but it is no article: of a folder it is left aside."""


@dataclass(frozen=True, slots=True)
class Content:
    """One article. `dates` are every day that the file itself names, best first."""

    text: str
    title: str | None = None
    lang: str | None = None  # an editor's word; a page's own goes to `page_lang`
    page_lang: str | None = None
    url: str | None = None
    dates: tuple[PublicationDay, ...] = ()
    notes: tuple[str, ...] = ()  # for people: what was guessed, repaired or left out
    pages: tuple[int, ...] = ()  # offsets in `text` at which its pages begin
    part: str | None = None  # which of several articles of the file; None: the file is the article


@dataclass(frozen=True, slots=True)
class Failed:
    """An article of a file that could not be read, while others could."""

    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileContent:
    """Everything in one file."""

    articles: tuple[Content, ...]
    failed: tuple[Failed, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader is told: `lang` breaks ties between encodings, `fields` names columns."""

    lang: str = "en"
    fields: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[bytes, Asked], FileContent]  # DocumentError, or ExtraMissingError


def one(content: Content) -> FileContent:
    """A file that is one article."""
    return FileContent((content,))


def extracted(text: str) -> str:
    """Text out of a format of its own, what no file can hold replaced; checked as `readable`."""
    return readable(writable(text))


def writable(text: str) -> str:
    """The text with what no file can hold replaced, one character for one."""
    return _UNWRITABLE.sub("\ufffd", text)


def readable(text: str) -> str:
    """The text itself; DocumentError when it is empty, or longer than anything that people read."""
    if not text.strip():
        raise DocumentError("empty: there is nothing in it to read")
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(f"more than {MOST_CHARACTERS:,} characters of text; split it")
    if sum(map(text.count, _BREAKS)) - text.count("\r\n") > MOST_LINES:
        raise DocumentError(f"more than {MOST_LINES:,} lines; split it")
    return text


def meta(*days: datetime.date | None) -> tuple[PublicationDay, ...]:
    """Days that the file gives as its publication."""
    return tuple(PublicationDay(day, "meta") for day in days if day is not None)


def in_short(error: Exception) -> str:
    """What a library says of a broken file, which may be half of the file, in one short line."""
    return writable(" ".join(str(error).split())[:120])


def one_line(title: object) -> str | None:
    """A title as people write it. None: there is none."""
    return writable(" ".join(title.split())) or None if isinstance(title, str) else None
