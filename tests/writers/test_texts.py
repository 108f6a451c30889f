"""The texts kept beside a timeline: exact, found by id and hash, only in their folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.documents import read_sources
from timeline.errors import OutputError
from timeline.records import Document
from timeline.writers import save_texts
from timeline.writers.texts import file_name


def _document(name: str, text: str = "The harbour reopened.\r\n") -> Document:
    return Document(name, text, None, None, name, None, "en", "0" * 64)


def test_every_text_is_found_by_id_and_by_hash(tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_bytes(b'{"text": "One.\\r\\nTwo \\ud83d\\ude00\\u0301"}\n{"text": "Three."}\n')
    (tmp_path / "a.txt").write_bytes("\ufeffExact.\rText".encode())
    read = read_sources([str(articles), str(tmp_path / "a.txt")])
    kept = tmp_path / "deep" / "texts"
    save_texts(read.documents, kept)
    index = json.loads((kept / "index.json").read_bytes())
    assert index["schema"] == "timeline-texts/1"
    entries = {entry["id"]: entry for entry in index["documents"]}
    assert len(entries) == 3
    for document in read.documents:
        entry = entries[document.id]
        data = (kept / entry["file"]).read_bytes()
        assert data.decode("utf-8") == document.text
        assert entry["sha256"] == document.sha256
        assert entry["text_sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["characters"] == len(document.text)
    assert (
        entries[f"{articles.as_posix()}#1"]["sha256"]
        == hashlib.sha256("One.\r\nTwo 😀\u0301".encode()).hexdigest()
    )


def test_a_second_run_adds_to_the_folder(tmp_path: Path) -> None:
    save_texts([_document("a.txt", "old"), _document("b.txt")], tmp_path)
    save_texts([_document("a.txt", "new"), _document("c.txt")], tmp_path)
    entries = json.loads((tmp_path / "index.json").read_bytes())["documents"]
    assert [entry["id"] for entry in entries] == ["a.txt", "b.txt", "c.txt"]
    assert (tmp_path / entries[0]["file"]).read_text() == "new"
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/passwd", "-rf", "..\\..\\x", "con", "a/b/../../c", "x" * 300, "", ".", "..",
     "index.json", "ü\n\x1b[31m", "a\0b", "news.csv#3", "日本"],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    save_texts([_document(name)], folder)
    assert {path.name for path in tmp_path.iterdir()} == {"texts"}
    [kept] = [path for path in folder.iterdir() if path.name != "index.json"]
    assert kept.name == file_name(name)


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_names_are_plain_and_each_document_has_its_own(one: str, other: str) -> None:
    name = file_name(one)
    assert name.isascii()
    assert len(name) <= 80
    assert name[0].isalnum()
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert (name == file_name(other)) == (one == other)


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    precious = tmp_path / "precious"
    precious.write_text("keep me")
    (folder / file_name("a.txt")).symlink_to(precious)
    save_texts([_document("a.txt", "new")], folder)
    assert precious.read_text() == "keep me"
    assert (folder / file_name("a.txt")).read_text() == "new"


@pytest.mark.parametrize("there", [b"[]", b"{", b'{"schema": "other/1"}', b'{"documents": []}'])
def test_an_index_of_something_else_is_left_alone(there: bytes, tmp_path: Path) -> None:
    (tmp_path / "index.json").write_bytes(there)
    with pytest.raises(OutputError, match="not an index of texts"):
        save_texts([_document("a.txt")], tmp_path)
    assert (tmp_path / "index.json").read_bytes() == there


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("a file")
    with pytest.raises(OutputError, match="choose another with --save-text"):
        save_texts([_document("a.txt")], tmp_path / "texts")
