"""With the model present, extracting opens no socket at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from articles import BRIDGE
from command_line import python

from timeline.models import ModelFile

PROGRAM = """
import sys

def watch(event, arguments):
    if event.startswith("socket."):
        sys.stderr.write(f"opened: {event} {arguments}\\n")
        sys.stderr.flush()
        import os
        os._exit(99)

sys.addaudithook(watch)
sys.argv = ["timeline", *WORDS]
from timeline.cli import main
main()
"""


@pytest.mark.model
def test_extract_opens_no_socket(tmp_path: Path, small_model: ModelFile) -> None:
    (tmp_path / "2024-03-05_bridge.txt").write_text(BRIDGE)
    words = ["extract", ".", "-m", "smollm2-135m", "--threads", "1"]
    ran = python(
        PROGRAM.replace("WORDS", repr(words)),
        cwd=tmp_path,
        TIMELINE_MODELS_DIR=str(small_model.path.parent),
    )
    assert ran.status == 0, ran.err
    assert json.loads((tmp_path / "timeline.json").read_text())["documents"]


def test_the_watch_sees_sockets(tmp_path: Path) -> None:
    """What the test above relies on."""
    program = PROGRAM.replace(
        "from timeline.cli import main\nmain()", "import socket\nsocket.socket()"
    )
    ran = python(program.replace("WORDS", "[]"), cwd=tmp_path)
    assert ran.status == 99
    assert "opened: socket.__new__" in ran.err
