"""A process that runs the engine: started, asked, and what is known of its end."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from queue import Empty, SimpleQueue
from typing import IO, Any, TypeVar

from timeline import errors
from timeline.llm.contained import frames
from timeline.llm.contained.frames import Frame, FrameError

# Isolated from the environment and the working folder, but with this process's own path: the
# libraries are found where they are found here.
PROGRAM = "from timeline.llm.contained.child import main; main()"
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
PATIENCE = 600.0  # seconds without a sign of life, after which a process hangs
_FAREWELL = 5  # seconds until a process that should have ended is killed
_LOOK = 1.0  # seconds of waiting at a time
_LAST_WORDS = 3  # lines kept of what it said of itself
_LINE = 500  # characters kept of each

_T = TypeVar("_T")

log = logging.getLogger("llama.cpp")
log.addHandler(logging.NullHandler())  # or Python prints warnings that nobody asked for


class Death(Exception):  # noqa: N818 - it is no error of ours
    """The process ended, or said what nobody can read; the message says how.

    `counted`: whoever saw it first has taken note of it.
    """

    counted = False


class Process:
    """A running child. After a `Death` or `kill` it answers nothing any more.

    When something is waited for and nothing comes for `patience` seconds, no `alive` either, that
    is its death.
    """

    def __init__(self, program: str, *, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._process = subprocess.Popen(  # noqa: S603 - this Python, with a program of ours
            [sys.executable, "-I", "-c", _START + program, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Else a failed assertion starts a debugger to describe it.
            env=os.environ | {"GGML_NO_BACKTRACE": "1"},
        )
        self._requests = _pipe(self._process.stdin)
        self._answers = _pipe(self._process.stdout)
        self._death: Death | None = None
        self._early: deque[Frame] = deque()  # what came before something else that was waited for
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._listener = threading.Thread(
            target=self._listen, args=(_pipe(self._process.stderr),), daemon=True
        )
        self._listener.start()
        self._said: SimpleQueue[Frame | FrameError | None] = SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._to_write: SimpleQueue[Frame | None] = SimpleQueue()
        self._written: SimpleQueue[OSError | None] = SimpleQueue()
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, frame: Frame) -> None:
        """Death when the process is gone, or does not read what is longer than the pipe."""
        if self._death is not None:
            raise self._death
        self._to_write.put(frame)
        if self._waited_for(self._written) is not None:
            self._wait()
            raise self._close(_how(self._process.returncode))

    def receive(self) -> Frame:
        """What it says next. Death when it is gone; a ModelError that it has met."""
        return self._early.popleft() if self._early else self._next()

    def told(self, request: Frame) -> Any:
        """What it tells when asked, also while it answers tasks."""
        self.send(request)
        while "told" not in (frame := self._next()):
            self._early.append(frame)
        return frame["told"]

    def _next(self) -> Frame:
        if self._death is not None:
            raise self._death
        frame = self._waited_for(self._said)
        while isinstance(frame, dict) and "alive" in frame:
            frame = self._waited_for(self._said)
        if isinstance(frame, FrameError):
            raise self.broken(frame) from frame
        if frame is None:
            self._wait()
            raise self._close(_how(self._process.returncode))
        if "error" in frame:
            raise self._error(frame["error"])
        return frame

    def _waited_for(self, queue: SimpleQueue[_T]) -> _T:
        """What comes next. Time in which this process itself was stopped, or the machine slept, is
        no waiting: a look that should take a second counts as two at most.
        """
        waited = 0.0
        while True:
            look = min(_LOOK, self._patience)
            before = time.monotonic()
            try:
                return queue.get(timeout=look)
            except Empty:
                waited += min(time.monotonic() - before, 2 * look)
            if waited >= self._patience:
                self._process.kill()
                self._process.wait()
                raise self._close(f"gave no sign of life for {waited:.0f} seconds")

    def _read(self) -> None:
        """Frames from the pipe to the queue, up to its end or to what is no frame."""
        frame: Frame | None = {}
        while frame is not None:
            try:
                frame = frames.receive(self._answers)
            except (FrameError, OSError, ValueError) as error:  # closed meanwhile
                self._said.put(error if isinstance(error, FrameError) else None)
                return
            self._said.put(frame)

    def _write(self) -> None:
        """Frames from the queue to the pipe. In a thread of its own: a process that has been
        stopped reads nothing, and whoever writes to it waits for it.
        """
        while (frame := self._to_write.get()) is not None:
            try:
                frames.send(self._requests, frame)
            except (OSError, ValueError) as error:  # closed meanwhile
                self._written.put(OSError(str(error)))
                return
            self._written.put(None)

    def broken(self, error: Exception) -> Death:
        """End what sends frames that are none."""
        self._process.kill()
        self._process.wait()
        return self._close(f"said what cannot be read ({error!r})")

    def kill(self) -> None:
        """End it at once."""
        if self._death is None:
            self._process.kill()
            self._process.wait()
            self._close("was ended")

    def close(self) -> None:
        """Let it end: that of its input is its end."""
        if self._death is None:
            with contextlib.suppress(OSError):
                self._requests.close()
            self._wait()
            self._close("was ended")

    def _wait(self) -> None:
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _close(self, how: str) -> Death:
        """Close the pipes of a process that has ended."""
        self._to_write.put(None)
        for thread in (self._listener, self._reader, self._writer):
            thread.join(_FAREWELL)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what is still to be flushed has no reader
                    pipe.close()
        words = f"; its last words: {' / '.join(self._last_words)}" if self._last_words else ""
        self._death = Death(f"llama.cpp {how}{words}")
        return self._death

    def _error(self, said: object) -> Exception:
        """An error of ours by its name. A batch that could not be evaluated leaves the engine in
        an unknown state: that is its death.
        """
        name, words = said if isinstance(said, list) and len(said) == 2 else ("", said)
        self.kill()
        kind = getattr(errors, str(name), errors.ModelError)
        if kind is errors.DecodeError:
            self._death = Death(str(words))
            return self._death
        known = isinstance(kind, type) and issubclass(kind, errors.TimelineError)
        return kind(str(words)) if known else errors.ModelError(str(words))

    def _listen(self, stream: IO[bytes]) -> None:
        """Its log to ours; what it says without one, or as an error, is kept."""
        level = logging.ERROR
        while line := stream.readline(_LINE):
            text = line.decode("utf-8", "replace").rstrip()
            if text[:2].isdigit() and text[2:3] == " ":
                level, text = int(text[:2]), text[3:]
            elif text.strip():
                level = logging.ERROR
            if text.strip():
                log.log(level, "%s", text)
                if level >= logging.ERROR:
                    self._last_words.append(text)


def _how(status: int) -> str:
    """An exit status in words."""
    if status >= 0:
        return f"ended with status {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = "unknown"
    cause = ", as for want of memory" if name == "SIGKILL" else ""
    return f"stopped with signal {-status} ({name}{cause})"


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # pragma: no cover - all three are pipes
        raise errors.ModelError("llama.cpp cannot be run without a second process")
    return stream
