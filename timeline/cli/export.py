"""`timeline export`: a timeline file for other tools."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options as given
from timeline.cli.artifact import put, report_losses, timeline_from
from timeline.cli.texts import texts_of
from timeline.errors import UsageError
from timeline.writers import FORMATS


def export(
    context: typer.Context,
    timeline: Annotated[
        str, typer.Argument(metavar="TIMELINE", help="A timeline.json, or - for standard input.")
    ],
    format_: given.Format = None,
    output: given.Output = "-",
    sources: given.Articles = None,
    loss_report: given.LossReport = False,
    loss_json: given.LossJson = None,
) -> None:
    from timeline import writers

    target = None if output == "-" else Path(output)
    if target is None and format_ is None:
        raise UsageError("export to standard output needs --format; see `timeline export --help`")
    form = writers.format_for(target, format_)
    form.check_installed()
    for place in (target, loss_json):
        if place is not None:
            writers.check_place(place)
    file = timeline_from(timeline)
    written = form.write(file, texts_of(file, sources or []) if form.uses_texts else {})
    with contextlib.ExitStack() as stack:
        if target is not None:
            stack.enter_context(writers.lock(target))
        put(written.data, target)
    quiet = bool(context.find_root().params.get("quiet"))
    report_losses(file, form, written, listed=loss_report, file=loss_json, quiet=quiet)


export.__doc__ = """Write a timeline for other tools.

    `timeline export timeline.json -o events.ics`

    `timeline export timeline.json -f mermaid --loss-report`

    `timeline export timeline.json -o page.html --sources seeds/`

    Formats, and the suffixes that choose them:

""" + "\n".join(
    f"    * `{form.name}` ({', '.join(form.suffixes)}): {form.line}" for form in FORMATS.values()
)
