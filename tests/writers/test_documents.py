"""Markdown, TimeML, JSON Lines and JSON-LD, each read by a program that knows the format."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from invented_timeline import hostile
from markdown_it import MarkdownIt
from pyld import jsonld
from read_back import lines, markdown_text

from timeline import contract
from timeline.timeml import read_timeml
from timeline.writers import FORMATS
from timeline.writers.formats.markdown import escaped
from timeline.writers.wording import date_words, one_line

TIMELINE = hostile()
SCHEMA_ORG = "https://schema.org/"


# Markdown


def test_markdown_shows_titles_and_quotes_as_text() -> None:
    shown = markdown_text(FORMATS["markdown"].write(TIMELINE).data)
    for event in (*TIMELINE.events, *TIMELINE.undated):
        assert one_line(event.title) in shown
        assert one_line(event.mentions[0].quote) in shown
    for dated in TIMELINE.events:
        assert date_words(dated.date) in shown


@pytest.mark.parametrize("title", ["-", "1. FC Vik wins", "+ 3 degrees", "2. ", "1) no"])
def test_a_title_begins_no_list(title: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"- {escaped(title)} (confidence 0.90)")
    (inline,) = (token for token in tokens if token.type == "inline")
    text = "".join(child.content for child in inline.children or ())
    assert text == f"{title.strip()} (confidence 0.90)"


def test_markdown_of_articles_makes_no_markup() -> None:
    tokens = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .parse(FORMATS["markdown"].write(TIMELINE).data.decode())
    )
    kinds = {child.type for token in tokens for child in token.children or ()}
    ours = ("strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close")
    assert kinds == {"text", *ours}
    links = {
        child.attrGet("href")
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    }
    assert links == {"https://news.example/a?b=%3Cc%3E&d=%22e%22"}
    blocks = {token.tag for token in tokens if token.type.endswith("_open")}
    assert blocks == {"h1", "h2", "ul", "li", "p", "blockquote"}
    emphasised = [
        children[at + 1].content
        for token in tokens
        if (children := token.children or [])
        for at, child in enumerate(children)
        if child.type == "em_open"
    ]
    assert set(emphasised) == {"planned", "alleged", "denied", "cancelled"}


# JSON Lines


def test_jsonl_has_the_events_of_the_contract() -> None:
    data = json.loads(contract.dumps(TIMELINE))
    assert lines(FORMATS["jsonl"].write(TIMELINE).data) == [*data["events"], *data["undated"]]


# TimeML


def _timeml() -> str:
    return FORMATS["timeml"].write(TIMELINE).data.decode()


def test_our_own_reader_reads_the_timeml() -> None:
    read = read_timeml(_timeml())
    found = [(timex.value, read.text[timex.start : timex.end]) for timex in read.timexes]
    for event in TIMELINE.events:
        assert (event.date.timex, event.date.text) in found, event.title
    (approximate,) = {t.mod for t in read.timexes if t.value in ("1349", "2014/2016")}
    assert approximate == "APPROX"
    quotes = [each.mentions[0].quote for each in (*TIMELINE.events, *TIMELINE.undated)]
    assert [quote for quote in quotes if quote not in read.text] == []


def test_the_timeml_ties_events_to_their_days() -> None:
    root = ElementTree.fromstring(_timeml())
    values = {timex.get("tid"): timex.get("value") for timex in root.iter("TIMEX3")}
    names = {event.get("eid"): event.text for event in root.iter("EVENT")}
    instances = {each.get("eiid"): each for each in root.iter("MAKEINSTANCE")}
    tied = [
        (
            names[instances[link.get("eventInstanceID")].get("eventID")],
            values[link.get("relatedToTime")],
        )
        for link in root.iter("TLINK")
    ]
    assert ("The ford is taken", "BC0044-03-15") in tied
    assert len(tied) == len(TIMELINE.events)
    assert len(instances) == len(TIMELINE.events) + len(TIMELINE.undated)
    modalities = {each.get("modality") for each in instances.values()}
    assert modalities == {None, "planned", "alleged", "denied", "cancelled"}


def test_timeml_has_a_creation_time_when_there_is_only_one() -> None:
    assert read_timeml(_timeml()).published is None
    first = TIMELINE.documents[0].published
    documents = tuple(one.model_copy(update={"published": first}) for one in TIMELINE.documents)
    one_day = TIMELINE.model_copy(update={"documents": documents})
    assert read_timeml(FORMATS["timeml"].write(one_day).data.decode()).published == first


# JSON-LD


@pytest.fixture(scope="module")
def expanded() -> list[dict[str, Any]]:
    """By a JSON-LD processor, with schema.org's context as far as we use it, and no network."""
    urls = ("eventStatus",)
    context = {
        "@vocab": SCHEMA_ORG,
        **{term: {"@type": "@id"} for term in urls},
        "startDate": {"@type": SCHEMA_ORG + "Date"},
        "endDate": {"@type": SCHEMA_ORG + "Date"},
        "datePublished": {"@type": SCHEMA_ORG + "Date"},
    }

    def load(url: str, _: object) -> dict[str, object]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    data = json.loads(FORMATS["jsonld"].write(TIMELINE).data)
    nodes: list[dict[str, Any]] = jsonld.expand(data, {"documentLoader": load})
    return nodes


