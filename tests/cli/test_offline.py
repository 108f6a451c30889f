"""With the model present, extracting opens no socket at all, nor does the engine's process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from articles import BRIDGE
from command_line import Ran, python

from timeline.models import ModelFile

WATCH = """
import sys

def watch(event, arguments):
    if event.startswith("socket."):
        sys.stderr.write(f"opened: {event} {arguments}\\n")
        sys.stderr.flush()
        import os
        os._exit(99)

sys.addaudithook(watch)
"""
PROGRAM = f"""
{WATCH}
import timeline.llm.contained.model as contained
contained.PROGRAM = {f"exec({WATCH!r}); "!r} + ENGINE + contained.PROGRAM
sys.argv = ["timeline", "extract", ".", "-m", "smollm2-135m", "--threads", "1"]
from timeline.cli import main
main()
"""


def _extract(folder: Path, model: ModelFile, *, engine: str = "") -> Ran:
    """`engine` is what the engine's process does first."""
    (folder / "2024-03-05_bridge.txt").write_text(BRIDGE)
    return python(
        PROGRAM.replace("ENGINE", repr(engine)),
        cwd=folder,
        TIMELINE_MODELS_DIR=str(model.path.parent),
    )


@pytest.mark.model
def test_extract_opens_no_socket(tmp_path: Path, small_model: ModelFile) -> None:
    ran = _extract(tmp_path, small_model)
    assert ran.status == 0, ran.err
    assert json.loads((tmp_path / "timeline.json").read_text())["documents"]


@pytest.mark.model
def test_the_watch_sees_those_of_the_engine(tmp_path: Path, small_model: ModelFile) -> None:
    """What the test above relies on, with the next."""
    ran = _extract(tmp_path, small_model, engine="import socket; socket.socket(); ")
    assert ran.status == 4
    assert "status 99" in ran.err
    assert "opened: socket.__new__" in ran.err


def test_the_watch_sees_sockets(tmp_path: Path) -> None:
    ran = python(WATCH + "import socket\nsocket.socket()", cwd=tmp_path)
    assert ran.status == 99
    assert "opened: socket.__new__" in ran.err
