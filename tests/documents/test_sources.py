"""Files, folders, globs, standard input: what is read, under which id, in which order."""

from __future__ import annotations

import hashlib
import io
import json
import random
from pathlib import Path

import pytest

from timeline import contract
from timeline.documents import Sources, read_sources
from timeline.errors import NoInputError
from timeline.records import Generator, Timeline


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """news/ with documents, sidecars, other files and a hidden folder; the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "news/b.txt", "news/a.md", "news/C.TXT", "news/deep/er/d.text", "news/deep/e.markdown",
        "news/.git/config.txt", "news/photo.jpg", "news/page.odt", "news/NOTES",
    ):  # fmt: skip
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"This is {name}.\n")
    Path("news/b.json").write_text('{"published": "2026-02-28"}')
    Path("news/a.md.toml").write_text("published = 2026-02-28")
    Path("news/alone.json").write_text("{}")
    return tmp_path


ALL = ["news/C.TXT", "news/a.md", "news/b.txt", "news/deep/e.markdown", "news/deep/er/d.text"]


def ids(read: Sources) -> list[str]:
    return [document.id for document in read.documents]


def test_a_folder(folder: Path) -> None:
    read = read_sources(["news"])
    assert ids(read) == ALL
    assert read.skipped == ()
    assert read.notes == ("news: not read: 1 .jpg, 1 .json, 1 .odt, 1 no suffix",)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["news/*.txt"], ["news/b.txt"]),
        (["news/**/*.text"], ["news/deep/er/d.text"]),
        (["news/**/[de].*"], ["news/deep/e.markdown", "news/deep/er/d.text"]),
        (["news/?.md", "news/d*"], ["news/a.md", *ALL[3:]]),
        (["**/b.txt"], ["news/b.txt"]),
        (["./news/b.txt", "news//b.txt", "news/b.txt"], ["news/b.txt"]),
        (["news/deep/../b.txt", "news/b.txt"], ["news/b.txt"]),
        (["news/b.txt", "news/b.json", "news/a.md.toml", "news/a.md"], ["news/a.md", "news/b.txt"]),
        (["news/NOTES"], ["news/NOTES"]),
    ],
)
def test_globs_and_names(folder: Path, sources: list[str], expected: list[str]) -> None:
    read = read_sources(sources)
    assert ids(read) == expected
    assert read.skipped == ()


def test_absolute_and_relative_are_one(folder: Path) -> None:
    read = read_sources([str(folder / "news" / "b.txt"), "news/b.txt", str(folder)])
    assert ids(read) == ALL
    assert read.documents[2].source == (folder / "news" / "b.txt").resolve().as_posix()


def test_outside_the_working_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "news" / "deep")
    assert ids(read_sources(["../b.txt"])) == ["../b.txt"]
    assert ids(read_sources([str(folder / "news" / "b.txt")])) == [
        (folder / "news" / "b.txt").as_posix()
    ]


def test_the_order_of_arguments_changes_nothing(folder: Path) -> None:
    sources = ["news", "news/*.txt", "nowhere.txt", "news/deep/../b.txt", "none*", "-", "news/a.md"]
    shuffle = random.Random(7).shuffle
    expected = None
    for _ in range(10):
        shuffle(sources)
        read = read_sources(sources, stdin=io.BytesIO(b"From a pipe.\n"))
        expected = expected or read
        assert read == expected
    assert expected
    assert ids(expected) == [*ALL, "stdin"]


def test_the_bytes_are_kept(folder: Path) -> None:
    data = "\ufeffOne.\r\nTwo\u0301.\r".encode()
    Path("exact.txt").write_bytes(data)
    [document] = read_sources(["exact.txt"]).documents
    assert document.text == "One.\r\nTwo\u0301.\r"
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_standard_input() -> None:
    article = "---\ntitle: Harbour\ndate: 2026-02-28\nlang: de\n---\nDer Hafen ist offen.\n"
    [document] = read_sources(["-", "-"], stdin=io.BytesIO(article.encode())).documents
    assert (document.id, document.source, document.lang) == ("stdin", "stdin", "de")
    assert (str(document.published), document.published_from) == ("2026-02-28", "front-matter")


def test_a_source_that_is_not_there_does_not_stop_the_others(folder: Path) -> None:
    read = read_sources(["news/b.txt", "news/lost.txt", "none/*.txt", "a\0b", "news/page.odt"])
    assert ids(read) == ["news/b.txt"]
    assert {one.document: one.reason.split(";")[0] for one in read.skipped} == {
        "news/lost.txt": "there is no such file or folder",
        "none/*.txt": "nothing matches",
        "a\0b": "there is no such file or folder",
        "news/page.odt": "there is no reader for .odt",
    }


@pytest.mark.parametrize(
    ("sources", "says"),
    [
        ([], "name files, folders or globs"),
        (["nowhere"], "nowhere: there is no such file or folder"),
        (
            ["empty"],
            "empty: no document in this folder; it reads .atom, .csv, .docx, .eml",
        ),
        (["news/alone.json"], "there is no reader for .json"),
        (["a", "b", "c"], "(and 1 more)"),
    ],
)
def test_nothing_to_read_is_an_error_with_the_way_out(
    folder: Path, sources: list[str], says: str
) -> None:
    Path("empty").mkdir()
    with pytest.raises(NoInputError) as raised:
        read_sources(sources)
    assert says in str(raised.value)
    assert len(str(raised.value).splitlines()) <= 3


def test_a_glob_does_not_follow_links_to_folders_without_end(folder: Path) -> None:
    for name in ("one", "two"):
        Path("news", name).symlink_to(".")
    assert ids(read_sources(["**/b.txt"])) == ["news/b.txt"]


def test_the_address_of_an_article_reaches_the_file(folder: Path) -> None:
    """A sidecar's wins over the front matter's, as with all that both say."""
    Path("news", "c.md").write_text("---\nurl: https://a.example/c\n---\nThe harbour is open.\n")
    Path("news", "d.md").write_text("---\nurl: https://a.example/d\n---\nThe harbour is open.\n")
    Path("news", "d.json").write_text('{"url": "https://b.example/d"}')
    documents = read_sources(["news/c.md", "news/d.md", "news/b.txt"]).documents
    assert [document.url for document in documents] == [
        None, "https://a.example/c", "https://b.example/d",
    ]  # fmt: skip
    generator = Generator("0.1.0", "tiny", "1" * 64, "events", "2" * 64)
    file = json.loads(contract.dumps(contract.to_file(Timeline(generator, documents, (), (), ()))))
    assert [document.get("url") for document in file["documents"]] == [
        None, "https://a.example/c", "https://b.example/d",
    ]  # fmt: skip
