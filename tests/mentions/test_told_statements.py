"""Answers about what somebody says → mentions of their own kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from articles import document, texts
from hypothesis import given
from llguidance import LLMatcher, LLTokenizer
from scripted import ScriptedModel, known, no_event, repeat_sentence, whole

from timeline.llm import Branch, Reply
from timeline.mentions import mentions_from, task_for
from timeline.pipeline import Options, chunks_of
from timeline.prompts import load_prompt
from timeline.records import Mention, Skipped

SHOCK = "Mayor Ada Holm said on Friday that the town was in shock after 20 days."
ARRESTS = "Mayor Ada Holm said that police arrested two men."
STATEMENTS = Options(statements=True)


def told(text: str, reply: Callable[[Branch], Reply]) -> tuple[list[Mention], list[Skipped]]:
    """What comes of an article that is one chunk."""
    model = ScriptedModel(lambda _, branch: reply(branch))
    (chunk,) = chunks_of(document(text), model, STATEMENTS)
    task = task_for(chunk, load_prompt(), min_confidence=0.25)
    (answer,) = model.answers([task])
    return mentions_from(chunk, answer)


def says(title: str) -> Callable[[Branch], Reply]:
    """That title for the statement, and no event."""
    return lambda b: whole(b, title, doubt=0.99, certainty=0.8) if b.opening else no_event()


def test_a_statement_is_a_happening_of_its_own_kind() -> None:
    (mention,), skipped = told(SHOCK, says("Mayor Ada Holm says town is in shock"))
    assert not skipped
    assert (mention.kind, mention.status) == ("statement", "happened")
    assert mention.date is not None
    assert mention.date.timex == "2024-03-01"
    assert mention.evidence.quote == SHOCK
    assert "Ada Holm" in mention.participants[0]


def test_that_something_is_itself_is_no_statement() -> None:
    attack = "Mayor Ada Holm said that it was a heart attack."
    (mention,), _ = told(attack, says("Mayor Ada Holm says the town had a heart attack"))
    assert mention.kind == "statement"
    none, skipped = told(attack, says("Mayor Ada Holm says the heart attack was a heart attack"))
    assert not none
    assert "what was not said" in skipped[0].reason


def test_a_headline_leaves_out_that() -> None:
    (mention,), _ = told(SHOCK, says("Mayor Ada Holm says that the town is in shock"))
    assert mention.title == "Mayor Ada Holm says the town is in shock"


def test_that_somebody_spoke_is_certain_and_how_is_not() -> None:
    """The model is told to write "none" for words that somebody said; nobody asks it here."""
    (mention,), _ = told(SHOCK, says("Mayor Ada Holm says town is in shock"))
    assert mention.confidence == 0.8


def test_the_whole_sentence_is_asked_about_without_a_limit() -> None:
    (chunk,) = chunks_of(document(SHOCK), ScriptedModel(repeat_sentence), STATEMENTS)
    branch = task_for(chunk, load_prompt(), min_confidence=0.25).branches[-1]
    assert known(branch) == (SHOCK, "none")
    assert (branch.opening, branch.watch_limit) == ("Mayor Ada Holm says that", 1)


@pytest.mark.parametrize(
    "title",
    [
        "Mayor Ada Holm says town is in shock after 30 days",
        "Mayor Ada Holm says it",
        "Mayor Ada Holm shocks town",
        "Mayor Ada Holm says Berit Falk is in shock",
    ],
)
def test_what_the_sentence_does_not_say_is_refused(title: str) -> None:
    mentions, (refusal,) = told(SHOCK, says(title))
    assert not mentions
    assert title in refusal.reason


def test_what_is_told_as_an_event_is_not_told_again() -> None:
    def reply(branch: Branch) -> Reply:
        if branch.opening:
            return whole(branch, "Mayor Ada Holm says police arrested two men")
        return whole(branch, "Police arrest two men")

    (mention,), (skipped,) = told(ARRESTS, reply)
    assert (mention.kind, mention.title) == ("event", "Police arrest two men")
    assert "is told as an event" in skipped.reason


def test_an_unlikely_event_is_only_said() -> None:
    def reply(branch: Branch) -> Reply:
        if branch.opening:
            return whole(branch, "Mayor Ada Holm says police arrested two men")
        return whole(branch, "Police arrest two men", doubt=0.6)

    (mention,), (skipped,) = told(ARRESTS, reply)
    assert (mention.kind, mention.title) == (
        "statement",
        "Mayor Ada Holm says police arrested two men",
    )
    assert "is told as a statement" in skipped.reason


@given(texts())
def test_every_branch_begins_as_its_grammar_lets_it(text: str) -> None:
    article = document(f"{text} Ada Holm said that the old mill was {text}.")
    for chunk in chunks_of(article, ScriptedModel(repeat_sentence), STATEMENTS):
        for branch in task_for(chunk, load_prompt(), min_confidence=0.25).branches:
            matcher = LLMatcher(LLTokenizer("byte"), branch.grammar)
            assert not matcher.is_error()
            assert matcher.consume_tokens(list((branch.forced + branch.opening).encode()))
