"""A pull that people can watch: a bar on a terminal, a line for every tenth elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import typer

from timeline.models import ModelFile, pull
from timeline.models.find import gigabytes

Show = Callable[[int, int], None]  # bytes done, bytes in total
Say = Callable[[str], None]


def pull_with_progress(name: str, *, offline: bool = False, quiet: bool = False) -> ModelFile:
    """`timeline.models.pull` with its progress and notices on stderr, unless `quiet`."""
    with _display(name, quiet=quiet) as (show, say):
        return pull(name, progress=show, notice=say, offline=offline)


@contextlib.contextmanager
def _display(name: str, *, quiet: bool) -> Iterator[tuple[Show, Say]]:
    if quiet:
        yield lambda _done, _total: None, lambda _words: None
    elif sys.stderr.isatty():
        with _bar(name) as display:
            yield display
    else:
        yield _tenths(name), _say


def _say(words: str) -> None:
    typer.echo(words, err=True)


def _tenths(name: str) -> Show:
    """One line per tenth, so that a log stays readable."""
    told = 0

    def show(done: int, total: int) -> None:
        nonlocal told
        tenth = 10 * done // total
        if tenth > told:
            told = tenth
            _say(f"{name}: {10 * tenth} % ({gigabytes(done)} of {gigabytes(total)})")

    return show


@contextlib.contextmanager
def _bar(name: str) -> Iterator[tuple[Show, Say]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(name, total=None, visible=False)

        def show(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, visible=True)

        def say(words: str) -> None:
            progress.console.print(words, markup=False, highlight=False)

        yield show, say
