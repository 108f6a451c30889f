"""Help: fast, because nothing heavy is imported, and complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import python, run

HEAVY = (
    "llama_cpp", "llguidance", "numpy", "scipy", "dateparser", "httpx", "jinja2", "yaml",
    "sentencex", "charset_normalizer",
)  # fmt: skip
COMMANDS = (
    "extract", "show", "export", "models", "models list", "models pull", "models info",
    "models verify", "models path", "models add", "models rm", "dates", "date", "eval", "schema",
    "doctor",
    "merge", "diff", "validate", "verify", "config show",
)  # fmt: skip


@pytest.mark.parametrize("command", ["", "extract"])
def test_help_imports_nothing_heavy(command: str, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from timeline.cli import main\n"
        f"sys.argv = ['timeline', *{command.split()!r}, '--help']\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as stop:\n"
        "    assert not stop.code, stop.code\n"
        "print(sorted(sys.modules), file=sys.stderr)\n"
    )
    ran = python(program, cwd=tmp_path)
    assert ran.status == 0, ran.err
    imported = eval(ran.err)
    assert "timeline.cli.app" in imported
    assert [name for name in HEAVY if name in imported] == []


def test_importing_timeline_loads_no_model_library(tmp_path: Path) -> None:
    program = (
        "import sys, timeline\n"
        "names = [timeline.Document, timeline.Event, timeline.Timeline, timeline.TimelineError]\n"
        "print('llama_cpp' in sys.modules, timeline.extract.__name__, 'llama_cpp' in sys.modules)"
    )
    ran = python(program, cwd=tmp_path)
    assert ran.text.split() == ["False", "extract", "False"], ran.err


def test_the_help_names_every_command_and_every_status(tmp_path: Path) -> None:
    ran = run("--help", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    for name in {command.split()[0] for command in COMMANDS}:
        assert f" {name} " in ran.text
    words = ran.text.replace("\n", " ")
    for status in (0, 1, 2, 3, 4, 5, 6, 7, 74, 75, 130, 141):
        assert f" {status} " in words


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_explained(command: str, tmp_path: Path) -> None:
    ran = run(*command.split(), "--help", cwd=tmp_path, COLUMNS="200")
    assert (ran.status, ran.err) == (0, "")
    options = [line for line in ran.text.splitlines() if line.startswith("│ ") and " --" in line]
    assert options
    for line in options:
        assert len(line.strip("│ ").rsplit("  ", 1)[-1].split()) >= 2, line


def test_version(tmp_path: Path) -> None:
    from timeline import __version__

    assert run("--version", cwd=tmp_path).text == f"timeline {__version__}\n"
