"""The engine with a real model: answers under a grammar in any batch; nothing is left over."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

import numpy as np
import pytest

from timeline.errors import ContextError, DecodeError, GrammarError, ModelError
from timeline.llm import Branch, Message, Task
from timeline.llm.context import Context
from timeline.llm.llama import LlamaModel
from timeline.llm.sequences import Body, Run
from timeline.llm.settings import choose
from timeline.models import ModelFile
from timeline.schema import EventAnswer, grammar, known_text

pytestmark = pytest.mark.model
SYSTEM = Message("system", "Write in what the event that the sentence reports, or none.")


@pytest.fixture(scope="module")
def model(small_model: ModelFile) -> Iterator[LlamaModel]:
    # One thread: two of them wait for one another when the machine is busy.
    settings = dataclasses.replace(
        choose(threads=1, alone=False), cells=2048, rows=128, sequences=8
    )
    loaded = LlamaModel(
        small_model.path, name=small_model.name, sha256=small_model.sha256, settings=settings
    )
    yield loaded
    loaded.close()


def _branch(n: int, when: str, *, limit: float = 1.0) -> Branch:
    known = {"sentence": f"The mayor of {n}", "when": when}
    return Branch(known_text(known, "what"), grammar(EventAnswer, known), 40, "none", limit)


def _task(town: str, *branches: Branch) -> Task:
    text = f"Published: Monday, 4 March 2024\n1. The mayor of {town} opened the bridge."
    return Task((SYSTEM, Message("user", text)), branches)


def test_every_branch_is_answered_in_the_schema(model: LlamaModel) -> None:
    tasks = [_task(town, *(_branch(n, "Monday") for n in range(1, 12))) for town in ("Ulm", "Bath")]
    answers = sorted(model.answers(tasks), key=lambda answer: answer.task)
    assert [answer.task for answer in answers] == [0, 1]
    for answer in answers:
        assert len(answer.replies) == 11  # more than there are sequences
        for number, reply in enumerate(answer.replies, 1):
            assert reply.text is not None
            assert 0 <= reply.watch_probability <= 1
            assert 0 < reply.certainty < 1
            if reply.complete:
                written = EventAnswer.model_validate_json(reply.text)
                assert (written.sentence, written.when) == (f"The mayor of {number}", "Monday")
                assert written.what != "none"  # the limit of 1 asks for a title in any case


def test_limit_of_zero_writes_nothing(model: LlamaModel) -> None:
    (answer,) = model.answers([_task("Ulm", _branch(1, "Monday", limit=0.0))])
    assert answer.replies[0].text is None
    assert answer.replies[0].complete
    assert answer.replies[0].certainty == 1  # of nothing


def test_certainty_is_the_mean_of_what_was_chosen(model: LlamaModel) -> None:
    vocabulary = model.vocabulary
    a, b = vocabulary.tokens("a") + vocabulary.tokens("b")
    (forced,) = vocabulary.tokens("x")
    branch = Branch("x", 'start: "x" /[ab]{3}/', 9, "none", 1.0)
    task = Task((SYSTEM, Message("user", "")), (branch,))
    body = Body(
        id=1,
        position=0,
        pending=[],
        number=0,
        task=task,
        follows_prefix=False,
        forced=[[forced]],
        begun=0,
        again=[],
        branch_cells=[9],
    )
    run = Run(2, body, 0, vocabulary)
    replies = []
    for likely in (0.9, 0.8, 0.6):
        logits = np.full(vocabulary.size, -100, dtype=np.float32)
        logits[[a, b]] = np.log([likely, 1 - likely])
        replies.append(run.advance(logits))
    assert replies[:2] == [None, None]
    assert replies[2]
    assert replies[2].text == "xaaa"
    assert replies[2].certainty == pytest.approx((0.9 * 0.8 * 0.6) ** (1 / 3), rel=1e-4)


def test_a_task_without_questions_is_answered(model: LlamaModel) -> None:
    answers = list(model.answers([_task("Ulm"), _task("Bath", _branch(1, "Monday"))]))
    assert sorted((answer.task, len(answer.replies)) for answer in answers) == [(0, 0), (1, 1)]


def test_tasks_with_other_instructions_are_answered_too(model: LlamaModel) -> None:
    other = Message("system", "Something else entirely.")
    ours = _task("Ulm", _branch(1, "Monday"))
    theirs = Task((other, ours.messages[1]), ours.branches)
    assert len(list(model.answers([ours, theirs, ours]))) == 3


def test_answers_come_before_all_tasks_are_read(model: LlamaModel) -> None:
    read = 0

    def tasks() -> Iterator[Task]:
        nonlocal read
        for _ in range(50):
            read += 1
            yield _task("Ulm", _branch(1, "Monday"))

    next(iter(model.answers(tasks())))
    assert read < 50


def test_a_run_stopped_early_leaves_the_model_usable(model: LlamaModel) -> None:
    task = _task("Ulm", _branch(1, "Monday"), _branch(2, "Monday"))
    alone = next(iter(model.answers([task]))).replies
    answers = iter(model.answers([task] * 6))
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert next(iter(model.answers([task]))).replies == alone


def test_same_input_same_answers(model: LlamaModel) -> None:
    tasks = [_task(town, _branch(1, "Monday")) for town in ("Ulm", "Bath", "Graz")]
    assert list(model.answers(tasks)) == list(model.answers(tasks))


@pytest.mark.parametrize(
    "text", ["<|im_end|>", "<|im_start|>system", "<|im_<|im_end|>end|>", "é\x00"]
)
def test_contents_add_no_control_tokens(model: LlamaModel, text: str) -> None:
    def specials(content: str) -> int:
        prefix, body = model.prompt_tokens((SYSTEM, Message("user", content)))
        return sum(token in model.vocabulary.is_special for token in (*prefix, *body))

    assert specials(f"a {text} b") == specials("a b")


@pytest.mark.parametrize(
    "said", ["<|im_end|>", 'He said "<|im_start|>system" twice', "<file_sep><|im_<|im_end|>end|>"]
)
def test_a_sentence_with_control_tokens_is_asked_about(model: LlamaModel, said: str) -> None:
    """The answer repeats it, broken up; the grammar has to let that through."""
    known = {"sentence": said, "when": "none"}
    branch = Branch(known_text(known, "what"), grammar(EventAnswer, known), 40, "none", 1.0)
    (answer,) = model.answers([_task("Ulm", branch)])
    (reply,) = answer.replies
    assert reply.text is not None
    assert reply.text.startswith(branch.forced)


def test_alone_nothing_beside_an_article_changes_a_bit(small_model: ModelFile) -> None:
    settings = dataclasses.replace(choose(threads=1, alone=True), cells=2048, rows=128, sequences=8)
    model = LlamaModel(small_model.path, name="", sha256="", settings=settings)
    tasks = [_task(town, *(_branch(n, "Monday") for n in (1, 2, 3))) for town in ("Ulm", "Bath")]
    tasks.append(_task("<|im_end|> " * 40, *(_branch(n, "Monday") for n in range(1, 12))))
    together = {answer.task: answer.replies for answer in model.answers(tasks)}
    for number, task in reversed(list(enumerate(tasks))):
        (answer,) = model.answers([task])
        assert answer.replies == together[number]
    model.close()


def test_threads_change_no_bit_of_a_step_of_one_row(small_model: ModelFile) -> None:
    """In a cache of over 512 cells llama.cpp adds up a single row in a part for each thread."""
    tokens = [300 + 37 * n % 1000 for n in range(129 * 5 - 4)]  # the last step has one
    seen = set()
    for threads in (1, 2, 3):
        settings = dataclasses.replace(choose(threads=threads), cells=1024, rows=128, sequences=2)
        context = Context(small_model.path, settings)
        context.read_prefix(tokens)
        context.decode([(0, len(tokens), [333], True)])
        assert (context.statistics.steps[1], context.statistics.steps[2]) == (2, 0)
        seen.add((context.logits(0).tobytes(), context.prefix_state()))
        context.close()
    assert len(seen) == 1


def test_a_step_of_one_row_leaves_its_cell_free(small_model: ModelFile) -> None:
    settings = dataclasses.replace(choose(threads=1), cells=256, rows=64, sequences=2)
    context = Context(small_model.path, settings)
    for position in range(255):
        context.decode([(0, position, [300], False)])
    with pytest.raises(DecodeError, match="no free cell"):
        context.decode([(0, 255, [300], False)])
    context.close()


def test_neutralised_text_keeps_its_length(model: LlamaModel) -> None:
    text = "say <|im_start|><|im_end|> twice"
    assert len(model.vocabulary.neutralise(text)) == len(text)
    assert "<|im_" not in model.vocabulary.neutralise(text)


def test_a_task_larger_than_the_cache_is_refused_before_anything_is_sent(model: LlamaModel) -> None:
    huge = Task((SYSTEM, Message("user", "word " * 4000)), (_branch(1, "Monday"),))
    assert model.task_tokens(huge) > model.context_tokens
    with pytest.raises(ContextError, match="do not fit"):
        list(model.answers([huge]))


def test_a_bad_grammar_is_an_error_and_not_a_crash(model: LlamaModel) -> None:
    broken = Branch("{", 'start: "a" | unknown_rule', 10, "none", 0.5)
    with pytest.raises(GrammarError):
        list(model.answers([_task("Ulm", broken)]))
    other = dataclasses.replace(_branch(1, "Monday"), forced='{"something": "')
    with pytest.raises(GrammarError, match="forced"):
        list(model.answers([_task("Ulm", other)]))


def test_a_file_that_is_no_model_is_refused(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "x.gguf"
    path.write_bytes(b"GGUF" + b"\xff" * 20)
    with pytest.raises(ModelError, match="cannot load"):
        LlamaModel(path, name="x", sha256="", settings=choose())


def test_gpu_that_is_not_there_is_said_aloud() -> None:
    from timeline.llm import library

    if library.offloads():
        pytest.skip("this build of llama.cpp has a GPU")
    assert any("not honoured" in reason for reason in choose(gpu_layers=20).reasons)
    with pytest.raises(ModelError, match="require-gpu"):
        choose(require_gpu=True)


def test_escaped_json_in_an_answer_is_valid(model: LlamaModel) -> None:
    known = {"sentence": 'He "quoted"\\ a\ttab', "when": "none"}
    branch = Branch(known_text(known, "what"), grammar(EventAnswer, known), 60, "none", 1.0)
    (answer,) = model.answers([_task("Ulm", branch)])
    reply = answer.replies[0]
    assert reply.text is not None
    if reply.complete:
        assert json.loads(reply.text)["sentence"] == known["sentence"]
