"""Kept answers: found again, checked, trimmed; a broken file costs its answers and nothing else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.cache.content import read_replies, written
from timeline.cache.store import Store
from timeline.errors import CacheError
from timeline.llm import Reply


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "answers.sqlite"


def test_what_was_kept_is_found_by_the_next_run(path: Path) -> None:
    store = Store(path)
    store.put("a", "one")
    store.put("a", "two")
    store.close()
    again = Store(path)
    assert again.get("a") == "two"
    assert again.get("b") is None
    assert again.usage().answers == 1
    assert again.notes == []


def test_two_runs_at_once(path: Path) -> None:
    one, other = Store(path), Store(path)
    one.put("a", "1")
    other.put("b", "2")
    assert (one.get("b"), other.get("a")) == ("2", "1")


def test_a_damaged_answer_is_not_used(path: Path) -> None:
    store = Store(path)
    store.put("a", "true")
    store.put("b", "true")
    store.close()
    with sqlite3.connect(path) as database:
        database.execute("update answers set value = 'false' where key = 'a'")
    database.close()
    again = Store(path)
    assert again.get("a") is None
    assert again.get("b") == "true"
    assert len(again.notes) == 1
    assert "damaged" in again.notes[0]
    again.put("a", "true")
    assert again.get("a") == "true"


@pytest.mark.parametrize(
    "junk", [b"no database at all, but text", b"SQLite format 3\0" + b"\7" * 900]
)
def test_a_broken_file_is_set_aside(path: Path, junk: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(junk)
    store = Store(path)
    store.put("a", "one")
    assert store.get("a") == "one"
    assert "begin anew" in store.notes[0]
    (aside,) = path.parent.glob("*.broken-*")
    assert aside.read_bytes() == junk


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "answers.sqlite")
    store.put("a", "one")
    assert store.get("a") is None
    assert not store.writable
    assert "not kept" in store.notes[0]
    for use in (store.usage, store.trim):
        with pytest.raises(CacheError, match="not kept"):
            use()


def test_an_answer_that_is_no_text(path: Path) -> None:
    """One row is lost, and not the cache."""
    store = Store(path)
    for key in "abc":
        store.put(key, "true")
    store.close()
    with sqlite3.connect(path) as database:
        database.execute("update answers set value = cast(x'ff00fe' as text) where key = 'a'")
        database.execute("update answers set checksum = cast(x'ff' as text) where key = 'b'")
    database.close()
    again = Store(path)
    assert [again.get(key) for key in "abc"] == [None, None, "true"]
    assert len(again.notes) == 1
    assert again.usage().answers == 1
    again.put("a", "false")
    assert Store(path).get("a") == "false"


@pytest.fixture
def torn(path: Path) -> Path:
    """A database with a page in its middle that is noise, and a first row that is whole."""
    store = Store(path)
    for number in range(100):
        store.put(f"{number:03}", "x" * 500)
    store.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 8192 * 4096
    data[middle : middle + 4096] = b"\7" * 4096
    path.write_bytes(data)
    return path


def _set_aside(path: Path) -> list[Path]:
    files = path.parent.glob("*.broken-*")
    return [file for file in files if not file.name.endswith(("-wal", "-shm"))]


def test_a_broken_page_is_found_on_the_way(torn: Path) -> None:
    store = Store(torn)
    assert store.notes == []
    kept = [store.get(f"{number:03}") is not None for number in range(100)]
    assert kept[0]
    assert not all(kept)
    assert len(store.notes) == 1
    assert "begin anew" in store.notes[0]
    assert len(_set_aside(torn)) == 1
    store.put("new", "text")
    store.close()
    assert Store(torn).get("new") == "text"


def test_a_broken_page_found_when_writing(torn: Path) -> None:
    """The answer that finds it is kept, in the new file."""
    store = Store(torn)
    last = ""
    for number in range(100):
        if not store.notes:
            last = f"{number:03}"
            store.put(last, "y")
    assert "begin anew" in store.notes[0]
    assert store.get(last) == "y"
    assert store.usage().answers == 1


@pytest.mark.parametrize("use", [lambda s: s.usage().answers, lambda s: s.trim(9)])
def test_a_broken_page_found_when_counting(torn: Path, use: Callable[[Store], int]) -> None:
    store = Store(torn)
    assert use(store) == 0
    assert "begin anew" in store.notes[0]
    assert store.forget_broken() == 1
    assert not _set_aside(torn)


def test_a_disk_that_breaks_every_file(path: Path) -> None:
    """New files are not begun for ever."""
    store = Store(path)
    for _ in range(9):
        for number in range(20):
            store.put(f"{number}", "x" * 1000)
        noise = b"\7" * 4096 * 5
        database = store._database
        if database is not None:
            database.execute("pragma wal_checkpoint(truncate)")
            with path.open("r+b") as file:
                file.seek(4096)
                file.write(noise)
            database.execute("pragma shrink_memory")
        for number in range(20):
            store.get(f"{number}")
    assert len(_set_aside(path)) == 2
    assert "no longer used" in store.notes[-1]
    assert not store.writable


def test_another_run_that_sets_it_aside_first(torn: Path) -> None:
    """What the other has begun is not set aside in turn."""
    one, other = Store(torn), Store(torn)
    for store in (one, other):
        for number in range(100):
            store.get(f"{number:03}")
        store.put("new", "text")
    assert len(_set_aside(torn)) == 1
    assert Store(torn).get("new") == "text"


def test_another_run_that_holds_it_for_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not kept is said; answers are kept again as soon as it lets go."""
    monkeypatch.setattr("timeline.cache.store._WAIT", 0.3)
    store, other = Store(path), sqlite3.connect(path, isolation_level=None)
    store.put("a", "one")
    other.execute("begin immediate")
    store.put("b", "two")
    store.put("c", "three")
    assert store.get("a") == "one"
    other.execute("rollback")
    other.close()
    store.put("d", "four")
    assert [store.get(key) for key in "abcd"] == ["one", None, None, "four"]
    assert [note for note in store.notes if "another run holds it" in note] == store.notes
    assert len(store.notes) == 1


