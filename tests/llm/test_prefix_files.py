"""What was read of prompts comes back whole, or not at all; and it stays within bounds."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.llm.prefix_files import KEPT, PrefixFiles

STATE = bytes(range(256)) * 40


def _state(files: PrefixFiles, key: str) -> bytes | None:
    found = files.get(key)
    return None if found is None else bytes(found)


def _only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "prefixes"


def test_what_was_kept_is_found_by_the_next_run(folder: Path) -> None:
    PrefixFiles(folder).put("a", b"before")
    PrefixFiles(folder).put("a", STATE)
    again = PrefixFiles(folder)
    assert _state(again, "a") == STATE
    assert _state(again, "b") is None
    assert again.usage() == (1, _only(folder).stat().st_size)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:10],
        lambda data: b"",
        lambda data: data + b"\0",
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: data[:30] + bytes([data[30] ^ 1]) + data[31:],
        lambda data: bytes(len(data)),
        lambda data: b"SQLite format 3\0" + data,
    ],
    ids="last-byte-gone half head nothing longer bit first-bit checksum zeros foreign".split(),
)
def test_what_is_damaged_is_not_used_and_deleted(
    folder: Path, change: Callable[[bytes], bytes]
) -> None:
    files = PrefixFiles(folder)
    files.put("a", STATE)
    path = _only(folder)
    path.write_bytes(change(path.read_bytes()))
    assert files.get("a") is None
    assert list(folder.iterdir()) == []
    files.put("a", STATE)
    assert _state(files, "a") == STATE


def test_a_file_of_something_else_by_this_name(folder: Path) -> None:
    files = PrefixFiles(folder)
    files.put("a", STATE)
    path = _only(folder)
    path.rename(path.with_name(path.name.replace("a", "b", 1)))
    assert files.get("b") is None
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and owners are those of POSIX")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "of another user"])
def test_what_is_no_file_of_ours(folder: Path, tmp_path: Path, kind: str) -> None:
    """It is not waited for, and what a link leads to is left alone."""
    files = PrefixFiles(folder)
    files.put("a", STATE)
    path, elsewhere = _only(folder), tmp_path / "elsewhere"
    path.rename(elsewhere)
    if kind == "link":
        path.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        if os.getuid():
            pytest.skip("only root gives files away")
        path.write_bytes(elsewhere.read_bytes())
        assert _state(files, "a") == STATE
        os.chown(path, 4711, -1)
    assert files.get("a") is None
    assert elsewhere.exists()
    files.put("a", STATE)
    assert _state(files, "a") == (None if kind == "folder" else STATE)


def test_the_last_used_are_kept(folder: Path) -> None:
    files = PrefixFiles(folder)
    for number in range(KEPT):
        files.put(str(number), STATE)
        path = next(path for path in folder.iterdir() if path.name.startswith(str(number)))
        os.utime(path, (number, number))
    assert _state(files, "0") == STATE  # it is the last used from now on
    files.put("new", STATE)
    assert files.usage()[0] == KEPT
    assert [_state(files, key) is None for key in ("0", "1", "2", "new")] == [
        False, True, False, False,
    ]  # fmt: skip


def test_trimmed_to_a_size(folder: Path) -> None:
    files = PrefixFiles(folder)
    assert files.trim(0) == 0  # no folder yet
    for key in "abc":
        files.put(key, STATE)
    size = files.usage()[1] // 3
    assert files.trim(size * 3) == 0
    assert files.trim(size * 3 - 1) == 1
    assert files.trim(0) == 2
    assert files.usage() == (0, 0)


def test_what_a_killed_run_left_half_written_goes(folder: Path) -> None:
    files = PrefixFiles(folder)
    files.put("a", STATE)
    old, young = folder / "old.part", folder / "young.part"
    for path in (old, young):
        path.write_bytes(STATE)
    os.utime(old, (time.time() - 7200,) * 2)
    files.put("b", STATE)
    assert not old.exists()
    assert young.exists()
    files.trim(0)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    files = PrefixFiles(tmp_path / "file" / "prefixes")
    files.put("a", STATE)
    assert files.get("a") is None
    assert files.usage() == (0, 0)
    assert "not kept" in caplog.text


def test_a_file_that_may_not_grow(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As with a quota, or a disk that is full: what was there before stays."""
    resource = pytest.importorskip("resource")
    files = PrefixFiles(folder)
    files.put("a", b"before")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, before[1]))
    try:
        files.put("a", STATE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "not kept" in caplog.text
    assert _state(files, "a") == b"before"
    assert files.usage()[0] == len(list(folder.iterdir())) == 1


def test_two_runs_at_once(folder: Path) -> None:
    """Who reads while another writes, trims or deletes finds it whole or not at all."""
    states = [bytes([number]) * 300_000 for number in range(4)]
    seen: list[bytes | None] = []
    done = threading.Event()

    def write(state: bytes) -> None:
        for _ in range(30):
            PrefixFiles(folder).put("a", state)

    def read() -> None:
        while not done.is_set():
            seen.append(_state(PrefixFiles(folder), "a"))
            if len(seen) % 10 == 0:
                PrefixFiles(folder).forget("a")

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(state,)) for state in states]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert set(seen) <= {None, *states}
    PrefixFiles(folder).put("a", STATE)
    assert _state(PrefixFiles(folder), "a") == STATE
