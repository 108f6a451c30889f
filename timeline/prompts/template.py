"""A prompt's files → a loaded prompt, and a chunk → the messages that the model sees."""

from __future__ import annotations

import datetime
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import jinja2
import jinja2.sandbox
from pydantic import ValidationError

from timeline.errors import PromptError
from timeline.llm import Adapter, Message
from timeline.prompts.answers import known_fields
from timeline.prompts.entries import (
    Example,
    ExampleAnswer,
    PromptEntries,
    Tuned,
    Value,
    parameter_values,
)
from timeline.prompts.places import DEFAULT, find_prompt
from timeline.records import Chunk
from timeline.schema import NONE, EventAnswer, added_fields, check_value, to_json

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
BLOCKS = ("system", "user")
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


@dataclass(frozen=True, slots=True)
class Prompt:
    """A loaded prompt. `sha256` covers the template and the TOML file, and what else changes what
    is asked: parameters that are not at their default, a schema that adds fields, an adapter.
    """

    name: str
    path: Path
    sha256: str
    template: jinja2.Template
    examples: tuple[Example, ...]
    parameters: dict[str, Value] = field(default_factory=dict)
    schema: type[EventAnswer] = EventAnswer
    opening: tuple[Message, ...] = ()  # instructions and examples: the same for every chunk
    adapter: Adapter | None = None  # of a tuned prompt: what the model has learned for it


def load_prompt(
    name_or_path: str = DEFAULT,
    *,
    directory: Path | None = None,
    parameters: Mapping[str, Value] | None = None,
    schema: type[EventAnswer] = EventAnswer,
    model: str | None = None,
) -> Prompt:
    """The prompt of that name (in `directory` or `./prompts`, else as shipped), or at that path.

    `parameters` are values for those that its TOML file declares; `model` is the name of the one
    that will be asked. PromptError when it is missing, does not parse, lacks a block, or does not
    go with the parameters, the schema or the model.
    """
    path = find_prompt(name_or_path, directory)
    source, entries_text = read_files(path)
    template = parse_template(path, source)
    entries = parse_entries(path.with_suffix(".toml"), entries_text)
    missing = [block for block in BLOCKS if block not in template.blocks]
    if missing:
        raise PromptError(f"{path}: block {missing[0]!r} is missing; see `timeline prompts show`")
    values = parameter_values(path.stem, entries.param, parameters or {})
    changed = {n: v for n, v in values.items() if v != entries.param[n].default}
    adapter = _adapter(path, entries.tuned, schema, model) if entries.tuned else None
    bare = Prompt(
        path.stem,
        path,
        _digest(source, entries_text, changed, schema, adapter),
        template,
        tuple(entries.example),
        values,
        schema,
        adapter=adapter,
    )
    return replace(bare, opening=_opening(bare))


def read_files(path: Path) -> tuple[str, str]:
    """The text of a template, and of the TOML file beside it; "" when there is none."""
    beside = path.with_suffix(".toml")
    try:
        return path.read_text("utf-8"), beside.read_text("utf-8") if beside.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path}: cannot be read as a prompt: {error}") from error


def environment() -> jinja2.sandbox.ImmutableSandboxedEnvironment:
    """What templates run in: no files, no state, and an error for whatever is undefined."""
    return jinja2.sandbox.ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


def parse_template(path: Path, source: str) -> jinja2.Template:
    try:
        return environment().from_string(source)
    except jinja2.TemplateSyntaxError as error:
        raise PromptError(f"{path}:{error.lineno}: {error.message}") from error


