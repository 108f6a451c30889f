"""Using the page: by keyboard, on a phone, in the dark, on paper, with thousands of events."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Open
from invented import ARTICLES, Article, Telling, day, many, texts_of, timeline_of, weir
from playwright.sync_api import Page, expect

TEXTS = texts_of(ARTICLES)
EVENTS = [*weir().events, *weir().undated]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_going_through_the_events_by_key(opened: Open) -> None:
    page = opened(weir(), TEXTS)
    page.keyboard.press("j")
    assert focused(page) == EVENTS[0].title
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page) == EVENTS[1].title
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=EVENTS[1].title)).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_role("dialog", name=EVENTS[2].title)).to_be_visible()
    page.get_by_role("button", name="Later").click()
    expect(page.get_by_role("dialog", name=EVENTS[3].title)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert focused(page) == EVENTS[3].title
    for _ in range(len(EVENTS)):
        page.keyboard.press("j")
    assert focused(page) == EVENTS[-1].title
    expect(page.locator(".event").last).to_be_in_viewport()


def test_keys_skip_what_is_filtered_out(opened: Open) -> None:
    page = opened(weir(), TEXTS, "#status=planned")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "Public hearing on the failure of the gate"
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert focused(page) == "River board meets"


def test_searching_by_key(opened: Open) -> None:
    page = opened(weir(), TEXTS)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jkn?")  # letters, not commands
    expect(page.get_by_role("searchbox")).to_have_value("jkn?")
    expect(page.get_by_text("No event fits")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page.get_by_text("No event fits")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_the_list_of_keys(opened: Open) -> None:
    page = opened(weir(), TEXTS)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("next and previous event")
    page.keyboard.press("j")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_tabbing(opened: Open) -> None:
    """From the top in reading order, and nothing that is focused is hidden."""
    page = opened(weir(), TEXTS)
    reached = []
    for _ in range(24):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || document.activeElement.value"
                " || document.activeElement.textContent).trim()"
            )
        )
    assert reached[:5] == [
        "Skip to the events", "Colours: as the system", "Keys", "First day shown", "Last day shown"
    ]  # fmt: skip
    assert reached[-2:] == ["A first mill stands at the weir", "Marrow Weir is built"] or (
        "A first mill stands at the weir" in reached
    )
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == EVENTS[0].title


def test_roles_and_names(opened: Open) -> None:
    page = opened(weir(), TEXTS)
    expect(page.get_by_role("main", name="Events")).to_be_visible()
    expect(page.get_by_role("search", name="Filters")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("region", name="2024", exact=True)).to_have_count(1)
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, a, [role=slider]")]
            .filter(one => !(one.ariaLabel || one.labels?.length || one.textContent.trim()))
            .map(one => one.outerHTML)"""
    )
    assert unnamed == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    page.locator("#text").fill("ferries")
    expect(page.get_by_role("status").first).to_have_text("1 of 22 events")


CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "address",
    ["", "#{conflict}", "#status=planned&q=board&from=2024", "#{conflict}&status=alleged"],
)
def test_contrast(opened: Open, dark: bool, address: str) -> None:
    conflict = next(event.id for event in weir().events if event.conflicts)
    page = opened(weir(), TEXTS, address.format(conflict=conflict), dark=dark)
    found = page.evaluate(CONTRAST)
    assert len(found) > 30
    assert [words for words in found if words[0] < 4.5] == []


def test_dark_by_the_system_and_by_hand(opened: Open) -> None:
    page = opened(weir(), TEXTS, dark=True)

    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    dark = ground()
    page.get_by_role("button", name="Colours").click()
    light = ground()
    assert light != dark
    page.emulate_media(color_scheme="light")
    page.reload()
    assert ground() == light  # remembered
    page.get_by_role("button", name="Colours: light").click()
    assert ground() == dark
    page.get_by_role("button", name="Colours: dark").click()
    assert ground() == light
    page.emulate_media(color_scheme="dark")
    assert ground() == dark


