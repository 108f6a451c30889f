"""RSS and Atom: every entry is a document, as long as the feed gives more than its title."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.documents.content import (
    Asked,
    Content,
    Failed,
    FileContent,
    NotADocumentError,
    extracted,
    meta,
    one_line,
)
from timeline.documents.days import day_in
from timeline.documents.formats.extras import extra
from timeline.documents.formats.markup import read_markup
from timeline.errors import DocumentError
from timeline.records import PublicationDay

LARGEST = 20_000_000  # bytes
MOST_ENTRIES = 10_000


def read_feed(data: bytes, _: Asked) -> FileContent:
    """The entries, called by their number in the feed."""
    with extra("feeds", "feeds"):
        import feedparser  # type: ignore[import-untyped]
    if len(data) > LARGEST:
        raise DocumentError(f"a feed larger than {LARGEST:,} bytes; split it")
    if b"<!ENTITY" in data:
        raise DocumentError("a feed declares no entities; remove the declarations")
    # From a stream: a string could be taken for an address or for the name of a file.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise NotADocumentError("it is neither RSS nor Atom")
    entries = feed.entries
    if not entries:
        raise DocumentError("empty: a feed without entries")
    if len(entries) > MOST_ENTRIES:
        raise DocumentError(f"a feed of more than {MOST_ENTRIES:,} entries; split it")
    articles: list[Content] = []
    failed: list[Failed] = []
    language = str(feed.feed.get("language") or "").partition("-")[0].lower() or None
    rss = str(feed.version).startswith("rss")
    for number, entry in enumerate(entries, start=1):
        try:
            articles.append(_article(str(number), entry, language, rss=rss))
        except DocumentError as error:
            failed.append(Failed(str(number), str(error)))
    broken = feed.get("bozo") and "its XML is not well formed: entries may be missing"
    return FileContent(tuple(articles), tuple(failed), (broken,) if broken else ())


def _article(part: str, entry: Mapping[str, Any], language: str | None, *, rss: bool) -> Content:
    text = _longest(entry)
    if not text:
        raise DocumentError("empty: the feed gives a title and no text; save the article itself")
    link = entry.get("link")
    return Content(
        extracted(text),
        title=one_line(read_markup(str(entry.get("title") or "")).text),
        page_lang=language,
        url=link if isinstance(link, str) and link.startswith(("https://", "http://")) else None,
        dates=tuple(_dates(entry, rss=rss)),
        part=part,
    )


def _longest(entry: Mapping[str, Any]) -> str:
    """The whole text where the feed has it, else the summary."""
    details = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    return max((_shown(detail) for detail in details), key=len)


def _shown(detail: Mapping[str, Any]) -> str:
    value = str(detail.get("value") or "")
    return value if detail.get("type") == "text/plain" else read_markup(value).text


def _dates(entry: Mapping[str, Any], *, rss: bool) -> Iterator[PublicationDay]:
    """The days as the feed writes them, in its time zone.

    Atom's `updated` is a day of change. RSS knows none: feedparser calls its dc:date so.
    """
    published = day_in(_said(entry, "published"))
    updated = day_in(_said(entry, "updated"))
    if published is None and rss:
        published, updated = updated, None
    yield from meta(published)
    if created := day_in(_said(entry, "created")):
        yield PublicationDay(created, "created")
    if updated:
        yield PublicationDay(updated, "modified")


def _said(entry: Mapping[str, Any], name: str) -> object:
    """What the entry has; feedparser itself would answer `updated` with `published`."""
    return entry.get(name) if name in set(entry) else None
