"""A process that reads hostile formats, with a limit on its memory and its time.

A PDF, a Word document or a page can make its library take gigabytes, run for hours or crash. Then
only this process ends; the file is named with the reason, and the next one gets a new process.
Answers come back as JSON: nothing unpickles, so the process is not trusted either.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any

from timeline.documents.child import ANSWER, Limits, answers_in
from timeline.documents.content import Asked, FileContent, NotADocumentError
from timeline.errors import DocumentError, ExtraMissingError

# Waiting is measured by the clock, which also runs while the machine sleeps or others compute:
# the limit that counts is on computing, this one ends what waits for nothing.
PATIENCE = 600  # seconds
# Isolated from the environment and the working folder, but with this process's own path: the
# libraries are found where they are found here.
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from timeline.documents.child import Limits, serve; serve(Limits(*json.loads(sys.argv[2])))"
)


class Worker:
    """Reads files in another process, which is started for the first and kept for the next."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, suffix: str, data: bytes, asked: Asked) -> FileContent:
        """The articles in `data`. DocumentError when they cannot be read within the limits.

        ExtraMissingError when the library of the format is not installed.
        """
        while True:
            fresh = self._served == 0
            reply = self._ask(suffix, data, asked)
            if reply.keys() <= {"content", "document", "other", "extra"}:
                break
            self._end()
            if fresh:  # else the files before it may have left too little room
                raise DocumentError(str(reply.get("died") or self._too_much()))
        if "extra" in reply:
            raise ExtraMissingError(str(reply["extra"]))
        if "other" in reply:
            raise NotADocumentError(str(reply["other"]))
        if "document" in reply:
            raise DocumentError(str(reply["document"]))
        return ANSWER.validate_python(reply["content"])

    def _ask(self, suffix: str, data: bytes, asked: Asked) -> dict[str, Any]:
        """The reply; {"memory": …} or {"died": reason} when there is none."""
        process = self._process or self._start()
        if process.stdin is None or process.stdout is None:  # pragma: no cover - both are pipes
            raise DocumentError("it cannot be read without a second process")
        request = {
            "suffix": suffix, "lang": asked.lang, "fields": dict(asked.fields), "size": len(data),
        }  # fmt: skip
        impatience = threading.Timer(PATIENCE, process.kill)
        impatience.start()
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n" + data)
            process.stdin.flush()
            reply = answers_in(process.stdout)
        except BrokenPipeError:
            reply = None
        finally:
            impatience.cancel()
        self._served += 1
        return reply if reply is not None else {"died": self._cause_of_death(process.wait())}

    def _start(self) -> subprocess.Popen[bytes]:
        path = json.dumps(sys.path)
        self._process = subprocess.Popen(  # noqa: S603 - this Python, with a program of ours
            [sys.executable, "-I", "-B", "-c", _PROGRAM, path, json.dumps(self._limits)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._served = 0
        return self._process

    def _end(self) -> None:
        process, self._process, self._served = self._process, None, 0
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        process.wait()

    def _too_much(self) -> str:
        return (
            f"reading it takes more than {self._limits.memory // 1024**2} MB of memory; "
            "split it, or save its text as .txt"
        )

    def _cause_of_death(self, status: int) -> str:
        way_out = "split it, or save its text as .txt"
        if -status == getattr(signal, "SIGXCPU", None):
            return f"reading it takes more than {self._limits.seconds} s; {way_out}"
        if -status == getattr(signal, "SIGKILL", None):  # by this program's patience, or the system
            return f"reading it takes too much time or memory; {way_out}"
        return f"its parser crashed (status {status}); {way_out}"
