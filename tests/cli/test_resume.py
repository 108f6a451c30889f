"""Killed again and again, a run loses nothing that it had answered. With the smallest model."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from articles import STRIKE
from command_line import COMMAND, Ran, environment, run
from small_runs import SMALL, kept

from timeline.cache import Store
from timeline.cache.content import written
from timeline.llm import Reply
from timeline.models import ModelFile

pytestmark = pytest.mark.model
KILLS = 8
ARTICLES = 24


def test_killed_eight_times(tmp_path: Path, small_model: ModelFile) -> None:
    for number in range(ARTICLES):
        (tmp_path / f"2024-03-{number + 1:02}_pier.txt").write_text(
            f"Harbour pilots walked out of pier {number} on Monday, said Ann Low."
        )
    models = str(small_model.path.parent)
    # Alone, so that no answer depends on what else is under way (docs/engine.md).
    words = ["extract", ".", *SMALL, "--alone"]
    undisturbed = {"TIMELINE_MODELS_DIR": models, "TIMELINE_CACHE_DIR": str(tmp_path / ".one")}
    assert run(*words, cwd=tmp_path, stdin=b"", **undisturbed).status == 0
    output = tmp_path / "timeline.json"
    wanted = output.read_bytes()
    assert json.loads(wanted)["events"]
    output.write_bytes(b"old")

    cache = tmp_path / ".other"
    disturbed = undisturbed | {"TIMELINE_CACHE_DIR": str(cache)}
    chance = random.Random(7)
    before: set[str] = set()
    for kill in range(KILLS):
        with subprocess.Popen(
            [*COMMAND, *words],
            cwd=tmp_path,
            env=environment(**disturbed),
            stderr=subprocess.DEVNULL,
        ) as running:
            # Until it has something new, then a moment more.
            while running.poll() is None and not kept(cache) - before:
                time.sleep(0.02)
            time.sleep(chance.uniform(0, 0.2))
            running.send_signal(signal.SIGKILL)
            assert running.wait() == -signal.SIGKILL, f"done before kill {kill}: add articles"
        after = kept(cache)
        assert before < after, "an answer was lost, or none was added"
        before = after
        assert output.read_bytes() == b"old"
    assert run(*words, cwd=tmp_path, stdin=b"", **disturbed).status == 0
    assert output.read_bytes() == wanted
    assert before < kept(cache)
    assert len(kept(cache)) == ARTICLES


def test_a_second_run_asks_nothing(tmp_path: Path, small_model: ModelFile) -> None:
    """What is kept is changed by hand, and the next run says what it finds there."""
    (tmp_path / "2024-03-06_strike.txt").write_text(STRIKE)
    variables = {
        "TIMELINE_MODELS_DIR": str(small_model.path.parent),
        "TIMELINE_CACHE_DIR": str(tmp_path / ".cache"),
    }

    def timeline(*words: str) -> Ran:
        return run(*words, cwd=tmp_path, stdin=b"", **variables)

    words = ["extract", ".", *SMALL, "--min-confidence", "0.3"]
    assert timeline(*words).status == 0
    first = (tmp_path / "timeline.json").read_bytes()
    store = Store(tmp_path / ".cache" / "answers.sqlite")
    (key,) = kept(tmp_path / ".cache")
    before = store.get(key)
    assert before is not None
    assert timeline(*words).status == 0
    assert (tmp_path / "timeline.json").read_bytes() == first
    store.put(key, written(tuple(Reply(None, True, 1.0) for _ in json.loads(before))))
    store.close()
    assert timeline(*words).status == 0
    assert json.loads((tmp_path / "timeline.json").read_bytes())["events"] == []
    assert timeline(*words, "--no-resume").status == 0
    assert (tmp_path / "timeline.json").read_bytes() == first


def test_the_cache_commands(tmp_path: Path) -> None:
    variables = {"TIMELINE_CACHE_DIR": str(tmp_path / ".cache")}

    def timeline(*words: str) -> Ran:
        return run("cache", *words, cwd=tmp_path, stdin=b"", **variables)

    assert timeline("clear").err == "nothing is kept\n"
    store = Store(tmp_path / ".cache" / "answers.sqlite")
    store.put("a", "x" * 3000)
    store.put("b", "x" * 3000)
    store.close()
    assert json.loads(timeline("info", "--json").text)["answers"] == 2
    assert timeline("gc", "--max-size", "1M").err == "0 answers forgotten\n"
    assert timeline("gc", "--max-size", "4K").err == "1 answer forgotten\n"
    assert timeline("clear").err == "1 answer forgotten\n"
    assert json.loads(timeline("info", "--json").text) == {
        "path": str(tmp_path / ".cache" / "answers.sqlite"),
        "answers": 0,
        "bytes": 0,
        "read_prompts": 0,
        "read_prompts_bytes": 0,
    }
    refused = timeline("gc", "--max-size", "x")
    assert refused.status == 2
    assert "500M" in refused.err
