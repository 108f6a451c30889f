"""The entries of a prompt's TOML file: its parameters and its worked examples."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from timeline.errors import PromptError, UsageError
from timeline.schema import NONE, Title

Value = str | int | float | bool  # of a parameter
_TRUTHS = {"true": True, "false": False}
_TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Parameter(_Entry):
    """What `--param NAME=VALUE` may change, and what it is otherwise."""

    type: Literal["str", "int", "float", "bool"]
    default: bool | int | float | str
    description: str

    @model_validator(mode="after")
    def _default_fits(self) -> Parameter:
        if not self._fits(self.default):
            raise ValueError(f"default = {self.default!r} is no {self.type}")
        return self

    def _fits(self, value: object) -> bool:
        whole_for_float = self.type == "float" and type(value) is int
        return type(value) is _TYPES[self.type] or whole_for_float

    def read(self, given: Value) -> Value:
        """A value as it was written on a command line, or of the right type already.

        ValueError when it is none of this parameter's type.
        """
        if self._fits(given):
            return given
        if not isinstance(given, str):
            raise ValueError(f"{given!r} is no {self.type}")
        if self.type == "bool":
            if given not in _TRUTHS:
                raise ValueError(f"{given!r} is neither true nor false")
            return _TRUTHS[given]
        try:
            return int(given) if self.type == "int" else float(given)
        except ValueError as error:
            raise ValueError(f"{given!r} is no {self.type}") from error


class ExampleAnswer(_Entry):
    """An answer to one question. `fields` are those of a user's schema (`--schema`)."""

    n: int = Field(ge=1)
    when: str
    what: Title
    fields: dict[str, JsonValue] = {}


class Example(_Entry):
    """An invented article and the answers wanted for it. A title that the schema refuses, or a
    time expression that is not in its sentence, is an error.
    """

    published: datetime.date
    sentences: list[str] = Field(min_length=1)
    answers: list[ExampleAnswer] = Field(min_length=1)

    @model_validator(mode="after")
    def _answers_fit(self) -> Example:
        for answer in self.answers:
            if answer.n > len(self.sentences):
                raise ValueError(
                    f"answer n = {answer.n}: there are {len(self.sentences)} sentences"
                )
            if answer.when != NONE and answer.when not in self.sentences[answer.n - 1]:
                raise ValueError(f"answer when = {answer.when!r} is not in sentence {answer.n}")
        return self


class Tuned(_Entry):
    """What a prompt was trained with: one model, and the adapter that holds what it learned."""

    model: str  # a name of the catalogue
    adapter: str = Field(pattern=r"^[^/\\]+\.gguf$")  # a file in the folder of the prompt


class PromptEntries(_Entry):
    """A whole file."""

    param: dict[str, Parameter] = {}
    example: list[Example] = []
    tuned: Tuned | None = None

    @model_validator(mode="after")
    def _nothing_but_what_was_trained(self) -> PromptEntries:
        if self.tuned and (self.param or self.example):
            raise ValueError("a prompt with [tuned] has no parameters and no examples")
        return self


def split_parameters(options: Sequence[str]) -> dict[str, str]:
    """`["words=9"]` → `{"words": "9"}`. UsageError for anything else, and for a name twice."""
    given: dict[str, str] = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not (name and equals):
            raise UsageError(f"--param {option!r}: write a name and a value: words=9")
        if name in given:
            raise UsageError(f"--param {name} is given twice; give it once")
        given[name] = value
    return given


def parameter_values(
    prompt: str, declared: Mapping[str, Parameter], given: Mapping[str, Value]
) -> dict[str, Value]:
    """Every declared parameter's value. PromptError when one is not declared, or does not fit."""
    for name in given:
        if name not in declared:
            there = ", ".join(f"{n} ({p.type}, {p.default})" for n, p in declared.items())
            raise PromptError(
                f"--param {name}: the prompt {prompt!r} declares no such parameter; "
                + (f"it has {there}" if there else "it has none")
            )
    values = {}
    for name, parameter in declared.items():
        try:
            values[name] = parameter.read(given.get(name, parameter.default))
        except ValueError as error:
            raise PromptError(f"--param {name}: {error}; it is {parameter.description}") from error
    return values
