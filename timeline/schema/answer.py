"""The schema that the model answers in, and answers as text.

Code fills in what it knows (which sentence, which time expression); the grammar forces that,
and leaves the model only the fields that code cannot know.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

NONE = "none"  # what the model writes when there is no event
LONGEST_TITLE = 200  # characters: out of the way of the token limit, which ends a title first

# A title begins with a capital, a letter of a script without case, a digit, a currency sign or a
# quotation mark; it has no line break and no double quotation mark, which would end it early, and
# no space before that end: a model that wants to quote something there has to go on without.
_SIGNS = "£$€“‘«'"  # besides letters and digits
_NEVER = re.compile(r'["\\\x00-\x1f\x7f]')
_TITLE = (
    rf"[\p{{Lu}}\p{{Lt}}\p{{Lo}}\p{{Nd}}{_SIGNS}][^\"\\\x00-\x1f\x7f]{{7,{LONGEST_TITLE - 1}}}"
    r"[^\"\\\x00-\x20\x7f]"
)


Title = Annotated[str, Field(pattern=f"^({NONE}|{_TITLE})$")]


class EventAnswer(BaseModel):
    """What is answered about one sentence and one time expression in it.

    The fields are written in this order. Code forces `sentence` and `when`; the model writes
    `what`: a title, or "none". This is the base of users' schemas: a subclass adds fields,
    which the model writes after the title (docs/prompts.md).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sentence: str = Field(description="the sentence asked about, as it stands in the article")
    when: str = Field(description='the time expression asked about, or "none"')
    what: Title = Field(description='the event\'s title: who did what; "none" when there is none')


def known_text(known: Mapping[str, str | int], field: str) -> str:
    """How an answer begins: the known fields as JSON, up to where the model writes `field`.

    `known_text({"when": "today"}, "what")` → `{"when":"today","what":"`. The opening quotation
    mark belongs to it, since a JSON string can only begin so.
    """
    return f'{to_json(known)[:-1]},{to_json(field)}:"'


def begins_title(text: str) -> bool:
    """Whether the grammar lets a title begin with this text."""
    first = text[:1]
    begins = first and (unicodedata.category(first) in ("Lu", "Lt", "Lo", "Nd") or first in _SIGNS)
    return bool(begins) and not _NEVER.search(text) and len(text) <= LONGEST_TITLE


def to_json(value: object) -> str:
    """As the model writes an answer, or a value: without spaces, each of which is a token."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
