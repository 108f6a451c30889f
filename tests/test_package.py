"""The wheel holds what the code reads at run time, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from command_line import REPOSITORY, environment, run

from timeline.prompts import load_prompt


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked where nothing of the working copy is."""
    folder = tmp_path_factory.mktemp("wheel")
    words = ["wheel", ".", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run(
        [sys.executable, "-m", "pip", "--no-cache-dir", *words],
        cwd=REPOSITORY, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (wheel,) = folder.glob("timeline-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_module_and_data_file_is_there(installed: Path) -> None:
    kinds = {".py", ".toml", ".typed", ".jinja", ".gguf", ".html", ".css", ".js"}
    source = {
        path.relative_to(REPOSITORY)
        for path in (REPOSITORY / "timeline").rglob("*")
        if path.suffix in kinds or path.name == "py.typed"
    }
    source |= {
        Path("timeline/shipped_prompts") / path.name
        for path in (REPOSITORY / "prompts").iterdir()
        if path.suffix in kinds
    }
    inside = {path.relative_to(installed) for path in installed.rglob("*") if path.is_file()}
    code = {path for path in inside if ".dist-info" not in path.parts[0]}
    assert code == source
    assert {"LICENSE"} <= {path.name for path in inside - code}


def test_it_works_without_the_working_copy(installed: Path, tmp_path: Path) -> None:
    program = (
        "import timeline.prompts\n"
        "from timeline.models import load_catalogue\n"
        "print(timeline.__file__, timeline.prompts.load_prompt().sha256, *load_catalogue().names)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, text=True, capture_output=True,
        env=environment(PYTHONPATH=str(installed)), check=True, timeout=60,
    )  # fmt: skip
    file, prompt, *names = done.stdout.split()
    assert Path(file).is_relative_to(installed)
    assert prompt == load_prompt().sha256
    assert "qwen2.5-coder-1.5b" in names
    ran = run(
        "date", "last week", "--published", "2026-02-28", cwd=tmp_path, PYTHONPATH=str(installed)
    )
    assert "16 February 2026" in ran.text
