"""The grammar of an answer, as llguidance itself reads it: what is known is forced."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llguidance import LLMatcher, LLTokenizer

from timeline.schema import (
    LONGEST_TITLE,
    EventAnswer,
    added_fields,
    begins_title,
    grammar,
    known_text,
    to_json,
)

BYTES = LLTokenizer("byte")  # a token per byte: no model is needed
KNOWN = {"sentence": "The pilots struck on Friday.", "when": "Friday"}
TITLE = "Pilots strike in Port Ellery"


def accepts(text: str, known: Mapping[str, str | int], schema: type[EventAnswer]) -> bool:
    matcher = LLMatcher(BYTES, grammar(schema, known))
    assert not matcher.is_error(), matcher.get_error()
    written = list(text.encode())
    return matcher.try_consume_tokens(written) == len(written) and matcher.is_accepting()


def answer(title: str, known: Mapping[str, str | int] = KNOWN) -> str:
    return f"{known_text(known, 'what')}{title}" + '"}'


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "none",
        "12 pilots strike",
        "£5 million paid to pilots",
        "“No more”: pilots strike",
        "Émile Zola writes to the president",
        "東京で港湾労働者が一斉に職場を離れた",
        "Pilots' strike – the day's news",
        "P" + "x" * LONGEST_TITLE,
    ],
)
def test_titles_that_the_grammar_lets_through(title: str) -> None:
    assert accepts(answer(title), KNOWN, EventAnswer)
    assert EventAnswer.model_validate_json(answer(title)).what == title


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("pilots strike in Port Ellery", "begins with a small letter"),
        ('Pilots "strike" in Port Ellery', "a bare quotation mark ends the title early"),
        ('Pilots \\"strike\\" in Port Ellery', "an escaped quotation mark"),
        ("Pilots strike\\\\ in Port Ellery", "a backslash"),
        ("Pilots strike\nin Port Ellery", "a line break"),
        ("Pilots strike\\nin Port Ellery", "an escaped line break"),
        ("Strike", "too short to say who did what"),
        ("", "empty"),
        (" Pilots strike", "begins with a space"),
        ("Pilots strike in the port of ", "a space before the end: it began to quote something"),
        ("none of it", "neither none nor a title"),
        ("P" + "x" * (LONGEST_TITLE + 1), "too long"),
    ],
)
def test_titles_that_the_grammar_refuses(title: str, why: str) -> None:
    assert not accepts(answer(title), KNOWN, EventAnswer), why


@pytest.mark.parametrize(
    "text",
    [
        answer(TITLE).replace("The pilots", "The sailors"),
        answer(TITLE).replace('"when":"Friday"', '"when":"none"'),
        answer(TITLE).replace('","when"', '", "when"'),
        answer(TITLE).replace("}", ',"date":"2026-05-07"}'),
        answer(TITLE).replace("{", "{ "),
        answer(TITLE)[:-1],
        answer(TITLE) + " ",
    ],
)
def test_anything_else_than_what_is_known_is_refused(text: str) -> None:
    assert not accepts(text, KNOWN, EventAnswer)


@given(st.text(), st.text())
def test_whatever_an_article_says_is_forced_and_read_back(sentence: str, when: str) -> None:
    known = {"sentence": sentence, "when": when}
    assert accepts(answer(TITLE, known), known, EventAnswer)
    read = EventAnswer.model_validate_json(answer(TITLE, known))
    assert (read.sentence, read.when, read.what) == (sentence, when, TITLE)


@pytest.mark.parametrize(
    "sign", ["\x7f", "\x00", "\x1f", "\t", "\u2028", "\u0085", "\\", '"', "/*"]
)
def test_signs_that_mean_something_to_a_grammar_are_plain_text(sign: str) -> None:
    known = {"sentence": f"a{sign}b", "when": sign}
    assert accepts(answer(TITLE, known), known, EventAnswer)


def test_an_answer_is_what_json_writes() -> None:
    known = {"sentence": 'He "left"\\ a\tb', "when": "none"}
    assert to_json(known) == '{"sentence":"He \\"left\\"\\\\ a\\tb","when":"none"}'
    assert known_text({"when": "today"}, "what") == '{"when":"today","what":"'


@given(st.text(min_size=1) | st.from_regex(r"[A-ZÄ0-9£“日ǅßa(][\w \"\\\x00\x7f]*", fullmatch=True))
def test_what_begins_a_title_is_what_the_grammar_says(text: str) -> None:
    matcher = LLMatcher(BYTES, grammar(EventAnswer, KNOWN))
    start = list(known_text(KNOWN, "what").encode())
    assert matcher.consume_tokens(start)
    written = list(text.encode())
    lets_through = matcher.try_consume_tokens(written) == len(written)
    if begins_title(text):
        assert lets_through
    elif lets_through:  # "none", an escape, the end of the title, or a letter new to Python
        new = unicodedata.category(text[0]) == "Cn"
        assert "none".startswith(text) or "\\" in text or '"' in text or new


@pytest.mark.parametrize(
    "text", ["", '"Snap" vote', "(postponed) vote", "Vote\\", "vote", "Vo\nte"]
)
def test_what_cannot_begin_a_title(text: str) -> None:
    assert not begins_title(text)


class Weight(enum.Enum):
    LIGHT = "light"
    HEAVY = "heavy"


class LongerAnswer(EventAnswer):
    dead: int
    weight: Weight
    towns: list[str]


@pytest.mark.parametrize(
    ("rest", "accepted"),
    [
        (',"dead":3,"weight (light, heavy)":"heavy","towns":["Ellery"]}', True),
        (',"dead":0,"weight (light, heavy)":"light","towns":[]}', True),
        ("}", False),
        (',"dead":"three","weight (light, heavy)":"heavy","towns":["Ellery"]}', False),
        (',"dead":3,"weight (light, heavy)":"medium","towns":["Ellery"]}', False),
        (',"dead":3,"weight (light, heavy)":"heavy","towns":"Ellery"}', False),
        (',"weight (light, heavy)":"heavy","dead":3,"towns":["Ellery"]}', False),
    ],
)
def test_further_fields_of_a_users_schema_get_rules(rest: str, accepted: bool) -> None:
    text = answer(TITLE)[:-1] + rest
    assert accepts(text, KNOWN, LongerAnswer) is accepted
    if accepted:
        named = text.replace(added_fields(LongerAnswer)[1].key, "weight")
        assert LongerAnswer.model_validate_json(named).what == TITLE


def test_a_known_further_field_is_forced() -> None:
    known: dict[str, str | int] = {**KNOWN, "dead": 3, "weight": "heavy"}
    rest = ',"dead":3,"weight (light, heavy)":"heavy","towns":["Ellery"]}'
    text = answer(TITLE)[:-1] + rest
    assert accepts(text, known, LongerAnswer)
    assert not accepts(text.replace('"dead":3', '"dead":4'), known, LongerAnswer)
