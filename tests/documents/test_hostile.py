"""Files that are made to do harm, too large to keep here: each is made, read under the limits,
named with its reason, and the good document beside it is read all the same.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from made_files import FONT, docx, package, pages_pdf, paragraph, pdf, stream

from timeline.documents import read_sources
from timeline.documents.child import Limits
from timeline.documents.content import Asked
from timeline.documents.files import read_bytes
from timeline.documents.worker import Worker
from timeline.errors import DocumentError

GOOD = "The harbour reopened on Monday.\n"
WORDS = "The harbour reopened on Monday after nine days of strikes."
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")


def _deep_html(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + WORDS.encode() + b"</div>" * depth


def _deep_mail(depth: int) -> bytes:
    mail = b"Content-Type: text/plain\n\n" + GOOD.encode()
    for level in range(depth):
        head = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % level
        mail = head + b"--b%d\n" % level + mail + b"\n--b%d--\n" % level
    return mail


def _word_bomb() -> bytes:
    """A package of less than a megabyte with 300 MB of short paragraphs."""
    body = paragraph("a") * 1000
    made = docx(body * (300_000_000 // len(body)))
    assert len(made) < 1_500_000
    return made


def _pdf_bomb() -> bytes:
    """A page whose content unpacks to 200 MB."""
    packed = zlib.compress(b"(a) Tj " * 30_000_000, 9)
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            stream(packed, b"/Filter /FlateDecode"),
            FONT,
        ]
    )


def _pages(count: int) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    kids = b"3 0 R " * count
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page])


def _many_parts() -> bytes:
    return package({f"word/{number}.xml": "<a/>" for number in range(2_001)})


HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("bomb.docx", _word_bomb, "unpacks to more than"),
    ("parts.docx", _many_parts, "more than 2,000 parts"),
    ("bomb.pdf", _pdf_bomb, ""),
    ("many.pdf", lambda: _pages(100_000), "more than 2,000 pages"),
    ("deep.eml", lambda: _deep_mail(3_000), "nested too deeply"),
    ("deep.jsonl", lambda: b'{"text": ' + b"[" * 100_000, "nested too deeply"),
    ("half.jsonl", lambda: b'{"text": "a"', "not JSON"),
    ("deep.tml", lambda: b"<TimeML><TEXT>" + b"<a>" * 9_000 + b"</a>" * 9_000 + b"</TEXT></TimeML>",
     "nested too deeply"),
    ("large.html", lambda: b"<p>" + b"a " * 10_000_001, "larger than 20,000,000 bytes"),
    ("long.csv", lambda: b"text\n" + b"a " * 10_000_001, "more than 20,000,000 characters"),
    ("rows.csv", lambda: b"text\n" + b"a\n" * 100_001, "more than 100,000 articles"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "reason"), HOSTILE, ids=[name for name, *_ in HOSTILE])
def test_a_hostile_file_is_named_and_the_rest_is_read(
    name: str, make: Callable[[], bytes], reason: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(make())
    Path("good.txt").write_text(GOOD)
    read = read_sources(["."])
    assert [document.id for document in read.documents] == ["good.txt"]
    [skipped] = read.skipped
    assert skipped.document.startswith(name)
    assert reason in skipped.reason
    assert len(skipped.reason) < 300


@linux_only
def test_a_bomb_takes_no_memory_of_this_process(tmp_path: Path) -> None:
    (tmp_path / "bomb.pdf").write_bytes(_pdf_bomb())
    (tmp_path / "good.txt").write_text(GOOD)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read_sources([str(tmp_path)])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB


@pytest.mark.parametrize("depth", [150, 250, 300, 100_000])
def test_deep_html_is_never_empty_in_silence(depth: int, tmp_path: Path) -> None:
    """libxml2 gives an empty text from 256 levels on, and no error."""
    (tmp_path / "deep.html").write_bytes(_deep_html(depth))
    read = read_sources([str(tmp_path)])
    assert [document.text for document in read.documents] == [WORDS]


def test_pages_may_be_broken_one_by_one(tmp_path: Path) -> None:
    whole = pages_pdf([["The lock was closed."], ["It reopened."]])
    (tmp_path / "lock.pdf").write_bytes(whole.replace(b"(It reopened.) Tj", b"<48656> Tj <<<< ("))
    read = read_sources([str(tmp_path)])
    [document] = read.documents
    assert document.text.startswith("The lock was closed.\n")
    assert len(document.pages) == 2


@linux_only
def test_memory_is_limited() -> None:
    many = b'{"text": "a", "more": [' + b"{}," * 4_000_000 + b"{}]}"  # 64 bytes for each {}
    with Worker(Limits(memory=200 * 1024**2)) as worker:
        with pytest.raises(DocumentError, match="more than 200 MB of memory"):
            worker.read(".jsonl", many, Asked())
        read = worker.read(".jsonl", b'{"text": "The lock."}', Asked())
        assert [article.text for article in read.articles] == ["The lock."]


@linux_only
def test_time_is_limited() -> None:
    slow = b"<html><body>" + b"<p><b>a " * 300_000
    with Worker(Limits(seconds=1)) as worker:
        with pytest.raises(DocumentError, match="more than 1 s"):
            worker.read(".html", slow, Asked())
        # What follows gets a process of its own, and a second of its own.
        read = worker.read(".jsonl", b'{"text": "The lock."}', Asked())
        assert [article.text for article in read.articles] == ["The lock."]


def test_what_a_worker_took_before_is_not_held_against_a_file() -> None:
    """A file that fails after others is read again by a fresh process."""
    text = {"text": "a" * 3_000_000}
    line = json.dumps(text).encode() + b"\n"
    with Worker(Limits(memory=512 * 1024**2)) as worker:
        for _ in range(12):
            assert len(worker.read(".jsonl", line, Asked()).articles) == 1


@linux_only
def test_a_worker_writes_no_files(tmp_path: Path) -> None:
    with Worker() as worker:
        worker.read(".jsonl", b'{"text": "The lock."}', Asked())
        process = worker._process
        assert process is not None
        limits = Path(f"/proc/{process.pid}/limits").read_text()
    assert [
        line.split()[3] for line in limits.splitlines() if line.startswith("Max file size")
    ] == ["0"]


def test_one_line_of_nearly_fifty_megabytes(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_bytes(b"word " * 4_000_000)
    (tmp_path / "longer.txt").write_bytes(b"word " * 9_900_000)
    read = read_sources([str(tmp_path)])
    assert [len(document.text) for document in read.documents] == [20_000_000]
    assert "more than 20,000,000 characters" in read.skipped[0].reason


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(b"word " * 6_000_000)
    stop = threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"more ")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with pytest.raises(DocumentError, match="changed while it was read"):
            for _ in range(100):  # the writer may pause for the whole of one reading
                read_bytes(path, limit=2**31)
    finally:
        stop.set()
        writer.join()


def test_every_encoding_in_one_folder(tmp_path: Path) -> None:
    words = "Żółw, naïve café, Größe"
    encodings = {
        "utf-8": words, "utf-8-sig": words, "utf-16": words, "utf-32": words,
        "cp1252": "The minister said “it’s over” and left for the café.",
        "cp1250": "Rząd ogłosi w przyszłym tygodniu nową ustawę.",
        "cp1251": "Президент заявил, что выборы пройдут в мае.",
        "shift-jis": "これは日本語の文章です。新しい法律が来週発表される。",
        "gb18030": "政府下周将公布新的法律草案。总理昨日访问了丹麦。",
    }  # fmt: skip
    for name, text in encodings.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode(name))
        page = f'<html><head><meta charset="{name}"></head><body><p>{text}</p></body></html>'
        if not name.startswith(("utf-16", "utf-32")):
            (tmp_path / f"{name}.html").write_bytes(page.encode(name))
        table = f"text\n{text}\n" if "," not in text else f'text\n"{text}"\n'
        (tmp_path / f"{name}.csv").write_bytes(table.encode(name))
    read = read_sources([str(tmp_path)])
    assert read.skipped == ()
    for document in read.documents:
        name = Path(document.id.partition("#")[0]).stem
        assert document.text == encodings[name], document.id


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders on Windows")
def test_pipes_loops_and_closed_files_of_every_format(tmp_path: Path) -> None:
    for suffix in (".html", ".pdf", ".docx", ".eml", ".jsonl", ".csv", ".rss", ".tml"):
        os.mkfifo(tmp_path / f"pipe{suffix}")
        (tmp_path / f"loop{suffix}").symlink_to(f"loop{suffix}")
        (tmp_path / f"memory{suffix}").symlink_to("/proc/self/mem")
    (tmp_path / "good.txt").write_text(GOOD)
    read = read_sources([str(tmp_path)])
    assert [document.text for document in read.documents] == [GOOD]
    assert len(read.skipped) == 8 + 8 + 1  # all the names of one file are one file


@pytest.mark.parametrize("name", ["-rf.jsonl", "a\nb.jsonl", "..jsonl.jsonl", "$(touch x).jsonl"])
def test_names_are_only_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text('{"text": "The lock."}\n')
    [document] = read_sources([name]).documents
    assert document.id == f"{name}#1"
    assert [path.name for path in tmp_path.iterdir()] == [name]
