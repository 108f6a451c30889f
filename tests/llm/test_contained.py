"""The engine in a process of its own: what dies, what is lost with it, and what goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from timeline.errors import ContextError, EngineStoppedError, ModelError
from timeline.llm import Answer, Branch, Message, Task
from timeline.llm.contained.model import ContainedModel, Wanted

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
PROGRAM = (
    "from mortal import MortalEngine; from timeline.llm.contained.child import serve; "
    "serve(MortalEngine)"
)
GRAMMAR = 'start: "{" /[a-z ]*/ "}"'
Open = Callable[[], ContainedModel]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens models whose engine dies when it is told to; what it was asked is in a file."""
    models = []

    def open_() -> ContainedModel:
        models.append(
            ContainedModel(tmp_path, name="mortal", sha256="", wanted=Wanted(), program=PROGRAM)
        )
        return models[-1]

    yield open_
    for model in models:
        model.close()


def _task(words: str) -> Task:
    branch = Branch("{", GRAMMAR, 8, "none", 1.0)
    return Task((Message("system", "Answer."), Message("user", words)), (branch,) * 2)


def _tasks(*words: str) -> list[Task]:
    return [_task(one) for one in words]


def _told(answers: list[Answer]) -> dict[int, str | None]:
    """What was answered to each task; None for the lost. No task is answered twice."""
    assert len({answer.task for answer in answers}) == len(answers)
    return {answer.task: None if answer.lost else answer.replies[1].text for answer in answers}


def _asked(folder: Path) -> list[str]:
    return (folder / "asked").read_text().splitlines()


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("place", range(6))
def test_killed_once_nothing_is_lost(opened: Open, place: int) -> None:
    words = ["first", "second", "third", "fourth", "fifth", "sixth"]
    words[place] = "die of SIGSEGV once"
    model = opened()
    before = model.pid
    assert _told(list(model.answers(_tasks(*words)))) == dict(enumerate(words))
    assert model.pid != before
    (note,) = model.notes
    assert note.startswith("llama.cpp stopped with signal 11 (SIGSEGV)")
    assert "GGML_ASSERT(ground) failed" in note


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("die of SIGSEGV", "signal 11 (SIGSEGV)"),
        ("die of SIGKILL", "signal 9 (SIGKILL, as for want of memory)"),
        ("die of SIGABRT", "signal 6 (SIGABRT)"),
        ("raise", "RuntimeError: no such thing"),
        ("decode", "could not evaluate 4 tokens"),
        ("babble", "said what cannot be read"),
        ("exit", "ended with status 3"),
    ],
)
def test_only_the_culprit_is_lost(opened: Open, tmp_path: Path, way: str, reason: str) -> None:
    words = ["first", "second", way, "fourth", "fifth", "sixth", "seventh"]
    model = opened()
    answers = list(model.answers(_tasks(*words)))
    assert _told(answers) == dict(enumerate(words)) | {2: None}
    (lost,) = (answer.lost for answer in answers if answer.lost)
    assert reason in lost
    assert "run again" in lost
    asked = _asked(tmp_path)
    assert asked.count(way) == 2  # once with others, once alone
    assert all(asked.count(other) == 1 for other in words if other != way)
    assert model.failure is None


def test_many_culprits_with_answers_between_them(opened: Open) -> None:
    words = ["die of SIGSEGV", "one", "two"] * 4
    told = _told(list(opened().answers(_tasks(*words))))
    assert [number for number, text in told.items() if text is None] == [0, 3, 6, 9]
    assert len(told) == 12


def test_three_in_a_row_end_it(opened: Open, tmp_path: Path) -> None:
    """What was answered until then has been handed on."""
    model = opened()
    answers: list[Answer] = []
    words = ["first", "second", *["die of SIGSEGV"] * 3, "sixth"]
    with pytest.raises(EngineStoppedError, match="3 times in a row") as raised:
        for answer in model.answers(_tasks(*words)):
            answers.append(answer)  # not extend: that adds nothing when it is broken off
    assert raised.value.exit_code == 4
    assert model.failure is raised.value
    kept = _told(answers)
    assert (kept[0], kept[1]) == ("first", "second")
    assert "sixth" not in _asked(tmp_path)


def test_a_death_while_it_counts(opened: Open) -> None:
    model = opened()
    assert model.count_tokens("die of SIGKILL once") == 4
    assert len(model.notes) == 1


def test_a_death_while_tasks_are_made(opened: Open, tmp_path: Path) -> None:
    """Others are under way then: they are asked about again."""
    model = opened()

    def tasks() -> Iterator[Task]:
        for number in range(6):
            if number == 4:
                model.count_tokens("die of SIGKILL once")
            yield _task(f"task {number}")

    assert _told(list(model.answers(tasks()))) == {n: f"task {n}" for n in range(6)}
    assert sorted(_asked(tmp_path)) == [f"task {number}" for number in range(6)]
    assert len(model.notes) == 1


def test_a_death_from_outside_at_any_time(opened: Open) -> None:
    for place in range(5):
        model = opened()

        def tasks(model: ContainedModel = model, place: int = place) -> Iterator[Task]:
            for number in range(5):
                if number == place:
                    assert model.pid
                    os.kill(model.pid, signal.SIGKILL)
                yield _task(f"task {number}")

        assert _told(list(model.answers(tasks()))) == {n: f"task {n}" for n in range(5)}
        assert len(model.notes) == 1


