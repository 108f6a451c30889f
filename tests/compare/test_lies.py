"""Quotes, offsets and sums against the texts; a missing text is no lie."""

from __future__ import annotations

from dataclasses import replace

import made_timelines as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import contract
from timeline.compare import Source, verify

TOLD = [
    made.telling("Ada Holm opens the Sill bridge", "2024-03-04"),
    made.telling("Nils Aker closes the Orrin mill", "2024-05-20", at=100),
    made.telling("Ferry crews walk off the job", at=200),
    made.telling("Choir sings in the square", "2024-05-21", document="news/b.txt"),
]
FILE = made.timeline(TOLD)


def _sources() -> list[Source]:
    documents = [made.document(name, made.text_of(name, TOLD)) for name in ("a.txt", "news/b.txt")]
    return [Source(f"/old/{one.id}", one.sha256, one.text) for one in documents]


def _changed(text: str) -> Source:
    document = made.document("a.txt", text)
    return Source("a.txt", document.sha256, text)


def test_what_is_written_holds() -> None:
    assert verify(FILE, _sources()) == ((), (), 4)
    assert verify(FILE, [replace(one, name=f"{n}.txt") for n, one in enumerate(_sources())]) == (
        (), (), 4,
    )  # fmt: skip


def test_a_source_that_is_not_there_is_missing_and_no_lie() -> None:
    found = verify(FILE, _sources()[:1])
    assert (found.lies, found.missing, found.quotes) == ((), ("news/b.txt",), 3)
    assert verify(FILE, []).missing == ("a.txt", "news/b.txt")


@given(st.integers(0, 227), st.sampled_from("xÖ\U0001f600 "))
def test_a_letter_changed_is_found_wherever_it_is(at: int, letter: str) -> None:
    text = made.text_of("a.txt", TOLD)
    changed = text[:at] + letter + text[at + 1 :]
    found = verify(FILE, [_changed(changed), _sources()[1]])
    in_quote = any(
        one.evidence.document == "a.txt" and one.evidence.start <= at < one.evidence.end
        for one in TOLD
    )
    paths = [lie.path for lie in found.lies]
    if changed == text:
        assert paths == []
    else:
        assert paths[0] == "$.documents[0].sha256"
        assert any(path.endswith(".quote") for path in paths) == in_quote


def test_a_text_moved_by_one_lies_in_every_quote_and_says_where_they_are_now() -> None:
    found = verify(FILE, [_changed(" " + made.text_of("a.txt", TOLD)), _sources()[1]])
    whats = {lie.path: lie.what for lie in found.lies}
    assert set(whats) == {
        "$.documents[0].sha256", "$.documents[0].characters", "$.events[0].mentions[0].quote",
        "$.events[0].mentions[0].when", "$.events[1].mentions[0].quote",
        "$.events[1].mentions[0].when", "$.undated[0].mentions[0].quote",
    }  # fmt: skip
    assert "it stands at 101" in whats["$.events[1].mentions[0].quote"]


def test_an_invented_quote_is_a_lie_though_the_text_is_the_same() -> None:
    event = FILE.events[0]
    quote = "Ada Holm bombs the Sill bridge"
    invented = event.mentions[0].model_copy(update={"quote": quote})
    file = FILE.model_copy(
        update={"events": (event.model_copy(update={"mentions": (invented,)}), *FILE.events[1:])}
    )
    (lie,) = verify(file, _sources()).lies
    assert lie.path == "$.events[0].mentions[0].quote"
    assert quote in lie.what and "stands nowhere" in lie.what


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (["elsewhere/news/b.txt", "b.txt"], "elsewhere/news/b.txt"),
        (["x/b.txt", "y/b.txt"], None),
        (["x/c.txt"], None),
    ],
)
def test_of_changed_texts_the_one_with_most_of_the_name(
    names: list[str], taken: str | None
) -> None:
    changed = [Source(name, f"{n}" * 64, f"other {n}") for n, name in enumerate(names)]
    found = verify(FILE, [_sources()[0], *changed])
    assert found.missing == (() if taken else ("news/b.txt",))
    assert any(taken in lie.what for lie in found.lies) if taken else not found.lies


def test_of_two_documents_with_the_same_bytes_each_has_its_own_source() -> None:
    told = [TOLD[0], made.renamed(TOLD[0], "copies/a.txt")]
    file = made.timeline(told)
    assert len({one.sha256 for one in file.documents}) == 1
    document = made.document("a.txt", made.text_of("a.txt", told))
    assert verify(file, [Source("z.txt", document.sha256, document.text)]) == ((), (), 2)


def test_what_was_merged_holds_too() -> None:
    from timeline.compare import unite

    parts = [
        made.timeline([one for one in TOLD if one.evidence.document == name])
        for name in ("a.txt", "news/b.txt")
    ]
    united = unite(parts).file
    assert contract.dumps(united) == contract.dumps(FILE)
    assert verify(united, _sources()).lies == ()
