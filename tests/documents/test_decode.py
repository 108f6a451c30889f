"""Bytes → text: exact where the encoding is known, said aloud where it was guessed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents.decode import decode
from timeline.errors import DocumentError

TABLE = Path(__file__).parent.parent / "cases" / "encodings.toml"
CASES = tomllib.loads(TABLE.read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_text_comes_back_exactly(case: dict[str, str]) -> None:
    if "bytes" in case:
        data = bytes.fromhex(case["bytes"])
    else:
        data = case["text"].encode(case["encoding"])
    text, note = decode(data, lang=case.get("lang", "en"))
    assert text == case["text"]
    if case["note"]:
        assert note is not None
        assert case["note"] in note
    else:
        assert note is None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_every_utf_8_text_is_read_unchanged(text: str) -> None:
    for mark in ("\ufeff", ""):
        if not mark and text.startswith("\ufeff"):
            continue
        assert decode((mark + text).encode(), lang="en") == (text, None)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data, lang="en")
    except DocumentError as error:
        assert "\n" not in str(error)
    else:
        text.encode("utf-8")  # no half characters
        assert "\0" not in text or data[:2] in (b"\xff\xfe", b"\xfe\xff") or len(data) > 8192


WORDS = ["the", "café", "naïve", "said", "“quoted”", "it’s", "élan", "über", "reopened", "façade"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
)
def test_mixed_encodings_never_become_another_script(first: str, second: str) -> None:
    try:
        text, note = decode(first.encode() + b"\n" + second.encode("cp1252"), lang="en")
    except DocumentError:
        return
    assert (note is None) == second.isascii()
    assert not any(0x0370 <= ord(character) <= 0x1FFF for character in text)
    assert not any(ord(character) >= 0x3000 and character != "\ufffd" for character in text)
