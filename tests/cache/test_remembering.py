"""What is sent to the model a second time: nothing that it has answered."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest
from scripted import ScriptedModel, whole

from timeline.cache import RememberingModel, Store
from timeline.cache.content import key_of
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


def test_threads_change_no_answer(tmp_path: Path) -> None:
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
