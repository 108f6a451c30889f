"""A model of which only the vocabulary is loaded until it is asked something.

Counting tokens takes the vocabulary alone: 0.1 s and some megabytes, where the weights take
seconds and gigabytes. A run whose answers are all kept never loads them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from timeline.errors import ModelError
from timeline.llm import Adapter, Answer, Message, ModelInfo, Task
from timeline.llm.llama import LlamaModel
from timeline.llm.prefix_files import PrefixFiles
from timeline.llm.settings import Settings
from timeline.llm.tokenizer import Tokenizer


class LazyLlama:
    """As `LlamaModel`, and loaded as one by the first task. Not thread-safe.

    ModelError when llama.cpp refuses the vocabulary at once, or the weights then.
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        sha256: str,
        settings: Settings,
        prefixes: PrefixFiles | None = None,
        adapter: Adapter | None = None,
    ) -> None:
        self._path, self._settings, self._prefixes = path, settings, prefixes
        self._adapter = adapter
        self._tokens: Tokenizer | None = Tokenizer(path)
        self._model: LlamaModel | None = None
        shown = {k: v for k, v in asdict(settings).items() if k != "reasons"}
        learned = adapter.sha256 if adapter else ""
        self._info = ModelInfo(name, sha256, settings.backend, shown, settings.reasons, learned)

    @property
    def info(self) -> ModelInfo:
        return self._model.info if self._model else self._info

    @property
    def loaded(self) -> bool:
        """Whether the weights are."""
        return self._model is not None

    @property
    def pulse(self) -> int:
        """Grows as long as llama.cpp gets on with its steps; 0 until the weights are loaded."""
        return self._model.pulse if self._model else 0

    @property
    def context_tokens(self) -> int:
        return self._settings.cells

    def count_tokens(self, text: str) -> int:
        return self._open().count_tokens(text)

    def prompt_tokens(self, messages: tuple[Message, ...]) -> tuple[list[int], list[int]]:
        """A chat as tokens: all before the last message's content, and the rest."""
        return self._open().prompt_tokens(messages)

    def task_tokens(self, task: Task) -> int:
        tokens = self._open()
        shared, body = tokens.prompt_tokens(task.messages)
        longest = (tokens.count_tokens(b.forced) + b.max_tokens for b in task.branches)
        return len(shared) + len(body) + max(longest, default=0)

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Answers as they are complete, in any order. The first task loads the weights."""
        self._open()
        upcoming = iter(tasks)
        for first in upcoming:
            yield from self._load().answers(itertools.chain([first], upcoming))

    def close(self) -> None:
        """Free everything. Closing twice is harmless; any other use is a ModelError from now on."""
        for held in (self._model, self._tokens):
            if held:
                held.close()
        self._tokens = None

    def _open(self) -> Tokenizer:
        if self._tokens is None:
            raise ModelError("the model is closed; load it again")
        return self._tokens

    def _load(self) -> LlamaModel:
        if self._model is None:
            name, sha256 = self._info.name, self._info.sha256
            self._model = LlamaModel(
                self._path,
                name=name,
                sha256=sha256,
                settings=self._settings,
                prefixes=self._prefixes,
                adapter=self._adapter,
            )
        return self._model
