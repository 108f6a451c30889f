"""What the model answers in: the event, a user's further fields, and the grammar of one answer."""

from timeline.schema.added import (
    AddedField,
    Span,
    added_fields,
    check_value,
    load_schema,
)
from timeline.schema.answer import (
    LONGEST_TITLE,
    NONE,
    EventAnswer,
    Title,
    begins_title,
    known_text,
    to_json,
)
from timeline.schema.grammar import added_tokens, grammar

__all__ = [
    "LONGEST_TITLE",
    "NONE",
    "AddedField",
    "EventAnswer",
    "Span",
    "Title",
    "added_fields",
    "added_tokens",
    "begins_title",
    "check_value",
    "grammar",
    "known_text",
    "load_schema",
    "to_json",
]
