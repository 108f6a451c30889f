"""`timeline prompts` as people use it: copy, edit, check, look, compare."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import BRIDGE
from command_line import REPOSITORY, Ran, run
from invented_gold import EVENTS, timeline_of, write_gold

from timeline import contract
from timeline.models import ModelFile
from timeline.prompts import load_prompt

CASES = tomllib.loads((REPOSITORY / "tests/cases/prompt_checks.toml").read_text("utf-8"))["case"]
NO_MODEL = "qwen2.5-coder-1.5b is not here, so tokens are estimated"
SCHEMA = """
from typing import Annotated
from pydantic import Field
from timeline import EventAnswer, Span

class Building(EventAnswer):
    cost: int | None = Field(ge=0, description="what it cost")
    river: Annotated[str, Span] | None = Field(description="the river it crosses")
"""


def _run(folder: Path, *words: str | Path) -> Ran:
    return run("prompts", *words, cwd=folder, TIMELINE_MODELS_DIR=str(folder / "models"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    (tmp_path / "bridge.txt").write_text(BRIDGE)
    (tmp_path / "bridge.json").write_text('{"published": "2024-03-05"}')
    (tmp_path / "buildings.py").write_text(SCHEMA)
    return tmp_path


def test_a_copy_wins_over_what_is_shipped(folder: Path) -> None:
    before = json.loads(_run(folder, "list", "--json").out)
    assert [(row["name"], row["shipped"], row["wins"]) for row in before] == [
        ("events", True, True),
        ("tuned", True, True),
    ]
    assert _run(folder, "init").err.split() == ["prompts/events.jinja", "prompts/events.toml"]
    after = json.loads(_run(folder, "list", "--json").out)
    assert [(row["name"], row["shipped"], row["wins"]) for row in after] == [
        ("events", False, True),
        ("events", True, False),
        ("tuned", True, True),
    ]
    lines = _run(folder, "list").text.splitlines()
    assert lines[1].split() == ["events", "yours", "yes", "prompts/events.jinja"]
    assert lines[2].split()[:3] == ["events", "shipped", "no"]
    assert load_prompt(str(folder / "prompts/events.jinja")).sha256 == load_prompt().sha256


def test_nothing_is_overwritten_unless_forced(folder: Path) -> None:
    assert _run(folder, "init", "mine").status == 0
    edited = folder / "mine" / "events.jinja"
    edited.write_text("mine")
    refused = _run(folder, "init", "mine")
    assert (refused.status, edited.read_text()) == (74, "mine")
    assert "already there; --force" in refused.err
    assert _run(folder, "init", "mine", "--force").status == 0
    assert edited.read_text() == (REPOSITORY / "prompts/events.jinja").read_text()


def test_show_prints_both_files(folder: Path) -> None:
    text = _run(folder, "show").text
    assert (REPOSITORY / "prompts/events.jinja").read_text() in text
    assert (REPOSITORY / "prompts/events.toml").read_text() in text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_check(case: dict[str, Any], folder: Path) -> None:
    """The shipped prompt with one thing replaced by another."""
    assert _run(folder, "init").status == 0
    path = folder / "prompts" / case["file"]
    text = path.read_text()
    assert case["old"] in text
    path.write_text(text.replace(case["old"], case["new"]))
    ran = _run(folder, "check", *case.get("words", []))
    assert ran.status == case["status"], ran.text
    for words in case["says"]:
        assert words in ran.text
    assert ("ok: " in ran.text) is (case["status"] == 0)


def test_render_shows_what_is_asked_and_what_is_free(folder: Path) -> None:
    ran = _run(
        folder, "render", "bridge.txt", "--schema", "buildings:Building", "--param", "title_words=7"
    )
    assert ran.status == 0
    assert NO_MODEL in ran.err
    assert "in at most 7 words" in ran.text
    assert "Published: Tuesday, 5 March 2024" in ran.text
    assert (
        '"when":"Monday","what":"Ada Holm⟦what⟧",'
        '"cost (what it cost)":⟦cost⟧,'
        '"river (the river it crosses; null if the sentence does not say)":⟦river⟧}'
    ) in ran.text
    assert "2024-03-04 (expression)" in ran.text


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["render", "bridge.txt", "--param", "tone=dry"], 2, "no such parameter; it has title_w"),
        (["render", "bridge.txt", "--param", "title_words"], 2, "write a name and a value"),
        (["render", "bridge.txt", "--param", "title_words=few"], 2, "'few' is no int; it is most"),
        (["render", "bridge.txt", "--schema", "buildings:Bridge"], 2, "it has Building"),
        (["render", "bridge.txt", "--prompts-dir", "nowhere"], 2, "nowhere"),
        (["show", "nope"], 2, "no prompt 'nope'; there are events"),
        (["render", "nope.txt"], 3, "nope.txt"),
        (["diff", "events", "nope", "--gold", "nowhere"], 3, "give a gold.json or its folder"),
    ],
)
def test_refused(words: list[str], status: int, says: str, folder: Path) -> None:
    ran = _run(folder, *words)
    assert ran.status == status
    assert says in " ".join(ran.err.split())
    assert ran.out == b""


def test_diff_of_timelines_made_before(folder: Path) -> None:
    gold = write_gold(folder / "bridges")
    better, worse = folder / "better.json", folder / "worse.json"
    better.write_text(json.dumps(timeline_of([*EVENTS])))
    worse.write_text(
        json.dumps(timeline_of([("2011", "Leo Brandt draws bridge", EVENTS[0][2]), *EVENTS[1:3]]))
    )
    ran = _run(folder, "diff", better, worse, "--gold", gold)
    assert ran.status == 0, ran.err
    lines = ran.text.splitlines()
    assert lines[0].split() == ["better", "worse", "change"]
    assert lines[1].split() == ["events", "found", "4", "3", "-1"]
    assert ["events:", "recall", "1.000", "0.750", "-0.250"] in [line.split() for line in lines]
    shown = ran.text[ran.text.index("bridges: ") :]
    assert "gold events that only better finds: 1\n  2019-12-06" in shown
    assert "gold events that only worse finds: 0" in shown
    assert "events told otherwise: 1\n  2011" in shown
    assert "  → 2011        Leo Brandt draws bridge" in shown


@pytest.mark.model
def test_two_prompts_and_a_schema_with_a_real_model(folder: Path, small_model: ModelFile) -> None:
    gold = write_gold(folder / "bridges")

    def real(*words: str | Path) -> Ran:
        return run(*words, cwd=folder, TIMELINE_MODELS_DIR=str(small_model.path.parent))

    assert real("prompts", "init").status == 0
    mine = folder / "prompts" / "mine.jinja"
    mine.write_text((folder / "prompts/events.jinja").read_text().replace("headline", "telegram"))
    mine.with_suffix(".toml").write_text((folder / "prompts/events.toml").read_text())
    small = ["-m", "smollm2-135m"]
    ran = real("prompts", "check", "mine", *small)
    assert ran.status == 0 and "estimated" not in ran.err
    ran = real(
        "prompts", "diff", "events", "mine", "--gold", gold, "--param", "title_words=9", *small,
        "--min-confidence", "0",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert ran.text.splitlines()[0].split() == ["events", "mine", "change"]
    ran = real(
        "extract", "bridge.txt", "--schema", "buildings:Building", "--min-confidence", "0", *small,
        "--threads", "1", "-t", "mine",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert "prompt: prompts/mine.jinja" in ran.err
    file = contract.load(folder / "timeline.json")
    assert file.generator.settings["schema"] == "buildings:Building"
    assert file.events
    for event in file.events:
        assert list(event.fields) == ["cost", "river"]
        cost, river = event.fields["cost"], event.fields["river"]
        assert cost is None or (isinstance(cost, int) and cost >= 0)
        assert river is None or (isinstance(river, str) and river in BRIDGE)
