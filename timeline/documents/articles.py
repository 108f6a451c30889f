"""What a reader found and what stands beside the file → Documents."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline import front_matter
from timeline.documents.content import Content, FileContent
from timeline.documents.dateline import find_dateline
from timeline.documents.metadata import Metadata
from timeline.documents.published import choose
from timeline.records import Document, PublicationDay, PublishedFrom

# A page's own word for its language counts where there is a table of time words for it in
# dates/lang; an editor's always does, and `--lang` where nobody says.
TABLES = frozenset(("de", "en"))


class Beside(NamedTuple):
    """What is known about a file without looking into it."""

    name: str  # for people, and the id of what is in it
    source: str
    sidecar: Metadata = Metadata()
    named: datetime.date | None = None  # by its name or its folders
    changed: datetime.date | None = None  # None: nobody asked


def documents_of(
    content: FileContent,
    beside: Beside,
    data: bytes,
    *,
    option: datetime.date | None,
    order: Sequence[PublishedFrom],
    lang: str,
) -> list[tuple[Document, tuple[str, ...]]]:
    """Each article of a file as a document, and the remarks on it.

    One of several articles is not dated by the file's name, which says when they were collected.
    """
    made = []
    for article in content.articles:
        choice = choose(
            list(_said(article, beside)),
            find_dateline(article.text, front_matter.body_start(article.text)),
            option=option,
            order=order,
        )
        spoken, language_remark = _language(article, beside, lang)
        document = Document(
            id=beside.name if article.part is None else f"{beside.name}#{article.part}",
            text=article.text,
            published=choice.published,
            published_from=choice.place,
            source=beside.source,
            title=beside.sidecar.title or article.title,
            lang=spoken,
            sha256=hashlib.sha256(
                data if article.part is None else article.text.encode()
            ).hexdigest(),
            url=beside.sidecar.url or article.url,
            differing=choice.differing,
            pages=article.pages,
        )
        remarks = (*article.notes, choice.remark, language_remark)
        made.append((document, tuple(remark for remark in remarks if remark)))
    return made


def _said(article: Content, beside: Beside) -> Iterator[PublicationDay]:
    """Every day that any place names, but the dateline's."""
    if beside.sidecar.published:
        yield PublicationDay(beside.sidecar.published, "sidecar")
    yield from article.dates
    if beside.named and article.part is None:
        yield PublicationDay(beside.named, "filename")
    if beside.changed:
        yield PublicationDay(beside.changed, "mtime")


def _language(article: Content, beside: Beside, lang: str) -> tuple[str, str | None]:
    """The language to read in, and a remark when the page's own is not one of ours."""
    if spoken := beside.sidecar.lang or article.lang:
        return spoken, None
    page = (article.page_lang or lang).partition("-")[0]
    if page in TABLES or page == lang.partition("-")[0]:
        return page if article.page_lang and page in TABLES else lang, None
    return (
        lang,
        f"it calls its language {page!r}; read as {lang!r}, for want of a table of its words",
    )
