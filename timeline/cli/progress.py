"""How far a run is: a bar on a terminal, a plain line now and then elsewhere, on stderr."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import typer

from timeline.cli.text import count
from timeline.pipeline import Progress

Report = Callable[[Progress], None]
_LINES = 10  # about so many lines a run where there is no terminal


@contextlib.contextmanager
def reporting(*, quiet: bool) -> Iterator[Report]:
    """Something to call with every step of the run."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _lines()


@contextlib.contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, counts="")

        def report(step: Progress) -> None:
            bar.update(
                task,
                completed=step.share * 1000,
                total=1000,
                description="extracting",
                counts=counts(step),
            )

        yield report


def _lines() -> Report:
    shown = 0

    def report(step: Progress) -> None:
        nonlocal shown
        if int(step.share * _LINES) > shown:
            shown = int(step.share * _LINES)
            typer.echo(f"{step.share:4.0%}  {counts(step)}", err=True)

    return report


def counts(step: Progress) -> str:
    """The counts in words."""
    return (
        f"{step.documents_done}/{count(step.documents_total, 'document')}, "
        f"{count(step.chunks_done, 'chunk')}, {count(step.mentions, 'mention')}"
    )
