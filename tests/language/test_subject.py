"""Who or what a clause is about; ⟦⟧ marks its date."""

from __future__ import annotations

import pytest

from timeline.language.subject import subject

TEXT = "The mayor met Orrin and Holm at Vik. Nobody from Orrin came. It was Holm who told Vik so."


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Orrin sold the mill in ⟦May⟧.", "Orrin"),
        ("In ⟦May⟧ Orrin sold the mill.", "Orrin"),
        ("Orrin sold the mill.", "Orrin"),
        ("The carmaker Orrin, which has no debts, sold the mill on ⟦Friday⟧.", "Orrin"),
        ("Orrin's own board, which met on Monday, will meet on ⟦Friday⟧.", "Orrin's board"),
        ("Guards say that Holm robbed the mill in ⟦2008⟧, a claim that he denies.", "Holm"),
        ("The court was told that from ⟦2006⟧ Holm had robbed the mill.", "Holm"),
        ("Most was lost by a bank, Orrin, which failed on ⟦May 7⟧.", "Orrin"),
        ("Guards hate the roster, which was introduced in ⟦May⟧.", "Roster"),
        (
            "The government of the island, which lent him money in ⟦2004⟧, knew.",
            "Government of the island",
        ),
        ("It has not read the plan, which the regulator received on ⟦Friday⟧.", "Regulator"),
        ("Orrin was fined on ⟦Friday⟧.", "Orrin"),
        ("Orrin was sued by guards on ⟦Friday⟧.", None),  # or "Guards sue"
        ("Orrin swamped by new orders", None),
        ("Orrin's newly appointed head resigned in ⟦May⟧.", None),
        ("Orrin sold mills and Vik bought yards in ⟦May⟧.", None),
        ("Orrin said it lost money in ⟦May⟧.", None),
        ("It sold the mill in ⟦May⟧.", None),
        ("The yard, which shed workers in ⟦May⟧, hires again.", None),  # it has a name
        ("The company, which was founded in ⟦2001⟧, hires again.", None),
        ("Orrin closed a mill that it had bought in ⟦May⟧.", None),
        ("Orrin closed a mill, and prices rose on ⟦Friday⟧.", None),
        ("A rival in Vik, which lost money in ⟦May⟧, hires again.", None),  # who did?
        ("The searches in Oslo, Orrin and Vik began on ⟦Friday⟧.", None),
        ("Mayor of nothing met them on ⟦Friday⟧.", None),  # a word of the text, no name
        ("Pricing was set for ⟦Friday⟧.", None),  # stands nowhere but here
        ("According to Holm the mill closed on ⟦Friday⟧.", None),
    ],
)
def test_subject(sentence: str, who: str | None) -> None:
    date = (sentence.index("⟦"), sentence.index("⟧") - 1) if "⟦" in sentence else None
    plain = sentence.replace("⟦", "").replace("⟧", "")
    assert subject(plain, date, f"{TEXT} {plain}") == who


def test_no_sentence_takes_long() -> None:
    words = "A " * 4000
    assert subject(words, None, words) is None
