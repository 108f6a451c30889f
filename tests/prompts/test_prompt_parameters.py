"""What a prompt's TOML declares and `--param` sets; and what is worked out once, not per chunk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from articles import STRIKE, document
from scripted import ScriptedModel, no_event

from timeline.errors import PromptError, UsageError
from timeline.mentions import task_for
from timeline.pipeline import Options, chunks_of
from timeline.prompts import load_prompt, messages, split_parameters
from timeline.schema import EventAnswer

TEMPLATE = (
    "{% block system %}{{ param.words }}|{{ param.tone }}|{{ param.share }}|{{ param.strict }}"
    "{% endblock %}{% block user %}{{ param.words }}{% endblock %}"
)
ENTRIES = """
[param.words]
type = "int"
default = 12
description = "most words of a title"

[param.tone]
type = "str"
default = "dry"
description = "the voice of a title"

[param.share]
type = "float"
default = 1
description = "a share"

[param.strict]
type = "bool"
default = false
description = "whether to be strict"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.jinja").write_text(TEMPLATE)
    (tmp_path / "mine.toml").write_text(ENTRIES)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, "12|dry|1|False"),
        ({"words": "9", "tone": "={{ 7*7 }}"}, "9|={{ 7*7 }}|1|False"),
        ({"words": 9, "share": 0.5, "strict": True}, "9|dry|0.5|True"),
        ({"share": "0.25", "strict": "true"}, "12|dry|0.25|True"),
    ],
)
def test_values(given: dict[str, Any], shown: str, folder: Path) -> None:
    prompt = load_prompt("mine", directory=folder, parameters=given)
    assert prompt.opening[0].content == shown
    plain = load_prompt("mine", directory=folder)
    assert (prompt.sha256 == plain.sha256) is (not given)


def test_a_value_at_its_default_is_no_other_prompt(folder: Path) -> None:
    same = load_prompt("mine", directory=folder, parameters={"words": "12"})
    assert same.sha256 == load_prompt("mine", directory=folder).sha256


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"word": "9"}, "'mine' declares no such parameter; it has words (int, 12), tone"),
        ({"words": "nine"}, "--param words: 'nine' is no int; it is most words of a title"),
        ({"words": "9.5"}, "'9.5' is no int"),
        ({"words": True}, "True is no int"),
        ({"share": "much"}, "'much' is no float"),
        ({"strict": "yes"}, "'yes' is neither true nor false"),
        ({"tone": 3}, "3 is no str"),
    ],
)
def test_a_value_that_does_not_fit(given: dict[str, Any], says: str, folder: Path) -> None:
    with pytest.raises(PromptError) as caught:
        load_prompt("mine", directory=folder, parameters=given)
    assert says in str(caught.value)


def test_a_prompt_without_parameters_says_so(folder: Path) -> None:
    (folder / "mine.toml").unlink()
    with pytest.raises(PromptError, match="it has none"):
        load_prompt("mine", directory=folder, parameters={"words": 9})


def test_options_are_split_at_the_first_equals_sign() -> None:
    assert split_parameters(["a=1", "b=c=d", "e="]) == {"a": "1", "b": "c=d", "e": ""}
    for wrong in (["a"], ["=1"], [""], ["a=1", "a=2"]):
        with pytest.raises(UsageError):
            split_parameters(wrong)


def test_instructions_and_examples_are_rendered_once() -> None:
    prompt = load_prompt()
    chunks = chunks_of(document(STRIKE * 40), ScriptedModel(lambda *_: no_event()), Options())
    assert len(chunks) > 1
    for chunk in chunks:
        shown = messages(prompt, chunk)[:-1]
        assert all(one is other for one, other in zip(shown, prompt.opening, strict=True))


def test_the_json_schema_is_made_once() -> None:
    made = 0

    class Counted(EventAnswer):
        dead: int | None

        @classmethod
        def model_json_schema(cls, *args: Any, **options: Any) -> dict[str, Any]:
            nonlocal made
            made += 1
            return super().model_json_schema(*args, **options)

    prompt = load_prompt(schema=Counted)
    before = made  # for the digest
    (chunk,) = chunks_of(document(STRIKE), ScriptedModel(lambda *_: no_event()), Options())
    assert len(task_for(chunk, prompt, min_confidence=0.5).branches) > 3
    task_for(chunk, prompt, min_confidence=0.5)
    assert made - before == 1
