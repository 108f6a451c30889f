"""Small PDF and Word files, byte by byte, for tests that need to know what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def pages_pdf(pages: Sequence[Sequence[str] | None], *, made: str = "20260102030405Z") -> bytes:
    """A PDF with these lines on its pages; None is a page with a picture and no text."""
    kids, bodies = [], []
    for index, lines in enumerate(pages):
        number = 6 + 2 * index
        kids.append(b"%d 0 R" % number)
        drawn = b"q 100 0 0 100 72 600 cm /Im1 Do Q" if lines is None else _drawn(lines)
        resources = b"/XObject << /Im1 5 0 R >>" if lines is None else b"/Font << /F1 3 0 R >>"
        bodies += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << %s >> >>" % (number + 1, resources),
            stream(drawn),
        ]
    picture = stream(
        b"\x80", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray",
    )  # fmt: skip
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids)),
            FONT,
            b"<< /Title (The lock) /CreationDate (D:%s) /ModDate (D:20260203040506Z) >>"
            % made.encode(),
            picture,
            *bodies,
        ],
        b"/Info 4 0 R",
    )


def _drawn(lines: Sequence[str]) -> bytes:
    shown = []
    for line in lines:
        words = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(b"(%s) Tj T*" % words.encode("cp1252"))
    return b"BT /F1 12 Tf 14 TL 72 770 Td\n" + b"\n".join(shown) + b"\nET"


def docx(body: str, *, created: str | None = "2026-01-02T03:04:05Z", title: str = "") -> bytes:
    """A Word document with this XML in its body."""
    office = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dates = (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>' if created else ""
    )
    return package(
        {
            "word/document.xml": f"<w:document {_W} {_MC}><w:body>{body}</w:body></w:document>",
            "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{office}" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title>{dates}</cp:coreProperties>",
        }
    )


def package(parts: dict[str, str]) -> bytes:
    """A package of Open XML with what names its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/><Override '
            'PartName="/docProps/core.xml" ContentType='
            '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" '
            f'Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
        )
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return file.getvalue()


def paragraph(words: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
