"""`timeline verify`: every quote, offset and sum of a timeline file against the texts."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli import options as given
from timeline.cli.artifact import timeline_from
from timeline.cli.text import count, printable
from timeline.errors import CheckError, NoInputError

_NAMED = 5  # documents named in a message; the rest are counted


def verify(
    context: typer.Context,
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE", help="The file, or - for stdin.")],
    sources: Annotated[
        list[str],
        typer.Option(
            metavar="DIR",
            help="Where the articles are, or the texts that `extract --save-text` kept; a folder, "
            "file or quoted glob. May be given several times.",
        ),
    ],
    fields: given.Fields = "",
    every: Annotated[
        bool, typer.Option("--all", help="List all that does not hold, not only the first.")
    ] = False,
) -> None:
    """Compare every quote, offset and document of a timeline with the texts it was read from.

    Exit status 5 when something does not hold: a quote that the text has not, or a text that was
    changed since. Exit status 3 when all that could be looked at holds, but texts are missing.

    `timeline verify timeline.json --sources seeds/`
    """
    from timeline import compare
    from timeline.cli.mapping import mapped_fields
    from timeline.cli.sources import read_texts

    file = timeline_from(timeline)
    found = compare.verify(file, read_texts(sources, fields=mapped_fields(fields)))
    for lie in found.lies if every else found.lies[:1]:
        typer.echo(printable(f"{lie.path}: {lie.what}"))
    missing = ", ".join(found.missing[:_NAMED])
    if len(found.missing) > _NAMED:
        missing += f" and {len(found.missing) - _NAMED} more"
    if found.lies:
        if found.missing:
            typer.echo(printable(f"warning: no source for {missing}"), err=True)
        more = "" if every or len(found.lies) == 1 else "; --all lists every one"
        raise CheckError(f"{count(len(found.lies), 'thing')} in {timeline} did not hold{more}")
    if found.missing:
        raise NoInputError(
            f"{count(len(found.missing), 'document')} could not be looked at: no source for "
            f"{missing}\nname the folder they are in with --sources; the rest holds "
            f"({count(found.quotes, 'quote')})"
        )
    if not context.find_root().params.get("quiet"):
        typer.echo(
            f"{count(found.quotes, 'quote')} of {count(len(file.documents), 'document')} hold",
            err=True,
        )