@pytest.fixture
def as_anybody() -> Iterator[Path]:
    """A folder and, where the tests are run by root, a user whom permissions bind."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = os.geteuid() == 0
        if root:
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        yield folder / "answers.sqlite"
        if root:
            os.seteuid(0)
        folder.chmod(0o777)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="permissions of POSIX")
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o644, 0o555), (0o444, 0o555)])
def test_a_cache_that_may_only_be_read(as_anybody: Path, file: int, folder: int) -> None:
    """One that an administrator filled, or one on a read-only disk: its answers are used."""
    path = as_anybody
    store = Store(path)
    store.put("a", "one")
    store.close()
    path.chmod(file)
    path.parent.chmod(folder)
    again = Store(path)
    assert again.get("a") == "one"
    again.put("b", "two")
    assert (again.get("a"), again.get("b")) == ("one", None)
    assert len(again.notes) == 1
    assert "used" in again.notes[0]
    assert again.usage().answers == 1
    with pytest.raises(CacheError):
        again.trim(0)
    again.close()
    path.parent.chmod(0o777)
    assert Store(path).get("a") == "one"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    store = Store(small_disk / "answers.sqlite")
    _fill(store)
    assert "full" in store.notes[0]


def test_a_file_that_may_not_grow(path: Path) -> None:
    """As with a quota, or `ulimit -f`."""
    resource = pytest.importorskip("resource")
    store = Store(path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        _fill(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _fill(store: Store) -> None:
    """Until nothing more goes in; what went in is found, now and by the next run."""
    store.put("a", "one")
    for number in range(300):
        store.put(f"key {number}", "x" * 1000)
    assert len(store.notes) == 1
    assert "no more answers are kept, those there are still used" in store.notes[0]
    assert not store.writable
    kept = [number for number in range(300) if store.get(f"key {number}")]
    assert 0 < len(kept) < 300
    assert store.get("a") == "one"
    store.close()
    again = Store(store.path)
    assert again.get("a") == "one"
    assert [number for number in range(300) if again.get(f"key {number}")] == kept


def test_trimming_forgets_what_was_unused_for_longest(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1, 100))
    monkeypatch.setattr("timeline.cache.store.time.time", lambda: next(clock))
    store = Store(path)
    for key in "abcd":
        store.put(key, key * 100)
    assert store.get("a") is not None  # the freshest now
    each = store.usage().bytes // 4
    assert store.trim(2 * each) == 2
    assert [key for key in "abcd" if store.get(key)] == ["a", "d"]
    assert store.trim(2 * each) == 0
    assert store.trim(0) == 2


# A machine that is busy with models is slow, and no test of ours is about time.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_REPLIES = st.lists(
    st.builds(Reply, st.none() | st.text(), st.booleans(), st.floats(0, 1)), max_size=5
).map(tuple)


@unhurried
@given(_REPLIES)
def test_replies_come_back_as_they_were(replies: tuple[Reply, ...]) -> None:
    assert read_replies(written(replies), expected=len(replies)) == replies
    with pytest.raises(ValueError, match="questions"):
        read_replies(written(replies), expected=len(replies) + 1)


@unhurried
@given(_REPLIES, st.data())
def test_no_prefix_of_an_answer_passes_for_it(
    replies: tuple[Reply, ...], data: st.DataObject
) -> None:
    text = written(replies)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    with pytest.raises(ValueError):
        read_replies(cut, expected=len(replies))
