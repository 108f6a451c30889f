"""Ctrl-C: the first one ends a run soon and keeps what was found, the second one at once."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import COMMAND, environment
from small_runs import SmallRuns

from timeline.models import ModelFile

pytestmark = pytest.mark.model
SOON = 20.0  # seconds; two are promised, and a busy machine may be ten times slower
ARTICLES = 100  # the smallest model needs several times SOON for them


@pytest.fixture
def runs(tmp_path: Path, small_model: ModelFile) -> SmallRuns:
    made = SmallRuns(tmp_path / "articles", small_model)
    text = "Pilots left pier {} on Monday. Ann Low met the mayor of Orrin on Friday. "
    made.write({f"2024-03-05_{n:03}.txt": text.format(n) for n in range(ARTICLES)})
    return made


@contextmanager
def _under_way(runs: SmallRuns) -> Iterator[subprocess.Popen[bytes]]:
    """A run that has told of some progress."""
    with subprocess.Popen(
        [*COMMAND, *runs.words, ".", "--alone"],  # so that the first answer comes soon
        cwd=runs.folder,
        env=environment(**runs.variables),
        stderr=subprocess.PIPE,
        # What a shell starts in the background ignores Ctrl-C, and so do its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as running:
        assert running.stderr is not None
        while b"%" not in running.stderr.readline():
            assert running.poll() is None
        yield running
        running.kill()


def test_the_first_ends_it_soon(runs: SmallRuns) -> None:
    with _under_way(runs) as running:
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=SOON)
    assert running.returncode == 130
    assert b"Traceback" not in said
    timeline = json.loads((runs.folder / "timeline.json").read_bytes())
    assert not timeline["complete"]
    assert 0 < len(timeline["skipped"]) < ARTICLES


@pytest.mark.parametrize("later", [0.02, 0.3])
def test_the_second_ends_it_at_once(runs: SmallRuns, later: float) -> None:
    """Wherever it comes: the output is there as a whole, or not at all."""
    with _under_way(runs) as running:
        running.send_signal(signal.SIGINT)
        time.sleep(later)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=SOON)
    # A shell says 130 of both: while Python closes down, the signal itself ends the process.
    assert running.returncode in (130, -signal.SIGINT)
    assert b"Traceback" not in said
    output = runs.folder / "timeline.json"
    assert not output.exists() or not json.loads(output.read_bytes())["complete"]
