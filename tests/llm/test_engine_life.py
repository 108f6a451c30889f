"""A loaded model over time: what it counts, interrupts, closing, memory."""

from __future__ import annotations

import dataclasses
import itertools
import json
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.errors import ContextError, ModelError
from timeline.llm import Answer, Branch, Message, Task
from timeline.llm.llama import LlamaModel
from timeline.llm.settings import Settings, choose
from timeline.models import ModelFile

pytestmark = pytest.mark.model
SYSTEM = Message("system", "Name the colour.")
GRAMMAR = 'start: "{" /[a-z ]{3,20}/ "}"'


def _settings() -> Settings:
    # One thread: two of them wait for one another when the machine is busy.
    return dataclasses.replace(choose(threads=1, alone=False), cells=1024, rows=64, sequences=8)


def _load(file: ModelFile, settings: Settings) -> LlamaModel:
    return LlamaModel(file.path, name=file.name, sha256=file.sha256, settings=settings)


@pytest.fixture(scope="module")
def model(small_model: ModelFile) -> Iterator[LlamaModel]:
    loaded = _load(small_model, _settings())
    yield loaded
    loaded.close()


def _task(words: str, *, branches: int = 1, tokens: int = 8) -> Task:
    branch = Branch("{", GRAMMAR, tokens, "none", 1.0)
    return Task((SYSTEM, Message("user", words)), (branch,) * branches)


def _texts(answers: list[Answer]) -> list[list[str | None]]:
    ordered = sorted(answers, key=lambda answer: answer.task)
    return [[reply.text for reply in answer.replies] for answer in ordered]


def test_every_row_is_counted_once(small_model: ModelFile) -> None:
    model = _load(small_model, _settings())
    statistics = model.statistics
    assert statistics.rows == 0
    tasks = [_task(f"The sky over {town} is", branches=3) for town in ("Ulm", "Bath")]
    shared, body = model.prompt_tokens(tasks[0].messages)
    answers = list(model.answers(tasks))
    assert statistics.prefix == len(shared)
    assert statistics.body == sum(len(model.prompt_tokens(task.messages)[1]) for task in tasks)
    assert statistics.body >= len(body)
    assert statistics.forced >= 6 * model.count_tokens("{")
    assert 0 < statistics.sampled < 6 * 8
    counted = statistics.prefix + statistics.body + statistics.forced + statistics.sampled
    assert statistics.rows == counted
    assert max(statistics.steps) <= 64
    assert statistics.seconds["decode"] > 0
    assert statistics.operations is None
    assert len(answers) == 2
    model.close()


def test_what_answers_begin_with_is_read_once(model: LlamaModel) -> None:
    words = 'say the word "'
    branches = tuple(
        Branch(words + word, f'start: {json.dumps(words + word)} ("y" | "z")', 4, "none", 0.0)
        for word in ("blue", "red", "fish")
    )
    task = Task((SYSTEM, Message("user", "The sky is")), branches)
    before = dataclasses.replace(model.statistics)
    (together,) = model.answers([task])
    forced = model.statistics.forced - before.forced
    assert forced < sum(model.count_tokens(branch.forced) for branch in branches)
    assert forced >= model.count_tokens(words) + 2
    for number, branch in enumerate(branches):
        (alone,) = model.answers([Task(task.messages, (branch,))])
        likely = alone.replies[0].watch_probability
        assert likely == pytest.approx(together.replies[number].watch_probability, abs=0.05)


