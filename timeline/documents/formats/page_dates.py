"""The days that a web page gives for itself, each by what it is: published, created, modified.

JSON-LD and <meta> first, because they say what a date is. Where they are silent, htmldate looks
at the page's dated elements; paragraphs, comments and whatever says "modified" are taken out
before, because a date in them is not the day of publication.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

from timeline.documents.content import meta
from timeline.documents.days import day_in
from timeline.documents.formats.extras import extra
from timeline.documents.formats.markup import Markup
from timeline.records import PublicationDay, PublishedFrom

# Names in use for the first publication, most explicit first.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "rnews:datepublished", "parsely-pub-date", "sailthru.date", "article.published",
    "published-date", "published_date", "publish-date", "publish_date", "publishdate",
    "publication_date", "citation_publication_date", "citation_online_date", "citation_date",
    "dc.date.issued", "dcterms.issued", "dc.issued", "prism.publicationdate", "pubdate", "pub_date",
    "article:publicationdate", "article_date_original", "originalpublicationdate", "date",
    "dc.date", "dcterms.date",
)  # fmt: skip
_CREATED = ("datecreated", "dc.date.created", "dcterms.created", "dc.created", "og:article:created")
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified",
    "dcterms.modified", "lastmod", "last-modified", "updated_time",
)  # fmt: skip
_ARTICLE = re.compile(r"Article|Posting|Report|Story|Blog|Book|Recording|CreativeWork|WebPage")
_EARLIEST, _LATEST = datetime.datetime(1900, 1, 1), datetime.datetime(2100, 1, 1)
_COMMENTS = re.compile(r"comment|reply|related|sidebar|promo|teaser|copyright", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|revis", re.IGNORECASE)
LONG_PARAGRAPH = 100  # characters; a line that only says who wrote when is shorter


def page_dates(found: Markup, source: str) -> tuple[PublicationDay, ...]:
    """Every day the page gives, published ones first."""
    said: dict[str, list[datetime.date]] = {
        "datePublished": [], "dateCreated": [], "dateModified": [],
    }  # fmt: skip
    for thing in _things(found.scripts):
        for name, days in said.items():
            if day := day_in(thing.get(name)):
                days.append(day)
    published = said["datePublished"] + _in_metas(found, _PUBLISHED) + _in_times(found)
    if not published:
        published = _by_htmldate(source)
    created = said["dateCreated"] + _in_metas(found, _CREATED)
    modified = said["dateModified"] + _in_metas(found, _MODIFIED)
    return (
        *dict.fromkeys(meta(*published)),
        *_claims(created, "created"),
        *_claims(modified, "modified"),
    )


def _claims(days: list[datetime.date], place: PublishedFrom) -> Iterator[PublicationDay]:
    for day in dict.fromkeys(days):
        yield PublicationDay(day, place)


def _in_metas(found: Markup, names: tuple[str, ...]) -> list[datetime.date]:
    days = ((names.index(name), day_in(content)) for name, content in found.metas if name in names)
    return [day for _, day in sorted((rank, day) for rank, day in days if day)]


def _in_times(found: Markup) -> list[datetime.date]:
    """Of <time pubdate> and <time itemprop=datePublished>."""
    return [
        day
        for said in found.times
        if ("pubdate" in said or "datepublished" in said.get("itemprop", "").lower())
        and (day := day_in(said.get("datetime")))
    ]


def _things(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """The page's own article in its JSON-LD: not the teasers and comments inside it."""
    for script in scripts:
        try:
            top = json.loads(script)
        except (ValueError, RecursionError):
            continue  # broken scripts are common, and the page is read all the same
        for thing in top if isinstance(top, list) else [top]:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for each in [thing, *(graph if isinstance(graph, list) else [])]:
                if isinstance(each, dict) and _ARTICLE.search(str(each.get("@type"))[:200]):
                    yield each


def _by_htmldate(source: str) -> list[datetime.date]:
    """What htmldate finds in the page's dated elements and address; [] when nothing."""
    with extra("html", "web pages"):
        from htmldate import find_date
        from htmldate.utils import load_html
    tree = load_html(source)
    if tree is None:
        return []
    for element in list(tree.iter()):
        if element.getparent() is not None and _is_no_place_for_it(element):
            element.drop_tree()
    found = find_date(
        tree, original_date=True, extensive_search=False, min_date=_EARLIEST, max_date=_LATEST
    )
    day = day_in(found)
    # A month alone is filled up with today's day by htmldate: only a day that is written counts.
    written = day is not None and _is_written(day, _all_words(tree))
    return [day] if day and written else []


def _is_no_place_for_it(element: Any) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in ("script", "style"):
        return True
    if tag == "meta":
        return True  # read above, by name
    names = " ".join(
        (element.get("class") or "", element.get("id") or "", element.get("itemprop") or "")
    )
    if tag not in ("html", "body", "main", "article") and _COMMENTS.search(names):
        return True
    if _CHANGED.search(names):
        return tag not in ("html", "body", "main", "article")
    words = element.text_content() if tag in ("p", "span", "time", "div", "li") else ""
    if tag in ("p", "li") and len(words) > LONG_PARAGRAPH:
        return True
    return 0 < len(words) <= LONG_PARAGRAPH and bool(_CHANGED.search(words))


def _all_words(tree: Any) -> str:
    attributes = (
        value for element in tree.iter() if isinstance(element.tag, str)
        for value in element.attrib.values()
    )  # fmt: skip
    return " ".join((tree.text_content(), *attributes))


def _is_written(day: datetime.date, words: str) -> bool:
    number = rf"0?{day.day}(?:st|nd|rd|th|er|\.)?"
    numeric = rf"{day.year}\D?0?{day.month}\D?{number}|{number}\D0?{day.month}\D{day.year}"
    american = rf"0?{day.month}\D{number}\D{day.year}"
    named = (
        rf"{number}\s+(?:de\s+)?\w{{3,10}}\.?,?\s+(?:de\s+)?{day.year}"
        rf"|\w{{3,10}}\.?\s+{number},?\s+{day.year}"
    )
    return bool(re.search(rf"(?<!\d)(?:{numeric}|{american}|{named})(?!\d)", words))
