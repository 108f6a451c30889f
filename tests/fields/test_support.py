"""What a sentence says of a value: numbers in figures and words, texts by their words."""

from __future__ import annotations

import pytest

from timeline.fields.support import supported
from timeline.language.numbers import numbers

ARTICLE = (
    "Orrin Steel Inc. paid Vik Ferries $26.5 million. The mill's owner, Ada Holm, was charged."
)


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("paid $26.5 million", [26.5, 26_500_000], [26, 5, 265]),
        ("$1,200,000 and 3bn", [1_200_000, 3, 3 * 10**9], [1, 200]),
        ("killing twenty-three people", [23], [20, 3]),
        ("two dozen were hurt, a hundred fled", [2, 24, 100], [12]),
        ("three hundred thousand", [3, 300, 300_000], [1000]),
        ("A man died", [1], [0, 2]),
        ("Nobody was hurt", [0], [1]),
        ("There is no doubt", [], [0]),
        ("in box 991, it ended.", [991], [99, 91]),
        ("Someone anew", [], [1]),
        ("26,5 Millionen Euro, 1.200.000 und zwei Tote", [26_500_000, 1_200_000, 2], [265]),
        ("rose 16 percent in 2006, 5% more and 7 per cent", [], [16, 5, 7, 2006]),
        ("1,999 people and $2000", [1999, 2000], []),
    ],
)
def test_numbers(text: str, said: list[float], unsaid: list[float]) -> None:
    found = numbers(text)
    assert found >= set(said)
    assert not found & set(unsaid)


def test_shares_and_years_are_numbers_where_they_are_asked_for() -> None:
    text = "rose 16 percent in 2006"
    assert numbers(text, asked="growth (by how much)") == {16}
    assert numbers(text, asked="model_year") == {2006}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (26_500_000.0, 26_500_000.0),
        (265, None),
        ("Vik Ferries", "Vik Ferries"),
        ("Orrin Steel Inc.", "Orrin Steel Inc."),
        ("Ada Holm", None),  # of another sentence
        ("ferry company", None),  # no words of the article
        (" Vik Ferries ", "Vik Ferries"),
        (["Orrin Steel", "Ada Holm", "orrin steel", "Vik"], ["Orrin Steel", "Vik"]),
        ([], []),
    ],
)
def test_what_the_sentence_does_not_say_is_refused(value: object, kept: object) -> None:
    found, fault = supported(value, "Orrin Steel paid Vik Ferries $26.5 million.", ARTICLE)
    assert found == kept
    assert (fault is not None) == (
        kept is None or (isinstance(value, list) and "Ada Holm" in value)
    )


@pytest.mark.parametrize("value", ["none", "None.", "N/A", "unknown", " ", "not mentioned"])
def test_nothing_in_words_is_null_and_no_fault(value: str) -> None:
    assert supported(value, "None was hurt.", ARTICLE) == (None, None)
    assert supported([value, "Vik"], "Vik pays.", ARTICLE) == (["Vik"], None)