def test_without_copies_the_answers_are_the_same(model: LlamaModel, small_model: ModelFile) -> None:
    """But for rounding, which depends on what else is in a step: compared by probability."""
    branch = Branch("{", 'start: "{" ("blue" | "red" | "fish") "}"', 8, "blue", 1.0)
    towns = ("Ulm", "Bath")
    tasks = [
        Task((SYSTEM, Message("user", f"The sky over {town} is")), (branch,) * 3) for town in towns
    ]
    alone = _load(small_model, dataclasses.replace(_settings(), copies=False))
    assert any("cannot be copied" in reason for reason in alone.info.reasons)
    assert not any("cannot be copied" in reason for reason in model.info.reasons)
    apart, together = _blue(list(alone.answers(tasks))), _blue(list(model.answers(tasks)))
    assert apart == pytest.approx(together, abs=0.05)
    assert len(apart) == 6
    prompts = sum(len(tokens) for task in tasks for tokens in alone.prompt_tokens(task.messages))
    assert alone.statistics.body == 3 * prompts
    assert alone.statistics.prefix == 0
    alone.close()


def _blue(answers: list[Answer]) -> list[float]:
    ordered = sorted(answers, key=lambda answer: answer.task)
    return [reply.watch_probability for answer in ordered for reply in answer.replies]


def test_another_prefix_in_the_cache_counts_as_cells(small_model: ModelFile) -> None:
    model = _load(small_model, _settings())
    list(model.answers([_task("a")]))
    held = model.statistics.prefix
    system = Message("system", "Something else.")
    own = len(model.prompt_tokens((system, Message("user", "")))[0])
    fits = 1024 - held - own - 40
    for words, refused in ((fits, False), (fits + 40, True)):
        task = Task((system, Message("user", "a " * words)), _task("").branches)
        if refused:
            with pytest.raises(ContextError):
                list(model.answers([task]))
        else:
            assert len(list(model.answers([task]))) == 1
    model.close()


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Ctrl-C as a KeyboardInterrupt, also where a shell started the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no signals to threads here")
def test_an_interrupt_stops_it_and_leaves_it_usable(model: LlamaModel, interrupts: None) -> None:
    endless = (_task(f"{'word ' * 100}{number}") for number in itertools.count())
    before = _texts(list(model.answers([_task("The sky is")])))
    main = threading.main_thread().ident
    assert main is not None
    for _ in range(5):  # in different places of a step
        timer = threading.Timer(0.3, signal.pthread_kill, (main, signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            for _answer in model.answers(endless):
                pass
        timer.join()
    assert _texts(list(model.answers([_task("The sky is")]))) == before


def test_a_signal_is_handled_inside_a_step(model: LlamaModel) -> None:
    """The step is one call into llama.cpp: who is interrupted in it is not waiting for its end."""
    steps = model.statistics.steps.total()
    context = model._context
    shared, body = model.prompt_tokens(_task("word " * 60).messages)
    context._interrupt.raised = KeyboardInterrupt()  # as if a signal came with the first node
    with pytest.raises(KeyboardInterrupt):
        context.decode([(1, 0, (shared + body)[:64], False)])
    context.drop(1)
    assert model.statistics.steps.total() == steps


@pytest.mark.parametrize("alone", [True, False])
def test_closing_in_the_middle_of_a_run(small_model: ModelFile, alone: bool) -> None:
    model = _load(small_model, dataclasses.replace(_settings(), alone=alone))
    answers = iter(model.answers([_task("a", branches=3), _task("b", branches=3), _task("c")]))
    next(answers)
    model.close()
    model.close()
    with pytest.raises(ModelError, match="closed"):
        list(answers)
    for use in (
        lambda: model.count_tokens("x"),
        lambda: model.task_tokens(_task("x")),
        lambda: list(model.answers([_task("x")])),
    ):
        with pytest.raises(ModelError, match="closed"):
            use()


def _resident() -> int:
    """Bytes of memory that this process has resident."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_memory_stays_flat_over_a_thousand_chunks(model: LlamaModel) -> None:
    def run(chunks: range) -> None:
        for answer in model.answers(_task(f"{number}", tokens=1) for number in chunks):
            assert answer.replies

    run(range(200))
    early = _resident()
    run(range(200, 1000))
    assert _resident() - early < 20_000_000
