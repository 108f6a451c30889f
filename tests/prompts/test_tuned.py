"""Prompts that were trained: which model they go with, when they are used, what they ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from articles import document
from scripted import ScriptedModel, no_event

from timeline.errors import PromptError
from timeline.mentions import task_for
from timeline.models import load_catalogue
from timeline.pipeline import Options, chunks_of
from timeline.prompts import (
    LONGEST_KEY_WORDS,
    choose_prompt,
    copy_prompts,
    load_prompt,
    numbered_fields,
)
from timeline.schema import EventAnswer

TEMPLATE = (
    "{% block system %}Do it.{% endblock %}{% block user %}"
    "{{ published }}|{% for s in sentences %}{{ s.n }}. {{ s.text }};{% endfor %}{% endblock %}"
)
TUNED = '[tuned]\nmodel = "small"\nadapter = "learned.gguf"\n'
ARTICLE = (
    "Mill burns down in Vik\n\n"
    "The old mill of the Holm family burned down on Friday night. Two sheds "
    "were damaged. Mayor Ada Holm said that the town was in shock. The mill had been sold in 1996."
)


class Counted(EventAnswer):
    dead: int | None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tuned.jinja").write_text(TEMPLATE)
    (tmp_path / "tuned.toml").write_text(TUNED)
    (tmp_path / "learned.gguf").write_bytes(b"GGUF")
    return tmp_path


def test_a_question_is_asked_by_number_words_and_time(folder: Path) -> None:
    prompt = load_prompt("tuned", directory=folder)
    article = document(ARTICLE)
    (chunk,) = chunks_of(article, ScriptedModel(lambda _, branch: no_event()), Options())
    asked = [branch.forced for branch in task_for(chunk, prompt, min_confidence=0.3).branches]
    assert [text.removeprefix('{"sentence":"').removesuffix('","what":"') for text in asked] == [
        '1. Mill burns down in Vik","when":"today',
        '2. The old mill of the Holm family burned down on Friday night.","when":"Friday night',
        '3. Two sheds were damaged.","when":"then',
        '4. Mayor Ada Holm said that the town was in shock.","when":"said',
        '5. The mill had been sold in 1996.","when":"1996',
    ]


def test_a_key_is_one_line_that_ends_somewhere() -> None:
    told = numbered_fields(7, "It\nrained  on\tthe town" + " again" * 100, "last\nweek")
    assert told["sentence"].startswith("7. It rained on the town again again")
    assert len(told["sentence"].split()) == LONGEST_KEY_WORDS + 1
    assert told["when"] == "last week"


def test_the_adapter_is_part_of_what_a_prompt_is(folder: Path) -> None:
    before = load_prompt("tuned", directory=folder)
    assert before.adapter is not None
    assert before.adapter.path == (folder / "learned.gguf").absolute()
    (folder / "learned.gguf").write_bytes(b"GGUF2")
    after = load_prompt("tuned", directory=folder)
    assert after.adapter is not None
    assert after.adapter.sha256 != before.adapter.sha256
    assert after.sha256 != before.sha256


def test_what_it_was_not_trained_with_is_refused(folder: Path) -> None:
    assert load_prompt("tuned", directory=folder, model="small").adapter
    with pytest.raises(PromptError, match=r"trained with small .* --prompt events with large"):
        load_prompt("tuned", directory=folder, model="large")
    with pytest.raises(PromptError, match="without further fields; use --prompt events"):
        load_prompt("tuned", directory=folder, schema=Counted)
    (folder / "learned.gguf").unlink()
    with pytest.raises(PromptError, match=r"tuned.toml: its adapter .*learned.gguf cannot be read"):
        load_prompt("tuned", directory=folder)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (f"{TUNED}[param.words]\ntype = 'int'\ndefault = 1\ndescription = 'd'", "no parameters"),
        (TUNED.replace("learned", "../learned"), "tuned.adapter: String should match"),
        ('[tuned]\nadapter = "learned.gguf"', "tuned.model: Field required"),
    ],
)
def test_a_wrong_entry_is_named(folder: Path, toml: str, says: str) -> None:
    (folder / "tuned.toml").write_text(toml)
    with pytest.raises(PromptError, match=f"tuned.toml: .*{says}"):
        load_prompt("tuned", directory=folder)


def test_the_shipped_one_is_used_with_the_default_model_alone(tmp_path: Path) -> None:
    name = load_catalogue().default.name
    assert choose_prompt(name) == choose_prompt(name, directory=tmp_path) == "tuned"
    assert load_prompt("tuned", model=name).adapter
    others = set(load_catalogue().names) - {name}
    assert {choose_prompt(other) for other in others} == {"events"}
    assert choose_prompt(name, changed=True) == "events"
    with pytest.raises(PromptError, match=f"trained with {name}"):
        load_prompt("tuned", model=others.pop())


@pytest.mark.parametrize("own", ["events", "tuned"])
def test_one_of_a_folder_is_not_used_unasked(own: str, tmp_path: Path) -> None:
    """What was edited is wanted; an adapter that comes with a folder is read when it is named."""
    (tmp_path / f"{own}.jinja").write_text(TEMPLATE)
    assert choose_prompt(load_catalogue().default.name, directory=tmp_path) == "events"


def test_a_trained_prompt_is_copied_only_by_name(tmp_path: Path) -> None:
    assert [path.name for path in copy_prompts(tmp_path)] == ["events.jinja", "events.toml"]
    copied = copy_prompts(tmp_path / "named", ["tuned"])
    assert sorted(path.name for path in copied) == ["tuned.gguf", "tuned.jinja", "tuned.toml"]
    assert load_prompt("tuned", directory=tmp_path / "named").sha256 == load_prompt("tuned").sha256
