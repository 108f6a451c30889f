"""What the engine did: tokens, steps, and where the time went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Literal

Part = Literal["decode", "masks", "tokenize"]
Operation = tuple[str, tuple[Any, ...]]  # a method of Context and its arguments


@dataclass(slots=True)
class Statistics:
    """Counts since the model was loaded.

    Tokens count when they are evaluated: the last token of an answer never is. `seconds` of
    `masks` are those of grammars and of choosing tokens. A GPU evaluates while Python works, so
    there `decode` is how long it was waited for.
    """

    prefix: int = 0  # tokens that prompts have in common
    body: int = 0  # tokens of the rest of the prompts
    forced: int = 0  # tokens of answers that code or the grammar left no choice about
    sampled: int = 0  # tokens that the model chose
    steps: Counter[int] = field(default_factory=Counter)  # how many steps had so many rows
    seconds: Counter[Part] = field(default_factory=Counter)
    operations: list[Operation] | None = None  # all that llama.cpp was asked; None: not kept

    @property
    def rows(self) -> int:
        """Tokens evaluated: prefix, body, forced and sampled together."""
        return sum(rows * steps for rows, steps in self.steps.items())

    @contextmanager
    def timing(self, part: Part) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        finally:
            self.seconds[part] += perf_counter() - began  # type: ignore[assignment]

    def note(self, name: str, *arguments: Any) -> None:
        """Keep an operation, if operations are kept."""
        if self.operations is not None:
            self.operations.append((name, arguments))
