"""Word documents: the paragraphs of the body in order, those in tables and text boxes included.

python-docx opens the package; the words are collected here, because its own `Paragraph.text`
leaves out what was inserted with changes tracked. Deleted words, headers, footers and comments
are no part of the text.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from timeline.documents.content import (
    Asked,
    Content,
    FileContent,
    extracted,
    in_short,
    one,
    one_line,
)
from timeline.documents.formats.extras import extra
from timeline.errors import DocumentError
from timeline.records import PublicationDay, PublishedFrom

# Unpacked XML takes several times its size in memory: 751 KB of package that unpack to 300 MB took
# python-docx to 819 MB.
MOST_XML = 50 * 1024 * 1024  # bytes, unpacked, of all parts but pictures
MOST_UNPACKED = 200 * 1024 * 1024  # bytes, everything
MOST_PARTS = 2_000
_XML = (".xml", ".rels")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0"  # the container of .doc, and of .docx with a password


def read_docx(data: bytes, _: Asked) -> FileContent:
    """The text of a Word document. The days in its properties are of the file."""
    with extra("docx", "Word documents"):
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    _check_package(data)
    try:
        package = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, PackageNotFoundError, zipfile.BadZipFile) as error:
        raise DocumentError(
            f"it is no Word document that can be read ({in_short(error)})"
        ) from error
    paragraphs = list(_paragraphs(package.element.body))
    properties = package.core_properties
    return one(
        Content(
            extracted("\n\n".join(words for words, _ in paragraphs)),
            title=_title(paragraphs) or one_line(properties.title),
            dates=tuple(_properties(properties)),
            notes=("its footnotes are not read",) if _has_footnotes(package) else (),
        )
    )


def _check_package(data: bytes) -> None:
    """DocumentError for what is no package, or unpacks to more than any document.

    zipfile never unpacks more of a part than its directory declares, so declared sizes are enough.
    """
    if data.startswith(_OLE):
        raise DocumentError("an old .doc, or locked with a password; save it as .docx without one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DocumentError(f"it is no Word document: {in_short(error)}; save it again") from error
    if len(parts) > MOST_PARTS:
        raise DocumentError(f"a package of more than {MOST_PARTS:,} parts; save its text as .txt")
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith(_XML))
    if xml > MOST_XML or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise DocumentError(
            f"it unpacks to more than {MOST_XML // 1024**2} MB of markup or "
            f"{MOST_UNPACKED // 1024**2} MB in all; split it, or save its text as .txt"
        )


def _has_footnotes(package: Any) -> bool:
    return any(
        b"<w:t" in relation.target_part.blob
        for relation in package.part.rels.values()
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes"))
    )


def _paragraphs(body: Any) -> Iterator[tuple[str, str]]:
    """(words, name of the style) of every paragraph that has words."""
    for paragraph in body.iter(f"{_W}p"):
        if any(above.tag == f"{_MC}Fallback" for above in paragraph.iterancestors()):
            continue  # a text box again, for programs that cannot show it
        words = "".join(_words(paragraph)).strip()
        if words:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            yield words, "" if style is None else style.get(f"{_W}val", "")


def _words(element: Any) -> Iterator[str]:
    """The runs of one paragraph: not of text boxes in it, which are paragraphs of their own."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        elif child.tag not in (f"{_W}txbxContent", f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"):
            yield from _words(child)


def _title(paragraphs: list[tuple[str, str]]) -> str | None:
    """The paragraph in the style Title: the property is often that of the template."""
    return next((one_line(words) for words, style in paragraphs if style == "Title"), None)


def _properties(properties: Any) -> Iterator[PublicationDay]:
    """When the file was made and changed: a template or a copy is as old as its original."""
    places: tuple[PublishedFrom, ...] = ("created", "modified")
    for place in places:
        try:
            moment = getattr(properties, place)
        except ValueError:
            continue
        if isinstance(moment, datetime.datetime):
            yield PublicationDay(moment.date(), place)
