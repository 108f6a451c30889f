"""Prompts: what the model is shown, and templates that are wrong or hostile."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import STRIKE, document
from hypothesis import given
from hypothesis import strategies as st
from scripted import ScriptedModel, no_event

from timeline.errors import PromptError
from timeline.mentions import task_for
from timeline.pipeline import Options, chunks_of
from timeline.prompts import LONGEST_KEY_WORDS, Prompt, known_fields, load_prompt, messages
from timeline.records import Chunk, Sentence

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/prompts.toml").read_text("utf-8"))
GOLDEN = Path(__file__).parents[1] / "golden/strike.prompt.txt"
GOOD = (
    "{% block system %}Do it.{% endblock %}{% block user %}"
    "{{ published }}|{% for s in sentences %}{{ s.n }}:{{ s.text }};{% endfor %}{% endblock %}"
)
EXAMPLE = """[[example]]
published = 2019-10-17
sentences = ["Pilots in Ellery went on strike on Tuesday.", "It rained."]
answers = [
  { n = 1, when = "Tuesday", what = "Pilots in Ellery go on strike" },
  { n = 2, when = "none", what = "none" },
]
"""


def _load(folder: Path, template: str, examples: str | None = None) -> Prompt:
    (folder / "mine.jinja").write_text(template)
    if examples is not None:
        (folder / "mine.toml").write_text(examples)
    return load_prompt("mine", directory=folder)


def _chunk(*sentences: str) -> Chunk:
    """A chunk whose sentences are the lines of its document."""
    article = document("\n".join(sentences))
    found, start = [], 0
    for text in sentences:
        found.append(Sentence(start, start + len(text), text, "body"))
        start += len(text) + 1
    return Chunk(article, 0, 1, tuple(found[:1]), tuple(found[1:]), ())


@pytest.mark.parametrize("case", CASES["broken"], ids=lambda case: case["why"])
def test_a_broken_prompt_is_named_with_its_file(case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(PromptError) as caught:
        prompt = _load(tmp_path, case.get("template", GOOD), case.get("examples"))
        messages(prompt, _chunk("It rained.", "It snowed."))
    assert case["says"] in str(caught.value)
    assert "mine" in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 3


def test_an_unknown_prompt_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(
        PromptError, match="no prompt 'evnts'; there are events, tuned, or give a path"
    ):
        load_prompt("evnts")
    with pytest.raises(PromptError, match="no such prompt file"):
        load_prompt(str(tmp_path / "mine.jinja"))


def test_a_prompt_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.jinja").write_bytes(b"\xff\xfe\x00{%")
    with pytest.raises(PromptError, match="cannot be read as a prompt"):
        load_prompt("mine", directory=tmp_path)


def test_a_users_prompt_of_a_shipped_name_comes_first(tmp_path: Path) -> None:
    (tmp_path / "events.jinja").write_text(GOOD)
    assert load_prompt("events", directory=tmp_path).sha256 != load_prompt("events").sha256
    assert load_prompt("events", directory=tmp_path / "none").sha256 == load_prompt("events").sha256


def test_the_digest_covers_template_and_examples(tmp_path: Path) -> None:
    digests = {
        _load(tmp_path, GOOD).sha256,
        _load(tmp_path, GOOD, EXAMPLE).sha256,
        _load(tmp_path, GOOD + " ", EXAMPLE).sha256,
        _load(tmp_path, GOOD, EXAMPLE + "\n").sha256,
    }
    assert len(digests) == 4


def test_messages_are_instructions_examples_and_the_chunk(tmp_path: Path) -> None:
    prompt = _load(tmp_path, GOOD, EXAMPLE)
    shown = messages(prompt, _chunk("It\nrained.", "It snowed  twice."))
    assert [(m.role, m.content) for m in shown] == [
        ("system", "Do it."),
        (
            "user",
            "Thursday, 17 October 2019|1:Pilots in Ellery went on strike on Tuesday.;2:It rained.;",
        ),
        (
            "assistant",
            '{"sentence":"Pilots in Ellery went on strike on Tuesday.",'
            '"when":"Tuesday","what":"Pilots in Ellery go on strike"}\n'
            '{"sentence":"It rained.","when":"none","what":"none"}',
        ),
        ("user", "Tuesday, 5 March 2024|1:It rained.;2:It snowed twice.;"),
    ]


def test_a_document_without_a_publication_date_says_unknown(tmp_path: Path) -> None:
    article = document("It rained.", published=None)
    chunk = Chunk(article, 0, 1, (), (Sentence(0, 10, "It rained.", "body"),), ())
    assert messages(_load(tmp_path, GOOD), chunk)[-1].content == "unknown|1:It rained.;"


@pytest.mark.parametrize(
    "text",
    ["{{7*7}}", "{% raw %}", "{# gone #}", "{{ cycler.__init__.__globals__ }}", "a & b <i>", "{%"],
)
def test_what_an_article_says_is_never_template_code(text: str) -> None:
    assert f"2. {text}" in messages(load_prompt(), _chunk("It rained.", text))[-1].content


@given(st.lists(st.text(min_size=1), min_size=1))
def test_an_article_changes_only_the_last_message(texts: list[str]) -> None:
    prompt = load_prompt()
    plain = messages(prompt, _chunk("It rained.", "It snowed."))
    assert messages(prompt, _chunk(*texts))[:-1] == plain[:-1]


def test_the_shipped_examples_are_answered_like_the_article_is_asked() -> None:
    """What an example answers begins exactly as the forced text of the same question would."""
    for example in load_prompt().examples:
        for answer in example.answers:
            sentence = example.sentences[answer.n - 1]
            known = known_fields(sentence, None)
            assert known["sentence"] == sentence  # none is longer than a key may be


@pytest.mark.parametrize("case", CASES["known"], ids=lambda case: case["why"])
def test_known_fields(case: dict[str, Any]) -> None:
    sentence = case["sentence"]
    span = None
    if "when" in case:
        at = -1
        for _ in range(case.get("occurrence", 1)):
            at = sentence.index(case["when"], at + 1)
        span = (at, at + len(case["when"]))
    assert known_fields(sentence, span) == {
        "sentence": case["key"],
        "when": case.get("asked", case.get("when", "none")),
    }


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_key_is_one_line_with_the_expression_in_it(sentence: str, start: int, size: int) -> None:
    start = min(start, len(sentence))
    end = min(start + size, len(sentence))
    fields = known_fields(sentence, (start, end))
    assert str(fields["when"]) in str(fields["sentence"])
    assert str(fields["sentence"]) in " ".join(sentence.split())
    assert fields["when"] == " ".join(sentence[start:end].split())


@pytest.mark.parametrize("at", [0, 1, 100, 499])
def test_of_a_long_sentence_the_words_around_the_expression_are_shown(at: int) -> None:
    words = [f"w{number}" for number in range(500)]
    sentence = " ".join(words)
    start = len(" ".join(words[:at])) + (at > 0)
    fields = known_fields(sentence, (start, start + len(words[at])))
    key = str(fields["sentence"]).split()
    assert words[at] in key
    assert len(key) <= LONGEST_KEY_WORDS + 1
    first = words.index(key[0])
    assert key == words[first : first + len(key)]
    assert min(at, 30) <= at - first <= 40
    assert len(str(known_fields(sentence, None)["sentence"]).split()) == LONGEST_KEY_WORDS


def test_the_prompt_of_an_article_as_it_was_reviewed() -> None:
    """Renew with TIMELINE_RENEW_GOLDEN=1 when the prompt changes, and read what comes out."""
    (chunk,) = chunks_of(document(STRIKE), ScriptedModel(lambda *_: no_event()), Options())
    task = task_for(chunk, load_prompt(), min_confidence=0.5)
    parts = [f"=== {message.role}\n{message.content}" for message in task.messages]
    parts += ["=== the answers begin with", *(branch.forced for branch in task.branches)]
    rendered = "\n".join(parts) + "\n"
    if os.environ.get("TIMELINE_RENEW_GOLDEN"):
        GOLDEN.write_text(rendered)
    assert rendered == GOLDEN.read_text()
    for branch in task.branches:
        assert json.loads(branch.forced + '"}')["sentence"] in task.messages[-1].content
