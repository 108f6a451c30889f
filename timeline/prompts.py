"""Prompt templates: a chunk of an article → the messages that the model sees.

A prompt is `NAME.jinja` with the blocks `system` and `user`, and beside it `NAME.toml` with worked
examples. Users edit copies of both. Templates run in an immutable sandbox and see plain strings
only; what an article says can never become template code.
"""

from __future__ import annotations

import datetime
import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
import jinja2.sandbox
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from timeline.errors import PromptError
from timeline.llm import Message
from timeline.records import Chunk
from timeline.schema import NONE, Title, answer_text

DEFAULT = "events"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_BLOCKS = ("system", "user")
# What a template can do wrong while it runs: its own errors, and those of Python's operators.
_TEMPLATE_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,  # a range that the sandbox finds too long, too
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,  # an include, too: there is nothing to include from
    ValueError,
)
_PACKAGED = Path(__file__).parent / "shipped_prompts"  # in an installed wheel
_CHECKOUT = Path(__file__).parent.parent / "prompts"  # in a working copy
LONGEST_KEY_WORDS = 80  # of a sentence repeated before its answer


class ExampleAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    n: int = Field(ge=1)
    when: str
    what: Title


class Example(BaseModel):
    """An invented article and the answers wanted for it. A title that the schema refuses, or a
    time expression that is not in its sentence, is an error.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
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


class Examples(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    example: list[Example] = []


@dataclass(frozen=True, slots=True)
class Prompt:
    """A loaded prompt. `sha256` covers the template and the examples."""

    name: str
    sha256: str
    template: jinja2.Template
    examples: tuple[Example, ...]


def load_prompt(name_or_path: str = DEFAULT, *, directory: Path | None = None) -> Prompt:
    """The prompt of that name (in `directory`, else as shipped), or at that path.

    PromptError when it is missing, does not parse, or lacks a block.
    """
    path = _locate(name_or_path, directory)
    try:
        source = path.read_text("utf-8")
        examples_path = path.with_suffix(".toml")
        examples_text = examples_path.read_text("utf-8") if examples_path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path}: cannot be read as a prompt: {error}") from error
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    try:
        template = environment.from_string(source)
        examples = Examples.model_validate(tomllib.loads(examples_text))
    except jinja2.TemplateSyntaxError as error:
        raise PromptError(f"{path}:{error.lineno}: {error.message}") from error
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{examples_path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise PromptError(f"{examples_path}: {where}: {first['msg']}") from error
    missing = [block for block in _BLOCKS if block not in template.blocks]
    if missing:
        raise PromptError(f"{path}: block {missing[0]!r} is missing; see `timeline prompts show`")
    digest = hashlib.sha256(f"{source}\0{examples_text}".encode()).hexdigest()
    return Prompt(path.stem, digest, template, tuple(examples.example))


def messages(prompt: Prompt, chunk: Chunk) -> tuple[Message, ...]:
    """What the model is shown for a chunk: instructions, examples, and the chunk last."""
    turns = [Message("system", _render(prompt, "system"))]
    for example in prompt.examples:
        turns.append(Message("user", _user(prompt, example.published, example.sentences)))
        answers = [
            answer_text({**_known_example(a, example.sentences[a.n - 1]), "what": a.what})
            for a in example.answers
        ]
        turns.append(Message("assistant", "\n".join(answers)))
    shown = [sentence.text for sentence in (*chunk.context, *chunk.sentences)]
    return (*turns, Message("user", _user(prompt, chunk.document.published, shown)))


def known_fields(n: int, sentence: str, expression: tuple[int, int] | None) -> dict[str, str | int]:
    """What code knows of an answer before the model is asked. `n` is the number in the prompt,
    `expression` the offsets of the time expression in the sentence.

    The sentence is repeated in full: with only its first words, or the words around the
    expression, the model slides to a neighbouring sentence (docs/extraction.md). Of a very long
    one, the words around the expression.
    """
    start, end = expression or (0, 0)
    before, after = sentence[:start].split(" "), sentence[end:].split(" ")
    first = " ".join(before[-LONGEST_KEY_WORDS // 2 :])
    rest = " ".join(after[: LONGEST_KEY_WORDS if expression is None else LONGEST_KEY_WORDS // 2])
    when = " ".join(sentence[start:end].split()) if expression else NONE
    key = f"{first}{sentence[start:end]}{rest}"
    return {"n": n, "sentence": " ".join(key.split()), "when": when}


def _known_example(answer: ExampleAnswer, sentence: str) -> dict[str, str | int]:
    if answer.when == NONE:
        return known_fields(answer.n, sentence, None)
    start = sentence.index(answer.when)
    return known_fields(answer.n, sentence, (start, start + len(answer.when)))


def _user(prompt: Prompt, published: datetime.date | None, sentences: Sequence[str]) -> str:
    numbered = [
        {"n": number, "text": " ".join(text.split())} for number, text in enumerate(sentences, 1)
    ]
    day = _day_in_words(published) if published else "unknown"
    return _render(prompt, "user", published=day, sentences=numbered)


def _day_in_words(day: datetime.date) -> str:
    """As "Saturday, 28 February 2026", in English whatever the machine's locale says."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _render(prompt: Prompt, block: str, **variables: object) -> str:
    try:
        context = prompt.template.new_context(variables)
        return "".join(prompt.template.blocks[block](context)).strip()
    except _TEMPLATE_FAULTS as error:
        raise PromptError(f"prompt {prompt.name!r}, block {block!r}: {error}") from error


def shipped_directory() -> Path:
    """Where the templates that come with this installation are."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def _locate(name_or_path: str, directory: Path | None) -> Path:
    if name_or_path.endswith(".jinja"):
        path = Path(name_or_path)
        if not path.is_file():
            raise PromptError(f"{path}: no such prompt file")
        return path
    shipped = shipped_directory()
    for folder in [*([directory] if directory else []), shipped]:
        path = folder / f"{name_or_path}.jinja"
        if path.is_file():
            return path
    names = sorted(path.stem for path in shipped.glob("*.jinja"))
    raise PromptError(f"no prompt {name_or_path!r}; there are {', '.join(names)}, or give a path")
