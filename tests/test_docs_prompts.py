"""What docs/prompts.md shows can be used as it stands."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from command_line import REPOSITORY

from timeline.prompts import check_prompt, load_prompt
from timeline.schema import added_fields, load_schema

DOCS = (REPOSITORY / "docs/prompts.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", [str(tmp_path), *sys.path])
    (tmp_path / "accidents.py").write_text(_blocks("python")[0])
    return tmp_path


def test_the_schema(folder: Path) -> None:
    accident = load_schema("accidents:Accident")
    assert [field.name for field in added_fields(accident)] == ["dead", "cause", "vehicles", "road"]
    dead, cause, _, road = (field.key for field in added_fields(accident))
    assert dead == "dead (how many people died)"
    assert cause == "cause (what caused it; fire, flood, crash, other)"
    assert road == "road (the road it happened on; null if the sentence does not say)"


def test_the_toml_file(folder: Path) -> None:
    (folder / "mine.jinja").write_text((REPOSITORY / "prompts/events.jinja").read_text("utf-8"))
    (folder / "mine.toml").write_text(_blocks("toml")[0])
    assert check_prompt(folder / "mine.jinja") == ()
    prompt = load_prompt("mine", directory=folder, parameters={"title_words": 9})
    assert len(prompt.examples) == 1


def test_the_commands_exist() -> None:
    from timeline.cli.prompts import app

    commands = {c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands}
    assert commands == set(re.findall(r"\| `timeline prompts (\w+)", DOCS))
