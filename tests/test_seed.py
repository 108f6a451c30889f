"""The main job: the shipped article, the default model, from the command line to the file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from command_line import REPOSITORY, run

from timeline.mentions.no_deed import is_speech
from timeline.models import ModelFile

pytestmark = pytest.mark.model
Event = dict[str, Any]


@pytest.fixture(scope="module")
def timeline(default_model: ModelFile) -> Event:
    folder = str(default_model.path.parent)
    ran = run("extract", "seeds/", "-o", "-", cwd=REPOSITORY, TIMELINE_MODELS_DIR=folder)
    assert ran.status == 0, ran.err
    made: Event = json.loads(ran.out)
    return made


def _find(timeline: Event, *words: str, start: str = "", end: str = "") -> Event:
    """The event of these days (all of them, when given) whose title or quotes have every word."""
    for event in [*timeline["events"], *timeline["undated"]]:
        told = event["title"] + " ".join(mention["quote"] for mention in event["mentions"])
        days = event["date"] or {"start": "", "end": ""}
        inside = not start or start <= days["start"] <= days["end"] <= end
        if inside and all(word.lower() in told.lower() for word in words):
            found: Event = event
            return found
    raise AssertionError(f"no event with {words} in {start}..{end}")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        (("visit", "Denmark"), "2026-02-16", "2026-02-22"),
        (("Farage", "Dover", "plans"), "2026-02-16", "2026-02-22"),
        (("Danish", "reception centre"), "2026-02-23", "2026-02-28"),
        (("plans",), "2026-03-02", "2026-03-08"),
        (("elections",), "2026-05-07", "2026-05-07"),
        (("Denmark", "stance"), "2014-01-01", "2016-12-31"),
        (("by-election", "Labour"), "", ""),
    ],
)
def test_what_an_editor_would_miss(
    words: tuple[str, ...], start: str, end: str, timeline: Event
) -> None:
    event = _find(timeline, *words, start=start, end=end)
    assert len(event["title"].split()) >= 3


def test_the_prompt_is_the_one_that_goes_with_the_model(timeline: Event) -> None:
    assert timeline["generator"]["prompt"]["name"] == "tuned"


def test_dates_are_no_surer_than_the_words(timeline: Event) -> None:
    assert _find(timeline, "mid 2010s", "stance")["date"]["approximate"]
    assert _find(timeline, "visit", "Last week,")["date"]["granularity"] == "week"
    planned = _find(timeline, "elections", start="2026-05-07", end="2026-05-07")
    assert planned["status"] == "planned"


def test_no_words_but_statements_and_no_other_stories(timeline: Event) -> None:
    text = (REPOSITORY / timeline["documents"][0]["id"]).read_text("utf-8")
    links = text.index("Greek island sees")  # the first row of links to other articles
    for event in [*timeline["events"], *timeline["undated"]]:
        assert is_speech(event["title"]) == (event.get("kind") == "statement")
        for mention in event["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["quote"]
            assert mention["end"] <= links
