"""Titles that are not printed: words without a deed, and what the article does not say."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.language.words import content_words
from timeline.mentions.doers import (
    as_done_to,
    has_another_agent,
    is_turned_round,
    lacks_what_is_owned,
    without_turned,
)
from timeline.mentions.doubts import (
    has_another_date,
    has_another_number,
    is_announced_by_nobody,
    is_grounded,
    is_of_another,
    is_only_promised,
    is_told_elsewhere,
    is_undone,
    tells_nothing,
    without_another_cause,
    without_another_number,
)
from timeline.mentions.grave import is_unproved
from timeline.mentions.no_deed import is_label, is_speech, is_state
from timeline.mentions.parts import is_of_other_part, tells_other_deed
from timeline.mentions.subjects import by_its_antecedent, by_its_doer, by_its_subject

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/doubts.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["speech"], ids=lambda case: case["why"])
def test_speech(case: dict[str, Any]) -> None:
    assert is_speech(case["title"]) is case["speech"]


@pytest.mark.parametrize("case", CASES["grounded"], ids=lambda case: case["why"])
def test_grounded(case: dict[str, Any]) -> None:
    text = case["text"]
    assert is_grounded(case["title"], content_words(text), text) is case["grounded"]


@given(st.text(max_size=80))
def test_what_the_article_says_word_for_word_is_grounded(text: str) -> None:
    words = content_words(text)
    assert is_grounded(text, words, text) is bool(words)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The PM visits Kyiv's port", {"pm", "visit", "kyiv", "port"}),
        ("Kyiv’s ports", {"kyiv", "port"}),
        ("1,200 cars at 3.5 %", {"1,200", "car", "3.5"}),
        ("It was what it was", set()),
        ("Ärzte in Łódź", {"ärzte", "łódź"}),
        ("snake_case — mother-in-law", {"snake", "case", "mother-in-law"}),
        ("", set()),
    ],
)
def test_content_words(title: str, words: set[str]) -> None:
    assert content_words(title) == words


@pytest.mark.parametrize(
    ("title", "nothing"),
    [
        ("Orrin does not answer", True),
        ("Neither side comments on the talks", True),
        ("Crew can’t find the ferry", True),
        ("Nobody is hurt", True),
        ("Police give no names", True),
        ("Holm is not charged with theft", True),
        ("Contracts will not be renewed", False),
        ("Orrin admits that a third of its oil does not exist", False),
        ("Orrin stops answering", False),
        ("Notary closes in Vik", False),
    ],
)
def test_what_did_not_happen_is_nothing(title: str, nothing: bool) -> None:
    assert tells_nothing(title) is nothing


@pytest.mark.parametrize("case", CASES["state"], ids=lambda case: case["why"])
def test_state(case: dict[str, Any]) -> None:
    assert is_state(case["title"], case.get("sentence", "")) is case["state"]


JUDGES: dict[str, Callable[[str, str], bool]] = {
    "label": is_label,
    "undone": is_undone,
    "another": is_of_another,
    "turned": is_turned_round,
    "owned": lacks_what_is_owned,
    "unproved": is_unproved,
    "number": has_another_number,
    "date": has_another_date,
}


@pytest.mark.parametrize(
    ("kind", "case"),
    [(kind, case) for kind in JUDGES for case in CASES[kind]],
    ids=lambda value: value if isinstance(value, str) else value["why"],
)
def test_a_title_against_its_sentence(kind: str, case: dict[str, Any]) -> None:
    assert JUDGES[kind](case["title"], case["sentence"]) is case[kind]


@pytest.mark.parametrize(
    ("title", "sentence", "printed"),
    [
        ("Crews end strike for loan of $5 million", "Crews ended it.", "Crews end strike for loan"),
        ("Crews end strike of 9 days", "Crews ended a strike of 9 days.", None),
        ("Orrin gets $5 million", "Orrin got a loan.", None),
        ("Crews end strike for loan of $7 million", "Crews ended it.", None),
    ],
    ids=["of another sentence", "of its own", "too little is left", "of no sentence"],
)
def test_what_a_title_adds_with_a_number(title: str, sentence: str, printed: str | None) -> None:
    text = "The loan is of $5 million. They held out for 9 days."
    assert without_another_number(title, sentence, text) == (printed or title)


def test_a_year_may_stand_near_by() -> None:
    title, sentence = "Orrin breaks deal of 1987", "Orrin broke the deal."
    assert not has_another_number(title, sentence, "They made a deal in 1987.")
    assert has_another_number(title, sentence, "They made a deal.")


@pytest.mark.parametrize(
    ("title", "sentence", "printed"),
    [
        ("Vik sets aside $7", "Orrin, led by Ada, said it set aside $7.", "Orrin sets aside $7"),
        ("Vik Bank sets aside $7", "The Orrin Fund has set aside $7.", "Orrin Fund sets aside $7"),
        ("Vik Bank sets aside $7", "The Vik fund has set aside $7.", None),
        ("Federal Reserve sets aside $7", "The Fed has set aside $7.", None),
        ("General Motors sets aside $7", "GM has set aside $7.", None),
        ("Vik Bank pays $7", "Orrin has set aside $7.", None),
        ("Vik Bank sets aside $7", "On Monday it set aside $7.", None),
    ],
    ids=["an aside", "an article", "the same", "a short form", "initials", "another deed", "it"],
)  # fmt: skip
def test_who_did_it_by_the_subject(title: str, sentence: str, printed: str | None) -> None:
    assert by_its_subject(title, sentence, sentence) == (printed or title)


@pytest.mark.parametrize(
    ("title", "sentence", "announced"),
    [
        ("Orrin announces ferry", "The ferry has two decks.", False),
        ("Orrin announces ferry", "Orrin unveiled the ferry.", True),
        ("Orrin builds ferry", "The ferry has two decks.", True),
    ],
)
def test_nobody_has_announced_what_only_is(title: str, sentence: str, announced: bool) -> None:
    assert is_announced_by_nobody(title, sentence) is not announced


@pytest.mark.parametrize(
    ("title", "part", "other"),
    [
        ("Orrin arranges loan", "which opened the mill in May", True),
        ("Orrin opens mill", "which opened the mill in May", False),
        ("Orrin arranges loan", "and its loan of May", False),
        ("Orrin repays loan", "which, repaying its debt, left in May", False),
    ],
    ids=["the deed of the rest", "its own deed", "a part without a verb", "in its own part"],
)
def test_the_deed_of_another_part_of_the_sentence(title: str, part: str, other: bool) -> None:
    sentence = f"Orrin, {part}, has arranged a loan."
    assert tells_other_deed(title, part, sentence) is other


@pytest.mark.parametrize(
    ("title", "sentence", "before", "printed"),
    [
        ("Vik shares fall", "Its shares fell.", "Orrin did not answer.", "Orrin shares fall"),
        ("Vik's shares fall", "Its shares fell.", "Orrin did not answer.", "Orrin's shares fall"),
        ("Ada Holm sells mill", "He sold the mill.", "Nils Aker left.", "Nils Aker sells mill"),
        ("Vik shares fall", "Its shares fell.", "Orrin did not answer Vik.", None),
        ("Vik opens mill", "He said that it would open.", "Nils Aker left Orrin.", None),
        ("Vik shares fall", "Its shares fell.", "Orrin said that Monday was bad for all.", None),
        ("Vik shares fall", "Shares fell.", "Orrin did not answer.", None),
        ("Vik shares fall", "Its shares fell.", "Ferries were late, as ferries are.", None),
    ],
    ids=[
        *("its", "an owner", "he", "is named before", "what he says", "who speaks"),
        *("no pronoun", "no name"),
    ],
)
def test_who_is_it(title: str, sentence: str, before: str, printed: str | None) -> None:
    assert by_its_antecedent(title, sentence, before, f"{before} {sentence}") == (printed or title)


@pytest.mark.parametrize(
    ("others", "another"),
    [
        ("Ada Holm built a mill.", False),
        ("Ada Holm built a mill. Orrin Steel is old.", True),
        ("", True),
    ],
    ids=["only this sentence has the name", "another sentence has it, too", "nothing is known"],
)
def test_a_name_of_this_sentence_alone(others: str, another: bool) -> None:
    title, sentence = "Ada Holm leaves and starts Orrin", "Then he was fired and founded Orrin."
    assert is_of_another(title, sentence, others) is another


@pytest.mark.parametrize(
    ("others", "another"),
    [("The suit blocks the sale of the mill.", True), ("The mill is old.", False), ("", False)],
    ids=["all of it is told elsewhere", "some of it is", "nothing is known"],
)
def test_what_begins_with_he_tells_no_other_sentence(others: str, another: bool) -> None:
    title, sentence = "Orrin blocks sale of mill", "He had worked there for years."
    assert is_of_another(title, sentence, others) is another


@pytest.mark.parametrize(
    ("sentence", "elsewhere"),
    [
        ("The port has sought to keep lorries out.", True),
        ("The strict rules for lorries came in.", False),
        ("They have kept lorries out.", False),
    ],
    ids=["one word is here", "most are", "it begins with they"],
)
def test_a_title_that_another_sentence_tells(sentence: str, elsewhere: bool) -> None:
    title, other = "Port's strict rules for lorries begin", "Its strict rules for lorries began."
    assert is_told_elsewhere(title, sentence, [other]) is elsewhere
    assert not is_told_elsewhere(title, sentence, ["The rules are strict."])


@pytest.mark.parametrize("case", CASES["agent"], ids=lambda case: case["why"])
def test_an_agent_of_another_part(case: dict[str, Any]) -> None:
    assert has_another_agent(case["title"], case["part"], case["sentence"]) is case["agent"]


@pytest.mark.parametrize(
    ("title", "sentence", "told"),
    [
        ("Ada Vik tours mill", "Ms Holm toured the mill.", "Ms Holm tours mill"),
        ("Ada Vik tours mill", "But Ms. Holm toured the mill.", "Ms. Holm tours mill"),
        (
            "Union President Ada Vik sees kiln",
            "Touring the mill earlier, Ms Holm was shown a kiln.",
            "Ms Holm sees kiln",
        ),
        ("Mill chief Ada Vik sees kiln", "Ms Holm was shown a kiln.", None),
        ("Ada Holm tours mill", "Ms Holm toured the mill.", None),
        ("Ada Vik tours mill", "Ms Holm, whom Vik had asked, toured the mill.", None),
        ("Ada Vik meets head", "He met Mr Holm, the head.", None),
        ("Ada Vik meets head", "When she arrived, Ms Holm met the head.", None),
        ("Vik tours mill", "Ms Holm toured the mill.", None),
        ("Ada Vik meets Holms", "Ms Holm and Mr Roe were met.", None),
        ("Ada Vik tours mill", "The mill was toured.", None),
    ],
)
def test_the_doer_whom_the_sentence_names(title: str, sentence: str, told: str | None) -> None:
    assert by_its_doer(title, sentence) == (told or title)


def test_a_second_deed_that_was_done_to_the_doer() -> None:
    title = "Ada Holm visits mill and takes guests to kiln"
    assert (
        without_turned(title, "On a tour, Ms Holm was taken to a kiln.") == "Ada Holm visits mill"
    )
    assert without_turned(title, "Ms Holm visited the mill and took guests along.") == title


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Orrin files suit against customers", "Class-action suit is filed against Orrin Steel"),
        ("Customers sue Orrin", None),
        ("Orrin buys mill", None),
    ],
)
def test_what_was_done_against_somebody(title: str, told: str | None) -> None:
    sentence = "In Vik, a class-action suit was filed against Orrin Steel in January."
    assert as_done_to(title, sentence) == (told or title)
    assert as_done_to(title, "Orrin filed a suit against Steel.") == title


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_title_can_be_judged(title: str, sentence: str) -> None:
    for judge in JUDGES.values():
        assert judge(title, sentence) in (True, False)
    has_another_agent(title, sentence[:20], sentence)
    assert without_turned(by_its_doer(title, sentence), sentence) is not None
    assert as_done_to(title, sentence) is not None


def test_a_title_of_the_other_date_of_its_sentence() -> None:
    part, other = "The union came back on Tuesday", "and reached a deal on Friday."
    assert is_of_other_part("Union reaches deal", part, [other])
    assert not is_of_other_part("Union comes back", part, [other])
    assert not is_of_other_part("Union reaches deal", part, [])


@pytest.mark.parametrize(
    ("title", "sentence", "promised"),
    [
        ("Orrin defends itself", "Orrin said that it would defend itself.", True),
        ("Orrin promises to defend itself", "Orrin said that it would defend itself.", False),
        ("Orrin closes mill", "Orrin closed its mill, and will sell it.", False),
        ("Orrin closes mill", "Orrin closed its mill.", False),
        ("Orrin posts loss", "Orrin expects to post a loss for the quarter.", True),
        ("Orrin posts loss", "Orrin planned to close the mill after it posted a loss.", False),
    ],
)
def test_what_is_only_promised(title: str, sentence: str, promised: bool) -> None:
    assert is_only_promised(title, sentence) is promised


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Orrin declares bankruptcy over unpaid wages", "Orrin declares bankruptcy"),
        ("Orrin declares bankruptcy following fire", "Orrin declares bankruptcy"),
        ("Second company takes over Vik Line", None),
        ("Orrin pays fine of over 3 million", None),
        ("Orrin declares bankruptcy over lost orders", None),  # the sentence says so
        ("Holm mourns over wages", None),  # too little would be left
        ("Orrin wins over unpaid guards despite unpaid wages", "Orrin wins over unpaid guards"),
    ],
)
def test_a_cause_that_the_sentence_does_not_give(title: str, kept: str | None) -> None:
    sentence = "Orrin declared bankruptcy after it had lost an order."
    assert without_another_cause(title, sentence) == (kept or title)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Orrin expects to ship ore", True),
        ("Orrin ships ore", True),
        ("Orrin begins a second mine", False),
        ("Orrin opens second mine", False),
    ],
)
def test_a_title_of_the_main_clause_for_the_date_of_a_relative_one(title: str, other: bool) -> None:
    part = "which began a second mine in 2006"
    sentence = f"Orrin, {part}, expects to ship ore soon."
    assert tells_other_deed(title, part, sentence) is other


def test_a_plural_is_no_verb_that_stands_elsewhere() -> None:
    part = "which were tried out in 2010"
    sentence = f"They quarrel about ferry routes, {part}."
    assert not tells_other_deed("Ferry routes are tried out", part, sentence)
