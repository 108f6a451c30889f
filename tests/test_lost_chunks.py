"""A chunk that the engine does not survive is listed and asked again; the others lose nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.cache import RememberingModel, Store
from timeline.errors import EngineStoppedError
from timeline.llm.contained.model import ContainedModel, Wanted
from timeline.pipeline import Options, extract_timeline
from timeline.prompts import load_prompt
from timeline.records import Document, Timeline

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
PROMPT = load_prompt("events")
PROGRAM = """
import os, signal
from scripted import ScriptedModel, whole
from timeline.llm.contained.child import serve

def tell(task, branch):
    if "poisoned" in task.messages[-1].content:
        os.kill(os.getpid(), signal.SIGSEGV)
    return whole(branch, "Mayor Ada Holm opens the bridge")

serve(lambda request: ScriptedModel(tell, ahead=3))
"""


def _document(number: int, kind: str) -> Document:
    return Document(
        id=f"{number}.txt", text=f"Mayor Ada Holm opened {kind} bridge {number} on 4 March 2024.",
        published=None, published_from=None, source="", title=None, lang="en", sha256="0" * 64,
    )  # fmt: skip


@pytest.fixture
def model(tmp_path: Path) -> Iterator[ContainedModel]:
    program = f"exec({PROGRAM!r})"
    model = ContainedModel(tmp_path, name="", sha256="", wanted=Wanted(), program=program)
    yield model
    model.close()


def _extract(model: ContainedModel | RememberingModel, documents: list[Document]) -> Timeline:
    return extract_timeline(
        documents, model, prompt=PROMPT, options=Options(min_confidence=0), keep_interrupted=True
    )


@pytest.mark.parametrize("place", range(5))
def test_only_the_chunk_is_lost(model: ContainedModel, tmp_path: Path, place: int) -> None:
    documents = [_document(n, "the poisoned" if n == place else "the") for n in range(5)]
    others = [document for document in documents if document.id != f"{place}.txt"]
    wanted = _extract(model, others)
    remembering = RememberingModel(model, Store(tmp_path / "answers.sqlite"))
    made = _extract(remembering, documents)
    assert made.events == wanted.events
    assert len(made.events[0].mentions) == 4
    assert made.complete
    (skipped,) = made.skipped
    assert (skipped.document, skipped.where) == (f"{place}.txt", "chunk 1")
    assert "signal 11 (SIGSEGV)" in skipped.reason
    assert remembering.asked == 5
    again = _extract(remembering, documents)
    assert again == made
    assert remembering.asked == 6  # only what was lost
    remembering.close()


def test_after_three_deaths_in_a_row_what_was_answered_is_the_timeline(
    model: ContainedModel,
) -> None:
    documents = [_document(n, "the poisoned" if n in (2, 3) else "the") for n in range(6)]
    made = _extract(model, documents)
    assert model.failure is not None
    assert not made.complete
    assert len(made.events[0].mentions) == 2
    unfinished = [(one.document, one.where) for one in made.skipped]
    assert unfinished == [
        ("2.txt", "chunk 1"),
        ("3.txt", "document"),
        ("4.txt", "document"),
        ("5.txt", "document"),
    ]
    with pytest.raises(EngineStoppedError):
        extract_timeline(documents, model, prompt=PROMPT)
