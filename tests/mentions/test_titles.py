"""Titles: tidied, shortened without inventing, people by their full names."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.mentions.titles import (
    LONG,
    as_chosen,
    as_spelled,
    full_names,
    tidy,
    without_date,
)
from timeline.mentions.to_come import (
    as_far_as_done,
    as_headline_plans,
    as_held,
    as_promised,
    without_announcing,
)

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/titles.toml").read_text("utf-8"))
TITLES = [case["written"] for case in CASES["tidy"]]


@pytest.mark.parametrize("case", CASES["tidy"], ids=lambda case: case["why"])
def test_tidy(case: dict[str, Any]) -> None:
    complete = not case.get("cut_off", False)
    assert tidy(case["written"], complete=complete) == case.get("printed")


@pytest.mark.parametrize("case", CASES["full_names"], ids=lambda case: case["why"])
def test_full_names(case: dict[str, Any]) -> None:
    assert full_names(case["title"], case["text"]) == case["printed"]


def test_initials_are_spelled_as_in_the_text() -> None:
    assert as_spelled("U. S. Embassy opens", "The U.S. Embassy") == "U.S. Embassy opens"
    assert as_spelled("J. R. Holm sings", "J. R. Holm sang.") == "J. R. Holm sings"


def test_apostrophes_are_those_of_the_text() -> None:
    assert as_spelled("Vik's mayor says 'no'", "Vik’s mayor") == "Vik’s mayor says 'no'"
    assert as_spelled("Vik’s mayor", "Vik's mayor") == "Vik's mayor"
    assert as_spelled("Vik's mayor", "Vik’s mayor's") == "Vik's mayor"


@pytest.mark.parametrize(
    ("title", "sentence", "printed"),
    [
        ("Ada Holm becomes chair", "Ada Holm was named chair.", "Ada Holm is named chair"),
        ("Holm and Vik become judges", "They were appointed.", "Holm and Vik are appointed judges"),
        ("Ada Holm becomes chair", "She was elected and became chair.", "Ada Holm becomes chair"),
        ("Ada Holm becomes owner", "She bought a mill named Sill.", "Ada Holm becomes owner"),
    ],
)
def test_who_was_chosen_has_not_become(title: str, sentence: str, printed: str) -> None:
    assert as_chosen(title, sentence) == printed


@pytest.mark.parametrize("case", CASES["without_date"], ids=lambda case: case["why"])
def test_without_date(case: dict[str, Any]) -> None:
    assert without_date(case["title"], case["expression"]) == case["printed"]


@given(st.sampled_from(TITLES) | st.text(max_size=150), st.booleans())
def test_a_tidied_title_begins_like_what_was_written(written: str, complete: bool) -> None:
    printed = tidy(written, complete=complete)
    if printed is not None:
        assert printed and printed == " ".join(printed.split())
        assert " ".join(written.split()).startswith(printed)


@given(st.sampled_from(TITLES) | st.text(max_size=150))
def test_a_tidied_title_is_tidy(written: str) -> None:
    printed = tidy(written, complete=True)
    if printed is not None and not printed.endswith("."):
        assert tidy(printed, complete=True) == printed


@given(st.lists(st.sampled_from(["Mayor", "opens", "wall, which", "as", "bridge"]), max_size=60))
def test_a_long_title_is_cut_only_where_a_clause_begins(words: list[str]) -> None:
    # Numbered, so that nothing is said twice.
    numbered = (re.sub(r"^(?!as)\w+", rf"\g<0>{n}", word) for n, word in enumerate(words))
    written = " ".join(numbered)
    printed = tidy(written, complete=True)
    if len(written) <= LONG:
        hanging = written.removeprefix(printed or "").replace(",", " ").split()
        assert set(hanging) <= {"which", "as"}
    elif printed is not None and printed != written:
        assert written[len(printed) :].startswith((" as", ", "))


@pytest.mark.parametrize(
    ("title", "planned"),
    [
        ("Orrin announces that the ferry will sail", "The ferry will sail"),
        ("Orrin Steel confirms that iKiln can be ordered", "iKiln can be ordered"),
        ("Orrin announces that it will sail", None),
        ("Orrin announces it will sail in the bay", "Orrin will sail in the bay"),
        ("Orrin promises that its ferry will sail again", "Orrin's ferry will sail again"),
        ("Orrin announces ferry", None),
        ("Orrin says that the ferry will sail", None),
    ],
)
def test_what_is_announced_for_a_day_to_come(title: str, planned: str | None) -> None:
    assert without_announcing(title) == (planned or title)


@pytest.mark.parametrize(
    ("title", "headline", "printed"),
    [
        ("Orrin buys mill", "Orrin to buy mill in Vik", "Orrin to buy mill"),
        ("Orrin carries mail", "Orrin to carry mail for Vik", "Orrin to carry mail"),
        ("Orrin buys mill", "Orrin buys mill in Vik", "Orrin buys mill"),
        ("Orrin agrees to buy mill", "Orrin to buy mill in Vik", "Orrin agrees to buy mill"),
    ],
)
def test_what_a_headline_has_as_to_come(title: str, headline: str, printed: str) -> None:
    assert as_headline_plans(title, headline) == printed


def test_no_title_ends_in_the_middle_of_a_comparison() -> None:
    written = (
        "Mayor says the rust of the old bridge has not been as big an issue for drivers of lorries"
        " as for the crews of the ferries"
    )
    printed = tidy(written, complete=True)
    assert printed is not None
    assert not printed.endswith(("been", "as big an issue"))


@pytest.mark.parametrize("complete", [True, False])
def test_what_is_said_again_and_again_is_said_once(complete: bool) -> None:
    written = "Mayor opens bridge at Orrin bridge at Orrin bridge at Orrin bridge"
    assert tidy(written, complete=complete) == "Mayor opens bridge at Orrin"


@pytest.mark.parametrize("title", TITLES, ids=str)
def test_every_beginning_of_a_title_gives_a_beginning_of_it_in_whole_words(title: str) -> None:
    whole = " ".join(title.split())
    for length in range(len(title) + 1):
        printed = tidy(title[:length], complete=False)
        if printed is not None:
            assert whole.startswith(printed)
            assert whole[len(printed) :][:1] in ("", " ", ",", ";", ":", ".")
            assert len(printed.split()) >= 3


@pytest.mark.parametrize(
    ("title", "sentence", "printed"),
    [
        ("Crews join union", "Crews voted to join the union.", "Crews vote to join union"),
        ("Orrin buys mill", "Orrin offered to buy the mill.", "Orrin offers to buy mill"),
        ("Holm tries to sell mill", "Holm tried to sell the mill.", "Holm tries to sell mill"),
        ("Orrin sells mill", "Orrin sold the mill.", "Orrin sells mill"),
        ("Holm will buy mill", "Holm planned to buy the mill.", "Holm will buy mill"),
    ],
)
def test_what_was_only_tried_is_told_so(title: str, sentence: str, printed: str) -> None:
    assert as_far_as_done(title, sentence) == printed


@pytest.mark.parametrize(
    ("title", "deed", "promised"),
    [
        ("Orrin closes mill", "close the mill", "Orrin says it will close mill"),
        ("Bank of Vik goes on", "go on paying", "Bank of Vik says it will go on"),
        ("Vik Line carries guests", "carry guests", "Vik Line says it will carry guests"),
        ("Orrin reaches an end", "reach an end", "Orrin says it will reach an end"),
        ("Orrin focuses on steel", "focus on steel", "Orrin says it will focus on steel"),
        ("Orrin will sell", "sell", "Orrin says it will sell"),
        ("Orrin is closed by guards", "close the mill", None),
        ("The mill closes", "close the mill", None),
        ("Orrin workers end strike", "end the strike", None),
        ("Orrin has closed mill", "close the mill", None),
        ("Rebuilding takes years", "take years to rebuild", None),
    ],
)
def test_what_somebody_says_he_will_do(title: str, deed: str, promised: str | None) -> None:
    assert as_promised(title, "it", f"The firm said on Friday it would {deed}.") == promised
    assert as_promised(title, "it", f"Analysts said it would {deed}.") is None


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("Next hearing of Ada Holm is set", "Next hearing of Ada Holm takes place"),
        ("Two marches are planned", "Two marches take place"),
        ("Meeting is now scheduled", "Meeting takes place"),
        ("Date of the trial is set", "Date of the trial is set"),
        ("Price is set", "Price is set"),
        ("Meeting is called off", "Meeting is called off"),
        ("Ambulance is called", "Ambulance is called"),
        ("Orrin is set to sell mill", "Orrin is set to sell mill"),
    ],
)
def test_what_is_planned_for_a_day_takes_place_then(title: str, held: str) -> None:
    assert as_held(title) == held