def parse_entries(path: Path, text: str) -> PromptEntries:
    """The TOML file's entries. PromptError names up to three faults."""
    try:
        return PromptEntries.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{path}: {error}") from error
    except ValidationError as error:
        faults = [
            f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise PromptError(f"{path}: " + "\n".join(faults[:3])) from error


def messages(prompt: Prompt, chunk: Chunk) -> tuple[Message, ...]:
    """What the model is shown for a chunk: instructions, examples, and the chunk last."""
    shown = [sentence.text for sentence in (*chunk.context, *chunk.sentences)]
    return (*prompt.opening, Message("user", user_text(prompt, chunk.document.published, shown)))


def user_text(prompt: Prompt, published: datetime.date | None, sentences: Sequence[str]) -> str:
    """Sentences of an article as the model is shown them."""
    numbered = [
        {"n": number, "text": " ".join(text.split())} for number, text in enumerate(sentences, 1)
    ]
    day = _day_in_words(published) if published else "unknown"
    return _render(prompt, "user", published=day, sentences=numbered)


def _opening(prompt: Prompt) -> tuple[Message, ...]:
    """Instructions and examples."""
    turns = [Message("system", _render(prompt, "system"))]
    for example in prompt.examples:
        shown = user_text(prompt, example.published, example.sentences)
        answers = [_example_answer(prompt, a, example.sentences[a.n - 1]) for a in example.answers]
        turns += [Message("user", shown), Message("assistant", "\n".join(answers))]
    return tuple(turns)


def _example_answer(prompt: Prompt, answer: ExampleAnswer, sentence: str) -> str:
    """As the model would write it. Fields of another schema than the prompt's are left out."""
    span = None
    if answer.when != NONE:
        start = sentence.index(answer.when)
        span = start, start + len(answer.when)
    written: dict[str, object] = {**known_fields(sentence, span), "what": answer.what}
    for one in added_fields(prompt.schema):
        if one.name in answer.fields:
            value = answer.fields[one.name]
            fault = check_value(prompt.schema, one.name, value)
            if not fault and one.span and value is not None and str(value) not in sentence:
                fault = f"these words are not in sentence {answer.n}"
            if fault:
                raise PromptError(
                    f"{prompt.path.with_suffix('.toml')}: answer n = {answer.n}: "
                    f"fields.{one.name} = {value!r}: {fault}"
                )
            written[one.key] = value
    return to_json(written)


def _day_in_words(day: datetime.date) -> str:
    """As "Saturday, 28 February 2026", in English whatever the machine's locale says."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _render(prompt: Prompt, block: str, **variables: object) -> str:
    try:
        context = prompt.template.new_context({**variables, "param": prompt.parameters})
        return "".join(prompt.template.blocks[block](context)).strip()
    except _TEMPLATE_FAULTS as error:
        raise PromptError(f"prompt {prompt.name!r}, block {block!r}: {error}") from error


def _adapter(path: Path, tuned: Tuned, schema: type[EventAnswer], model: str | None) -> Adapter:
    """The adapter beside a tuned prompt. PromptError when it is not there or does not fit."""
    if model is not None and model != tuned.model:
        raise PromptError(
            f"prompt {path.stem!r} was trained with {tuned.model} and works with no other model; "
            f"use --prompt {DEFAULT} with {model}"
        )
    if added_fields(schema):
        raise PromptError(
            f"prompt {path.stem!r} was trained without further fields; "
            f"use --prompt {DEFAULT} with a schema of yours"
        )
    file = path.parent / tuned.adapter
    try:
        return Adapter(file.absolute(), hashlib.sha256(file.read_bytes()).hexdigest())
    except OSError as error:
        why = f"its adapter {file} cannot be read ({error.strerror})"
        raise PromptError(f"{path.with_suffix('.toml')}: {why}") from error


def _digest(
    source: str,
    entries: str,
    changed: Mapping[str, Value],
    schema: type[EventAnswer],
    adapter: Adapter | None,
) -> str:
    digest = hashlib.sha256(f"{source}\0{entries}".encode())
    if changed:
        digest.update(b"\0" + json.dumps(changed, sort_keys=True).encode())
    if added_fields(schema):
        digest.update(b"\0" + json.dumps(schema.model_json_schema()).encode())
    if adapter:
        digest.update(b"\0" + adapter.sha256.encode())
    return digest.hexdigest()
