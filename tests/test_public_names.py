"""`from timeline import …` gives the same things whatever was imported before."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pytest
from command_line import python

import timeline


def test_no_public_name_is_that_of_a_module() -> None:
    """Importing a module sets its name in the package, over whatever stood there."""
    modules = {module.name for module in pkgutil.iter_modules(timeline.__path__)}
    assert "pipeline" in modules
    assert modules & set(timeline.__all__) == set()


@pytest.mark.parametrize(
    "before",
    ["", "from timeline import Options", "import timeline.api", "import timeline.cli.extract"],
)
def test_extract_is_the_function(before: str, tmp_path: Path) -> None:
    program = (
        f"{before}\n"
        "from timeline import extract\n"
        "from timeline import extract as again\n"
        "from timeline.api import extract as meant\n"
        "print(extract is again is meant)"
    )
    ran = python(program, cwd=tmp_path)
    assert (ran.status, ran.text) == (0, "True\n"), ran.err
