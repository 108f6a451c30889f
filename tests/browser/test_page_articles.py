"""Opening an event: its quotes, marked exactly where they stand in the article."""

# ruff: noqa: E501  (events in rows, with their sentences whole)
from __future__ import annotations

import json
from typing import Any

import pytest
from chromium import Open
from invented import ARTICLES, Article, Telling, day, texts_of, timeline_of, weir
from playwright.sync_api import Page, expect

from timeline import contract

GATE = next(event for event in weir().events if "gives way" in event.title)

# Letters outside the first 65,536, and letters of several code points, before, in and after.
EMOJI = Article(
    "emoji.txt", "👩‍👩‍👧‍👦🌊 On 5 May 2024 🇩🇪 the 🌉 opened. 𝔑ext day 🚣🏽 it closed. 👍"
)
RTL = Article("arabic.txt", "مقدمة 🕊️\nافتتح الجسر في 5 مايو 2024 بحضور الناس. ثم عاد الجميع.")
TWO = Article("two.txt", "The mill burned in 1871 and was rebuilt in 1873. It stands.")
SEVERAL = timeline_of(
    (EMOJI, RTL, TWO),
    (
        Telling("Bridge opens", day("2024-05-05"), [(EMOJI, "On 5 May 2024 🇩🇪 the 🌉 opened.", "5 May 2024")]),
        Telling("Bridge closes", day("2024-05-06"), [(EMOJI, "𝔑ext day 🚣🏽 it closed.", "𝔑ext day")]),
        Telling("افتتاح الجسر", day("2024-05-05"), [(RTL, "افتتح الجسر في 5 مايو 2024 بحضور الناس.", "5 مايو 2024")]),
        Telling("Mill burns", day("1871-01-01"), [(TWO, "The mill burned in 1871 and was rebuilt in 1873.", "1871")]),
        Telling("Mill is rebuilt", day("1873-01-01"), [(TWO, "The mill burned in 1871 and was rebuilt in 1873.", "1873"), (TWO, "was rebuilt in 1873. It stands.", "1873")]),
    ),
)  # fmt: skip
TEXTS = texts_of((EMOJI, RTL, TWO))

MARKS = """(selector) => [...document.querySelectorAll(selector)].map(mark => {
    const article = mark.closest(".article");
    const before = document.createRange();
    before.selectNodeContents(article);
    before.setEndBefore(mark);
    const start = [...before.toString()].length;
    return [start, start + [...mark.textContent].length];
})"""


