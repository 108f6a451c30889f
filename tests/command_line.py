"""The command as people run it: a process of its own, with its own stdout, stderr and status."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
# llama_cpp leaves two /dev/null open for as long as the process runs.
_WARNINGS = ("-W", "error", "-W", "ignore::ResourceWarning")
COMMAND = (sys.executable, *_WARNINGS, "-m", "timeline")


PATIENCE = 580  # seconds until a process counts as hanging


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


def environment(**more: str) -> dict[str, str]:
    """That of the tests, with a plain, wide terminal. `TIMELINE_` settings only from `more`; what
    one process keeps for the next is in `TIMELINE_CACHE_DIR`, or the next has nothing.
    """
    more.setdefault("TIMELINE_CACHE_DIR", tempfile.mkdtemp(prefix="timeline-test-cache-"))
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TIMELINE_")}
    plain = {"COLUMNS": "100", "TERM": "xterm", "XDG_CONFIG_HOME": os.devnull}
    return kept | {"PYTHONPATH": str(REPOSITORY)} | plain | more


def run(*words: str | Path, cwd: Path, stdin: bytes = b"", **variables: str) -> Ran:
    """Run `timeline WORDS…` in a folder; `variables` are added to its environment."""
    return _run([*COMMAND, *map(str, words)], cwd, stdin, variables)


def python(program: str, *, cwd: Path, **variables: str) -> Ran:
    """Run a program as a user of the library would, in a process of its own."""
    return _run([sys.executable, "-c", program], cwd, b"", variables)


def _run(command: list[str], cwd: Path, stdin: bytes, variables: dict[str, str]) -> Ran:
    done = subprocess.run(
        command,
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=environment(**variables),
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode())
