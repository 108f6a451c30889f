"""What is evaluated next: the loop that keeps every step full.

Per step: one or more tokens of every branch under way, then as much of the waiting bodies as
the step has room for. A body is read once; its branches are forked from it and share its cells.
Cells are counted before anything is sent, so that the cache cannot run out: a body is admitted
when it and its largest branch fit, a branch is forked when it fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import ContextError
from timeline.llm import Answer
from timeline.llm.context import Context
from timeline.llm.sequences import Body, Run, Sequence
from timeline.llm.settings import Settings
from timeline.llm.vocabulary import Vocabulary

_PREFIX = 0  # the sequence that holds what all tasks share


class Schedule:
    """One pass over a stream of bodies."""

    def __init__(self, context: Context, vocabulary: Vocabulary, settings: Settings) -> None:
        self._context, self._vocabulary, self._rows = context, vocabulary, settings.rows
        self._statistics = context.statistics
        self._alone = settings.alone
        self._free_ids = list(range(settings.sequences - 1, _PREFIX, -1))
        self._total_cells = context.cells
        self._bodies: list[Body] = []  # admitted, not yet fully forked
        self._runs: list[Run] = []
        self._used_cells = 0

    def run(self, waiting: Iterator[Body]) -> Iterator[Answer]:
        upcoming = next(waiting, None)
        self._used_cells = len(self._context.prefix)
        try:
            while upcoming or self._bodies or self._runs:
                while upcoming and self._admit(upcoming):
                    upcoming = next(waiting, None)
                yield from self._step()
        finally:  # also when the caller stops early: nothing stays behind in the cache
            for sequence in [*self._bodies, *self._runs]:
                self._context.drop(sequence.id)

    def _admit(self, body: Body) -> bool:
        """Give a body a sequence, if the step has rows to spare and the cache has cells.

        Not before: every cell that is occupied makes every row dearer.
        """
        queued = sum(len(other.pending) for other in [*self._bodies, *self._runs])
        need = body.cells + max(body.branch_cells, default=0)
        idle = not self._bodies and not self._runs
        if not idle and (
            self._alone
            or queued >= self._rows
            or len(self._free_ids) < 2
            or self._used_cells + need > self._total_cells
        ):
            return False
        body.id = self._free_ids.pop()
        if body.follows_prefix:
            self._context.share(_PREFIX, body.id)
        self._used_cells += body.cells
        self._bodies.append(body)
        return True

    def _step(self) -> Iterator[Answer]:
        room = self._rows
        batch: list[tuple[Sequence, list[int]]] = []
        for sequence in [*self._runs, *self._bodies]:
            if room and sequence.pending:
                tokens = sequence.take(room)
                batch.append((sequence, tokens))
                room -= len(tokens)
        if batch:
            self._context.decode(
                [
                    (s.id, s.position, tokens, isinstance(s, Run) and not s.pending)
                    for s, tokens in batch
                ]
            )
        row = -1
        for sequence, tokens in batch:
            sequence.position += len(tokens)
            row += len(tokens)
            self._count(sequence, len(tokens))
            if isinstance(sequence, Run) and not sequence.pending:
                yield from self._advance(sequence, row)
        for body in [body for body in self._bodies if not body.pending]:
            yield from self._fork(body)
        if not batch and self._bodies and not self._runs:
            raise ContextError(
                f"a task and its answer do not fit beside what fills {self._used_cells} of the "
                f"cache's {self._total_cells} tokens; use smaller chunks or a larger --ctx"
            )

    def _advance(self, run: Run, row: int) -> Iterator[Answer]:
        logits = self._context.logits(row)
        with self._statistics.timing("masks"):
            reply = run.advance(logits)
        if reply is None:
            return
        body = run.body
        body.replies[run.index] = reply
        self._runs.remove(run)
        self._release(run, body.branch_cells[run.index])
        if body.complete:
            self._used_cells -= body.cells
            yield Answer(body.number, tuple(body.replies[i] for i in sorted(body.replies)))

    def _fork(self, body: Body) -> Iterator[Answer]:
        """Start as many of the body's branches as there is room for."""
        while not body.forked and self._free_ids:
            cells = body.branch_cells[body.next_branch]
            if self._used_cells + cells > self._total_cells:
                return
            with self._statistics.timing("masks"):
                run = Run(self._free_ids[-1], body, body.next_branch, self._vocabulary)
            self._free_ids.pop()
            if not body.again:
                self._context.share(body.id, run.id)
            self._used_cells += cells
            self._runs.append(run)
            body.next_branch += 1
        if body.forked:
            self._bodies.remove(body)
            self._release(body, 0)
            if not body.task.branches:
                self._used_cells -= body.cells
                yield Answer(body.number, ())

    def _release(self, sequence: Sequence, cells: int) -> None:
        self._context.drop(sequence.id)
        self._free_ids.append(sequence.id)
        self._used_cells -= cells

    def _count(self, sequence: Sequence, tokens: int) -> None:
        prompt = min(sequence.prompt, tokens)
        sampled = min(sequence.sampled, tokens - prompt)
        sequence.prompt -= prompt
        sequence.sampled -= sampled
        self._statistics.body += prompt
        self._statistics.sampled += sampled
        self._statistics.forced += tokens - prompt - sampled
