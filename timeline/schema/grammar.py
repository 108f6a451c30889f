"""A schema and what is known of one answer → the grammar that the model answers under."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from timeline.language.numbers import numbers
from timeline.schema.added import AddedField, added_fields
from timeline.schema.answer import EventAnswer, to_json

# Bounds for fields that have none of their own: without an end, a small model goes on and on.
LONGEST_VALUE = 80  # characters of a text
MOST_VALUES = 5  # texts in a list
LARGEST_NUMBER = 10**12
SMALLEST_STEP = 0.0001  # between two numbers
_TEXT = r'^[^"\\\x00-\x1f\x7f]{%d,%d}$'
_ONE_LINE = {"whitespace_flexible": False, "item_separator": ",", "key_separator": ":"}
_NOT_IN_SPAN = re.compile(r'["\\\x00-\x1f\x7f]+')  # would end a text early, or need an escape
_VALUE_TOKENS = {"boolean": 2, "integer": 12, "number": 16, "null": 2}
_TEXT_TOKENS = 24  # of one text, or one of a choice
_KEY_CHARACTERS = 3  # a token has more, in any language with an alphabet


class _Rules(NamedTuple):
    """What of a schema's grammar is the same for all questions, by field."""

    schemas: dict[str, dict[str, Any]]
    keys: dict[str, str]
    spans: dict[str, AddedField]
    numbers: dict[str, str]  # keys of those that hold only a number that the sentence says


def grammar(schema: type[EventAnswer], known: Mapping[str, str | int]) -> str:
    """A Lark grammar (llguidance's dialect) of one answer with `known` fields forced.

    The free fields follow their JSON schema; a `Span` is words of the known sentence. Field order
    is the schema's.
    """
    shared = _rules(schema)
    rules, parts = [], []
    for number, (name, property_schema) in enumerate(shared.schemas.items()):
        key = ("{" if number == 0 else ",") + to_json(shared.keys[name]) + ":"
        if name in known:
            parts.append(_literal(key + to_json(known[name])))
            continue
        parts.append(f"{_literal(key)} field_{number}")
        if (asked := shared.numbers.get(name)) and _says_no_number(asked, known):
            rules.append(f'field_{number}: "null"')
        elif name in shared.spans and "sentence" in known:
            rules += _span_rules(f"field_{number}", shared.spans[name], property_schema, known)
        else:
            rules.append(f"field_{number}: %json {json.dumps(property_schema)}")
    return "\n".join(["start: " + " ".join([*parts, _literal("}")]), *rules])


def _says_no_number(asked: str, known: Mapping[str, str | int]) -> bool:
    """Whether null is the only answer. The next fields see it, and a currency without an amount
    is null, too.
    """
    return "sentence" in known and not numbers(str(known["sentence"]), asked=asked)


@cache
def added_tokens(schema: type[EventAnswer]) -> int:
    """Tokens that the fields of a schema after the title may take, keys included."""
    schemas = _rules(schema).schemas
    return sum(
        len(field.key) // _KEY_CHARACTERS + 6 + _most_tokens(schemas[field.name])
        for field in added_fields(schema)
    )


def _most_tokens(schema: Mapping[str, Any]) -> int:
    if "anyOf" in schema:
        return max(_most_tokens(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return int(schema["maxItems"]) * (2 + _most_tokens(schema["items"]))
    return _VALUE_TOKENS.get(str(schema.get("type")), _TEXT_TOKENS)


@cache
def _rules(schema: type[EventAnswer]) -> _Rules:
    whole = schema.model_json_schema(by_alias=False)
    shared = {"$defs": whole["$defs"]} if "$defs" in whole else {}  # what a field may refer to
    added = added_fields(schema)
    return _Rules(
        {name: {**_bounded(inside), **shared} for name, inside in whole["properties"].items()},
        {name: name for name in whole["properties"]} | {one.name: one.key for one in added},
        {one.name: one for one in added if one.span},
        {one.name: one.key for one in added if one.said and one.number},
    )


def _bounded(schema: dict[str, Any]) -> dict[str, Any]:
    """A field's JSON schema with an end to everything."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [_bounded(one) for one in schema["anyOf"]]}
    kind = schema.get("type")
    if "enum" in schema or "const" in schema or "pattern" in schema:
        return schema
    if kind == "string":
        most = schema.get("maxLength", LONGEST_VALUE)
        least = min(schema.get("minLength", 1), most)
        rest = {k: v for k, v in schema.items() if k not in ("minLength", "maxLength")}
        return {**rest, "pattern": _TEXT % (least, most)}
    if kind in ("integer", "number"):
        step = {"multipleOf": SMALLEST_STEP} if kind == "number" else {}
        low = {} if "exclusiveMinimum" in schema else {"minimum": -LARGEST_NUMBER}
        high = {} if "exclusiveMaximum" in schema else {"maximum": LARGEST_NUMBER}
        return {**step, **low, **high, **schema}
    if kind == "array":
        most = {"maxItems": schema.get("maxItems", MOST_VALUES), "x-guidance": _ONE_LINE}
        return {**schema, **most, "items": _bounded(schema["items"])}
    return schema


def _span_rules(
    rule: str, field: AddedField, schema: Mapping[str, Any], known: Mapping[str, str | int]
) -> list[str]:
    """Rules that let only words of the sentence through; null, too, where the field may be null."""
    pieces = [piece for piece in _NOT_IN_SPAN.split(str(known["sentence"])) if piece.strip()]
    any_words = " | ".join(f"%regex {json.dumps({'substring_words': p})}" for p in pieces)
    name = rule.upper()
    rules = [f"{name}: ({any_words}) & /[^ ](.*[^ ])?/"] if pieces else []
    text = f'"\\"" {name} "\\""' if pieces else '"\\"\\""'
    null = ' | "null"' if field.nullable else ""
    if not field.many:
        return [*rules, f"{rule}: {text}{null}"]
    inside = next(one for one in schema.get("anyOf", [schema]) if one.get("type") == "array")
    least, most = inside.get("minItems", 0), inside["maxItems"]
    first = f"{rule}_one"
    rules.append(f"{first}: {text}")
    more = f'{first} ("," {first}){{{max(least - 1, 0)},{most - 1}}}'
    items = more if least else f"({more})?"
    return [*rules, f'{rule}: "[" {items} "]"{null}']


def _literal(text: str) -> str:
    """Text as a Lark string literal, whose escapes are JSON's. A bare DEL is an error in one."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
