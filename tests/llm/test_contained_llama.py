"""Llama.cpp in a process of its own says what it says in this one."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from command_line import python

from timeline.errors import ContextError, ModelError
from timeline.llm import Branch, Message, Task
from timeline.llm.contained.model import ContainedModel, Wanted
from timeline.llm.llama import LlamaModel
from timeline.llm.settings import choose
from timeline.models import ModelFile

pytestmark = pytest.mark.model
SYSTEM = Message("system", "Name the colour.")
WANTED = Wanted(threads=1, cells=1024)


@pytest.fixture(scope="module")
def contained(small_model: ModelFile) -> Iterator[ContainedModel]:
    model = ContainedModel(
        small_model.path, name=small_model.name, sha256=small_model.sha256, wanted=WANTED
    )
    yield model
    model.close()


def _task(words: str) -> Task:
    branch = Branch("{", 'start: "{" /[a-z ]{3,20}/ "}"', 8, "none", 1.0)
    return Task((SYSTEM, Message("user", f"The sky over {words} is")), (branch,) * 2)


TASKS = [_task(town) for town in ("Ulm", "Bath", "Graz", "Bern", "Oslo")]


def test_it_answers_as_it_does_here(contained: ContainedModel, small_model: ModelFile) -> None:
    """Bit by bit: tasks are read in the same steps."""
    here = LlamaModel(
        small_model.path,
        name=small_model.name,
        sha256=small_model.sha256,
        settings=choose(threads=1, cells=1024),
    )
    assert contained.info == here.info
    assert contained.context_tokens == here.context_tokens
    assert list(contained.answers(TASKS)) == list(here.answers(TASKS))
    for text in ("", "two words", "<|im_end|>", "日本 \ud800"):
        assert contained.count_tokens(text) == here.count_tokens(text)
    assert contained.task_tokens(TASKS[0]) == here.task_tokens(TASKS[0])
    messages = TASKS[0].messages
    assert contained.prompt_tokens(messages) == here.prompt_tokens(messages)
    here.close()


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("kind", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_killed_in_the_middle(contained: ContainedModel, kind: str) -> None:
    """What was under way is asked again one at a time, so that it is compared with that."""
    alone = [next(contained.answers([task])).replies for task in TASKS]
    notes = len(contained.notes)

    def tasks() -> Iterator[Task]:
        yield from TASKS
        assert contained.pid  # all five are under way
        os.kill(contained.pid, getattr(signal, kind))

    answers = {answer.task: answer.replies for answer in contained.answers(tasks())}
    assert [answers[number] for number in range(5)] == alone
    assert [kind in note for note in contained.notes[notes:]] == [True]


def test_answers_come_before_all_tasks_are_read(contained: ContainedModel) -> None:
    read = 0

    def tasks() -> Iterator[Task]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield TASKS[0]

    answers = contained.answers(tasks())
    next(answers)
    assert 1 < read < 100  # several at once, and no more than are needed
    answers.close()  # type: ignore[attr-defined]


def test_errors_are_those_of_the_engine(contained: ContainedModel, small_model: ModelFile) -> None:
    with pytest.raises(ContextError, match="do not fit"):
        list(contained.answers([_task("word " * 2000)]))
    folder = small_model.path.parent
    with pytest.raises(ModelError, match="cannot load"):
        ContainedModel(folder / "none.gguf", name="", sha256="", wanted=WANTED)


def test_a_gpu_that_is_not_there_is_said_aloud(small_model: ModelFile) -> None:
    from timeline.llm import library

    if library.offloads():
        pytest.skip("this build of llama.cpp has a GPU")
    model = ContainedModel(
        small_model.path, name="", sha256="", wanted=Wanted(threads=1, gpu_layers=7, cells=512)
    )
    assert any("--gpu-layers 7 is not honoured" in reason for reason in model.info.reasons)
    model.close()
    with pytest.raises(ModelError, match="require-gpu"):
        ContainedModel(small_model.path, name="", sha256="", wanted=Wanted(require_gpu=True))


def test_this_process_loads_no_llama(tmp_path: object, small_model: ModelFile) -> None:
    program = f"""
import sys
from pathlib import Path
from timeline.api import open_model
from timeline.llm.contained.model import Wanted

model = open_model({str(small_model.path)!r}, wanted=Wanted(threads=1, cells=512))
print(model.count_tokens("three words here"))
model.close()
print(sorted(name for name in sys.modules if name in ("llama_cpp", "llguidance")))
"""
    ran = python(program, cwd=small_model.path.parent)
    assert ran.text.splitlines()[1:] == ["[]"], ran.err
    assert int(ran.text.splitlines()[0]) >= 3
