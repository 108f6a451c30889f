"""A model that answers what a function says: for tests of whatever asks a model."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from timeline.llm import Answer, Branch, ModelInfo, Reply, Task
from timeline.schema import NONE

INFO = ModelInfo("scripted", "5" * 64, "cpu", {}, ())
Tell = Callable[[Task, Branch], Reply]


@dataclass
class ScriptedModel:
    """Answers every branch with `tell(task, branch)`.

    `order` puts the answers to `ahead` tasks, which are read before any is answered, into the
    order in which they are given out: `reversed`, or a shuffle. `asked` keeps what it was asked.
    """

    tell: Tell
    order: Callable[[list[Answer]], Iterable[Answer]] = list
    ahead: int = 1
    asked: list[Task] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    info: ModelInfo = INFO
    context_tokens: int = 4096

    def count_tokens(self, text: str) -> int:
        """A token per word."""
        self.counted.append(text)
        return len(text.split())

    def task_tokens(self, task: Task) -> int:
        shown = sum(len(message.content.split()) for message in task.messages)
        return shown + max((len(b.forced.split()) + b.max_tokens for b in task.branches), default=0)

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        numbered = enumerate(tasks)
        while batch := list(itertools.islice(numbered, self.ahead)):
            answers = []
            for number, task in batch:
                self.asked.append(task)
                replies = tuple(self.tell(task, branch) for branch in task.branches)
                answers.append(Answer(number, replies))
            yield from self.order(answers)

    def close(self) -> None:
        pass


def whole(branch: Branch, title: str, *, doubt: float = 0.1, certainty: float = 1.0) -> Reply:
    """The answer with that title; `doubt` is how likely "none" was."""
    text = branch.forced + json.dumps(title, ensure_ascii=False)[1:] + "}"
    return Reply(text, True, doubt, certainty)


def cut_off(branch: Branch, beginning: str, *, doubt: float = 0.1) -> Reply:
    """The answer that ran out of tokens after the beginning of its title."""
    return Reply(branch.forced + json.dumps(beginning, ensure_ascii=False)[1:-1], False, doubt)


def no_event(doubt: float = 0.95) -> Reply:
    return Reply(None, True, doubt)


def known(branch: Branch) -> tuple[str, str]:
    """The sentence and the time expression that a branch asks about."""
    fields = json.loads(branch.forced.removesuffix(',"what":"') + "}")
    return fields["sentence"], fields["when"]


def repeat_sentence(_: Task, branch: Branch) -> Reply:
    """Every sentence is its own title."""
    words = known(branch)[0].replace('"', "").replace("\\", "").rstrip(".")
    return whole(branch, words or NONE)
