"""The main job, end to end: the seed article and the default model, judged by meaning.

What a news editor would want on the timeline is named by words that any good title has; how the
model words the rest is free.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import jsonschema
import pytest
from conftest import REPOSITORY, SeedRun

from timeline import contract
from timeline.records import Day

pytestmark = pytest.mark.model
CASES = tomllib.loads((REPOSITORY / "tests/cases/seed.toml").read_text("utf-8"))["case"]


def _events(seed_run: SeedRun) -> list[contract.DatedEvent | contract.UndatedEvent]:
    return [*seed_run.timeline.events, *seed_run.timeline.undated]


def _tells(case: dict[str, Any], event: contract.DatedEvent | contract.UndatedEvent) -> bool:
    if not all(re.search(word, event.title, re.IGNORECASE) for word in case["title"]):
        return False
    if "start" not in case:
        return True
    if event.date is None:
        return False
    start, end = Day.parse(event.date.start), Day.parse(event.date.end)
    within = Day.parse(case["start"]) <= start and end <= Day.parse(case["end"])
    exact = (str(start), str(end)) == (case["start"], case["end"])
    return (exact if case.get("exact", True) else within) and (
        event.date.approximate == case.get("approximate", event.date.approximate)
    )


@pytest.mark.parametrize("case", CASES, ids=[case["event"] for case in CASES])
def test_told(case: dict[str, Any], seed_run: SeedRun) -> None:
    told = [(event.date and event.date.edtf, event.title) for event in _events(seed_run)]
    assert any(_tells(case, event) for event in _events(seed_run)), told


def test_titles_are_not_of_words_only(seed_run: SeedRun) -> None:
    said = re.compile(r"^[^,]{0,60}\b(said|says|told|tells|claims|believes|thinks)\b")
    assert [event.title for event in _events(seed_run) if said.search(event.title)] == []


def test_titles_name_somebody(seed_run: SeedRun) -> None:
    """Two words at the least, not beginning with a pronoun."""
    for event in _events(seed_run):
        assert len(event.title.split()) >= 2, event.title
        assert event.title.split()[0].lower() not in {"he", "she", "it", "they", "this"}, (
            event.title
        )


def test_quotes_are_the_words_of_the_article(seed_run: SeedRun) -> None:
    (document,) = seed_run.timeline.documents
    text = (REPOSITORY / document.id).read_bytes().decode()
    assert document.published_from == "sidecar"
    for event in _events(seed_run):
        for mention in event.mentions:
            assert text[mention.start : mention.end] == mention.quote
            if mention.when:
                assert text[mention.when.start : mention.when.end] == mention.when.text


def test_ordered_and_in_the_schema(seed_run: SeedRun) -> None:
    days = [(Day.parse(e.date.start), Day.parse(e.date.end)) for e in seed_run.timeline.events]
    assert days == sorted(days)
    import json

    written = json.loads(contract.dumps(seed_run.timeline))
    jsonschema.Draft202012Validator(contract.json_schema()).validate(written)


def test_people_get_a_table(seed_run: SeedRun) -> None:
    for event in _events(seed_run):
        assert event.title.split()[0] in seed_run.shown
    assert "→ timeline.json" in seed_run.shown
