"""Web pages: the article by trafilatura, its dates by what the page says they are."""

from __future__ import annotations

import re

from timeline.documents.content import (
    Asked,
    Content,
    FileContent,
    NotADocumentError,
    extracted,
    one,
    one_line,
)
from timeline.documents.decode import decode
from timeline.documents.formats.extras import extra
from timeline.documents.formats.markup import Markup, read_markup
from timeline.documents.formats.page_dates import page_dates
from timeline.errors import DocumentError

LARGEST = 20_000_000  # bytes; a page of 3.4 MB took 14 s of the 60 that a file has
DEEPEST = 200  # levels; libxml2 drops, without a word, what is below 256
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # not in XML
_LANG = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")


def read_html(data: bytes, asked: Asked) -> FileContent:
    """The article of a saved page, without menus, teasers and comments."""
    with extra("html", "web pages"):
        import trafilatura  # noqa: F401 - asked for first, so that its absence is what is said
    if len(data) > LARGEST:
        raise DocumentError(f"a web page larger than {LARGEST:,} bytes; save its text as .txt")
    source, note = decode(data, lang=asked.lang, declared=declared_encoding(data))
    source = _CONTROLS.sub(" ", source)
    found = read_markup(source)
    if not found.text:
        raise DocumentError("empty: the page shows no text; it may need a browser to fill it in")
    if dict(found.metas).get("generator", "").startswith("timeline "):
        raise NotADocumentError("a page that timeline made; name the articles that it shows")
    notes = [note] if note else []
    text, headline = ("", None) if found.depth > DEEPEST else _article(source)
    if not text:
        text = found.text
        notes.append("no article was found in the page: all of its text was taken, menus included")
    return one(
        Content(
            extracted(text),
            title=_title(found, headline),
            page_lang=_language(found),
            url=_address(found),
            dates=page_dates(found, source if found.depth <= DEEPEST else ""),
            notes=tuple(notes),
        )
    )


def _article(source: str) -> tuple[str, str | None]:
    """The text and the headline that trafilatura finds; "" when it finds no article."""
    import trafilatura

    try:
        page = trafilatura.bare_extraction(
            source,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ValueError, TypeError, AttributeError):  # as it raises on broken pages
        return "", None
    if page is None or isinstance(page, dict):
        return "", None
    return spaced(page.text or ""), one_line(page.title)


def spaced(text: str) -> str:
    """A paragraph on each line → a blank line between paragraphs."""
    return "\n\n".join(line for line in text.splitlines() if line.strip())


_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)


def declared_encoding(data: bytes) -> str | None:
    """What the head of a page says it is encoded in. None: nothing."""
    found = _DECLARED.search(data[:4096])  # browsers look at the first 1,024 bytes
    return (found[1] or found[2]).decode("ascii") if found else None


def _title(found: Markup, headline: str | None) -> str | None:
    """What a page calls itself to those who link to it; else its headline, when <title> has it.

    A heading that <title> does not repeat may be that of a menu.
    """
    named = dict(reversed(found.metas))
    if linked := one_line(named.get("og:title")):
        return linked
    whole = one_line(found.title)
    return headline if headline and (whole is None or headline in whole) else whole


def _language(found: Markup) -> str | None:
    said = _LANG.match((found.lang or "").strip())
    return said[0].lower() if said else None


def _address(found: Markup) -> str | None:
    named = dict(reversed(found.metas))
    for address in (found.canonical, named.get("og:url")):
        if address and address.startswith(("https://", "http://")):
            return address
    return None
