"""The fields that a user's schema adds to the event: which there may be, and what they hold.

A schema is a subclass of `EventAnswer`. What it adds is written by the model after the title.
"""

from __future__ import annotations

import enum
import importlib
import os
import sys
import types
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import PydanticUserError, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from timeline.errors import UsageError
from timeline.schema.answer import EventAnswer

_MOST_CHOICES = 12  # told to the model, which reads them at every answer
_PLAIN = (str, int, float, bool)
_SUPPORTED = "str, int, float, bool, Literal, Enum, list[str], and each of them with | None"


class Span:
    """Marks a text that must be words of the sentence: `court: Annotated[str, Span] | None`."""


@dataclass(frozen=True, slots=True)
class AddedField:
    """One field that a schema adds."""

    name: str
    description: str
    nullable: bool
    many: bool  # a list of texts
    span: bool  # the texts are words of the sentence
    said: bool  # may be null or empty, and no choice: it holds only what the text says
    choices: tuple[str, ...]  # () where there is none, or too many to tell
    number: bool

    @property
    def key(self) -> str:
        """What stands before the value in an answer: the name, and what is wanted.

        The model reads it after it has written the title, so that a schema changes no title.
        """
        # Told of null, a small model writes it beside the number; and code refuses one unsaid.
        doubtful = self.nullable and not (self.said and self.number)
        unsaid = "null if the sentence does not say" if doubtful else ""
        choices = ", ".join(self.choices)
        about = "; ".join(part for part in (self.description, choices, unsaid) if part)
        return f"{self.name} ({about})" if about else self.name


def load_schema(name: str) -> type[EventAnswer]:
    """The class that `module:Class` names; modules of the working directory are found, too.

    UsageError when there is no such module or class, or when it is no schema of events.
    """
    module_name, colon, class_name = name.partition(":")
    if not (colon and module_name and class_name):
        raise UsageError(
            f"--schema {name!r}: write module:Class, as accidents:Accident for a class Accident "
            "in accidents.py"
        )
    here = os.getcwd()  # noqa: PTH109  (an entry of sys.path is a string)
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        module = importlib.import_module(module_name)
    except (ImportError, SyntaxError, PydanticUserError) as error:
        raise UsageError(
            f"--schema {name}: module {module_name!r} cannot be imported: {error}\n"
            "it is looked for in the working directory and among the installed packages"
        ) from error
    found = getattr(module, class_name, None)
    if found is None:
        raise UsageError(f"--schema {name}: {module_name} has no {class_name!r}{_there(module)}")
    if not (isinstance(found, type) and issubclass(found, EventAnswer)):
        raise UsageError(
            f"--schema {name}: {class_name} is no subclass of timeline.EventAnswer; "
            f"write class {class_name}(EventAnswer): …"
        )
    added_fields(found)
    return found


def _there(module: types.ModuleType) -> str:
    names = sorted(
        name
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, EventAnswer) and value is not EventAnswer
    )
    return f"; it has {', '.join(names)}" if names else "; it has no subclass of EventAnswer"


@cache
def added_fields(schema: type[EventAnswer]) -> tuple[AddedField, ...]:
    """What the schema adds to `EventAnswer`, in the order in which it is written.

    UsageError when a field has a type that the model cannot be held to, or replaces one of ours.
    """
    for name, info in EventAnswer.model_fields.items():
        mine = schema.model_fields[name]
        if (mine.annotation, mine.metadata) != (info.annotation, info.metadata):
            raise UsageError(
                f"{schema.__name__}.{name}: this field is the event's own and keeps its type; "
                "give yours another name"
            )
    return tuple(
        _field(f"{schema.__name__}.{name}", name, info)
        for name, info in schema.model_fields.items()
        if name not in EventAnswer.model_fields
    )


def check_value(schema: type[EventAnswer], name: str, value: object) -> str | None:
    """What is wrong with a value for an added field; None when nothing is."""
    info = schema.model_fields[name]
    try:
        TypeAdapter(Annotated[info.annotation, info]).validate_python(value)  # type: ignore[arg-type]
    except ValidationError as error:
        return str(error.errors()[0]["msg"])
    return None


def _field(where: str, name: str, info: FieldInfo) -> AddedField:
    if info.alias or info.validation_alias or info.serialization_alias:
        raise UsageError(f"{where}: an alias cannot be honoured; name the field itself so")
    inner, marks, nullable = _unwrap(info.annotation, info.metadata)
    many = get_origin(inner) is list
    if many:
        inner, more, _ = _unwrap(get_args(inner)[0], ())
        marks = [*marks, *more]
    span = any(mark is Span or isinstance(mark, Span) for mark in marks)
    if not _supported(inner) or (many and _kind(inner) is not str):
        raise UsageError(f"{where}: the type {_shown(info)} is not supported; use {_SUPPORTED}")
    if span and inner is not str:
        raise UsageError(f"{where}: Span marks words of the sentence; use it with str only")
    return AddedField(
        name,
        info.description or "",
        nullable,
        many,
        span,
        choices=_choices(inner),
        number=inner in (int, float),
        said=(nullable or many) and inner in (str, int, float) and not _has_pattern(info),
    )


def _has_pattern(info: FieldInfo) -> bool:
    """Whether the user says what a text looks like: it is a code, then, and no words."""
    return any(getattr(mark, "pattern", None) for mark in info.metadata)


def _unwrap(annotation: Any, metadata: Iterable[Any]) -> tuple[Any, list[Any], bool]:
    """The type inside Annotated[…] and … | None, the marks on it, and whether None is allowed."""
    marks, nullable = list(metadata), False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            marks += more
        elif get_origin(annotation) in (Union, types.UnionType):
            inside = [one for one in get_args(annotation) if one is not type(None)]
            if len(inside) != 1 or len(inside) == len(get_args(annotation)):
                return annotation, marks, nullable
            annotation, nullable = inside[0], True
        else:
            return annotation, marks, nullable


def _supported(inner: Any) -> bool:
    return _kind(inner) is not None


def _kind(inner: Any) -> type | None:
    """The plain type of the values; None when there is no such type."""
    if inner in _PLAIN:
        return inner if isinstance(inner, type) else None
    values = _values(inner)
    kinds = {type(value) for value in values}
    return kinds.pop() if len(kinds) == 1 and kinds <= set(_PLAIN) else None


def _values(inner: Any) -> tuple[Any, ...]:
    """Those of a Literal or an Enum; () for other types."""
    if get_origin(inner) is Literal:
        return get_args(inner)
    if isinstance(inner, type) and issubclass(inner, enum.Enum):
        return tuple(member.value for member in inner)
    return ()


def _choices(inner: Any) -> tuple[str, ...]:
    values = _values(inner)
    return tuple(map(str, values)) if len(values) <= _MOST_CHOICES else ()


def _shown(info: FieldInfo) -> str:
    annotation = info.annotation
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)
