"""The prompt that one run has read, the next begins with, and it writes the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Ran, run
from small_runs import ARTICLES, SmallRuns, events

from timeline.llm.prefix_files import PrefixFiles
from timeline.models import ModelFile

NAME = min(ARTICLES)


@pytest.mark.model
def test_the_same_bytes_with_and_without(tmp_path: Path, small_model: ModelFile) -> None:
    runs = SmallRuns(tmp_path / "articles", small_model)
    runs.write(ARTICLES)
    cache, log = tmp_path / "cache", tmp_path / "log"
    variables = runs.variables | {"TIMELINE_CACHE_DIR": str(cache)}

    def timeline() -> bytes:
        """A run that finds no answers, and whatever was read of the prompt."""
        for answers in cache.glob("answers.sqlite*"):
            answers.unlink()
        log.unlink(missing_ok=True)
        words = ["--log-file", str(log), "-q", *runs.words, NAME, "-o", "-"]
        ran = run(*words, cwd=runs.folder, stdin=b"", **variables)
        assert (ran.status, ran.err) == (0, "")
        return ran.out

    plain = runs.output(NAME, "--no-resume", TIMELINE_CACHE_DIR=str(cache))
    assert events(plain)
    assert not cache.exists()
    assert timeline() == plain
    assert "as kept in" not in log.read_text()
    assert timeline() == plain
    assert "as kept in" in log.read_text()


def test_the_cache_commands(tmp_path: Path) -> None:
    folder = tmp_path / ".cache" / "prefixes"

    def timeline(*words: str) -> Ran:
        variables = {"TIMELINE_CACHE_DIR": str(tmp_path / ".cache")}
        return run("cache", *words, cwd=tmp_path, stdin=b"", **variables)

    def keep() -> None:
        for key in "ab":
            PrefixFiles(folder).put(key, bytes(600_000))

    keep()
    found = json.loads(timeline("info", "--json").text)
    assert (found["answers"], found["read_prompts"]) == (0, 2)
    assert 1_200_000 < found["read_prompts_bytes"] < 1_201_000
    assert timeline("info").text.endswith("0 answers, 0.0 MB\n2 read prompts, 1.2 MB\n")
    assert timeline("gc").err == "0 answers forgotten\n"
    assert timeline("gc", "--max-size", "1M").err == "0 answers and 1 read prompt forgotten\n"
    assert PrefixFiles(folder).usage()[0] == 1
    keep()
    assert timeline("clear").err == "0 answers and 2 read prompts forgotten\n"
    assert list(folder.iterdir()) == []
    assert timeline("clear").err == "nothing is kept\n"
