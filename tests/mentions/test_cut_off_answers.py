"""Every beginning of an answer keeps what is complete in it, and adds nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated, Any, Literal

import pytest
from articles import document
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import ScriptedModel, repeat_sentence

from timeline.fields import read_fields
from timeline.llm import Answer, Reply
from timeline.mentions import mentions_from
from timeline.pipeline import Options, chunks_of
from timeline.records import Chunk, Mention, Sentence
from timeline.schema import EventAnswer, Span

ARTICLE = "Émile Zola opened the “Bel Ami” mill in Vik and 日本 bought 12 boats on Friday."
WORDS = ARTICLE.rstrip(".").split()


class Fire(EventAnswer):
    dead: int
    cost: float | None
    kind: Literal["house", "mill", "mills"]
    sure: bool
    people: list[Annotated[str, Span]]
    court: str | None


ANSWERS = st.fixed_dictionaries(
    {
        "n": st.just(1),
        "sentence": st.just(ARTICLE),
        "when": st.just("Friday"),
        "what": st.integers(2, len(WORDS)).map(lambda end: " ".join(WORDS[:end])),
        "dead": st.integers(-(10**12), 10**12),
        "cost": st.none() | st.floats(-1e6, 1e6).map(lambda cost: round(cost, 4)),
        "kind": st.sampled_from(["house", "mill", "mills"]),
        "sure": st.booleans(),
        "people": st.lists(st.sampled_from(WORDS), max_size=4),
        "court": st.none() | st.text(max_size=8),
    }
)


def _written(
    event: dict[str, Any], *, ascii_only: bool, schema: type[EventAnswer] = EventAnswer
) -> str:
    """The answer with its fields in the order of the schema, as the grammar has them."""
    fields = {name: event[name] for name in schema.model_fields}
    return json.dumps(fields, ensure_ascii=ascii_only)


def _begins(part: object, whole: object) -> bool:
    """A list may lack its last texts; anything else is whole or not there."""
    if isinstance(part, tuple) and isinstance(whole, tuple):
        return part == whole[: len(part)]
    return part is None or (part == whole and type(part) is type(whole))


@settings(max_examples=30, deadline=None)
@given(ANSWERS, st.booleans())
def test_of_the_fields(event: dict[str, Any], ascii_only: bool) -> None:
    text = _written(event, ascii_only=ascii_only, schema=Fire)
    sentence = Sentence(0, len(ARTICLE), ARTICLE, "body")
    whole = dict(read_fields(text, Fire, sentence, ARTICLE)[0])
    keys = {name: text.index(f"{json.dumps(name)}: ") for name in whole}
    ends = dict(zip(keys, [*list(keys.values())[1:], len(text)], strict=True))
    for end in range(len(text) + 1):
        fields, faults = read_fields(text[:end], Fire, sentence, ARTICLE)
        for name, value in fields:
            assert _begins(value, whole[name]), (text[:end], name)
            if ends[name] <= end:
                assert value == whole[name], (text[:end], name)
            elif value is None and whole[name] is not None:
                assert any(f"'{name}'" in fault for fault in faults)


def test_half_a_number_is_no_number() -> None:
    """An answer that was cut off after 12 of 1200 dead must not tell of 12."""
    sentence = Sentence(0, len(ARTICLE), ARTICLE, "body")
    head = '{"n":1,"sentence":"a","when":"none","what":"Émile Zola opened","dead":'
    for written in ("1", "12", "-1", "12.", "12.5", "1e", "1e3"):
        fields, faults = read_fields(head + written, Fire, sentence, ARTICLE)
        assert dict(fields)["dead"] is None
        assert "field 'dead': the answer was cut off before it" in faults
    whole = dict(read_fields(head + '12, "sure": true', Fire, sentence, ARTICLE)[0])
    assert (whole["dead"], whole["sure"]) == (12, True)


def _chunk(text: str) -> Chunk:
    (chunk,) = chunks_of(document(text), ScriptedModel(repeat_sentence), Options())
    return chunk


def _told(chunk: Chunk, *texts: str, schema: type[EventAnswer]) -> list[Mention]:
    replies = tuple(Reply(text, text.endswith("}"), 0.1) for text in texts)
    return mentions_from(chunk, Answer(0, replies), schema)[0]


@pytest.mark.parametrize("schema", [EventAnswer, Fire])
@settings(max_examples=10, deadline=None)
@given(event=ANSWERS, ascii_only=st.booleans())
def test_of_the_title(schema: type[EventAnswer], event: dict[str, Any], ascii_only: bool) -> None:
    text = _written(event, ascii_only=ascii_only, schema=schema)
    chunk = _chunk(ARTICLE)
    whole = _told(chunk, text, schema=schema)
    title = json.dumps(event["what"], ensure_ascii=ascii_only)
    after_title = text.index(title) + len(title)
    for end in range(len(text) + 1):
        told = _told(chunk, text[:end], schema=schema)
        assert len(told) <= 1
        for mention in told:
            assert event["what"].startswith(mention.title)
            assert event["what"][len(mention.title) :][:1] in ("", " ")
        if end >= after_title and schema is Fire:
            assert [mention.title for mention in told] == [mention.title for mention in whole]


@given(st.lists(st.integers(0, 300), min_size=3, max_size=3))
def test_a_cut_answer_loses_itself_and_nothing_else(ends: list[int]) -> None:
    sentences = ["Ada Holm opened the bridge.", "Nils Aker closed a mill.", "Vik won the cup."]
    chunk = _chunk(" ".join(sentences))
    texts = [
        _written({"n": n, "sentence": s, "when": "none", "what": s.rstrip(".")}, ascii_only=False)
        for n, s in enumerate(sentences, 1)
    ]
    whole = _told(chunk, *texts, schema=EventAnswer)
    assert len(whole) == len(texts)
    told = _told(
        chunk, *(text[:end] for text, end in zip(texts, ends, strict=True)), schema=EventAnswer
    )
    by_place = {mention.evidence.start: mention for mention in told}
    for text, end, mention in zip(texts, ends, whole, strict=True):
        found = by_place.pop(mention.evidence.start, None)
        if end >= len(text):
            assert found == mention
        elif found is not None:
            assert mention.title.startswith(found.title)
            assert replace(found, title="", participants=(), place=None, status="happened") == (
                replace(mention, title="", participants=(), place=None, status="happened")
            )
    assert by_place == {}
