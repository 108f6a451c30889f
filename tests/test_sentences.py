"""Document → sentences: exact offsets always, and the kinds of lines."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import front_matter
from timeline.documents import read_sources
from timeline.records import Document, Sentence
from timeline.sentences import LONGEST, WINDOW, split
from timeline.sentences.blocks import blocks

ROOT = Path(__file__).parent.parent
CASES = tomllib.loads((ROOT / "tests/cases/sentences.toml").read_text("utf-8"))["case"]
SHARED = Path(os.environ.get("TIMELINE_SHARED_DATA", ROOT.parent / "shared" / "data"))
ARTICLES = SHARED / "wikinews-apple" / "articles"


def document(text: str, *, title: str | None = None, lang: str = "en") -> Document:
    return Document("a.txt", text, None, None, "/a.txt", title, lang, "")


def checked(text: str, **about: Any) -> tuple[Sentence, ...]:
    """The sentences, after everything that holds for any text was asserted."""
    found = split(document(text, **about))
    position = 0
    for sentence in found:
        assert position <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text.strip() == sentence.text
        assert len(sentence.text) <= LONGEST
        position = sentence.end
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_sentences_and_kinds(case: dict[str, Any]) -> None:
    found = checked(case["text"], title=case.get("title"), lang=case.get("lang", "en"))
    said = [s.text if s.kind == "body" else f"{s.kind}: {s.text}" for s in found]
    assert said == case["sentences"]


PIECES = st.sampled_from(
    [
        "The harbour reopened on Monday", "Ships came", "Mr. Smith", "in May", "“It is over.", "”",
        '"', "'", "(", ")", ". ", ".\n", "? ", "\n", "\r\n", "\n\n", "\r", " ", "\t", "\u00a0",
        "\u2028", "\x0c", "- ", "* ", "1. ", "# ", "> ", "---\n", "===\n", "Read more: ", " | ",
        "😀", "e\u0301", "\u200d", "\ufeff", "word " * 30, "x" * 70, "。", "key: value\n",
        "https://example.org", "iPod", "2026", "…", "[a](b)",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@given(TEXTS)
def test_offsets_are_exact_whatever_the_text(text: str) -> None:
    checked(text)


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    """Only front matter, list numbers and lines without a word are outside every block."""
    covered = set(range(front_matter.body_start(text)))
    for block in blocks(text):
        covered.update(range(block.start, block.end))
    for sentence in split(document(text)):
        assert any(
            block.start <= sentence.start and sentence.end <= block.end for block in blocks(text)
        )
    lost = "".join(c for i, c in enumerate(text) if i not in covered and c.isalpha())
    assert lost == ""
    in_sentences = {i for s in split(document(text)) for i in range(s.start, s.end)}
    between = [text[i] for i in covered - in_sentences if i >= front_matter.body_start(text)]
    assert all(character.isspace() for character in between)


@given(
    st.lists(
        st.sampled_from(["It rained. ", "“It ", "is over.” ", "word ", "x" * 900]), max_size=80
    )
)
def test_long_lines_are_cut_and_nothing_is_lost(parts: list[str]) -> None:
    text = "A" + "".join(parts) * 12
    found = checked(text)
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())


def test_a_long_line_without_a_stop_is_cut_between_words() -> None:
    text = "harbour " * (3 * WINDOW // 8)
    assert {word for s in checked(text) for word in s.text.split()} == {"harbour"}


def test_a_sentence_across_two_windows_is_whole() -> None:
    one = "The harbour reopened on Monday after the storm of last week had passed. "
    assert {s.text for s in checked(one * 1000)} == {one.strip()}


@pytest.mark.parametrize(
    "unit", ["word ", "x", "“a. ", "Hello there. ", "(a b c.) ", "[a](", "a | b ", "'", " ", "\n"]
)
@pytest.mark.timeout(120)
def test_a_line_of_five_megabytes_comes_back(unit: str) -> None:
    """Quadratic time anywhere would take hours here."""
    text = "a" + unit * (5_000_000 // len(unit)) + "b"
    found = checked(text)
    assert (found[0].start, found[-1].end) == (0, len(text))


def test_a_row_of_links_ends_the_seed_article() -> None:
    [seed] = read_sources([str(ROOT / "seeds")]).documents
    found = checked(seed.text)
    kinds = [sentence.kind for sentence in found]
    assert kinds == ["body"] * (len(kinds) - 6) + ["link"] * 6


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="needs the development articles")
def test_agreement_with_annotated_sentences() -> None:
    """Both ends exact. Most that differ are quotes of several sentences, which we keep whole."""
    right = ours = gold = 0
    for article in read_sources([str(ARTICLES)]).documents:
        sidecar = json.loads(Path(article.source).with_suffix(".json").read_text("utf-8"))
        expected = {(one["start"], one["end"]) for one in sidecar["sentences"]}
        found = checked(article.text)
        assert [s.kind for s in found] == ["headline"] + ["body"] * (len(found) - 1)
        right += len(expected & {(s.start, s.end) for s in found})
        ours += len(found)
        gold += len(expected)
    assert gold > 400
    assert right / ours >= 0.98
    assert right / gold >= 0.97
