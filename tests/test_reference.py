"""docs/reference.md says what the program says, and every command is in it."""

from __future__ import annotations

import re
import subprocess
import sys

from command_line import REPOSITORY, environment

PAGE = REPOSITORY / "docs" / "reference.md"


def test_the_page_is_what_the_program_says_today() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/reference.py", "-"], cwd=REPOSITORY, env=environment(),
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert PAGE.read_text("utf-8") == done.stdout.decode(), "stale: run `make docs`"


def test_every_command_and_option_is_on_it() -> None:
    from typer.main import get_command

    from timeline.cli.app import app

    text = PAGE.read_text("utf-8")
    named = re.findall(r"^## (timeline.*)$", text, re.MULTILINE)
    assert len(named) == len(set(named))

    def below(command: object, name: str) -> list[str]:
        inside = getattr(command, "commands", {})
        return [
            name,
            *(one for key, each in inside.items() for one in below(each, f"{name} {key}")),
        ]

    root = get_command(app)
    assert named == below(root, "timeline")
    for option in ("--min-confidence P", "--config FILE", "--exit-code", "--no-merge"):
        assert f"`{option}`" in text


def test_its_links_lead_to_its_headings() -> None:
    text = PAGE.read_text("utf-8")
    headings = {h.replace(" ", "-") for h in re.findall(r"^## (.*)$", text, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links and links <= headings
