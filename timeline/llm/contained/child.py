"""The engine's side: one model, its requests from standard input, its answers to standard output.

Runs as a process of its own (see `process`). A crash of it is the parent's to see; an error of
ours goes there by its name. It ends when its input does, in the middle of a step too, so that it
never outlives the process that it works for.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Protocol

from timeline.errors import TimelineError
from timeline.llm import Adapter, Message, Model, Task
from timeline.llm.contained import frames
from timeline.llm.contained.frames import Frame

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

# Added to what Linux counts (thousandths of all memory) when it must end a process for want of it:
# then the engine, which loses a chunk, and not the run.
_FIRST_TO_GO = 300
BEAT = 10.0  # seconds between two looks at whether the engine gets on
LOG_FORMAT = "%(levelno)02d %(message)s"  # what `process` reads


class Served(Model, Protocol):
    """A model that also tells the tokens of a chat, and whether it gets on."""

    @property
    def pulse(self) -> int:
        """Grows as long as it does; read by another thread."""

    def prompt_tokens(self, messages: tuple[Message, ...]) -> tuple[list[int], list[int]]: ...


def main() -> None:
    """What the process does: llama.cpp, asked from outside."""
    serve(_load)


def serve(load: Callable[[Frame], Served]) -> None:
    """Load what the first request names, then answer requests until the input ends."""
    with contextlib.suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _prepare()
    requests: SimpleQueue[Frame] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, requests), daemon=True).start()
    try:
        _Service(load(requests.get()), requests, answers).run()
    except TimelineError as error:
        frames.send(answers, {"error": [type(error).__name__, str(error)]})
    except BaseException:  # noqa: BLE001 - a bug, or no memory: told as the cause of death
        traceback.print_exc()
    os._exit(1)  # at once: an orderly end would wait for the thread that reads


class _Service:
    """A loaded model between two pipes."""

    def __init__(self, model: Served, requests: SimpleQueue[Frame], answers: IO[bytes]) -> None:
        self._model, self._requests, self._answers = model, requests, answers
        self._sending = threading.Lock()

    def run(self) -> None:
        threading.Thread(target=self._beat, daemon=True).start()
        self._send({"info": asdict(self._model.info), "context_tokens": self._model.context_tokens})
        while True:
            request = self._requests.get()
            if "answers" in request:
                self._answer()
            else:
                self._tell(request)

    def _answer(self) -> None:
        """One run: a task for each `want`, answers in between, `done` at its end."""
        for answer in self._model.answers(self._tasks()):
            self._send({"answer": answer.task, "replies": frames.replies_data(answer)})
        self._send({"done": True})

    def _tasks(self) -> Iterator[Task]:
        while True:
            self._send({"want": True})
            while "task" not in (request := self._requests.get()):
                self._tell(request)  # who makes the task asks how long its parts are
            if request["task"] is None:
                return
            yield frames.task_from(request["task"])

    def _tell(self, request: Frame) -> None:
        """How many tokens something has."""
        told: int | tuple[list[int], list[int]]
        if "count_tokens" in request:
            told = self._model.count_tokens(request["count_tokens"])
        elif "task_tokens" in request:
            told = self._model.task_tokens(frames.task_from(request["task_tokens"]))
        else:
            messages = tuple(Message(**message) for message in request["prompt_tokens"])
            told = self._model.prompt_tokens(messages)
        self._send({"told": told})

    def _beat(self) -> None:
        """Say so now and then, as long as the engine gets on within its steps."""
        before = 0
        with contextlib.suppress(OSError):
            while True:
                time.sleep(BEAT)
                if (pulse := self._model.pulse) != before:
                    self._send({"alive": True})
                before = pulse

    def _send(self, frame: Frame) -> None:
        with self._sending:
            frames.send(self._answers, frame)


def _read(stream: IO[bytes], requests: SimpleQueue[Frame]) -> None:
    """Put requests where the engine finds them; end the process with the one who sends them.

    In a thread of its own, because the engine can be inside llama.cpp for seconds.
    """
    with contextlib.suppress(frames.FrameError, OSError):
        while (request := frames.receive(stream)) is not None:
            requests.put(request)
    os._exit(0)


def _prepare() -> None:
    """The log to where the parent reads it; no core dump; first to go when memory is short."""
    log = logging.StreamHandler(sys.stderr)
    log.setFormatter(logging.Formatter(LOG_FORMAT))
    logging.basicConfig(level=logging.DEBUG, handlers=[log], force=True)
    if resource is not None:
        with contextlib.suppress(ValueError, OSError):
            most = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    with contextlib.suppress(ValueError, OSError):  # not on other systems
        score = Path("/proc/self/oom_score_adj")
        score.write_text(str(min(int(score.read_text("ascii")) + _FIRST_TO_GO, 1000)), "ascii")


def _load(request: Frame) -> Served:
    from timeline.llm.lazy import LazyLlama
    from timeline.llm.prefix_files import PrefixFiles
    from timeline.llm.settings import choose

    return LazyLlama(
        Path(request["path"]),
        name=request["name"],
        sha256=request["sha256"],
        settings=choose(**request["settings"]),
        prefixes=PrefixFiles(Path(prefixes)) if (prefixes := request["prefixes"]) else None,
        adapter=Adapter(Path(adapter[0]), adapter[1]) if (adapter := request["adapter"]) else None,
    )
