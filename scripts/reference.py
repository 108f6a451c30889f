"""Write docs/reference.md: every command, argument and option, from the program itself.

Run by `make docs`; a test says when the page is stale. With `-` it prints the page instead.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from timeline.cli.app import EPILOG, app

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"
HEAD = """# Reference

Every command of `timeline`, as the program describes itself. Made by `make docs`; do not edit.

An option that is not typed is looked for in the environment (`TIMELINE_LANG` for every command,
`TIMELINE_EXTRACT_LANG` for one), in the file of `--config`, in `./timeline.toml`, in
`[tool.timeline]` of `./pyproject.toml` and in your own `config.toml`, in that order. In a file,
`lang = "de"` at the top is for every command with `--lang`; under `[extract]` for that one.
`timeline config show` says what is set, and where.
"""


def page() -> str:
    """The whole page, ending in a newline."""
    root = get_command(app)
    listed = list(commands(root, "timeline"))
    links = [f"[`{name}`](#{name.replace(' ', '-')})" for name, _ in listed[1:]]
    parts = [HEAD, " · ".join(links) + "\n", EPILOG + "\n"]
    parts += [section(name, command) for name, command in listed]
    return "\n".join(parts)


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The command itself, and those below it, in the order of the help."""
    if not command.hidden:
        yield name, command
        for below in getattr(command, "commands", {}).values():
            yield from commands(below, f"{name} {below.name}")


def section(name: str, command: Any) -> str:
    """Heading, what it does, how it is called, and a table of its parameters for each panel."""
    shown = [each for each in command.params if not each.hidden]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    options = [each for each in shown if each.param_type_name == "option"]
    below = ["COMMAND"] if getattr(command, "commands", None) else []
    called = " ".join([name, "[OPTIONS]"] + [called_as(each) for each in arguments] + below)
    parts = [f"## {name}", f"    {called}", command.help.strip()]
    if arguments:
        parts.append(table("argument", arguments))
    panels: dict[str, list[Any]] = {}
    for option in options:
        panels.setdefault(option.rich_help_panel or "", []).append(option)
    for panel, inside in panels.items():
        parts.append(table(f"option: {panel.lower()}" if panel else "option", inside))
    return "\n\n".join(parts) + "\n"


def called_as(argument: Any) -> str:
    name = (argument.metavar or argument.name.upper()).rstrip(".").strip("[]")
    many = "…" if argument.nargs != 1 else ""
    return f"{name}{many}" if argument.required else f"[{name}{many}]"


def table(first: str, parameters: list[Any]) -> str:
    """A row for each: its names and what it takes, what it means, its default."""
    cells = [(names(each), each.help or "", default(each)) for each in parameters]
    rows = [(first, "meaning", "default"), ("---", "---", "---"), *cells]
    if not any(shown for *_, shown in cells):
        rows = [row[:2] for row in rows]
    return "\n".join("| " + " | ".join(map(cell, row)) + " |" for row in rows)


def names(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{called_as(parameter)}`"
    takes = "" if parameter.is_flag or parameter.count else f" {value_of(parameter)}"
    listed = [f"`{name}{takes}`" for name in (*parameter.opts, *parameter.secondary_opts)]
    again = "; again for more" if parameter.multiple else ""
    needed = "; needed" if parameter.required else ""
    return ", ".join(listed) + again + needed


def value_of(parameter: Any) -> str:
    described = parameter.type_descriptor
    if parameter.metavar:
        return str(parameter.metavar)
    if described.is_choice and described.choices:
        return "|".join(map(str, described.choices))
    return {"int": "N", "float": "P", "datetime": "DAY", "Path": "PATH"}.get(
        getattr(described.annotation, "__name__", ""), "TEXT"
    )


def default(parameter: Any) -> str:
    value = parameter.default
    if value in (None, False, ()) or getattr(parameter, "count", False):
        return ""
    if value is True:
        return f"`{parameter.opts[0]}`"
    return f"`{value}`"


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    if sys.argv[1:] == ["-"]:
        sys.stdout.buffer.write(page().encode())
    else:
        PAGE.write_text(page(), "utf-8")
