"""`timeline config`: what is set, and where."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from timeline.cli.text import printable
from timeline.errors import UsageError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""Show the settings that commands use when an option is not typed.

An option is looked for as a flag, in the environment (TIMELINE_MODEL for every command,
TIMELINE_EXTRACT_MODEL for one), in the file of --config, in ./timeline.toml, in [tool.timeline]
of ./pyproject.toml and in your own config.toml. In a file, `model = "NAME"` at the top is for
every command that has --model, and under [extract] for that one.""",
)


@app.command()
def show(
    context: typer.Context,
    command: Annotated[
        str | None, typer.Argument(metavar="COMMAND", help='Only one, such as "models pull".')
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
    changed: Annotated[
        bool, typer.Option("--set", help="Only what is set somewhere, no defaults.")
    ] = False,
) -> None:
    """List every option of every command: its value, and where that was set.

    `timeline config show extract`
    """
    from timeline.cli import settings

    root = context.find_root()
    known = list(settings.options(root.command))
    wanted = None if command is None else tuple(command.split())
    if wanted is not None and wanted not in {option.command for option in known}:
        raise UsageError(f"no command {command!r} has options; see `timeline --help`")
    rows = []
    for option in known:
        if wanted in (None, option.command):
            value, source = _value(root, option)
            if not (changed and source == "default"):
                name = " ".join((*option.command, f"--{option.name}"))
                rows.append({"option": name, "value": value, "from": source})
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        _print(rows)
    if not as_json and not root.params["quiet"]:
        typer.echo(f"Your own file: {printable(str(settings.user_file()))}", err=True)


def _value(root: Any, option: Any) -> tuple[Any, str]:
    setting = (root.obj or {}).get((option.command, option.name))
    if setting is not None and (option.command or not _typed(root, option.parameter.name)):
        return setting.value, setting.source
    if not option.command and _typed(root, option.parameter.name):
        return root.params[option.parameter.name], "flag"
    named = option.parameter.envvar
    if isinstance(named, str) and os.environ.get(named):
        return os.environ[named], named
    return option.parameter.default, "default"


def _typed(root: Any, name: str) -> bool:
    return bool(root.get_parameter_source(name).name == "COMMANDLINE")


def _print(rows: list[dict[str, Any]]) -> None:
    shown = [(row["option"], _shown(row["value"]), row["from"]) for row in rows]
    widths = [max((len(row[column]) for row in shown), default=0) for column in range(2)]
    for option, value, source in shown:
        line = f"{option.ljust(widths[0])}  {value.ljust(widths[1])}  {source}"
        typer.echo(printable(line, lines=True).rstrip())


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "-"
    return str(value.as_posix() if isinstance(value, Path) else value)
