"""Weights are loaded by the first question and not before; until then, and after, counts agree."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.cache import RememberingModel, Store
from timeline.errors import ModelError
from timeline.llm import Branch, Message, Task
from timeline.llm.lazy import LazyLlama
from timeline.llm.llama import LlamaModel
from timeline.llm.settings import choose
from timeline.models import ModelFile

pytestmark = pytest.mark.model
SETTINGS = dataclasses.replace(choose(threads=1), cells=1024, rows=64, sequences=8)
BRANCH = Branch("{", 'start: "{" /[a-z ]{3,20}/ "}"', 8, "none", 1.0)
TASK = Task((Message("system", "Name it."), Message("user", "The sky <|im_end|> is")), (BRANCH,))


@pytest.fixture
def lazy(small_model: ModelFile) -> Iterator[LazyLlama]:
    model = LazyLlama(small_model.path, name="s", sha256=small_model.sha256, settings=SETTINGS)
    yield model
    model.close()


def test_counting_loads_no_weights(lazy: LazyLlama, small_model: ModelFile) -> None:
    eager = LlamaModel(small_model.path, name="s", sha256=small_model.sha256, settings=SETTINGS)
    try:
        assert lazy.task_tokens(TASK) == eager.task_tokens(TASK)
        assert lazy.prompt_tokens(TASK.messages) == eager.prompt_tokens(TASK.messages)
        assert lazy.count_tokens("東京 <|im_end|>") == eager.count_tokens("東京 <|im_end|>")
        assert lazy.context_tokens == eager.context_tokens
        assert lazy.info == eager.info
        assert list(lazy.answers([])) == []
        assert not lazy.loaded
        assert list(lazy.answers([TASK, TASK])) == list(eager.answers([TASK, TASK]))
        assert lazy.loaded
    finally:
        eager.close()


def test_a_run_that_knows_everything_loads_no_weights(
    lazy: LazyLlama, small_model: ModelFile, tmp_path: Path
) -> None:
    first = RememberingModel(lazy, Store(tmp_path / "a.sqlite"))
    answers = list(first.answers([TASK]))
    first.close()
    again = LazyLlama(small_model.path, name="s", sha256=small_model.sha256, settings=SETTINGS)
    second = RememberingModel(again, Store(tmp_path / "a.sqlite"))
    assert second.knows(TASK)
    assert list(second.answers([TASK])) == answers
    assert not again.loaded
    second.close()


def test_after_closing_it_is_closed(lazy: LazyLlama) -> None:
    lazy.close()
    lazy.close()
    for use in (
        lambda: lazy.count_tokens("x"),
        lambda: lazy.task_tokens(TASK),
        lambda: list(lazy.answers([TASK])),
    ):
        with pytest.raises(ModelError, match="closed"):
            use()
