"""A model that asks only what it has not been asked before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from timeline.cache.content import key_of, read_replies, written
from timeline.cache.store import Store
from timeline.llm import Answer, Model, ModelInfo, Reply, Task


class RememberingModel:
    """`model` with a memory. Every answer is in the store before it is handed on.

    A model whose bytes are unknown (no sha256) is asked everything. `asked` and `remembered` count
    tasks. Closing closes both.
    """

    def __init__(self, model: Model, store: Store) -> None:
        self._model, self._store = model, store
        self.asked = self.remembered = 0

    @property
    def info(self) -> ModelInfo:
        return self._model.info

    @property
    def context_tokens(self) -> int:
        return self._model.context_tokens

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    def task_tokens(self, task: Task) -> int:
        return self._model.task_tokens(task)

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Answers as they are known, in any order. Reads `tasks` only as the model needs them."""
        known: deque[Answer] = deque()
        unknown: list[tuple[int, str]] = []  # place in `tasks` and key of what the model is asked

        def asked() -> Iterator[Task]:
            for number, task in enumerate(tasks):
                key = key_of(self.info, task)
                replies = self._recall(key, task)
                if replies is not None:
                    self.remembered += 1
                    known.append(Answer(number, replies))
                    continue
                self.asked += 1
                unknown.append((number, key))
                yield task

        for answer in self._model.answers(asked()):
            while known:
                yield known.popleft()
            number, key = unknown[answer.task]
            if answer.lost is None:
                self._store.put(key, written(answer.replies))
            yield Answer(number, answer.replies, answer.lost)
        yield from known

    def close(self) -> None:
        self._model.close()
        self._store.trim()
        self._store.close()

    def _recall(self, key: str, task: Task) -> tuple[Reply, ...] | None:
        text = self._store.get(key) if self.info.sha256 else None
        if text is None:
            return None
        try:
            return read_replies(text, expected=len(task.branches))
        except (ValueError, TypeError):
            return None  # of another time: asked again and overwritten
