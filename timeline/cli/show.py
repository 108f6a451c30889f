"""`timeline show`: a timeline file as a table."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import typer

from timeline.cli import complete
from timeline.cli.days import day_of
from timeline.errors import UsageError
from timeline.records import Label

_LABELS: tuple[Label, ...] = get_args(Label)
_ONLY, _LOOK = "Only some events", "Look"


def show(
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE", help="The file, or - for stdin.")],
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            rich_help_panel=_ONLY,
            help="Events on or after a day: 2026-02-28. Undated events are in no range.",
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DAY", rich_help_panel=_ONLY, help="Events on or before that day."),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            autocompletion=complete.labels,
            rich_help_panel=_ONLY,
            help=f"Events that are {', '.join(_LABELS)}. May be given several times.",
        ),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            rich_help_panel=_ONLY,
            help="Events of documents whose name has this in it; may be given several times.",
        ),
    ] = None,
    match: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", rich_help_panel=_ONLY, help="Events with these words, in any case."
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0, max=1, metavar="P", rich_help_panel=_ONLY, help="Events at least this probable."
        ),
    ] = 0.0,
    quotes: Annotated[
        bool,
        typer.Option("--quotes", rich_help_panel=_LOOK, help="The words behind every event."),
    ] = False,
    width: Annotated[
        int | None,
        typer.Option(
            min=40, metavar="N", rich_help_panel=_LOOK, help="Columns. Default: the terminal's."
        ),
    ] = None,
    color: Annotated[
        Literal["auto", "always", "never"],
        typer.Option(
            rich_help_panel=_LOOK,
            help="auto: on a terminal, unless NO_COLOR is set in the environment.",
        ),
    ] = "auto",
) -> None:
    """Print a timeline as a table, its dates as precise as they are known.

    Other dates that articles give for an event stand under its title; undated events and what was
    skipped stand below.

    `timeline show timeline.json --since 2026-01-01 --match "home secretary"`
    """
    from rich.console import Console

    from timeline.cli.artifact import timeline_from
    from timeline.cli.table import print_timeline
    from timeline.compare import Wanted, select

    wanted = Wanted(
        since=day_of("--since", since),
        until=day_of("--until", until),
        labels=tuple(_label(name) for name in status or ()),
        documents=tuple(document or ()),
        words=match,
        min_confidence=min_confidence,
    )
    file = timeline_from(timeline)
    console = Console(
        width=width,
        force_terminal=True if color == "always" else None,
        no_color=True if color == "never" else False if color == "always" else None,
        highlight=False,
    )
    print_timeline(console, select(file, wanted), quotes=quotes, skipped=wanted == Wanted())


def _label(name: str) -> Label:
    for label in _LABELS:
        if name == label:
            return label
    raise UsageError(f"--status {name}: there are {', '.join(_LABELS)}")
