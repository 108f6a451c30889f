"""What is sent to the model a second time: nothing that it has answered."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from scripted import ScriptedModel, whole

from timeline.cache import RememberingModel, Store
from timeline.cache.content import key_of
from timeline.cache.remembering import AT_ONCE
from timeline.llm import Branch, Message, Reply, Task
from timeline.pipeline import Options, extract_timeline
from timeline.prompts import load_prompt
from timeline.records import Document, Timeline

PROMPT = load_prompt("events")


def _tell(task: Task, branch: Branch) -> Reply:
    return whole(branch, "Mayor Ada Holm opens the bridge")


def _document(name: str, text: str) -> Document:
    return Document(
        id=name, text=text, published=None, published_from=None, source=name, title=None,
        lang="en", sha256="0" * 64,
    )  # fmt: skip


DOCUMENTS = [
    _document(f"{number}.txt", f"Mayor Ada Holm opened bridge {number} on 4 March 2024.")
    for number in range(4)
]


def _run(
    store: Path, documents: Sequence[Document], **changed: object
) -> tuple[Timeline, RememberingModel, ScriptedModel]:
    scripted = ScriptedModel(_tell, **changed)  # type: ignore[arg-type]
    model = RememberingModel(scripted, Store(store))
    timeline = extract_timeline(documents, model, prompt=PROMPT, options=Options(min_confidence=0))
    model.close()
    return timeline, model, scripted


@pytest.mark.parametrize("ahead", [1, 3, 9])
def test_a_second_run_asks_nothing(tmp_path: Path, ahead: int) -> None:
    first, _, asked = _run(tmp_path / "a.sqlite", DOCUMENTS, ahead=ahead, order=reversed)
    second, model, again = _run(tmp_path / "a.sqlite", DOCUMENTS, ahead=ahead)
    assert len(asked.asked) == 4
    assert again.asked == []
    assert (model.asked, model.remembered) == (0, 4)
    assert second == first
    assert sum(len(event.mentions) for event in first.events) == 4


def test_one_changed_article_asks_only_about_itself(tmp_path: Path) -> None:
    _run(tmp_path / "a.sqlite", DOCUMENTS)
    changed = [_document("2.txt", "Mayor Ada Holm closed bridge 2 on 4 March 2024.")]
    documents = [*DOCUMENTS[:2], *changed, *DOCUMENTS[3:]]
    timeline, _, model = _run(tmp_path / "a.sqlite", documents, ahead=3)
    assert len(model.asked) == 1
    assert "closed" in model.asked[0].messages[-1].content
    assert len({m.evidence.document for e in timeline.events for m in e.mentions}) == 4


def test_a_moved_article_is_known(tmp_path: Path) -> None:
    """By content, never by path."""
    _run(tmp_path / "a.sqlite", DOCUMENTS)
    moved = [dataclasses.replace(one, id=f"new/{one.id}", source="new") for one in DOCUMENTS]
    _, _, model = _run(tmp_path / "a.sqlite", moved)
    assert model.asked == []


@pytest.mark.parametrize(
    "info",
    [
        {"sha256": "6" * 64},
        {"backend": "gpu"},
        {"settings": {"rows": 512}},
    ],
)
def test_another_model_is_asked_everything(tmp_path: Path, info: dict[str, object]) -> None:
    _run(tmp_path / "a.sqlite", DOCUMENTS)
    other = dataclasses.replace(ScriptedModel(_tell).info, **info)  # type: ignore[arg-type]
    _, _, model = _run(tmp_path / "a.sqlite", DOCUMENTS, info=other)
    assert len(model.asked) == 4


def test_another_number_of_threads_asks_nothing(tmp_path: Path) -> None:
    """They change no bit (tests/llm/test_engine.py)."""
    one = dataclasses.replace(ScriptedModel(_tell).info, settings={"threads": 1, "rows": 256})
    two = dataclasses.replace(one, settings={"threads": 2, "rows": 256})
    _run(tmp_path / "a.sqlite", DOCUMENTS, info=one)
    _, _, model = _run(tmp_path / "a.sqlite", DOCUMENTS, info=two)
    assert model.asked == []


def test_a_model_whose_bytes_are_unknown_is_asked_everything(tmp_path: Path) -> None:
    unknown = dataclasses.replace(ScriptedModel(_tell).info, sha256="")
    _run(tmp_path / "a.sqlite", DOCUMENTS, info=unknown)
    _, _, model = _run(tmp_path / "a.sqlite", DOCUMENTS, info=unknown)
    assert len(model.asked) == 4


BRANCH = Branch("{", 'start: "{}"', 8, "none", 0.5)
TASK = Task((Message("system", "s"), Message("user", "u")), (BRANCH,))


def _task(number: int) -> Task:
    return Task((Message("user", f"question {number}"),), (BRANCH,))


@pytest.mark.parametrize(
    "other",
    [
        Task((Message("system", "t"), Message("user", "u")), (BRANCH,)),
        Task((Message("system", "s"), Message("user", "v")), (BRANCH,)),
        Task((Message("user", "s"), Message("user", "u")), (BRANCH,)),
        Task(TASK.messages, (BRANCH, BRANCH)),
        Task(TASK.messages, (dataclasses.replace(BRANCH, forced="{}"),)),
        Task(TASK.messages, (dataclasses.replace(BRANCH, grammar='start: "{ }"'),)),
        Task(TASK.messages, (dataclasses.replace(BRANCH, max_tokens=9),)),
        Task(TASK.messages, (dataclasses.replace(BRANCH, watch="no"),)),
        Task(TASK.messages, (dataclasses.replace(BRANCH, watch_limit=0.4),)),
        Task(TASK.messages, (dataclasses.replace(BRANCH, opening="A"),)),
    ],
)
def test_whatever_changes_the_question_changes_the_key(other: Task) -> None:
    info = ScriptedModel(_tell).info
    assert key_of(info, TASK) == key_of(info, dataclasses.replace(TASK))
    assert key_of(info, other) != key_of(info, TASK)


def test_an_answer_is_kept_before_it_is_handed_on(tmp_path: Path) -> None:
    """Whoever saw it can rely on it."""
    scripted = ScriptedModel(_tell)
    model = RememberingModel(scripted, Store(tmp_path / "a.sqlite"))
    answers = model.answers([TASK, Task((Message("user", "w"),), (BRANCH,))])
    next(answers)
    other = RememberingModel(ScriptedModel(_tell), Store(tmp_path / "a.sqlite"))
    list(other.answers([TASK]))
    assert (other.asked, other.remembered) == (0, 1)


def test_an_interrupt_loses_no_remembered_answer(tmp_path: Path) -> None:
    """They are known while the model is busy with others, and come when it has an answer."""
    _run(tmp_path / "a.sqlite", DOCUMENTS[1:3])

    def tell(task: Task, branch: Branch) -> Reply:
        raise KeyboardInterrupt

    model = RememberingModel(ScriptedModel(tell, ahead=9), Store(tmp_path / "a.sqlite"))
    part = extract_timeline(
        DOCUMENTS, model, prompt=PROMPT, options=Options(min_confidence=0), keep_interrupted=True
    )
    assert {m.evidence.document for e in part.events for m in e.mentions} == {"1.txt", "2.txt"}
    assert [one.document for one in part.skipped] == ["0.txt", "3.txt"]
    assert not part.complete


def test_what_is_known_comes_while_the_rest_is_read(tmp_path: Path) -> None:
    """Ten thousand articles of which most are known: who waits sees the run move."""
    few = [_task(number) for number in range(2 * AT_ONCE)]
    list(RememberingModel(ScriptedModel(_tell), Store(tmp_path / "a.sqlite")).answers(few))
    read = 0

    def tasks() -> Iterator[Task]:
        nonlocal read
        for task in [*few, _task(-1), *few, *few, _task(-2)]:
            read += 1
            yield task

    scripted = ScriptedModel(_tell, ahead=9)
    model = RememberingModel(scripted, Store(tmp_path / "a.sqlite"))
    places = []
    for place, answer in enumerate(model.answers(tasks()), 1):
        assert read - place <= AT_ONCE + 1
        places.append(answer.task)
    assert sorted(places) == list(range(6 * AT_ONCE + 2))
    assert len(scripted.asked) == 2


def test_closing_tells_what_goes_wrong_and_goes_on(tmp_path: Path) -> None:
    """The timeline is written by then."""
    store = Store(tmp_path / "a.sqlite")
    model = RememberingModel(ScriptedModel(_tell), store)
    assert len(list(model.answers([TASK, TASK]))) == 2
    with sqlite3.connect(tmp_path / "a.sqlite") as other:
        other.execute("drop table answers")
    other.close()
    model.close()
    assert "no such table" in store.notes[-1]


def test_interrupted_runs_keep_what_was_answered() -> None:
    def tell(task: Task, branch: Branch) -> Reply:
        if "bridge 2" in task.messages[-1].content:
            raise KeyboardInterrupt
        return _tell(task, branch)

    with pytest.raises(KeyboardInterrupt):
        extract_timeline(DOCUMENTS, ScriptedModel(tell), prompt=PROMPT)
    part = extract_timeline(
        DOCUMENTS, ScriptedModel(tell), prompt=PROMPT, options=Options(min_confidence=0),
        keep_interrupted=True,
    )  # fmt: skip
    assert not part.complete
    assert sum(len(event.mentions) for event in part.events) == 2
    assert [(one.document, one.where) for one in part.skipped] == [
        ("2.txt", "document"),
        ("3.txt", "document"),
    ]
