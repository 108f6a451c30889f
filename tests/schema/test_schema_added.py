"""Fields that a user's schema adds: what the grammar lets the model write, and what is refused."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from llguidance import LLMatcher, LLTokenizer
from pydantic import Field

from timeline.errors import UsageError
from timeline.schema import (
    EventAnswer,
    Span,
    added_fields,
    added_tokens,
    grammar,
    load_schema,
    to_json,
)

BYTES = LLTokenizer("byte")
SENTENCE = 'A court in Ellery fined "Sill Mills", of Orrin, 3 million crowns on Friday.'


class Verdict(enum.Enum):
    GUILTY = "guilty"
    FREE = "not guilty"


class Trial(EventAnswer):
    amount: int | None = Field(ge=0, description="the fine in crowns")
    rate: float
    verdict: Verdict
    level: Literal["local", "high"] | None
    final: bool
    judge: str
    court: Annotated[str, Span] | None
    places: list[Annotated[str, Span]] = Field(max_length=2)
    laws: list[str] = Field(max_length=3)


GOOD: dict[str, Any] = {
    "amount": 3_000_000,
    "rate": 0.25,
    "verdict": "guilty",
    "level": None,
    "final": True,
    "judge": "Ada Holm",
    "court": "A court in Ellery",
    "places": ["Ellery", "Orrin,"],
    "laws": ["the Mill Act"],
}


def accepts(**changed: object) -> bool:
    known = {"sentence": SENTENCE, "when": "Friday"}
    matcher = LLMatcher(BYTES, grammar(Trial, known))
    assert not matcher.is_error(), matcher.get_error()
    values = {**GOOD, **changed}
    added = {field.key: values[field.name] for field in added_fields(Trial)}
    text = to_json({**known, "what": "Court fines Sill Mills", **added}).encode()
    return bool(matcher.try_consume_tokens(list(text)) == len(text)) and matcher.is_accepting()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"amount": None, "court": None, "level": "high", "final": False},
        {"amount": 0, "rate": -12.5},
        {"verdict": "not guilty", "places": [], "laws": []},
        {"court": "Sill Mills"},
        {"laws": ["a", "b", "c"], "judge": "Émile “le juge” Œuf"},
    ],
)
def test_values_that_the_grammar_lets_through(changed: dict[str, Any]) -> None:
    assert accepts(**changed)
    answer = {"sentence": "", "when": "none", "what": "Court fines Sill Mills"}
    assert Trial.model_validate({**answer, **GOOD, **changed})


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"amount": -1}, "under its bound"),
        ({"amount": 10**13}, "larger than any amount: the digits have to end"),
        ({"rate": 0.123456}, "more digits than a number needs"),
        ({"rate": None}, "null where the field must have a value"),
        ({"verdict": "perhaps"}, "no member of the enumeration"),
        ({"level": "low"}, "none of the choices"),
        ({"final": "true"}, "a text for a truth"),
        ({"judge": ""}, "an empty text"),
        ({"judge": "x" * 81}, "longer than a value may be"),
        ({"judge": 'Ada "the judge" Holm'}, "a quotation mark"),
        ({"judge": "Ada\nHolm"}, "a line break"),
        ({"court": "A court in Vik"}, "words that the sentence has not"),
        ({"court": "A cour"}, "half a word"),
        ({"court": ""}, "no word"),
        ({"court": 'fined "Sill Mills"'}, "across a quotation mark"),
        ({"places": ["Ellery", "Orrin", "Friday"]}, "more than the list may have"),
        ({"places": ["Vik"]}, "words that the sentence has not, in a list"),
        ({"laws": ["a", "b", "c", "d"]}, "a list without an end"),
    ],
)
def test_values_that_the_grammar_refuses(changed: dict[str, Any], why: str) -> None:
    assert not accepts(**changed), why


def test_what_a_schema_adds() -> None:
    by_name = {field.name: field for field in added_fields(Trial)}
    assert list(by_name) == list(GOOD)
    assert by_name["amount"].description == "the fine in crowns"
    assert by_name["amount"].key == "amount (the fine in crowns)"
    assert by_name["court"].key == "court (null if the sentence does not say)"
    assert by_name["judge"].key == "judge"
    assert [f.name for f in added_fields(Trial) if f.nullable] == ["amount", "level", "court"]
    assert [f.name for f in added_fields(Trial) if f.many] == ["places", "laws"]
    assert [f.name for f in added_fields(Trial) if f.span] == ["court", "places"]
    assert added_fields(EventAnswer) == ()
    assert added_tokens(EventAnswer) == 0 < added_tokens(Trial)


MODULE = """
from typing import Annotated, Any, Literal, Optional
from pydantic import BaseModel, Field
from timeline import EventAnswer, Span

class Fire(EventAnswer):
    dead: Optional[int]

class Other(BaseModel):
    dead: int

class Nested(EventAnswer):
    other: Other

class Anything(EventAnswer):
    it: Any

class Numbers(EventAnswer):
    them: list[int]

class Two(EventAnswer):
    it: int | str

class SpanOfNumber(EventAnswer):
    it: Annotated[int, Span]

class Alias(EventAnswer):
    it: int = Field(alias="It")

class Replaced(EventAnswer):
    what: int
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", [str(tmp_path)])  # an entry that load_schema adds goes, too
    name = f"mine_{abs(hash(tmp_path))}"
    (tmp_path / f"{name}.py").write_text(MODULE)
    (tmp_path / f"broken_{name}.py").write_text("class :")
    return name


def test_a_schema_of_the_working_directory_is_loaded(module: str) -> None:
    (field,) = added_fields(load_schema(f"{module}:Fire"))
    assert (field.name, field.nullable) == ("dead", True)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("{}", "write module:Class"),
        ("{}:", "write module:Class"),
        ("no_such_{}:Fire", "cannot be imported: No module named"),
        ("broken_{}:Fire", "cannot be imported: invalid syntax"),
        ("{}:Flood", "has no 'Flood'; it has Alias, Anything, Fire,"),
        ("{}:Other", "Other is no subclass of timeline.EventAnswer"),
        ("{}:MISSING", "has no 'MISSING'"),
        ("{}:Nested", "Nested.other: the type Other is not supported; use str, int,"),
        ("{}:Anything", "Anything.it: the type Any is not supported"),
        ("{}:Numbers", "Numbers.them: the type list[int] is not supported"),
        ("{}:Two", "Two.it: the type int | str is not supported"),
        ("{}:SpanOfNumber", "SpanOfNumber.it: Span marks words of the sentence; use it with str"),
        ("{}:Alias", "Alias.it: an alias cannot be honoured"),
        ("{}:Replaced", "Replaced.what: this field is the event's own"),
    ],
)
def test_a_schema_that_cannot_be_used_is_named_with_the_reason(
    name: str, says: str, module: str
) -> None:
    with pytest.raises(UsageError) as caught:
        load_schema(name.format(module))
    assert says in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 3


def test_without_a_number_in_the_sentence_a_number_is_null() -> None:
    class Fine(EventAnswer):
        amount: float | None
        stars: int

    rule = 'field_3: "null"'
    assert rule in grammar(Fine, {"sentence": "The court fined Orrin.", "when": "none"})
    assert rule in grammar(Fine, {"sentence": "Fines rose 5 percent in 2006.", "when": "none"})
    assert rule not in grammar(Fine, {"sentence": "The court asks for $5.", "when": "none"})
    assert "field_4: %json" in grammar(Fine, {"sentence": "A mill.", "when": "none"})
