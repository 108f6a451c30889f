"""Broken and hostile documents: each is named with its reason, and the rest is read."""

from __future__ import annotations

import io
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.documents import Reading, read_sources
from timeline.errors import NoInputError

BROKEN = Path(__file__).parent.parent / "broken"
CASES = tomllib.loads((BROKEN.parent / "cases" / "broken.toml").read_text("utf-8"))["case"]
GOOD = "The harbour reopened on Monday.\n"


def test_every_folder_of_the_zoo_has_a_case() -> None:
    assert {case["folder"] for case in CASES} == {path.name for path in BROKEN.iterdir()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["folder"])
def test_a_broken_document_is_named_and_the_rest_is_read(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BROKEN)
    read = read_sources([case["folder"], "good"])
    skipped = {one.document: one.reason for one in read.skipped}
    if case.get("aside"):  # nothing is wrong with it
        [note] = read.notes
        assert note.startswith(f"{case['folder']}/article.")
        assert case["reason"] in note
        assert skipped == {}
        with pytest.raises(NoInputError, match="nothing could be read"):
            read_sources([str(path) for path in Path(case["folder"]).iterdir()])
    elif case["reason"]:
        [(name, reason)] = skipped.items()
        assert name.startswith(case["folder"] + "/article.")
        assert case["reason"] in reason
        assert len(reason) < 250
    else:
        assert skipped == {}
    assert [document.id for document in read.documents] == ["good/article.txt"]


def test_the_whole_zoo_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    read = read_sources(["."])
    assert [document.id for document in read.documents] == ["good/article.txt"]
    aside = sum(1 for case in CASES if case.get("aside"))
    assert len(read.skipped) == len(CASES) - 1 - aside
    assert len(read.notes) == aside
    assert {one.where for one in read.skipped} == {"document"}


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders on Windows")
@pytest.mark.timeout(20)
def test_a_pipe_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.txt")
    os.mkfifo("sidecar.json")
    Path("sidecar.txt").write_text(GOOD)
    Path("good.txt").write_text(GOOD)
    read = read_sources(["."])
    assert [document.id for document in read.documents] == ["good.txt"]
    assert [(one.document, one.reason.split(",")[0]) for one in read.skipped] == [
        ("pipe.txt", "a pipe"),
        ("sidecar.txt", "its sidecar sidecar.json is wrong: a pipe"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/good.txt").write_text(GOOD)
    Path("in/again.txt").symlink_to("good.txt")  # one file, two names
    Path("in/round").symlink_to(".")  # a folder inside itself
    Path("in/loop.txt").symlink_to("loop.txt")
    Path("in/lost.txt").symlink_to("nowhere.txt")
    Path("in/device.txt").symlink_to("/dev/zero")
    read = read_sources(["in"])
    assert [document.id for document in read.documents] == ["in/again.txt"]
    assert {one.document: one.reason.split(";")[0].split(",")[0] for one in read.skipped} == {
        "in/device.txt": "a device",
        "in/loop.txt": "a link that leads back to itself",
        "in/lost.txt": "a link to nothing",
    }
    assert read.notes == ("in: not read: 1 links to folders",)
    assert read_sources(["in/**/good.txt"]).documents[0].id == "in/good.txt"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux's /proc")
def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD)
    # Not even root can read its first page, so this fails for every user.
    Path("unreadable.txt").symlink_to("/proc/self/mem")
    read = read_sources(["."])
    [skipped] = read.skipped
    assert skipped.document == "unreadable.txt"
    assert "cannot be opened" in skipped.reason


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD)
    Path("mine.txt").write_text(GOOD)
    Path("mine.txt").chmod(0)
    Path("closed").mkdir(mode=0)
    assert {one.document for one in read_sources(["."]).skipped} == {"mine.txt", "closed"}


def test_too_large_and_exactly_large_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fits.txt").write_bytes(b"a" * 1000)
    Path("large.txt").write_bytes(b"a" * 1001)
    read = read_sources(["."], reading=Reading(limit=1000))
    assert [document.id for document in read.documents] == ["fits.txt"]
    assert [(one.document, one.reason) for one in read.skipped] == [
        ("large.txt", "larger than 1,000 bytes; split it or raise the limit")
    ]
    with pytest.raises(NoInputError, match="larger than 1,000 bytes"):
        read_sources(["-"], stdin=io.BytesIO(b"a" * 1001), reading=Reading(limit=1000))


def test_the_limit_holds_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Path("sparse.txt").open("wb") as file:
        file.truncate(50_000_001)  # takes no room on disk
    with pytest.raises(NoInputError, match="larger than 50,000,000 bytes"):
        read_sources(["sparse.txt"])


def test_too_many_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lines.txt").write_bytes(b"a.\r\n" * 500_001)
    Path("fits.txt").write_bytes(b"a.\r\n" * 500_000)
    read = read_sources(["."])
    assert [document.id for document in read.documents] == ["fits.txt"]
    assert "more than 500,000 lines" in read.skipped[0].reason


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_name_that_is_not_utf_8_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(os.fsdecode(b"caf\xe9.txt")).write_text(GOOD)
    [document] = read_sources(["."]).documents
    assert document.id == r"caf\xe9.txt"
    document.source.encode("utf-8")


@pytest.mark.parametrize("name", ["-rf.txt", "a\nb.txt", "stdin", "[1].txt", "-"])
def test_strange_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32" and "\n" in name:
        pytest.skip("no such names on Windows")
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(GOOD)
    source = "./-" if name == "-" else name
    read = read_sources([source, "-"], stdin=io.BytesIO(GOOD.encode()))
    assert len({document.id for document in read.documents}) == 2
    assert read.skipped == ()
