"""`timeline extract` when llama.cpp's process dies, or its own does. With the smallest model."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from command_line import COMMAND, PATIENCE, environment, run
from small_runs import SMALL

from timeline.models import ModelFile

CHILDREN = Path("/proc/thread-self/children")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not CHILDREN.exists(), reason="no list of child processes here"),
]
ARTICLES = 30  # enough that none of these tests comes too late for its run
Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(ARTICLES):
        (tmp_path / f"2024-03-{number + 1:02}_pier.txt").write_text(
            f"Harbour pilots walked out of pier {number} on Monday, said Ann Low."
        )
    return tmp_path


@pytest.fixture
def words() -> list[str]:
    """Extract, one article at a time: in another batch, the same question has slightly other
    probabilities.
    """
    return ["extract", ".", *SMALL, "--alone"]


@pytest.fixture
def start(folder: Path, words: list[str], small_model: ModelFile) -> Start:
    def run_() -> subprocess.Popen[bytes]:
        variables = _variables(folder, small_model)
        with (folder / ".stderr").open("wb") as stderr:
            return subprocess.Popen(
                [*COMMAND, *words],
                cwd=folder,
                env=environment(**variables),
                stdin=subprocess.DEVNULL,
                stderr=stderr,
                start_new_session=True,
            )

    return run_


def _variables(folder: Path, model: ModelFile) -> dict[str, str]:
    return {
        "TIMELINE_MODELS_DIR": str(model.path.parent),
        "TIMELINE_CACHE_DIR": str(folder / ".cache"),
    }


def _wait(running: subprocess.Popen[bytes], done: Callable[[], object]) -> None:
    """Until it is so, while the run goes on."""
    while not done():
        assert running.poll() is None, "the run ended too early: add articles"
        time.sleep(0.01)


def _engine(running: subprocess.Popen[bytes]) -> int | None:
    """The process of llama.cpp; None: not there, or not yet a program of its own."""
    try:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text()
        for child in map(int, children.split()):
            if b"contained" in Path(f"/proc/{child}/cmdline").read_bytes():
                return child
    except FileNotFoundError:
        pass
    return None


def _alive(pid: int) -> bool:
    """Whether a process runs; one that only waits for somebody to ask how it ended does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def _kept(folder: Path) -> int:
    path = folder / ".cache" / "answers.sqlite"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as database:
        try:
            return int(database.execute("select count(*) from answers").fetchone()[0])
        except sqlite3.OperationalError:  # no table yet
            return 0


@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGSEGV])
def test_killed_once_the_result_is_the_same(
    folder: Path, words: list[str], start: Start, small_model: ModelFile, kind: signal.Signals
) -> None:
    undisturbed = _variables(folder, small_model) | {"TIMELINE_CACHE_DIR": str(folder / ".one")}
    assert run(*words, cwd=folder, stdin=b"", **undisturbed).status == 0
    wanted = (folder / "timeline.json").read_bytes()
    assert len(json.loads(wanted)["events"]) > 0
    (folder / "timeline.json").unlink()
    with start() as running:
        _wait(running, lambda: _kept(folder) > 1)
        engine = _engine(running)
        assert engine
        os.kill(engine, kind)
        assert running.wait(PATIENCE) == 0
    assert (folder / "timeline.json").read_bytes() == wanted
    told = (folder / ".stderr").read_text()
    assert f"note: llama.cpp stopped with signal {kind:d} ({kind.name}" in told
    assert "Traceback" not in told


def test_three_deaths_in_a_row_end_the_run(
    folder: Path, words: list[str], start: Start, small_model: ModelFile
) -> None:
    with start() as running:
        _wait(running, lambda: _kept(folder) > 1)
        killed: list[int] = []
        for _ in range(3):
            _wait(running, lambda: _engine(running) not in (None, *killed))
            killed.append(_engine(running) or 0)
            os.kill(killed[-1], signal.SIGSEGV)
        assert running.wait(PATIENCE) == 4
    told = (folder / ".stderr").read_text()
    assert "error: llama.cpp stopped with signal 11 (SIGSEGV), 3 times in a row" in told
    assert "Traceback" not in told
    kept = _kept(folder)
    assert 1 < kept < ARTICLES
    partial = json.loads((folder / "timeline.json").read_text())
    assert partial["complete"] is False
    assert len(partial["skipped"]) >= ARTICLES - kept
    again = run(*words, cwd=folder, stdin=b"", **_variables(folder, small_model))
    assert again.status == 0
    assert "complete" not in json.loads((folder / "timeline.json").read_text())


@pytest.mark.parametrize("moment", ["loading", "answering"])
def test_it_does_not_outlive_a_killed_run(folder: Path, start: Start, moment: str) -> None:
    with start() as running:
        _wait(running, lambda: _engine(running))
        if moment == "answering":
            _wait(running, lambda: _kept(folder) > 1)
        engine = _engine(running)
        assert engine
        running.kill()
    while _alive(engine):  # for ever, when it does: the time limit of the tests ends it
        time.sleep(0.01)


def test_ctrl_c_ends_both_and_nothing_is_printed_but_ours(folder: Path, start: Start) -> None:
    """The terminal sends it to both processes."""
    with start() as running:
        _wait(running, lambda: _kept(folder) > 1)
        engine = _engine(running)
        assert engine
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(PATIENCE) == 130
        assert not _alive(engine)
    told = (folder / ".stderr").read_text()
    assert "interrupted: the rest is not in it" in told
    assert "Traceback" not in told
    assert "llama.cpp" not in told
    assert json.loads((folder / "timeline.json").read_text())["complete"] is False
