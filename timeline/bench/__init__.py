"""How fast the engine is, beside what it is measured against (docs/engine.md).

Four ways from the same documents to events: `freeform`, what a user would write; `requests`, our
questions one at a time; `ours`; and `limit`, what llama.cpp alone needs for our tokens. Each runs
in a process of its own, so that peaks of memory are apart and a crash of one harms no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from timeline.llm.settings import Settings
from timeline.llm.statistics import Operation
from timeline.models import ModelFile
from timeline.records import Document

Way = Literal["freeform", "requests", "ours", "limit"]
WAYS: tuple[Way, ...] = ("freeform", "requests", "ours", "limit")
GROWTH = (1, 4, 16, 30)  # articles at which the cost per article is told


@dataclass(frozen=True, slots=True)
class Job:
    """What every way is given. Everything in it can be sent to another process."""

    model: ModelFile
    settings: Settings
    documents: tuple[Document, ...]
    prompt: str  # a name or a path
    gold: Path | None


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens evaluated. The last one of an answer never is."""

    prefilled: int  # of prompts
    forced: int  # of answers that code or the grammar left no choice about
    sampled: int  # that the model chose
    steps: int  # calls of llama_decode

    @property
    def rows(self) -> int:
        return self.prefilled + self.forced + self.sampled


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall time by what it was spent on. `wall` is all of it, without loading the model.

    Where a step mixes prompt and answers, its time counts to each by its rows.
    """

    load: float
    wall: float
    prefill: float  # evaluating prompts and forced text
    decode: float  # evaluating sampled tokens
    masks: float  # grammars and choosing tokens

    @property
    def other(self) -> float:
        return max(self.wall - self.prefill - self.decode - self.masks, 0.0)


@dataclass(frozen=True, slots=True)
class Correct:
    """Events against the gold events of the articles read."""

    gold: int
    found: int
    correct: int  # by text and date
    f1: float
    date_accuracy: float  # among the events whose text is right


@dataclass(frozen=True, slots=True)
class Measured:
    """One way, measured once."""

    way: Way
    articles: int
    tokens: Tokens
    seconds: Seconds
    peak_bytes: int  # of the process
    growth: tuple[tuple[int, float], ...]  # articles, seconds for each of so many
    correct: Correct | None  # None without gold, and for the limit
    full_steps: float | None = None  # seconds for the same rows in full steps; of the limit only

    @property
    def per_minute(self) -> float:
        return 60 * self.articles / self.seconds.wall


@dataclass(frozen=True, slots=True)
class Ours:
    """Our way, and all that it asked of llama.cpp, for the limit to repeat."""

    measured: Measured
    operations: tuple[Operation, ...]


def growth_points(articles: int) -> tuple[int, ...]:
    """The points of the growth curve, the last being all articles: 8 → (1, 4, 8)."""
    return (*(point for point in GROWTH if point < articles), articles)
