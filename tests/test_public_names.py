"""`from timeline import …` gives the same things whatever was imported before."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import environment

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
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment(), capture_output=True,
        text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout == "True\n"
