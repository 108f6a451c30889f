"""What a user's schema adds to an event: read from answers, and put together over mentions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from timeline.fields.support import supported
from timeline.records import Fields, FieldValue, Sentence
from timeline.schema import EventAnswer, added_fields

_EDGES = " ,;:.–—-"
_CUT_NUMBER = re.compile(r"-?\d[-+.\dEe]*\Z")  # of 1200, an answer that was cut off may have 12


def read_fields(
    text: str, schema: type[EventAnswer], sentence: Sentence, article: str
) -> tuple[Fields, list[str]]:
    """The added fields of an answer, whole or cut off, and what was wrong with them.

    A field that the answer lacks, or whose value the schema or the article refuses, is None.
    """
    added = added_fields(schema)
    if not added:
        return (), []
    values, faults = _valid(text, schema)
    told = f"{sentence.text} {values.get('what', '')}"
    fields: dict[str, FieldValue] = {}
    for field in added:
        value = values.get(field.name)
        if field.name in faults:
            value = None
        elif field.name not in values:
            faults[field.name] = "the answer was cut off before it"
        elif field.span and value is not None:
            value, fault = _words(value, sentence, article)
            faults |= {field.name: fault} if fault else {}
        elif field.said and value is not None:
            value, fault = supported(value, told, article, asked=field.key)
            faults |= {field.name: fault} if fault else {}
        fields[field.name] = tuple(map(str, value)) if isinstance(value, list) else value
    return tuple(fields.items()), [
        f"field {f.name!r}: {faults[f.name]}" for f in added if f.name in faults
    ]


def _valid(text: str, schema: type[EventAnswer]) -> tuple[dict[str, Any], dict[str, str]]:
    """What an answer holds as JSON values, and what the schema finds wrong with which."""
    try:
        data = from_json(_CUT_NUMBER.sub("", text), allow_partial=True)
    except ValueError:  # a model that no grammar held
        data = {}
    if not isinstance(data, dict):
        data = {}
    names = {field.key: field.name for field in added_fields(schema)}
    data = {names.get(key, key): value for key, value in data.items()}
    try:
        return schema.model_validate(data).model_dump(mode="json"), {}
    except ValidationError as error:
        wrong = [fault for fault in error.errors() if fault["type"] != "missing"]
        return data, {str(fault["loc"][0]): fault["msg"] for fault in wrong if fault["loc"]}


def _words(
    value: object, sentence: Sentence, article: str
) -> tuple[str | list[str] | None, str | None]:
    """A text, or a list of texts, in the article's own words; and those that it has not."""
    texts = value if isinstance(value, list) else [value]
    found = [(text, _exact(str(text), sentence, article)) for text in texts]
    foreign = [repr(text) for text, words in found if words is None]
    fault = f"the article does not say {', '.join(foreign)}" if foreign else None
    known = [words for _, words in found if words is not None]
    if isinstance(value, list):
        return known, fault
    return (known[0] if known else None), fault


def _exact(text: str, sentence: Sentence, article: str) -> str | None:
    """The words as they stand in the sentence, else in the article; None when they do not."""
    words = text.strip(_EDGES).split()
    if not words:
        return None
    spaced = r"\s+".join(re.escape(word) for word in words)
    pattern = re.compile(rf"(?<!\w){spaced}(?!\w)")
    found = pattern.search(sentence.text) or pattern.search(article)
    return found.group() if found else None


def combine_fields(
    surest_first: Iterable[Fields],
) -> tuple[Fields, tuple[tuple[str, tuple[FieldValue, ...]], ...]]:
    """The surest mention's value of every field, and the different values that others give."""
    fields: dict[str, FieldValue] = {}
    others: dict[str, list[FieldValue]] = {}
    for name, value in itertools.chain.from_iterable(surest_first):
        if fields.get(name) is None:
            fields[name] = value
        elif value is not None:
            known = [fields[name], *others.get(name, [])]
            if all(_plain(value) != _plain(one) for one in known):
                others.setdefault(name, []).append(value)
    conflicts = tuple((name, tuple(values)) for name, values in others.items())
    return tuple(fields.items()), conflicts


def _plain(value: FieldValue) -> object:
    """A value as it is compared: upper and lower case are the same."""
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, tuple):
        return tuple(text.casefold() for text in value)
    return value
