"""PDF: the text page by page. A page is a place in the text; a picture of a page has none."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.documents.content import (
    MOST_CHARACTERS,
    Asked,
    Content,
    FileContent,
    extracted,
    in_short,
    one,
)
from timeline.documents.content import one_line as line
from timeline.documents.formats.extras import extra
from timeline.errors import DocumentError
from timeline.records import PublicationDay, PublishedFrom

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000
_NAMED = 10  # pages named in a note; the rest are counted
_OCR = "run OCR on it first (ocrmypdf FILE FILE)"
_BETWEEN = "\n"  # a paragraph may run over the end of a page


def read_pdf(data: bytes, _: Asked) -> FileContent:
    """The text of all pages. The days in its properties are of the file, not of publication."""
    with extra("pdf", "PDF files"):
        import pypdf
        from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("it is locked with a password; save it without one")
        count = len(reader.pages)
    except (DependencyError, FileNotDecryptedError) as error:
        raise DocumentError("it is locked with a password; save it without one") from error
    except PdfReadError as error:
        raise DocumentError(
            f"it is no PDF that can be read ({in_short(error)}); save it again"
        ) from error
    if count == 0:
        raise DocumentError("empty: it has no pages")
    if count > MOST_PAGES:
        raise DocumentError(f"more than {MOST_PAGES:,} pages; split it")
    text, starts, notes = _text(reader)
    return one(
        Content(
            extracted(text),
            title=line(_property(reader, "title")),
            dates=tuple(_properties(reader)),
            notes=notes,
            pages=starts,
        )
    )


def _text(reader: PdfReader) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """The text, where each page begins in it, and notes on the pages that have none."""
    pieces: list[str] = []
    starts: list[int] = []
    scanned: list[int] = []
    broken: list[int] = []
    at = 0
    for number, page in enumerate(reader.pages, start=1):
        try:
            words = page.extract_text().strip("\n")
        except Exception:  # noqa: BLE001 - pypdf raises anything on broken pages; the page is named
            words = ""
            broken.append(number)
        else:
            if not words.strip() and _has_picture(page):
                scanned.append(number)
        starts.append(at)
        pieces.append(words + _BETWEEN)
        at += len(pieces[-1])
        if at > MOST_CHARACTERS:
            raise DocumentError(f"more than {MOST_CHARACTERS:,} characters of text; split it")
    text = "".join(pieces)
    if not text.strip():
        raise DocumentError(_why_empty(len(starts), scanned, broken))
    notes = []
    if scanned:
        notes.append(f"{_pages(scanned)} without text, only pictures: not read; {_OCR}")
    if broken:
        notes.append(f"{_pages(broken)} broken: not read")
    return text, tuple(starts), tuple(notes)


def _why_empty(count: int, scanned: list[int], broken: list[int]) -> str:
    if scanned:
        pictures = "only page is a picture" if count == 1 else f"{count} pages are pictures"
        return f"its {pictures} without text, as a scanner makes them; {_OCR}"
    if broken:
        return "none of its pages can be read; save it again"
    return f"empty: there is no text on its {count} pages"


def _pages(numbers: list[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:_NAMED])
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return f"page {named} is" if len(numbers) == 1 else f"pages {named}{more} are"


def _has_picture(page: PageObject) -> bool:
    """Whether anything but text is drawn: a picture, or a form that may hold one."""
    try:
        resources = page.get("/Resources")
        return resources is not None and "/XObject" in resources.get_object()
    except Exception:  # noqa: BLE001 - as above; a page without text is then called empty
        return False


def _properties(reader: PdfReader) -> Iterator[PublicationDay]:
    """When the file was made and changed: printing a page of 1999 today makes a file of today."""
    names: tuple[tuple[PublishedFrom, str], ...] = (
        ("created", "creation_date"),
        ("modified", "modification_date"),
    )
    for place, name in names:
        moment = _property(reader, name)
        if isinstance(moment, datetime.datetime):
            yield PublicationDay(moment.date(), place)


def _property(reader: PdfReader, name: str) -> object:
    """What the file says of itself. None: nothing, or nothing that can be read."""
    try:
        return getattr(reader.metadata, name, None)
    except Exception:  # noqa: BLE001 - as above; the text does not depend on it
        return None
