"""What is refused: the status, and one to three lines that say what, where and what to do."""

from __future__ import annotations

import os
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from articles import BRIDGE
from command_line import COMMAND, REPOSITORY, environment, run

from timeline import writers

CASES = tomllib.loads((REPOSITORY / "tests/cases/usage.toml").read_text("utf-8"))["case"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(BRIDGE)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "broken.gguf").write_bytes(b"GGUF, or so it says")
    (tmp_path / "models").mkdir()
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=[" ".join(case["words"]) for case in CASES])
def test_refused(case: dict[str, Any], folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    ran = run(*case["words"], cwd=folder)
    assert ran.status == case["status"], ran.err
    assert ran.out == b""
    assert ran.err.startswith("error: ")
    assert len(ran.err.splitlines()) <= 3
    for words in case["says"]:
        assert words in ran.err
    assert sorted(folder.rglob("*")) == before


def test_no_command_is_answered_with_the_help(tmp_path: Path) -> None:
    ran = run(cwd=tmp_path)
    assert ran.status == 2
    assert "extract" in ran.text
    assert ran.err == ""


def test_an_output_that_another_run_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    with writers.lock(folder / "timeline.json"):
        ran = run("--offline", "extract", "a.txt", cwd=folder)
    assert ran.status == 75
    assert "timeline.json: another run" in ran.err
    assert run("--offline", "extract", "a.txt", cwd=folder).status == 4  # free again


def test_a_reader_that_went_away(tmp_path: Path) -> None:
    """`timeline schema | head -1`, with a head that is already gone."""
    reading, writing = os.pipe()
    os.close(reading)
    words = [*COMMAND, "schema"]
    try:
        done = subprocess.run(
            words, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, env=environment(),
            timeout=60, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_bug_keeps_its_traceback(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import timeline.contract\n"
        "def json_schema():\n"
        "    raise RuntimeError('a bug')\n"
        "timeline.contract.json_schema = json_schema\n"
    )
    ran = run("schema", cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{REPOSITORY}")
    assert ran.status == 1
    assert "Traceback" in ran.err and "RuntimeError: a bug" in ran.err
