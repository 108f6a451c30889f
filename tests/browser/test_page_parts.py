"""The parts of the page by themselves: dates in words, the calendar, offsets in its scripts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from command_line import REPOSITORY
from playwright.sync_api import Browser

from timeline import contract
from timeline.records import Day, days_in_month
from timeline.writers.page import assemble
from timeline.writers.page.words import date_note, date_words

CASES = tomllib.loads((REPOSITORY / "tests/cases/page_dates.toml").read_text("utf-8"))["case"]
PAGE = Path(assemble.__file__).parent


@pytest.mark.parametrize("case", CASES, ids=[f"{case['reads']} ({case['why']})" for case in CASES])
def test_dates_in_words(case: dict[str, Any]) -> None:
    entry = {
        "approximate": False, "text": None, "from": "expression", "anchor": None, "rule": "r",
        "edtf": case["timex"], **case,
    }  # fmt: skip
    del entry["reads"], entry["why"]
    entry.pop("note", None)
    date = contract.Date.model_validate(entry)
    assert date_words(date) == case["reads"]
    assert date_note(date) == case.get("note")


def run(browser: Browser, script: str, call: str, argument: object) -> Any:
    """Call a function of one script of the page."""
    page = browser.new_page()
    code = (PAGE / "js" / script).read_text("utf-8")
    found = page.evaluate(f"(argument) => {{ {code}\nreturn ({call})(argument); }}", argument)
    page.close()
    return found


DAYS = [
    Day(year, month, day)
    for year in (-9999, -401, -400, -44, -43, -1, 0, 1, 4, 99, 100, 1582, 1900, 2000, 2024, 9999)
    for month in (1, 2, 3, 12)
    for day in (1, 28, days_in_month(year, month))
]


def test_both_calendars_agree(browser: Browser) -> None:
    numbers = [day.ordinal() for day in DAYS]
    assert run(browser, "days.js", "all => all.map(one => ordinal(...one))", DAYS) == numbers
    back = run(
        browser, "days.js",
        "all => all.map(one => { const d = civil(one); return [d.year, d.month, d.day] })", numbers,
    )  # fmt: skip
    assert [Day(*day) for day in back] == DAYS
    texts = run(browser, "days.js", "all => all.map(dayText)", numbers)
    assert texts == [str(day) for day in DAYS]
    read = run(browser, "days.js", "all => all.map(one => readDay(one)?.first)", texts)
    assert read == numbers


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", Day(2024, 1, 1), Day(2024, 12, 31)),
        (" 2024-02 ", Day(2024, 2, 1), Day(2024, 2, 29)),
        ("7 May 2026", Day(2026, 5, 7), Day(2026, 5, 7)),
        ("sept 2026", Day(2026, 9, 1), Day(2026, 9, 30)),
        ("44 BCE", Day(-43, 1, 1), Day(-43, 12, 31)),
        ("March 44 bc", Day(-43, 3, 1), Day(-43, 3, 31)),
        ("-0043-03-15", Day(-43, 3, 15), Day(-43, 3, 15)),
        ("12 ad", Day(12, 1, 1), Day(12, 12, 31)),
    ],
)
def test_typed_days(browser: Browser, typed: str, first: Day, last: Day) -> None:
    found = run(browser, "days.js", "readDay", typed)
    assert found == {"first": first.ordinal(), "last": last.ordinal()}


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2026-13", "2026-02-30", "31 April 2026", "5 2026", "1.5", "2026-1", "e 5"],
)
def test_what_is_no_day(browser: Browser, typed: str) -> None:
    assert run(browser, "days.js", "readDay", typed) is None


@pytest.mark.parametrize(
    "text", ["", "plain", "a🌉b", "🌉", "🌉🌉x👩‍👩‍👧‍👦", "e\u0301🇩🇪", "مرحبا 🌉 بك"]
)
def test_offsets(browser: Browser, text: str) -> None:
    places = range(len(text) + 1)
    found = run(
        browser, "text.js",
        "([text, places]) => places.map(codePointsOf(text))", [text, list(places)],
    )  # fmt: skip
    assert found == [len(text[:place].encode("utf-16-le")) // 2 for place in places]


def test_cutting_at_the_ends_of_spans(browser: Browser) -> None:
    """Spans that overlap, touch, lie in each other, reach outside, or are empty lose no text."""
    spans = [(0, 4), (2, 6), (6, 8), (3, 3), (1, 2), (8, 99), (2, 6)]
    pieces = run(
        browser, "text.js",
        "([text, spans]) => cut(text, spans.map(([start, end]) => ({start, end})))"
        ".map(({text, spans}) => [text, spans.map(one => [one.start, one.end])])",
        ["abcdefghij", spans],
    )  # fmt: skip
    assert "".join(text for text, _ in pieces) == "abcdefghij"
    at = 0
    for text, covering in pieces:
        expected = [span for span in spans if span[0] <= at and at + len(text) <= span[1]]
        assert sorted(map(tuple, covering)) == sorted(expected)
        at += len(text)


def test_folding(browser: Browser) -> None:
    assert run(browser, "text.js", "folded", "ÉCOLE ﬁn Å") == "ecole fin a"


def test_no_script_could_end_itself() -> None:
    for path in PAGE.rglob("*.js"):
        assert "</script" not in path.read_text("utf-8").lower(), path
        assert "<!--" not in path.read_text("utf-8"), path
    for path in PAGE.rglob("*.css"):
        assert "</style" not in path.read_text("utf-8").lower(), path


def test_every_script_and_style_is_in_the_page() -> None:
    scripts = {path.stem for path in PAGE.glob("js/*.js")}
    styles = {path.stem for path in PAGE.glob("css/*.css")}
    assert scripts == set(assemble._SCRIPTS)
    assert styles == set(assemble._STYLES)