def _of(node: dict[str, Any], term: str) -> list[Any]:
    values = node.get(SCHEMA_ORG + term, [])
    return [value.get("@value", value) for value in values]


def test_a_processor_finds_every_event(expanded: list[dict[str, Any]]) -> None:
    kinds = [node["@type"][0].removeprefix(SCHEMA_ORG) for node in expanded]
    assert kinds.count("NewsArticle") == 2 and kinds.count("Claim") == 2
    addresses = [url for node in expanded for url in _of(node, "url")]
    assert addresses == [TIMELINE.documents[0].url]
    events = [n for n in expanded if n["@type"] == [SCHEMA_ORG + "Event"]]
    events += [_of(n, "about")[0] for n in expanded if n["@type"] == [SCHEMA_ORG + "Claim"]]
    assert len(events) == len(TIMELINE.events) + len(TIMELINE.undated)
    by_title = {_of(event, "name")[0]: event for event in events}
    assert set(by_title) == {event.title for event in (*TIMELINE.events, *TIMELINE.undated)}
    assert _of(by_title["The ford is taken"], "startDate") == ["-0043-03-15"]
    assert _of(by_title["The bell is cast"], "startDate") == ["0099-05"]
    assert _of(by_title["A tough stance begins"], "endDate") == ["2016"]
    assert _of(by_title["A far year"], "startDate") == ["+012024"]
    assert _of(by_title["Somebody sings"], "startDate") == []
    ids = [event["@id"] for event in events]
    assert len(set(ids)) == len(ids)


def test_every_term_is_one_of_schema_org(expanded: list[dict[str, Any]]) -> None:
    """The processor dropped nothing: each key stands for a term, each quotation has its article."""
    articles = {n["@id"] for n in expanded if n["@type"] == [SCHEMA_ORG + "NewsArticle"]}
    told = json.dumps(expanded)
    assert set(re.findall(r'"https://schema.org/([a-z]\w+)"', told)) == {
        "about", "actor", "datePublished", "disambiguatingDescription", "endDate", "eventStatus",
        "headline", "identifier", "isPartOf", "location", "name", "propertyID", "startDate",
        "subjectOf", "text", "url", "value",
    }  # fmt: skip
    parts = set(re.findall(r'isPartOf": \[\{"@id": "([^"]+)"', told))
    assert parts == articles


def test_json_ld_can_stand_in_a_page() -> None:
    assert b"<" not in FORMATS["jsonld"].write(TIMELINE).data
