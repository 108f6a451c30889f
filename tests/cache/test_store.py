"""Kept answers: found again, checked, trimmed; a broken file costs its answers and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.cache.content import read_replies, written
from timeline.cache.store import Store
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
    assert store.usage().answers == 0
    assert "not kept" in store.notes[0]


def test_a_full_disk(path: Path) -> None:
    """SQLite's own limit on pages gives the very error of a full disk."""
    store = Store(path)
    store.put("a", "one")
    database = store._database
    assert database is not None
    database.execute("pragma max_page_count = 4")
    for number in range(50):
        store.put(f"key {number}", "x" * 1000)
    assert [note for note in store.notes if "full" in note]
    assert len(store.notes) == 1
    assert Store(path).get("a") == "one"


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


_REPLIES = st.lists(
    st.builds(Reply, st.none() | st.text(), st.booleans(), st.floats(0, 1)), max_size=5
).map(tuple)


@given(_REPLIES)
def test_replies_come_back_as_they_were(replies: tuple[Reply, ...]) -> None:
    assert read_replies(written(replies), expected=len(replies)) == replies
    with pytest.raises(ValueError, match="questions"):
        read_replies(written(replies), expected=len(replies) + 1)


@given(_REPLIES, st.data())
def test_no_prefix_of_an_answer_passes_for_it(
    replies: tuple[Reply, ...], data: st.DataObject
) -> None:
    text = written(replies)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    with pytest.raises(ValueError):
        read_replies(cut, expected=len(replies))