HASTY = (
    "import timeline.llm.contained.child as child; child.BEAT = 0.1; "
    "from mortal import MortalEngine; child.serve(MortalEngine)"
)


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[ContainedModel]:
    """A model whose engine has a second to give a sign of life."""
    model = ContainedModel(
        tmp_path, name="mortal", sha256="", wanted=Wanted(), program=HASTY, patience=1.0
    )
    yield model
    model.close()


def test_what_hangs_is_ended_and_only_the_culprit_is_lost(hasty: ContainedModel) -> None:
    answers = list(hasty.answers(_tasks("a", "hang", "b")))
    assert _told(answers) == {0: "a", 1: None, 2: "b"}
    (lost,) = (answer.lost for answer in answers if answer.lost)
    assert "no sign of life for 1 second" in lost
    assert len(hasty.notes) == 2


def test_what_hangs_once_loses_nothing(hasty: ContainedModel) -> None:
    answers = list(hasty.answers(_tasks("a", "hang once", "b")))
    assert _told(answers) == {0: "a", 1: "hang once", 2: "b"}


def test_what_is_stopped_before_it_reads_a_long_task(hasty: ContainedModel) -> None:
    """A task longer than the pipe: whoever writes it waits for the one who does not read."""
    long = "long " * 100_000

    def tasks() -> Iterator[Task]:
        yield _task("a")
        if not hasty.notes:
            assert hasty.pid
            os.kill(hasty.pid, signal.SIGSTOP)
        yield _task(long)

    assert _told(list(hasty.answers(tasks()))) == {0: "a", 1: long}
    assert len(hasty.notes) == 1
    assert "no sign of life" in hasty.notes[0]


def test_what_takes_long_and_gets_on_does_not_hang(hasty: ContainedModel) -> None:
    answers = list(hasty.answers(_tasks("a", "dawdle", "b")))
    assert _told(answers) == {0: "a", 1: "dawdle", 2: "b"}
    assert hasty.notes == []


def test_time_in_which_the_run_itself_is_stopped_is_no_waiting(tmp_path: Path) -> None:
    """As after Ctrl-Z and fg, where the engine goes on at the same time as the run."""
    code = (
        "import sys; from pathlib import Path; "
        "from timeline.llm.contained.model import ContainedModel, Wanted; "
        "from test_contained import HASTY, _task; "
        "model = ContainedModel(Path(sys.argv[1]), name='m', sha256='', wanted=Wanted(), "
        "program=HASTY, patience=4.0); "
        "print([a.replies[0].text for a in model.answers([_task('dawdle')])], model.notes)"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
        text=True,
    )
    while not (tmp_path / "asked").exists():
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGSTOP)
    time.sleep(6)
    os.killpg(run.pid, signal.SIGCONT)
    assert run.communicate()[0] == "['dawdle'] []\n"


def test_counts_while_answers_come(opened: Open) -> None:
    model = opened()
    counted = []
    for answer in model.answers(_tasks("one", "two", "three", "four", "five")):
        counted.append((answer.replies[0].text, model.count_tokens("a b c")))
    assert counted == [(word, 3) for word in ("one", "two", "three", "four", "five")]


def test_an_error_of_ours_is_raised_as_it_is(opened: Open) -> None:
    model = opened()
    with pytest.raises(ContextError, match="does not fit"):
        list(model.answers(_tasks("first", "overflow")))
    assert _told(list(model.answers(_tasks("again")))) == {0: "again"}


def test_what_cannot_be_loaded(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "unloadable").touch()
    with pytest.raises(ModelError, match=r"SIGSEGV\) while this file was loaded") as raised:
        opened()
    assert str(tmp_path) in str(raised.value)


def test_what_cannot_be_loaded_again(opened: Open, tmp_path: Path) -> None:
    model = opened()
    (tmp_path / "unloadable").touch()
    with pytest.raises(EngineStoppedError):
        list(model.answers(_tasks("first", "die of SIGSEGV once")))


def test_stopping_early_ends_the_process_and_not_the_model(opened: Open) -> None:
    model = opened()
    pid = model.pid
    assert pid
    answers = model.answers(_tasks("one", "two", "three", "four", "five"))
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert _gone(pid)
    assert _told(list(model.answers(_tasks("one")))) == {0: "one"}
    assert model.notes == []


def test_closing_ends_the_process(opened: Open) -> None:
    model = opened()
    pid = model.pid
    assert pid
    model.close()
    model.close()
    assert _gone(pid)
    assert model.info.name == "mortal"
    for use in (
        lambda: model.count_tokens("x"),
        lambda: model.task_tokens(_task("x")),
        lambda: model.prompt_tokens(_task("x").messages),
        lambda: list(model.answers([_task("x")])),
    ):
        with pytest.raises(ModelError, match="closed"):
            use()


def test_texts_come_through_as_they_are(opened: Open) -> None:
    text = '日本 \ud800 \x00 \u2028 "quoted" \\ 😀' + "x" * 300_000
    assert _told(list(opened().answers([_task(text)]))) == {0: text}
