"""What the filters let through, from the form and from the address."""

from __future__ import annotations

import re
import tomllib

import pytest
from chromium import Open
from command_line import REPOSITORY
from invented import weir
from playwright.sync_api import Page, expect

CASES = tomllib.loads((REPOSITORY / "tests/cases/page_filters.toml").read_text("utf-8"))["case"]
# Not ":visible": the browser skips the text of what is far below the screen.
SHOWN = "section:not([hidden]) .event:not([hidden])"
ALL = [event.title for event in (*weir().events, *weir().undated)]


def titles(page: Page) -> list[str]:
    return page.locator(f"{SHOWN} .title").all_text_contents()


@pytest.mark.parametrize("case", CASES, ids=[case["address"] for case in CASES])
def test_from_the_address(opened: Open, case: dict[str, list[str] | str]) -> None:
    page = opened(weir(), None, str(case["address"]))
    assert titles(page) == ALL if case["shows"] == "all" else titles(page) == case["shows"]


def test_every_event_is_there_in_order(opened: Open) -> None:
    page = opened(weir())
    assert titles(page) == ALL
    assert page.locator("main h2").all_text_contents() == [
        "12th century", "1931–1934", "1953", "1978–1991", "c. 1994–1996", "2012", "2019", "2020",
        "2021", "2023", "2024", "2026", "Undated",
    ]  # fmt: skip
    assert page.locator("#summary").inner_text() == (
        "20 dated events · 2 undated · the 12th century to 2026"
    )
    expect(page.locator("#sources li").first).to_contain_text("Lock gate fails at Marrow Weir")
    page.locator("#sources summary").click()
    expect(page.locator("#sources")).to_contain_text("minutes.pdf (document): there is no text")


def test_the_form(opened: Open) -> None:
    page = opened(weir())
    page.get_by_role("searchbox").fill("hinge NORTHERN")
    expect(page.locator("#count")).to_have_text("2 of 22 events")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(SHOWN)).to_have_count(22)

    page.get_by_label("Document", exact=True).select_option(label="letter-to-the-editor.txt")
    expect(page.locator("#count")).to_have_text("4 of 22 events")
    page.get_by_label("Document", exact=True).select_option("")

    page.get_by_role("checkbox", name="planned").check()
    expect(page.locator("#count")).to_have_text("3 of 22 events")
    page.get_by_role("checkbox", name="denied").check()
    expect(page.locator("#count")).to_have_text("4 of 22 events")
    page.get_by_role("checkbox", name="planned").uncheck()
    page.get_by_role("checkbox", name="denied").uncheck()
    page.get_by_role("checkbox", name="dates disagree").check()
    assert titles(page) == ["River board learns of cracks in the northern hinge"]
    page.get_by_role("checkbox", name="dates disagree").uncheck()

    page.get_by_label("sure at least").fill("95")
    expect(page.locator("#count")).to_have_text("8 of 22 events")
    expect(page).to_have_url(re.compile("#sure=95$"))
    page.reload()
    expect(page.locator("#count")).to_have_text("8 of 22 events")
    expect(page.get_by_label("sure at least")).to_have_value("95")


def test_typed_times(opened: Open) -> None:
    page = opened(weir())
    page.get_by_label("from", exact=True).fill("Mar 2024")
    page.get_by_label("to", exact=True).fill("2024-03-05")
    page.get_by_label("to", exact=True).press("Enter")
    expect(page.locator("#count")).to_contain_text("2 of 22 events")
    assert titles(page) == [
        "Board postpones the repair planned for April",
        "Main lock gate gives way and sinks eleven boats",
    ]
    expect(page.locator("#count")).to_contain_text("undated events have no time")
    page.get_by_label("from", exact=True).fill("the day before")
    page.get_by_label("from", exact=True).press("Enter")
    expect(page.get_by_label("from", exact=True)).to_have_attribute("aria-invalid", "true")
    assert len(titles(page)) == 2  # what was not understood changes nothing


def test_dragging_and_handles(opened: Open) -> None:
    page = opened(weir())
    box = page.locator("#strip").bounding_box()
    assert box
    middle = box["y"] + 30
    page.mouse.move(box["x"] + box["width"] * 0.05, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, middle, steps=4)
    page.mouse.up()
    expect(page.locator("#count")).to_contain_text("of 22 events")
    assert titles(page) == ["The river floods the old harbour"]
    handle = page.get_by_role("slider", name="Last day shown")
    expect(page).to_have_url(re.compile("#from=19.*&to=19"))
    before = page.url
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(before)
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile("#from=[^&]*$"))
    assert "The river floods the old harbour" in titles(page)
    expect(page.get_by_role("slider", name="First day shown")).to_have_attribute(
        "aria-valuetext", page.evaluate("document.getElementById('handle-from').ariaValueText")
    )


def test_zoom(opened: Open) -> None:
    page = opened(weir())
    expect(page.locator("#before")).to_have_text("‹ 2 earlier")
    page.get_by_role("button", name="All", exact=True).click()
    expect(page.locator("#before")).to_be_hidden()
    assert "1200" in page.locator("#strip text").all_text_contents()
    page.get_by_label("from", exact=True).fill("2024-02-01")
    page.get_by_label("to", exact=True).fill("2024-04-30")
    page.get_by_label("to", exact=True).press("Enter")
    page.get_by_role("button", name="Zoom in").click()
    assert any("Mar" in words for words in page.locator("#strip text").all_text_contents())
    page.get_by_role("button", name="Zoom out").click()
    expect(page.locator("#before")).to_be_visible()


def test_a_click_on_the_strip_goes_there(opened: Open) -> None:
    page = opened(weir())
    box = page.locator("#strip").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.82, box["y"] + 30)
    expect(
        page.locator(".event", has_text="cracks in the northern hinge").first
    ).to_be_in_viewport()
    assert page.evaluate("location.hash") == ""


def test_nothing_fits(opened: Open) -> None:
    page = opened(weir(), None, "#q=zeppelin")
    expect(page.get_by_text("No event fits these filters.")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    assert titles(page) == ALL
