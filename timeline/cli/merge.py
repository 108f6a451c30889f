"""`timeline merge`: several timeline files into one."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options as given
from timeline.cli.text import count, printable
from timeline.errors import UsageError


def merge(
    context: typer.Context,
    timelines: Annotated[
        list[str], typer.Argument(metavar="TIMELINES", help="Files of `timeline extract`, or -.")
    ],
    output: given.Output = "-",
) -> None:
    """Join timelines: documents of the same bytes are one, an event told in several is one.

    The result is what one run over all the articles would have written, in whatever order the
    files are named. What they tell differently is kept: dates as conflicts, the rest as skipped.

    `timeline merge monday.json tuesday.json -o week.json`
    """
    from timeline import writers
    from timeline.cli.artifact import put, timeline_from
    from timeline.compare import unite
    from timeline.contract import dumps

    if timelines.count("-") > 1:
        raise UsageError("- is standard input, which can be read once; name it once")
    target = None if output == "-" else Path(output)
    if target:
        if target.suffix.lower() not in ("", ".json"):
            raise UsageError(f"{target}: merge writes JSON; name a .json file, then export that")
        writers.check_place(target)
    files = [timeline_from(name) for name in timelines]
    united = unite(files)
    with writers.lock(target) if target else contextlib.nullcontext():
        put(dumps(united.file), target)
    if not context.find_root().params.get("quiet"):
        for note in united.notes:
            typer.echo(printable(f"note: {note}"), err=True)
        told = sum(len(file.events) + len(file.undated) for file in files)
        typer.echo(
            f"{count(told, 'event')} of {count(len(files), 'file')} became "
            f"{len(united.file.events)} and {len(united.file.undated)} undated from "
            f"{count(len(united.file.documents), 'document')}"
            + (f" → {printable(str(target))}" if target else ""),
            err=True,
        )
