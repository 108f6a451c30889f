"""`timeline validate`: timeline files against their contract."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli.text import count, printable
from timeline.errors import CheckError


def validate(
    timelines: Annotated[
        list[str], typer.Argument(metavar="TIMELINES", help="Timeline files, or - for stdin.")
    ],
) -> None:
    """Check timeline files: their form, the order of events, offsets, ids and references.

    Every fault is a line: the file, where in it as a JSONPath, and what is wrong. Exit status 5
    when there is one. `timeline verify` also looks at the texts.

    `timeline validate timeline.json`
    """
    from timeline.cli.reading import read_bytes
    from timeline.compare import faults

    wrong = 0
    for given in timelines:
        name, data = read_bytes(given)
        found = faults(data)
        for fault in found:
            typer.echo(printable(f"{name}: {fault.path}: {fault.what}"))
        if found:
            wrong += 1
        else:
            typer.echo(printable(f"{name}: ok"))
    if wrong:
        raise CheckError(
            f"{wrong} of {count(len(timelines), 'timeline file')} not right; "
            "compare with `timeline schema timeline`, or extract again"
        )
