"""What the model would be shown for an article, as text for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from timeline.cli.text import count
from timeline.llm import Branch, Message, Task
from timeline.mentions import task_for
from timeline.pipeline import Options, chunks_of
from timeline.prompts import Prompt
from timeline.records import Chunk, Document
from timeline.schema import added_fields, to_json

_OPEN, _CLOSE = "⟦", "⟧"  # around what the model writes


class Counts(Protocol):
    """What counts tokens: the model's own vocabulary, or an estimate."""

    def count_tokens(self, text: str) -> int: ...

    def chat_tokens(self, messages: tuple[Message, ...]) -> tuple[int, int]: ...


class EstimatedTokens:
    """Stands in where no model is: four characters a token, as in English news."""

    def count_tokens(self, text: str) -> int:
        return -(-len(text) // 4)

    def chat_tokens(self, messages: tuple[Message, ...]) -> tuple[int, int]:
        sizes = [self.count_tokens(message.content) + 5 for message in messages]
        return sum(sizes[:-1]), sizes[-1]


def rendered(document: Document, prompt: Prompt, tokens: Counts) -> Iterator[str]:
    """Block by block: the instructions and examples once, then every chunk with its questions."""
    options = Options()
    for number, chunk in enumerate(chunks_of(document, tokens, options)):
        task = task_for(chunk, prompt, min_confidence=options.min_confidence)
        shared, body = tokens.chat_tokens(task.messages)
        if number == 0:
            yield f"=== for every chunk: {count(shared, 'token')}"
            for message in task.messages[:-1]:
                yield _message(message, tokens)
        yield (
            f"=== {document.id}, chunk {number + 1} of {chunk.of}: {count(body, 'token')}, "
            f"{count(len(task.branches), 'question')}"
        )
        yield _message(task.messages[-1], tokens)
        yield from _questions(chunk, task, prompt, tokens)


def _questions(chunk: Chunk, task: Task, prompt: Prompt, tokens: Counts) -> Iterator[str]:
    for number, (question, branch) in enumerate(
        zip(chunk.questions, task.branches, strict=True), 1
    ):
        day = f"{question.day.edtf} ({question.day_from})" if question.day else "undated"
        yield (
            f"--- question {number}: {day}; {count(tokens.count_tokens(branch.forced), 'token')} "
            f"given, at most {branch.max_tokens} written\n{_answer(branch, prompt)}"
        )


def _answer(branch: Branch, prompt: Prompt) -> str:
    """The answer with what the model writes in brackets."""
    rest = "".join(
        f",{to_json(field.key)}:{_OPEN}{field.name}{_CLOSE}"
        for field in added_fields(prompt.schema)
    )
    return f'{branch.forced}{branch.opening}{_OPEN}what{_CLOSE}"{rest}}}'


def _message(message: Message, tokens: Counts) -> str:
    size = count(tokens.count_tokens(message.content), "token")
    return f"--- {message.role}: {size}\n{message.content}"
