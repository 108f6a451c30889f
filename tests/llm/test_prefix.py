"""A prompt's beginning that was read in an earlier run gives, to the bit, what reading it gives."""

from __future__ import annotations

import dataclasses
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.llm import Answer, Branch, Message, Task
from timeline.llm.contained.model import ContainedModel, Wanted
from timeline.llm.context import Context
from timeline.llm.llama import LlamaModel
from timeline.llm.prefix import key_of
from timeline.llm.prefix_files import PrefixFiles
from timeline.llm.settings import choose
from timeline.models import ModelFile

pytestmark = pytest.mark.model
SETTINGS = dataclasses.replace(choose(threads=1), cells=1024, rows=64, sequences=8)
SYSTEM = Message("system", "Name the colour. " + "Grass is green, snow is white. " * 30)
BRANCH = Branch("{", 'start: "{" /[a-z ]{3,20}/ "}"', 8, "none", 1.0)


def _task(town: str, system: Message = SYSTEM) -> Task:
    return Task((system, Message("user", f"The sky over {town} is")), (BRANCH,) * 2)


TASKS = [_task(town) for town in ("Ulm", "Bath", "Graz")]


def _run(
    file: ModelFile,
    files: PrefixFiles | None,
    *,
    sha256: str | None = None,
    tasks: list[Task] = TASKS,
) -> tuple[list[Answer], int]:
    """The answers, and how many tokens of the prefix were read for them."""
    sha256 = file.sha256 if sha256 is None else sha256
    model = LlamaModel(file.path, name="s", sha256=sha256, settings=SETTINGS, prefixes=files)
    try:
        return list(model.answers(tasks)), model.statistics.prefix
    finally:
        model.close()


@pytest.fixture(scope="module")
def without(small_model: ModelFile) -> tuple[list[Answer], int]:
    answers, read = _run(small_model, None)
    assert read > 2 * SETTINGS.rows
    return answers, read


@pytest.fixture
def files(tmp_path: Path) -> PrefixFiles:
    return PrefixFiles(tmp_path / "prefixes")


def test_the_second_run_reads_none_of_it(
    without: tuple[list[Answer], int], files: PrefixFiles, small_model: ModelFile
) -> None:
    assert _run(small_model, files) == without
    path = next(files.folder.iterdir())
    kept = path.read_bytes()
    assert _run(small_model, files) == (without[0], 0)
    assert path.read_bytes() == kept
    files.put(path.stem, b"whole by its checksum, and no state")
    assert _run(small_model, files) == without
    assert path.read_bytes() == kept
    assert files.usage()[0] == 1


def test_what_a_model_of_unknown_bytes_has_read_is_not_kept(
    files: PrefixFiles, small_model: ModelFile
) -> None:
    tasks = [_task("Ulm", Message("system", "Name it."))]
    assert _run(small_model, files, sha256="", tasks=tasks)[1] > 0
    assert files.usage() == (0, 0)


def test_what_llama_refuses_leaves_nothing_behind(small_model: ModelFile) -> None:
    context = Context(small_model.path, SETTINGS)
    tokens = list(range(100, 300))
    context.read_prefix(tokens)
    state = context.prefix_state()
    assert len(state) > 1_000_000
    for wrong in (
        b"",
        b"no state",
        state[:-1],
        state + b"\0",
        state[: len(state) // 2],
        b"\xff" * 64,
    ):
        assert not context.restore_prefix(tokens, wrong)
        assert context.prefix == []
    assert not context.restore_prefix(tokens[1:], state)
    assert context.restore_prefix(tokens, state)
    assert context.prefix == tokens
    assert context.prefix_state() == state
    context.close()


def test_whatever_changes_the_state_changes_the_key(small_model: ModelFile) -> None:
    def key(tokens: tuple[int, ...] = (1, 2, 3), sha256: str = "5" * 64, **changed: int) -> str:
        context = Context(small_model.path, dataclasses.replace(SETTINGS, **changed))  # type: ignore[arg-type]
        try:
            return key_of(context, list(tokens), sha256=sha256)
        finally:
            context.close()

    assert key() == key() == key(threads=2)
    keys = {
        key(),
        key((1, 2, 4)),
        key((1, 2)),
        key(sha256="6" * 64),
        key(rows=65),
        key(cells=2048),
        key(sequences=9),
        key(repack=not SETTINGS.repack),
    }
    assert len(keys) == 8


@pytest.fixture
def contained(files: PrefixFiles, small_model: ModelFile) -> Iterator[ContainedModel]:
    model = ContainedModel(
        small_model.path,
        name="s",
        sha256=small_model.sha256,
        wanted=Wanted(threads=1, cells=1024),
        prefixes=files.folder,
    )
    yield model
    model.close()


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_a_process_begun_again_after_a_death_uses_none(
    contained: ContainedModel, files: PrefixFiles
) -> None:
    """It may have been what was kept that ended it."""
    before = {answer.task: answer.replies for answer in contained.answers(TASKS[:1])}
    path = next(files.folder.iterdir())
    path.unlink()
    assert contained.pid
    os.kill(contained.pid, signal.SIGSEGV)
    assert {answer.task: answer.replies for answer in contained.answers(TASKS[:1])} == before
    assert len(contained.notes) == 1
    assert list(files.folder.iterdir()) == []
