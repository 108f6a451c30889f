"""Running a language model. The only package that imports llama_cpp or llguidance.

A `Task` is a tree of token runs: a prefix that all tasks of a run share (instructions and
examples), a body (the chunk), and one branch per question. A branch continues the body with
forced text and then lets the model write under a grammar. Branches do not see one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat. `content` is plain text: control tokens in it are neutralised."""

    role: str  # system, user or assistant
    content: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One question about a body.

    `forced` is how the answer begins; the grammar (Lark, llguidance's dialect) covers the whole
    answer, `forced` included. `watch` is a word whose probability is wanted at the first place
    where the model is free, among what the grammar allows there. Above `watch_limit` the reply
    is that word and nothing is written; at or below it, anything but that word is written,
    beginning with `opening`.
    """

    forced: str
    grammar: str
    max_tokens: int  # of free and forced text after `forced`
    watch: str
    watch_limit: float  # 0..1
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A prompt with its questions. Tasks of one run whose messages begin alike share them."""

    messages: tuple[Message, ...]  # the last one is the body
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one branch: the whole answer, and how likely `watch` was (0..1).

    `text` is None when `watch` was likelier than the branch's limit. `certainty` is how sure the
    model was of what it wrote: the geometric mean of the probabilities of the tokens that it chose
    (0..1; 1 where it chose none).
    """

    text: str | None
    complete: bool  # False: `max_tokens` ran out first
    watch_probability: float
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The replies to a task, one per branch in order. `task` is the task's place in the input.

    `lost` says why there are none, when the engine did not survive the task; else it is None.
    """

    task: int
    replies: tuple[Reply, ...]
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Adapter:
    """A LoRA adapter (a GGUF file): what a model has learned since, kept beside its weights."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What is running and why it runs so."""

    name: str
    sha256: str
    backend: str  # "cpu", "gpu"
    settings: dict[str, int | str | bool]
    reasons: tuple[str, ...]  # one sentence per choice
    adapter: str = ""  # its sha256; "" without one


class Tokens(Protocol):
    """Anything that can count a model's tokens: the model itself, or its vocabulary alone."""

    def count_tokens(self, text: str) -> int:
        """Tokens of plain text, in the model's own vocabulary."""
        ...


class Model(Tokens, Protocol):
    """Anything that can answer tasks: llama.cpp here, a scripted one in tests."""

    @property
    def info(self) -> ModelInfo: ...

    def task_tokens(self, task: Task) -> int:
        """Tokens that the longest branch of the task needs: prompt, forced text and answer."""
        ...

    @property
    def context_tokens(self) -> int:
        """Most tokens that one task may need (see `task_tokens`)."""
        ...

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Answers as they are complete, in any order. Reads `tasks` only as it needs them."""
        ...

    def close(self) -> None: ...