def spans(page: Page, selector: str) -> list[tuple[int, int]]:
    """Code point offsets of the marked pieces, those that touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in page.evaluate(MARKS, selector):
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@pytest.mark.parametrize("event", SEVERAL.events, ids=[event.title for event in SEVERAL.events])
def test_marks_stand_where_the_file_says(opened: Open, event: Any) -> None:
    page = opened(SEVERAL, TEXTS, f"#{event.id}")
    (document,) = {mention.document for mention in event.mentions}
    assert page.locator(".article").text_content() == TEXTS[document]
    starts = [mention.start for mention in event.mentions]
    ends = [mention.end for mention in event.mentions]
    assert spans(page, ".article mark") == [(min(starts), max(ends))]
    best = event.mentions[0]
    assert spans(page, ".article mark.current") == [(best.start, best.end)]
    assert spans(page, ".article mark b") == [(best.when.start, best.when.end)]
    card = page.locator(".event.open blockquote")
    assert card.text_content() == best.quote
    assert card.locator("b").text_content() == best.when.text


def test_several_articles_and_quotes(opened: Open) -> None:
    page = opened(weir(), texts_of(ARTICLES), f"#{GATE.id}")
    reader = page.get_by_role("dialog", name=GATE.title)
    expect(reader.locator(".reader-when")).to_have_text("5 March 2024, 05:50")
    expect(reader.locator(".article")).to_have_count(2)
    first, second = (mention.quote for mention in GATE.mentions)
    assert reader.locator("mark.current").all_text_contents() == [
        "The gate failed on ", "5 March 2024 at ten to six in the morning", "."
    ]  # fmt: skip
    page.keyboard.press("n")
    assert "".join(reader.locator("mark.current").all_text_contents()) == second
    expect(reader.locator("mark.current").first).to_be_in_viewport()
    page.keyboard.press("n")
    assert "".join(reader.locator("mark.current").all_text_contents()) == first
    reader.get_by_role("button", name="The main lock gate").click()
    assert "".join(reader.locator("mark.current").all_text_contents()) == second


def test_other_events_of_the_article_can_be_reached_from_it(opened: Open) -> None:
    page = opened(weir(), texts_of(ARTICLES), f"#{GATE.id}")
    page.get_by_role("dialog").get_by_role("link", name="The new gate is to be finished").click()
    expect(page.get_by_role("dialog", name="New gate is finished")).to_be_visible()
    expect(page.locator(".event.open .title")).to_have_text("New gate is finished")


def test_disagreeing_dates_and_how_a_date_is_known(opened: Open) -> None:
    event = next(event for event in weir().events if event.conflicts)
    page = opened(weir(), texts_of(ARTICLES), f"#{event.id}")
    expect(page.locator(".event.open .tag.conflict")).to_have_text("dates disagree: also 2019")
    expect(page.locator(".disagreement")).to_contain_text("2019 From “2019”.")
    week = next(event for event in weir().events if "postpones" in event.title)
    page = opened(weir(), texts_of(ARTICLES), f"#{week.id}")
    facts = page.locator(".facts")
    expect(facts).to_contain_text("“Last week”, counted from 9 March 2024.")
    expect(page.locator(".event.open .note")).to_have_text("some time that week")
    report = next(event for event in weir().events if event.title == "Harbour is closed")
    page = opened(weir(), texts_of(ARTICLES), f"#{report.id}")
    expect(page.locator(".facts")).to_contain_text("No words of the text say when.")
    expect(page.locator(".event.open .note")).to_have_text("day of the report")


def test_what_a_telling_says_of_itself_and_where_it_was_published(opened: Open) -> None:
    data = json.loads(contract.dumps(weir()))
    data["documents"][0]["url"] = "https://news.example/weir"
    data["documents"][1]["url"] = "javascript:alert(1)"
    event = next(event for event in data["events"] if event["conflicts"])
    own = {"date": event["conflicts"][0], "status": "happened", "participants": ["Ilse Brandt"]}
    event["mentions"][1] |= own
    timeline = contract.loads(json.dumps(data), name="weir")
    page = opened(timeline, texts_of(ARTICLES), f"#{event['id']}")
    words = page.locator(".quote-button").nth(1).locator(".by").all_text_contents()
    assert words[1:] == [
        "date in this telling: 2019",
        "status in this telling: happened",
        "participants in this telling: Ilse Brandt",
    ]
    assert page.locator(".quote-button").nth(0).locator(".by").count() == 1
    links = page.locator("a[target]").evaluate_all("all => all.map(one => one.href)")
    assert set(links) == {"https://news.example/weir"}
    assert len(links) == 2  # over the article, and among the documents


def test_without_texts_the_quotes_stand_alone(opened: Open) -> None:
    page = opened(weir(), None, f"#{GATE.id}")
    expect(page.locator(".quote-button .said").first).to_have_text(GATE.mentions[0].quote)
    expect(page.locator(".articles .notice").first).to_contain_text("these are its quotes alone")
    expect(page.locator(".article")).to_have_count(0)
    expect(page.locator("#sources")).to_contain_text("its text is not in this page")


def test_a_text_that_has_changed_is_said_to(opened: Open) -> None:
    moved = {name: f"An inserted line.\n{text}" for name, text in texts_of(ARTICLES).items()}
    page = opened(weir(), moved, f"#{GATE.id}")
    expect(page.locator(".article mark")).to_have_count(0)
    expect(page.locator(".articles .notice").first).to_contain_text("cannot be found in this text")


def test_deep_links_and_the_way_back(opened: Open) -> None:
    page = opened(weir(), texts_of(ARTICLES), "#status=planned")
    page.get_by_role("link", name="River board meets").click()
    event = next(event for event in weir().events if event.title == "River board meets")
    assert page.evaluate("location.hash") == f"#{event.id}&status=planned"
    expect(page.get_by_role("dialog", name="River board meets")).to_be_visible()
    page.reload()
    expect(page.get_by_role("dialog", name="River board meets")).to_be_visible()
    expect(page.locator("#count")).to_have_text("3 of 22 events")
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("location.hash") == "#status=planned"
    page.go_forward()
    expect(page.get_by_role("dialog", name="River board meets")).to_be_visible()
    page.evaluate(f"location.hash = '{GATE.id}'")
    expect(page.get_by_role("dialog", name=GATE.title)).to_be_visible()
    expect(page.locator(".event.open")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["a=b&c", "é ü/#?", "events", "50%", "__proto__", "q=x"])
def test_any_id_can_be_linked_to(opened: Open, name: str) -> None:
    article = Article("a.txt", "It rained.")
    timeline = timeline_of(
        [article],
        [Telling("Rain", None, [(article, "It rained.", None)], id=name),
         Telling("Again", None, [(article, "It rained.", None)], id="other")],
    )  # fmt: skip
    page = opened(timeline)
    page.get_by_role("link", name="Rain").click()
    page.reload()
    expect(page.get_by_role("dialog", name="Rain")).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#other")
    expect(page.get_by_role("dialog", name="Again")).to_be_visible()


def test_copying_the_link(opened: Open) -> None:
    page = opened(weir(), None, f"#{GATE.id}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