def test_paper(opened: Open) -> None:
    page = opened(weir(), TEXTS, "#q=board", dark=True, width=500)  # quotes of many lines
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for gone in ("#text", "#theme", "#zoom-in", "#close", "#clear"):
        expect(page.locator(gone)).to_be_hidden()
    # That it is not everything must be seen, and what was chosen.
    expect(page.locator("#count")).to_have_text("15 of 22 events")
    expect(page.locator("#chosen")).to_be_visible()
    expect(page.locator("#chosen")).to_have_text("(with “board”)")
    clipped = page.evaluate(
        "[...document.querySelectorAll('.event:not([hidden]) blockquote')]"
        ".filter(one => one.scrollHeight > one.clientHeight + 1).length"
    )
    assert clipped == 0
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("width", [320, 360, 768, 1000, 1280])
def test_nothing_is_wider_than_the_window(opened: Open, width: int) -> None:
    long = Article("a" * 300 + ".txt", f"On 5 May {'x' * 500} opened.", "Title" * 80)
    timeline = timeline_of(
        [long, *ARTICLES],
        [
            Telling(
                "W" * 400,
                day("2024-05-05", "5 May"),
                [(long, long.text, "5 May")],
                status="planned",
                place="P" * 300,
                participants=("N" * 300,),
                conflicts=(day("2023-05-05", "5 May"),),
            ),
            *(
                Telling("Short", None, [(ARTICLES[0], "Nobody was hurt.", None)], status, id=status)
                for status in ("alleged", "denied", "cancelled", "happened")
            ),
        ],
    )
    page = opened(timeline, texts_of([long]), width=width, height=740)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= width
    if page.locator("#more").is_visible():
        page.locator("#more").click()
        assert page.locator("#more").get_attribute("aria-expanded") == "true"
        assert page.evaluate(wide) <= width
    page.locator("#from").fill("2024")
    page.locator("#from").press("Enter")
    page.locator(".title").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(wide) <= width
    body = page.locator("#reader-body")
    assert body.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


def test_a_phone(opened: Open) -> None:
    page = opened(weir(), TEXTS, width=360, height=740, has_touch=True, is_mobile=True)
    page.locator(".title").nth(2).tap()
    reader = page.get_by_role("dialog", name=EVENTS[2].title)
    box = reader.bounding_box()
    assert box and (box["x"], box["y"], box["width"]) == (0, 0, 360)
    assert page.evaluate("document.querySelector('#reader').matches(':modal')")
    page.get_by_role("button", name="Later").tap()
    expect(page.get_by_role("dialog", name=EVENTS[3].title)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".title").nth(2).tap()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Escape")
    page.locator(".title").nth(4).tap()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_five_thousand_events(opened: Open) -> None:
    page = opened(many(5000), {})
    expect(page.locator(".event")).to_have_count(5000)
    page.locator("#text").fill("town 123")
    expect(page.locator("#count")).to_have_text("15 of 5,000 events")
    page.locator("#text").fill("")
    expect(page.locator("#clear")).to_be_hidden()
    page.locator("#text").blur()
    page.keyboard.press("k")  # from nowhere: the last
    expect(page.locator(":focus")).to_contain_text("The board of town 4999")
    expect(page.locator(".event").last).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="The board of town 4999")).to_be_visible()


@pytest.mark.parametrize("number", [0, 1])
def test_few_events(opened: Open, number: int) -> None:
    article = Article("a.txt", "It rained on Monday.")
    events = [Telling("Rain", day("-0043-03-15", "Monday"), [(article, article.text, "Monday")])]
    page = opened(timeline_of([article], events[:number]), texts_of([article]))
    if number:
        expect(page.locator(".date")).to_have_text("15 March 44 BCE")
        page.get_by_label("to", exact=True).fill("44 BCE")
        page.get_by_label("to", exact=True).press("Enter")
        assert page.evaluate("location.hash") == "#to=-0043-12-31"
        expect(page.locator(".event")).to_be_visible()
        page.get_by_role("button", name="Zoom in").click()
    else:
        expect(page.get_by_text("No events were found in these documents.")).to_be_visible()
        page.keyboard.press("j")
        expect(page.locator("#strip")).to_be_hidden()


def test_without_javascript(opened: Open) -> None:
    page = opened(weir(), TEXTS, java_script_enabled=False)
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
