"""The llama.cpp engine: every step evaluates tokens of many tasks in one batch.

One cache is shared by all sequences: what tasks have in common, and each task's body under its
branches, occupy their cells once however many sequences read them; and one batch may mix a token
each of many branches with a piece of the next body, so that writing rides on reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import llama_cpp

from timeline.errors import ContextError
from timeline.llm import Answer, Message, ModelInfo, Task
from timeline.llm.chat import split_chat
from timeline.llm.context import Context
from timeline.llm.schedule import Schedule
from timeline.llm.sequences import Body
from timeline.llm.settings import Settings
from timeline.llm.vocabulary import Vocabulary


class LlamaModel:
    """A GGUF loaded by llama.cpp, answering many tasks at once. Not thread-safe.

    ModelError when llama.cpp refuses the file.
    """

    def __init__(self, path: Path, *, name: str, sha256: str, settings: Settings) -> None:
        self._settings = settings
        self._context = Context(path, settings)
        self.vocabulary = Vocabulary(self._context.vocabulary)
        shown = {k: v for k, v in asdict(settings).items() if k != "reasons"}
        self._info = ModelInfo(name, sha256, settings.backend, shown, settings.reasons)

    @property
    def info(self) -> ModelInfo:
        return self._info

    @property
    def context_tokens(self) -> int:
        return self._settings.cells

    def count_tokens(self, text: str) -> int:
        return len(self.vocabulary.plain(text))

    def task_tokens(self, task: Task) -> int:
        shared, body = self.prompt_tokens(task.messages)
        longest = max(
            (len(self.vocabulary.plain(b.forced)) + b.max_tokens for b in task.branches), default=0
        )
        return len(shared) + len(body) + longest

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Answers as they are complete, in any order; DecodeError when llama.cpp gives up."""
        bodies = (self._body(number, task) for number, task in enumerate(tasks))
        yield from Schedule(self._context, self.vocabulary, self._settings).run(bodies)

    def prompt_tokens(self, messages: tuple[Message, ...]) -> tuple[list[int], list[int]]:
        """A chat as tokens: all before the last message's content, and the rest.

        Only the chat format's own text is read with control tokens; contents never are.
        """
        parts = split_chat(self._context.chat_template, messages)
        shared = self.vocabulary.tokens(parts[0], special=True)
        begin = llama_cpp.llama_vocab_bos(self.vocabulary.pointer)
        if llama_cpp.llama_vocab_get_add_bos(self.vocabulary.pointer) and shared[:1] != [begin]:
            shared.insert(0, begin)
        for message, after in zip(messages[:-1], parts[1:-1], strict=True):
            shared += self.vocabulary.plain(message.content)
            shared += self.vocabulary.tokens(after, special=True)
        body = self.vocabulary.plain(messages[-1].content)
        return shared, body + self.vocabulary.tokens(parts[-1], special=True)

    def close(self) -> None:
        self._context.close()

    def _body(self, number: int, task: Task) -> Body:
        """A task as tokens, with what is already in sequence 0 left out."""
        shared, body = self.prompt_tokens(task.messages)
        if not self._context.prefix:
            self._context.read_prefix(shared)
        forced = [self.vocabulary.plain(branch.forced) for branch in task.branches]
        sizes = [
            len(tokens) + branch.max_tokens
            for tokens, branch in zip(forced, task.branches, strict=True)
        ]
        if len(shared) + len(body) + max(sizes, default=0) > self._settings.cells:
            raise ContextError(
                f"a prompt of {len(shared) + len(body)} tokens and an answer of "
                f"{max(sizes, default=0)} do not fit the context of {self._settings.cells}; "
                "use smaller chunks or a larger --ctx"
            )
        known = self._context.prefix == shared
        return Body(
            id=-1,
            position=len(shared) if known else 0,
            pending=body if known else shared + body,
            number=number,
            task=task,
            follows_prefix=known,
            forced=forced,
            branch_cells=sizes,
        )
