"""The README cannot rot: its commands and its example are run, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import REPOSITORY, environment, run

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
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env=environment(TIMELINE_MODELS_DIR=str(default_model.path.parent)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
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
