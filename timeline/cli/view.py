"""`timeline view`: a timeline as a page, in the browser."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options as given
from timeline.errors import OutputError


def view(
    context: typer.Context,
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE", help="The file, or - for stdin.")],
    sources: given.Articles = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the page there, to keep it."),
    ] = None,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Open it, or print its path only.")
    ] = True,
) -> None:
    """Open a timeline in the browser, as one page that needs no network.

    The page filters, zooms, and shows every quote in its article where --sources has it. It is a
    single file that can be sent to others.

    `timeline view timeline.json --sources seeds/`
    """
    import webbrowser

    from timeline import writers
    from timeline.cli.artifact import put, timeline_from
    from timeline.cli.texts import texts_of

    file = timeline_from(timeline)
    target = (output or _place(timeline)).absolute()
    writers.check_place(target)
    written = writers.FORMATS["html"].write(file, texts_of(file, sources or []))
    put(written.data, target)
    quiet = bool(context.find_root().params.get("quiet"))
    if not open_:
        typer.echo(target)
    elif not webbrowser.open(target.as_uri()):
        typer.echo(target)
        typer.echo("no browser could be opened here; open that file in one", err=True)
    elif not quiet:
        typer.echo(f"opened {target}", err=True)


def _place(timeline: str) -> Path:
    """Where the page of a timeline goes that nobody wants to keep: the same place every time."""
    import platformdirs

    folder = platformdirs.user_cache_path("timeline") / "pages"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # articles may be confidential
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be made ({error.strerror or error}); name a file with --output"
        ) from error
    name = "stdin" if timeline == "-" else Path(timeline).stem
    mark = hashlib.sha256(str(Path(timeline).absolute()).encode("utf-8", "surrogateescape"))
    return folder / f"{name[:60]}-{mark.hexdigest()[:8]}.html"
