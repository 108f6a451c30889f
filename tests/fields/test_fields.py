"""Fields of a user's schema from the answer to the file: read, checked, put together, written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import jsonschema
import pytest
from articles import document
from pydantic import Field, field_validator
from scripted import ScriptedModel, known

from timeline import contract
from timeline.fields import combine_fields, read_fields
from timeline.llm import Branch, Reply, Task
from timeline.mentions import task_for
from timeline.pipeline import Options, chunks_of, extract_timeline
from timeline.prompts import load_prompt
from timeline.records import Fields, FieldValue, Sentence, Timeline
from timeline.schema import EventAnswer, Span, added_fields, to_json

ARTICLE = """Mill burns down in Vik

A mill burned down on Monday, and two people died, the Vik
District Court said.

On Monday a mill burned down, killing three, the court in Orrin said.
"""
SENTENCE = ARTICLE[24 : ARTICLE.index("\n\nOn")]


class Fire(EventAnswer):
    dead: int | None = Field(ge=0, le=1000, description="how many died")
    kind: Literal["house", "mill"]
    court: Annotated[str, Span] | None
    places: list[Annotated[str, Span]] = Field(max_length=3)

    @field_validator("dead")
    @classmethod
    def _no_crowds(cls, dead: int | None) -> int | None:
        if dead == 999:
            raise ValueError("nobody counts so far")
        return dead


def _read(text: str) -> tuple[dict[str, FieldValue], list[str]]:
    sentence = Sentence(24, 24 + len(SENTENCE), SENTENCE, "body")
    fields, faults = read_fields(text, Fire, sentence, ARTICLE)
    return dict(fields), faults


def _answer(**fields: object) -> str:
    event = {"sentence": "A mill", "when": "Monday", "what": "Mill burns down"}
    return to_json({**event, **fields})


GOOD: dict[str, Any] = {"dead": 2, "kind": "mill", "court": None, "places": []}


@pytest.mark.parametrize(
    ("fields", "read", "fault"),
    [
        (GOOD, {**GOOD, "places": ()}, None),
        (
            {**GOOD, "court": "Vik District Court"},
            {**GOOD, "court": "Vik\nDistrict Court", "places": ()},
            None,
        ),
        ({**GOOD, "court": "court in Orrin."}, {"court": "court in Orrin"}, None),
        ({**GOOD, "court": "Supreme Court"}, {"court": None, "dead": 2}, "'court': the article"),
        ({**GOOD, "court": "istrict Cour"}, {"court": None}, "does not say 'istrict Cour'"),
        (
            {**GOOD, "places": ["Vik", "Ulm", "Orrin"]},
            {"places": ("Vik", "Orrin")},
            "'places': the article does not say 'Ulm'",
        ),
        ({**GOOD, "dead": -1}, {"dead": None, "kind": "mill"}, "greater than or equal to 0"),
        ({**GOOD, "dead": 999}, {"dead": None, "kind": "mill"}, "nobody counts so far"),
        ({**GOOD, "kind": "barn"}, {"dead": 2, "kind": None}, "Input should be 'house' or 'mill'"),
    ],
)
def test_values_are_checked_one_by_one(
    fields: dict[str, Any], read: dict[str, Any], fault: str | None
) -> None:
    values, faults = _read(_answer(**fields))
    assert list(values) == ["dead", "kind", "court", "places"]
    assert {name: values[name] for name in read} == read
    assert len(faults) == (fault is not None)
    assert fault is None or fault in faults[0]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (_answer(**GOOD)[:-1], GOOD | {"places": ()}),
        (_answer(**GOOD)[:-14], {"dead": 2, "kind": "mill", "court": None, "places": None}),
        (_answer()[:-1] + ',"dead":2,"ki', {"dead": 2, "kind": None}),
        (_answer()[:-1], {"dead": None, "kind": None}),
        ('{"when":"none","what":"Mill bur', {"dead": None, "kind": None}),
        ("[1, 2]", {"dead": None}),
        ("no JSON", {"dead": None}),
        ("", {"dead": None}),
    ],
)
def test_of_an_answer_that_was_cut_off_the_rest_is_kept(text: str, read: dict[str, Any]) -> None:
    values, faults = _read(text)
    assert {name: values[name] for name in read} == read
    missing = [name for name, value in values.items() if f'"{name}":' not in text]
    assert sum("was cut off before it" in fault for fault in faults) >= len(missing)


def test_the_surest_value_wins_and_others_are_kept() -> None:
    mentions: list[Fields] = [
        (("dead", None), ("court", "Vik Court"), ("laws", ("A", "B"))),
        (("dead", 3), ("court", "VIK court"), ("laws", ("a", "b"))),
        (("dead", 2), ("court", "Orrin Court"), ("laws", ("A",))),
        (("dead", 3), ("court", "Orrin Court"), ("laws", None)),
    ]
    fields, conflicts = combine_fields(mentions)
    assert dict(fields) == {"dead": 3, "court": "Vik Court", "laws": ("A", "B")}
    assert dict(conflicts) == {"dead": (2,), "court": ("Orrin Court",), "laws": (("A",),)}
    assert combine_fields([(), ()]) == ((), ())


def _tell(_: Task, branch: Branch) -> Reply:
    """Two sentences tell the fire, the second with another number and less surely."""
    sentence = known(branch)[0]
    if "burned" not in sentence:
        return Reply(None, True, 0.95)
    first = sentence.startswith("A mill")
    rest = {"dead": 2 if first else 3, "kind": "mill", "court": "Ulm Court", "places": ["Vik"]}
    written = "Mill burns down" + '",' + to_json(rest)[1:]
    return Reply(branch.forced + written, True, 0.05 if first else 0.2)


def _made() -> Timeline:
    return extract_timeline(
        [document(ARTICLE, name="mill.txt")],
        ScriptedModel(_tell),
        prompt=load_prompt(schema=Fire),
        options=Options(min_confidence=0.3),
    )


def test_fields_reach_the_file() -> None:
    file = contract.to_file(_made())
    data = json.loads(contract.dumps(file))
    jsonschema.Draft202012Validator(contract.json_schema()).validate(data)
    (event,) = data["events"]
    assert event["title"] == "Mill burns down"
    assert event["fields"] == {"dead": 2, "kind": "mill", "court": None, "places": ["Vik"]}
    assert event["field_conflicts"] == {"dead": [3]}
    assert [mention["fields"]["dead"] for mention in event["mentions"]] == [2, 3]
    assert [one["reason"] for one in data["skipped"]] == [
        "field 'court': the article does not say 'Ulm Court'"
    ] * 2
    assert contract.loads(contract.dumps(file), name="again") == file
    assert data["generator"]["settings"]["schema"].endswith("test_fields:Fire")


def test_a_schema_changes_the_digest_and_nothing_before_the_title() -> None:
    plain, fire = load_prompt(), load_prompt(schema=Fire)
    assert plain.opening == fire.opening
    assert plain.sha256 != fire.sha256


def test_fields_are_asked_for_with_their_descriptions() -> None:
    (event,) = _made().events
    assert event.fields
    asked = ScriptedModel(_tell)
    (chunk,) = chunks_of(document(ARTICLE, name="mill.txt"), asked, Options())
    for branch in task_for(chunk, load_prompt(schema=Fire), min_confidence=0.3).branches:
        assert '\\"dead (how many died)\\":' in branch.grammar
        assert branch.forced.endswith('"what":"')


def test_answers_under_the_grammar_have_keys_with_descriptions() -> None:
    keys = {field.name: field.key for field in added_fields(Fire)}
    values, faults = _read(_answer(**{keys[name]: value for name, value in GOOD.items()}))
    assert (values, faults) == ({**GOOD, "places": ()}, [])


def test_an_example_shows_the_fields_that_it_has(tmp_path: Path) -> None:
    for suffix in (".jinja", ".toml"):
        text = (Path(__file__).parents[2] / f"prompts/events{suffix}").read_text("utf-8")
        more = 'what = "Harbour pilots in Port Ellery go on strike"'
        text = text.replace(more, more + ', fields = { dead = 0, kind = "house" }')
        (tmp_path / f"mine{suffix}").write_text(text)
    key = "dead (how many died)"
    wanted = f'go on strike","{key}":0,"kind (house, mill)":"house"}}'
    assert wanted in load_prompt("mine", directory=tmp_path, schema=Fire).opening[2].content
    assert "dead" not in load_prompt("mine", directory=tmp_path).opening[2].content
