"""Good files of every kind: their text, title and day, to the letter."""

from __future__ import annotations

import datetime
import io
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from made_files import docx, pages_pdf, paragraph

from timeline.documents import Reading, Sources, read_sources
from timeline.records import Document

TESTS = Path(__file__).parent.parent
COLLECTION = TESTS / "collection"
CASES = tomllib.loads((TESTS / "cases" / "collection.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def collection() -> Sources:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(COLLECTION)
        return read_sources(["."])


def test_every_document_has_a_case(collection: Sources) -> None:
    assert {case["id"] for case in CASES} == {document.id for document in collection.documents}
    assert collection.skipped == ()
    assert [note for note in collection.notes if "not read: no column" in note] == [
        "articles.csv: not read: no column 'text' among id, body, date, headline; "
        "name it with --fields text=COLUMN"  # see below
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_good_file(case: dict[str, Any], collection: Sources) -> None:
    [document] = [one for one in collection.documents if one.id == case["id"]]
    assert document.text == case["text"]
    assert document.title == case.get("title")
    assert str(document.published or "") == case["published"]
    assert (document.published_from or "") == case["from"]
    assert document.url == case.get("url")
    assert document.lang == case.get("lang", "en")
    assert [f"{one.place} {one.day}" for one in document.differing] == case.get("differing", [])
    notes = [note.partition(": ")[2] for note in collection.notes if note.startswith(document.id)]
    assert len(notes) == ("note" in case)
    assert all(case["note"] in note for note in notes)


def test_a_table_with_names_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Semicolons, line breaks and doubled quotes in cells, Windows line ends."""
    monkeypatch.chdir(COLLECTION)
    fields = {"text": "body", "published": "date", "title": "headline"}
    read = read_sources(["articles.csv"], reading=Reading(fields=fields))
    assert [(one.id, one.text, one.title, str(one.published)) for one in read.documents] == [
        ("articles.csv#1", "The tower fell on Sunday.\r\nNobody was hurt.", "Tower falls",
         "2024-05-07"),
        ("articles.csv#2", 'He said "never" twice.', None, "None"),
    ]  # fmt: skip


def _read(name: str, data: bytes, folder: Path, *order: str) -> tuple[Document, tuple[str, ...]]:
    path = folder / name
    path.write_bytes(data)
    reading = Reading(published_order=order) if order else Reading()  # type: ignore[arg-type]
    read = read_sources([str(path)], reading=reading)
    [document] = read.documents
    return document, tuple(note.removeprefix(f"{document.id}: ") for note in read.notes)


def test_pdf_pages_are_places_in_the_text(tmp_path: Path) -> None:
    data = pages_pdf(
        [["The lock (at Owlthorpe) was closed", "on Monday."], None, ["It reopened – in May."]]
    )
    document, notes = _read("lock.pdf", data, tmp_path)
    assert document.text == (
        "The lock (at Owlthorpe) was closed\non Monday.\n\nIt reopened – in May.\n"
    )
    assert [document.text[start:][:6] for start in document.pages] == [
        "The lo", "\nIt re", "It reo",
    ]  # fmt: skip
    assert document.title == "The lock"
    assert document.published is None  # the day the file was made is not that of publication
    [note] = notes
    assert note.startswith("page 2 is without text, only pictures: not read; run OCR")


@pytest.mark.parametrize(("place", "day"), [("created", "2026-01-02"), ("modified", "2026-02-03")])
def test_days_of_the_file_count_only_for_who_asks(place: str, day: str, tmp_path: Path) -> None:
    document, _ = _read("lock.pdf", pages_pdf([["The lock."]]), tmp_path, "dateline", place)
    assert (str(document.published), document.published_from) == (day, place)


def test_word(tmp_path: Path) -> None:
    """Inserted words are read, deleted ones are not; a text box is read once."""
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    tracked = (
        f"<w:p>{run.format('It broke ')}<w:ins w:id='1'>{run.format('on 3 May')}</w:ins>"
        "<w:del w:id='2'><w:r><w:delText>never</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>at</w:t><w:br/><w:t>noon.</w:t></w:r></w:p>"
    )
    box = f"<w:txbxContent>{paragraph('Boxed words.')}</w:txbxContent>"
    boxed = (
        f"<w:p>{run.format('Around a box.')}<mc:AlternateContent><mc:Choice Requires='wps'>{box}"
        f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    table = f"<w:tbl><w:tr><w:tc>{paragraph('A cell.')}</w:tc></w:tr></w:tbl>"
    body = paragraph("The dam", "Title") + tracked + paragraph("  ") + boxed + table
    document, notes = _read("dam.docx", docx(body, title="Template 7"), tmp_path)
    assert document.text == (
        "The dam\n\nIt broke on 3 May\tat\nnoon.\n\nAround a box.\n\nBoxed words.\n\nA cell."
    )
    assert (document.title, document.published, notes) == ("The dam", None, ())
    document, _ = _read("dam.docx", docx(body), tmp_path, "created")
    assert str(document.published) == "2026-01-02"


def test_word_as_python_docx_writes_it(tmp_path: Path) -> None:
    import docx as library

    made = library.Document()
    made.add_heading("The dam", 0)
    made.add_paragraph("It broke on 3 May.")
    made.core_properties.created = datetime.datetime(2024, 5, 8, 1, 2, 3)
    made.save(str(tmp_path / "made.docx"))
    [document] = read_sources([str(tmp_path / "made.docx")]).documents
    assert (document.text, document.title) == ("The dam\n\nIt broke on 3 May.", "The dam")


def test_the_day_a_file_was_written_counts_only_when_asked(tmp_path: Path) -> None:

    path = tmp_path / "article.txt"
    path.write_text("The harbour reopened.\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    [document] = read_sources([str(path)], reading=Reading(published_order=["mtime"])).documents
    assert (str(document.published), document.published_from) == ("2023-11-14", "mtime")


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"<!DOCTYPE HTML><body><p>The harbour reopened on Monday.</p>", "page"),
        (pages_pdf([["The harbour reopened on Monday."]]), "pdf"),
        (docx(paragraph("The harbour reopened on Monday.")), "word"),
        (b"The harbour reopened on Monday.", "text"),
    ],
    ids=["page", "pdf", "word", "text"],
)
def test_standard_input_is_known_by_its_first_bytes(head: bytes, suffix: str) -> None:

    [document] = read_sources(["-"], stdin=io.BytesIO(head)).documents
    assert document.text.strip() == "The harbour reopened on Monday."


def test_what_timeline_wrote_is_no_article(tmp_path: Path) -> None:
    """A folder with exports in it can be read again."""
    head = '<meta name="generator" content="timeline 0.1.0"><title>Timeline</title>'
    (tmp_path / "t.html").write_text(f"<html><head>{head}</head><body><p>An event.</p></body>")
    (tmp_path / "t.csv").write_text("id,title,start\n1,Harbour reopens,2024-05-07\n")
    (tmp_path / "t.jsonl").write_text('{"id": "e1", "title": "Harbour reopens"}\n' * 3)
    (tmp_path / "t.tml").write_text(
        "<TimeML><DOCID>timeline</DOCID><TEXT>Harbour reopens</TEXT></TimeML>"
    )
    (tmp_path / "good.txt").write_text("The harbour reopened.\n")
    read = read_sources([str(tmp_path)])
    assert [Path(document.id).name for document in read.documents] == ["good.txt"]
    assert read.skipped == ()
    assert len(read.notes) == 4
