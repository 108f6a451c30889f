"""A file that is replaced is the old one or the new one, at whatever moment the run is killed."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from command_line import python

from timeline.errors import OutputError
from timeline.writers import replace

KILLED_AT = """
import os, pathlib, signal
from timeline.writers import replace

def die(*_arguments, **_more):
    os.kill(os.getpid(), signal.SIGKILL)

{where} = die
replace(pathlib.Path("timeline.json"), b"new" * 100_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("where", ["os.fdopen", "os.fsync", "pathlib.Path.chmod", "os.replace"])
def test_killed_while_writing(where: str, tmp_path: Path) -> None:
    output = tmp_path / "timeline.json"
    output.write_bytes(b"old")
    ran = python(KILLED_AT.replace("{where}", where), cwd=tmp_path)
    assert ran.status == -signal.SIGKILL, ran.err
    assert output.read_bytes() == b"old"


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """Neither the old file nor the folder is touched."""
    resource = pytest.importorskip("resource")
    output = tmp_path / "timeline.json"
    output.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OutputError, match="choose another place"):
            replace(output, b"new" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert output.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [output]


def test_the_whole_file_and_its_permissions(tmp_path: Path) -> None:
    output = tmp_path / "timeline.json"
    output.write_bytes(b"old")
    output.chmod(0o640)
    replace(output, b"new")
    assert output.read_bytes() == b"new"
    if sys.platform != "win32":
        assert output.stat().st_mode & 0o777 == 0o640
