"""The README does what it says: its examples run, and all that it names exists."""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from articles import BRIDGE
from command_line import REPOSITORY, environment, run
from conftest import SeedRun

from timeline import extract
from timeline.models import ModelFile

README = (REPOSITORY / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    (command, output)
    for language, block in BLOCKS
    if language == "console"
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]
PYTHON = [block for language, block in BLOCKS if language == "python"]
DOCUMENTED = "".join(re.findall(r"^ {4}.*\n|^\n", f"{inspect.getdoc(extract)}\n", re.MULTILINE))
SEED = "timeline extract seeds/"


def test_there_are_examples() -> None:
    assert COMMANDS
    assert PYTHON
    assert SEED in README


@pytest.mark.parametrize(("command", "output"), COMMANDS, ids=[c for c, _ in COMMANDS])
def test_console(command: str, output: str, tmp_path: Path) -> None:
    """Byte for byte what is shown. The run on the seed article has a test of its own."""
    name, *words = shlex.split(command)
    if command == SEED:
        pytest.skip("see test_the_table")
    if name == "make":
        made = subprocess.run(
            ["make", "--dry-run", *words], cwd=REPOSITORY, capture_output=True, check=False
        )
        assert made.returncode == 0, made.stderr
        return
    assert name == "timeline"
    ran = run(*words, cwd=tmp_path)
    assert (ran.status, ran.text) == (0, output or ran.text)
    assert ran.text


@pytest.mark.model
def test_the_table(seed_run: SeedRun) -> None:
    """The README's table is that of a real run. Another processor rounds differently, so a few
    rows may differ; more is a table that must be renewed.
    """
    block = next((block for _, block in BLOCKS if SEED in block and "undated" in block), None)
    if block is None:
        pytest.skip("the README shows no table")
    shown, real = _first_cells(block), _first_cells(seed_run.shown)
    kept = sum(min(shown.count(date), real.count(date)) for date in set(shown))
    assert kept >= 0.8 * max(len(shown), len(real)), seed_run.shown


def _first_cells(table: str) -> list[str]:
    """The dates of a table, row by row."""
    day = re.compile(r"^(undated|(?:c\. )?[\d–]+(?: ?[A-Z][a-z]{2})?[\d –A-Za-z]*?)  +\S")
    return [found[1] for line in table.splitlines() if (found := day.match(line))]


@pytest.mark.model
@pytest.mark.parametrize("program", [*PYTHON, textwrap.dedent(DOCUMENTED)])
def test_python(program: str, tmp_path: Path, default_model: ModelFile) -> None:
    """As it stands, with the default model; `seeds/` holds one short article here."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "2024-03-05_bridge.txt").write_text(BRIDGE)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment(TIMELINE_MODELS_DIR=str(default_model.path.parent)),
        capture_output=True,
        text=True,
        timeout=580,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "2024-06-02" in done.stdout or "2024-03-04" in done.stdout


def test_every_command_and_option_exists(tmp_path: Path) -> None:
    """`timeline extract --since DAY` in the text: a command of that name, with that option."""
    text = re.sub(r"<!--.*?-->", "", README, flags=re.DOTALL)
    named = re.findall(r"(?:^|[`$|] *)timeline(?: -\S+)* ([a-z]+)", text, re.MULTILINE)
    assert {"extract", "show", "models"} <= set(named)
    helps = run("--help", cwd=tmp_path).text
    for command in sorted(set(named)):
        ran = run(command, "--help", cwd=tmp_path, COLUMNS="300")
        assert ran.status == 0, command
        helps += ran.text
    for command in re.findall(r"^│ ([a-z]+) ", run("models", "--help", cwd=tmp_path).text, re.M):
        helps += run("models", command, "--help", cwd=tmp_path, COLUMNS="300").text
    not_ours = {"--force-reinstall", "--no-binary", "--no-deps", "--no-cache-dir"}  # pip's
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - not_ours
    assert options
    assert [option for option in sorted(options) if option not in helps] == []


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"\bmake ([a-z]+)\b *(?=`|$|#|  )", README, re.MULTILINE))
    assert {"run", "test"} <= targets
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
