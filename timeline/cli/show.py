"""`timeline show`: a timeline file as a table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def show(
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE", help="The file, or - for stdin.")],
    quotes: Annotated[bool, typer.Option("--quotes", help="The words behind every event.")] = False,
) -> None:
    """Print a timeline as a table, its dates as precise as they are known.

    Undated events and what was skipped stand below.

    `timeline show timeline.json`
    """
    from rich.console import Console

    from timeline import contract
    from timeline.cli.table import print_timeline

    if timeline == "-":
        file = contract.loads(sys.stdin.buffer.read(), name="standard input")
    else:
        file = contract.load(Path(timeline))
    print_timeline(Console(), file, quotes=quotes)
