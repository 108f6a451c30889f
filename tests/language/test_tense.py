"""Which sentences tell of something, by their verbs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import texts
from hypothesis import given

from timeline.language.tense import is_english, main_part, tells

FOLDER = Path(__file__).parents[1] / "cases"
CASES = tomllib.loads(FOLDER.joinpath("tense.toml").read_text())
DEEDS = tomllib.loads(FOLDER.joinpath("deeds.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES["tense"], ids=lambda case: case["why"])
def test_what_tells_of_a_deed(case: dict[str, Any]) -> None:
    assert tells(case["text"], case.get("lang", "en")) is case["tells"]


@pytest.mark.parametrize("case", DEEDS, ids=lambda case: case["sentence"][:30])
def test_deeds(case: dict[str, Any]) -> None:
    assert tells(case["sentence"], case.get("lang", "en")) is case["deed"], case["why"]


def test_quotes_and_clauses_on_nouns_are_no_main_part() -> None:
    sentence = "Ada Holm, who will resign, opened the bridge, which “will last”, and left."
    words = main_part(sentence).replace(",", " ").split()
    assert words == "Ada Holm opened the bridge and left.".split()


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Crews who had left came back to the port.", "Crews , came back to the port."),
        ("The firm which the town bought has failed.", "The firm , has failed."),
        ("Those that were sold were cheap and old.", "Those , were cheap and old."),
        ("He met the man who robbed the bank and fled.", "He met the man ,"),
        ("A bomb that exploded in Vik was made there.", "A bomb , was made there."),
        ("The crew, who left, wept.", "The crew ,, wept."),
        ("He said that sales fell.", "He said that sales fell."),
    ],
)
def test_a_clause_without_commas_ends_at_the_main_verb(sentence: str, left: str) -> None:
    assert main_part(sentence) == left


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The mill has two wheels. It is old.", True),
        ("Es hat zwei Räder und einen Teich.", False),
        ("“The Mill” heet hij, en hij is van de stad aan de Sill, die er al in de zestiende "
         "eeuw een brug over liet bouwen, en nog altijd maalt hij met zijn twee raderen.", False),
        ("", False),
    ],
)  # fmt: skip
def test_a_text_with_the_commonest_english_words_is_english(text: str, english: bool) -> None:
    assert is_english(text) is english


@given(texts())
def test_any_text_gets_an_answer(text: str) -> None:
    assert tells(text) in (True, False)
    assert len(main_part(text)) <= len(text) + 2 * text.count(" ") + 2
