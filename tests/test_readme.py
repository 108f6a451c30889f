"""The README cannot rot: its commands and its example are run, its links lead somewhere."""

from __future__ import annotations

import inspect
import re
import shlex
from pathlib import Path

import pytest
from articles import BRIDGE
from command_line import REPOSITORY, python, run

from timeline import TimelineError, extract
from timeline.models import ModelFile

README = (REPOSITORY / "README.md").read_text("utf-8")
SESSIONS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("session", SESSIONS)
def test_console(session: str, tmp_path: Path) -> None:
    command, _, shown = session.partition("\n")
    assert command.startswith("$ timeline ")
    ran = run(*shlex.split(command)[2:], cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert ran.text == shown


def test_there_are_sessions() -> None:
    assert SESSIONS


@pytest.mark.model
def test_python(default_model: ModelFile) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    ran = python(code, cwd=REPOSITORY, TIMELINE_MODELS_DIR=str(default_model.path.parent))
    assert ran.status == 0, ran.err
    lines = ran.text.splitlines()
    assert lines
    assert lines[0].startswith("2014~/2016~ ")


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_links(link: str) -> None:
    assert (REPOSITORY / link).exists()


def test_every_command_is_named() -> None:
    from timeline.cli.app import app

    commands = [
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    ]
    groups = [group.name or "" for group in app.registered_groups]
    for name in [*commands, *groups]:
        assert f"timeline {name}" in README, name


def test_every_option_exists(tmp_path: Path) -> None:
    """`--since` in the text: some command has an option of that name."""
    helps = run("--help", cwd=tmp_path, COLUMNS="300").text
    for command in re.findall(r"^│ ([a-z]+) ", helps, re.MULTILINE):
        helps += run(command, "--help", cwd=tmp_path, COLUMNS="300").text
    pips = {"--force-reinstall", "--no-binary"}
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - pips
    assert options
    assert [option for option in sorted(options) if option not in helps] == []


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^ *make (\w+)", README, re.MULTILINE))
    assert {"run", "test"} <= targets
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


def test_every_exit_status_is_explained() -> None:
    statuses = {0, 7, 130} | {error.exit_code for error in _children(TimelineError)}
    explained = README.partition("Exit status:")[2].partition("\n\n")[0]
    assert statuses - {1} == {int(number) for number in re.findall(r"\b(\d+) [a-z]", explained)}


def _children(error: type[TimelineError]) -> set[type[TimelineError]]:
    return {error}.union(*(_children(child) for child in error.__subclasses__()))


@pytest.mark.model
def test_the_example_of_the_api(default_model: ModelFile, tmp_path: Path) -> None:
    """The one in the docstring of `extract`, as it stands; `seeds/` holds a short article here."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "2024-03-05_bridge.txt").write_text(BRIDGE)
    lines = (inspect.getdoc(extract) or "").splitlines()
    code = "\n".join(line[4:] for line in lines if line.startswith("    ") or not line)
    assert "extract(" in code
    ran = python(code, cwd=tmp_path, TIMELINE_MODELS_DIR=str(default_model.path.parent))
    assert ran.status == 0, ran.err
    assert "2024-06-02 " in ran.text
