"""The llama.cpp engine: every step evaluates tokens of many tasks in one batch.

One cache is shared by all sequences: what tasks have in common, and each task's body under its
branches, occupy their cells once however many sequences read them; and one batch may mix a token
each of many branches with a piece of the next body, so that writing rides on reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from timeline.errors import ContextError
from timeline.llm import Adapter, Answer, Message, ModelInfo, Task
from timeline.llm.chat_tokens import ChatTokens
from timeline.llm.context import Context
from timeline.llm.prefix import begin
from timeline.llm.prefix_files import PrefixFiles
from timeline.llm.schedule import Schedule
from timeline.llm.sequences import Body
from timeline.llm.settings import Settings
from timeline.llm.statistics import Statistics
from timeline.llm.vocabulary import Vocabulary


class LlamaModel:
    """A GGUF loaded by llama.cpp, answering many tasks at once. Not thread-safe.

    `prefixes` is where what it reads of prompts' beginnings is kept for the next run. ModelError
    when llama.cpp refuses the file.
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
        self._settings, self._prefixes = settings, prefixes
        self._context = Context(path, settings, adapter=adapter.path if adapter else None)
        self.vocabulary = Vocabulary(self._context.vocabulary)
        self._chat = ChatTokens(self._context.chat_template, self.vocabulary)
        shown = {k: v for k, v in asdict(settings).items() if k != "reasons"}
        reasons = settings.reasons
        if not self._context.copies:
            reasons += ("every question reads its whole prompt: sequences cannot be copied here",)
        learned = adapter.sha256 if adapter else ""
        self._info = ModelInfo(name, sha256, settings.backend, shown, reasons, learned)

    @property
    def info(self) -> ModelInfo:
        return self._info

    @property
    def context_tokens(self) -> int:
        return self._settings.cells

    @property
    def statistics(self) -> Statistics:
        """What was done so far."""
        return self._context.statistics

    @property
    def pulse(self) -> int:
        """Grows as long as llama.cpp gets on, within a step too; from any thread."""
        return self._context.pulse

    def count_tokens(self, text: str) -> int:
        return len(self._plain(text))

    def _plain(self, text: str) -> list[int]:
        self._context.check_open()
        with self.statistics.timing("tokenize"):
            return self.vocabulary.plain(text)

    def task_tokens(self, task: Task) -> int:
        shared, body = self.prompt_tokens(task.messages)
        longest = max((len(self._plain(b.forced)) + b.max_tokens for b in task.branches), default=0)
        return len(shared) + len(body) + longest

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Answers as they are complete, in any order; DecodeError when llama.cpp gives up."""
        bodies = (self._body(number, task) for number, task in enumerate(tasks))
        yield from Schedule(self._context, self.vocabulary, self._settings).run(bodies)

    def prompt_tokens(self, messages: tuple[Message, ...]) -> tuple[list[int], list[int]]:
        """A chat as tokens: all before the last message's content, and the rest."""
        self._context.check_open()
        with self.statistics.timing("tokenize"):
            return self._chat.of(messages)

    def prepare(self, watch: str) -> None:
        """Build now what the first task would build: tables of the vocabulary, for this `watch`."""
        self._plain("")
        _ = self.vocabulary.grammar_tokenizer, self.vocabulary.is_special
        self.vocabulary.beginnings(watch)

    def close(self) -> None:
        """Free everything. Closing twice is harmless; any other use is a ModelError from now on."""
        self._context.close()

    def _body(self, number: int, task: Task) -> Body:
        """A task as tokens, with what is already in sequence 0 left out."""
        shared, body = self.prompt_tokens(task.messages)
        context = self._context
        if context.copies and not context.prefix:
            begin(context, shared, files=self._prefixes, info=self._info)
        known = context.copies and context.prefix == shared
        forced = [self._plain(branch.forced) for branch in task.branches]
        sizes = [
            len(tokens) + branch.max_tokens
            for tokens, branch in zip(forced, task.branches, strict=True)
        ]
        held = 0 if known else len(context.prefix)  # of other tasks, and in the way of this one
        if held + len(shared) + len(body) + max(sizes, default=0) > context.cells:
            raise ContextError(
                f"a prompt of {len(shared) + len(body)} tokens and an answer of "
                f"{max(sizes, default=0)} do not fit the context of {self._settings.cells}; "
                "use smaller chunks or a larger --ctx"
            )
        prompt = body if known else shared + body
        again = [] if context.copies else prompt
        begun = _common(forced) if context.copies else 0
        read = prompt + forced[0][:begun] if begun else prompt
        return Body(
            id=-1,
            position=len(shared) if known else 0,
            pending=read if context.copies else [],
            number=number,
            task=task,
            follows_prefix=known,
            forced=forced,
            begun=begun,
            again=again,
            branch_cells=[len(again) + size - begun for size in sizes],
        )


def _common(forced: list[list[int]]) -> int:
    """How many tokens all begin with; each keeps one of its own, whose logits are wanted."""
    most = min((len(tokens) - 1 for tokens in forced), default=0) if len(forced) > 1 else 0
    return next((n for n in range(most) if len({tokens[n] for tokens in forced}) > 1), most)
