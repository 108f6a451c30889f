"""Rows per step against tokens per second: where llama.cpp's kernels are efficient."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp

from timeline.llm.context import Context
from timeline.llm.settings import Settings

ROWS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
PREFIX = 512  # tokens that every row attends to: about what a chunk and its instructions are
REPEATS = 3


@dataclass(frozen=True, slots=True)
class Point:
    """What a step of so many rows costs: the median of a few."""

    rows: int
    seconds: float

    @property
    def tokens_per_second(self) -> float:
        return self.rows / self.seconds


def curve(path: Path, settings: Settings, *, repack: bool) -> list[Point]:
    """The curve of one kernel: repacked weights, or the tiled one that reads them as they are."""
    most = min(settings.rows, ROWS[-1])
    context = Context(path, dataclasses.replace(settings, repack=repack))
    context.read_prefix([number % 1000 for number in range(PREFIX)])
    points = list(_points(context, [rows for rows in ROWS if rows <= most], settings.sequences - 1))
    context.close()
    return points


def _points(context: Context, sizes: Sequence[int], sequences: int) -> Iterator[Point]:
    for rows in sizes:
        taken = sorted(_step_seconds(context, rows, sequences) for _ in range(REPEATS))
        yield Point(rows, taken[REPEATS // 2])


def _step_seconds(context: Context, rows: int, sequences: int) -> float:
    """A step of rows dealt out to as many sequences as there are, with logits for each."""
    used = min(rows, sequences)
    for sequence in range(1, used + 1):
        context.share(0, sequence)
    sizes = [rows // used + (number < rows % used) for number in range(used)]
    pieces = [
        (sequence, PREFIX, [sequence + offset for offset in range(size)], True)
        for sequence, size in enumerate(sizes, 1)
    ]
    began = time.perf_counter()
    context.decode(pieces)
    llama_cpp.llama_synchronize(context.pointer)
    taken = time.perf_counter() - began
    for sequence in range(1, used + 1):
        context.drop(sequence)
    return taken
