"""Who says something in a sentence, and what does not say it."""

from __future__ import annotations

import pytest

from timeline.language.speakers import saying


@pytest.mark.parametrize(
    ("sentence", "who", "verb"),
    [
        ("Holm said that the mill was old and unsafe.", "Holm", "says that"),
        ("But Mayor Ada Holm said the rules were soft.", "Mayor Ada Holm", "says that"),
        ("“The mill is old and unsafe,” said Ada Holm.", "Ada Holm", "says that"),
        ('"The mill is old and unsafe," said mayor Ada Holm.', "Mayor Ada Holm", "says that"),
        ("``The mill is old and unsafe,'' Holm said.", "Holm", "says that"),
        ("The mill is old and unsafe, Ada Holm says.", "Ada Holm", "says that"),
        ("Mr Holm, who owns the mill, warned that prices would rise.", "Mr Holm", "warns that"),
        ("The new mill is unsafe, according to Orrin Steel.", "Orrin Steel", "says that"),
        ("The new mill is unsafe, according to The Herald.", "The Herald", "says that"),
        ("Holm has admitted that the mill was unsafe.", "Holm", "admits that"),
        ("Orrin Steel claims that the mill was old.", "Orrin Steel", "claims that"),
        ("Analyst Holm predicts it will close both mills.", "Analyst Holm", "predicts that"),
        ("On Friday, she said the mill was unsafe.", "", "says that"),
        ("The mill was old, said Orrin Inc. boss Holm.", "Orrin Inc. boss Holm", "says that"),
        ("A guard of the port, Ada Holm, said the mill was old.", "Ada Holm", "says that"),
        ("A guard for Orrin said the mill was old.", "A guard for Orrin", "says that"),
        ("Guards at Orrin estimated that 40 mills fell.", "Guards at Orrin", "estimate that"),
        ("Holm sold the mill, and told guests it was old.", "Holm", "tells"),
        ("In a letter last year he said the mill was old.", "", "says that"),
        ("Last Tuesday she told visitors the mill was old.", "", "tells"),
        ("“The mill is old and unsafe,” chief guard Ada Holm said.", "Ada Holm", "says that"),
        ("“The mill is old, too,” said its owner, Ada Holm.", "Ada Holm", "says that"),
        ("Vik took Ada Holm, to her relief, to a mill, said the Herald.", "Herald", "says that"),
    ],
)  # fmt: skip
def test_who_says_it_and_how_a_headline_puts_it(sentence: str, who: str, verb: str) -> None:
    said = saying(sentence)
    assert said is not None
    assert (said.who, said.verb) == (who, verb)


@pytest.mark.parametrize(
    "sentence",
    [
        "“We won,” Holm said.",
        "Holm had said that the mill was old and unsafe.",
        "The mill, which Holm said was old, burned down.",
        "Police searched the old mill for two days.",
        "When Holm said that the mill was unsafe, nobody listened.",
        "It said the old mill was unsafe.",
        "Orrin Steel claims rose to a million pounds.",
    ],
)
def test_nobody_says_it(sentence: str) -> None:
    assert saying(sentence) is None


def test_what_a_text_is_told_by_is_nobody_that_can_be_he_later_on() -> None:
    told = saying("The mill burned for days, according to The Vik Herald.")
    assert told is not None
    assert not told.is_personal
