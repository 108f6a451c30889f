"""The tree of commands, and the options that stand before all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from timeline import __version__
from timeline.cli import cache, models, prompts, settings
from timeline.cli import config as config_
from timeline.cli.bench import bench
from timeline.cli.dates import date, dates
from timeline.cli.diff import diff
from timeline.cli.doctor import doctor
from timeline.cli.evaluate import evaluate
from timeline.cli.export import export
from timeline.cli.extract import extract
from timeline.cli.log import set_up_log
from timeline.cli.merge import merge
from timeline.cli.schema import schema
from timeline.cli.show import show
from timeline.cli.validate import validate
from timeline.cli.verify import verify
from timeline.cli.view import view

EPILOG = (
    "Exit status: 0 ok · 1 a bug · 2 usage · 3 no usable input · 4 the model is missing, damaged "
    "or failed · 5 a check did not hold · 6 an optional part is not installed · 7 the output is "
    "written, but some documents could not be read · 74 the output cannot be written · 75 another "
    "run holds the output · 130 interrupted · 141 the reader of the output went away."
)

app = typer.Typer(
    name="timeline",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"timeline {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    quiet: Annotated[  # noqa: ARG001  (this and the next may also be set elsewhere)
        bool, typer.Option("--quiet", "-q", help="No progress, table or notes; only errors.")
    ] = False,
    verbose: Annotated[  # noqa: ARG001
        int,
        typer.Option(
            "--verbose", "-v", count=True, help="Say more; twice also shows llama.cpp's own log."
        ),
    ] = 0,
    offline: Annotated[  # noqa: ARG001  (read by the commands that may download)
        bool, typer.Option("--offline", help="Never open a connection, not even for a model.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Settings in TOML, stronger than those of the folder and yours."
        ),
    ] = None,
    log_file: Annotated[  # noqa: ARG001
        Path | None, typer.Option(metavar="FILE", help="Write a full log there as well.")
    ] = None,
    version: Annotated[  # noqa: ARG001  (its callback prints)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn articles into an ordered, dated, quotable timeline on your own machine.

    Give it articles; it gives back what happened when: every event with a title, a date and the
    exact words that say so. A small language model runs on this machine. Nothing is sent anywhere;
    the only download is the model itself, once.

    `timeline extract seeds/` reads every article in a folder and writes timeline.json.
    """
    settings.apply(context, config, os.environ)
    given = context.params
    set_up_log(0 if given["quiet"] else given["verbose"], given["log_file"])


app.command()(extract)
app.command()(show)
app.command()(merge)
app.command()(diff)
app.command()(validate)
app.command()(verify)
app.command()(view)
app.command()(export)
app.add_typer(models.app, name="models")
app.add_typer(cache.app, name="cache")
app.add_typer(prompts.app, name="prompts")
app.command()(dates)
app.command()(date)
app.command("eval")(evaluate)
app.command()(bench)
app.command()(schema)
app.add_typer(config_.app, name="config")
app.command()(doctor)
