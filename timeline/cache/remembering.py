"""A model that asks only what it has not been asked before."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator

from timeline.cache.content import key_of, read_replies, written
from timeline.cache.store import Store
from timeline.errors import CacheError, ModelError
from timeline.llm import Answer, Model, ModelInfo, Reply, Task

# Answers that are known while the model is busy are handed on when it has one. So many in a row,
# and it is given nothing more until it is done: who waits for the others sees them come.
AT_ONCE = 32
Unknown = tuple[int, str, Task]  # place among the tasks, key


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

    def knows(self, task: Task) -> bool:
        """Whether the answer to the task is kept."""
        return self._recall(key_of(self.info, task), task) is not None

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Answers as they are known, in any order. Reads `tasks` only as the model needs them.

        An interrupt, or a failure of the model, first hands on what is known, then is raised.
        """
        looked_up = self._looked_up(tasks)
        for found in looked_up:
            if isinstance(found, Answer):
                yield found
            else:
                yield from self._asked(found, looked_up)

    def close(self) -> None:
        self._model.close()
        if self._store.writable:
            try:
                self._store.trim()
            except CacheError as error:
                self._store.notes.append(str(error))
        self._store.close()

    def _asked(self, first: Unknown, rest: Iterator[Answer | Unknown]) -> Iterator[Answer]:
        """Answers of the model to `first` and what follows, as long as it is mostly unknown."""
        known: deque[Answer] = deque()
        unknown: list[Unknown] = []

        def tasks() -> Iterator[Task]:
            for found in itertools.chain([first], rest):
                if isinstance(found, Answer):
                    known.append(found)
                    if len(known) == AT_ONCE:
                        return
                else:
                    unknown.append(found)
                    yield found[2]

        try:
            for answer in self._model.answers(tasks()):
                while known:
                    yield known.popleft()
                number, key, _ = unknown[answer.task]
                if answer.lost is None:
                    self._store.put(key, written(answer.replies))
                yield Answer(number, answer.replies, answer.lost)
        except (KeyboardInterrupt, ModelError):
            yield from known
            raise
        yield from known

    def _looked_up(self, tasks: Iterable[Task]) -> Iterator[Answer | Unknown]:
        for number, task in enumerate(tasks):
            key = key_of(self.info, task)
            replies = self._recall(key, task)
            if replies is not None:
                self.remembered += 1
                yield Answer(number, replies)
            else:
                self.asked += 1
                yield number, key, task

    def _recall(self, key: str, task: Task) -> tuple[Reply, ...] | None:
        text = self._store.get(key) if self.info.sha256 else None
        if text is None:
            return None
        try:
            return read_replies(text, expected=len(task.branches))
        except (ValueError, TypeError):
            return None  # of another time: asked again and overwritten
