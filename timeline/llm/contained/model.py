"""A model in a process of its own: restarted when it dies, and only the culprit is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from timeline.errors import EngineStoppedError, ModelError
from timeline.llm import Adapter, Answer, Message, ModelInfo, Task
from timeline.llm.contained import frames
from timeline.llm.contained.frames import Frame, FrameError
from timeline.llm.contained.process import PATIENCE, PROGRAM, Death, Process

MOST_DEATHS = 3  # in a row, with no answer between them: then the run ends
TRIES = 2  # of a task: with others, and once more by itself
_TWICE = "twice while it was asked about this; run again to ask once more"
Numbered = tuple[int, Task]  # as `Answer.task` counts them


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the engine's settings; None: the engine chooses (`settings.choose`)."""

    threads: int | None = None
    gpu_layers: int | None = None
    require_gpu: bool = False
    cells: int | None = None
    alone: bool | None = None


class ContainedModel:
    """A GGUF in another process, as `LlamaModel` is one in this one. Not thread-safe.

    When the process dies, a new one is started and asked again what was under way, one task at a
    time. A task that was under way both times is answered as lost. EngineStoppedError after
    `MOST_DEATHS` in a row; it is also kept as `failure`. ModelError when llama.cpp refuses the
    file. A process that gives no sign of life for `patience` seconds (600: a large model may load
    from a slow disk) has died. `notes` tell of every death. `prefixes` is a folder for what was
    read of prompts' beginnings (see `PrefixFiles`); None: each run reads its own.
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        sha256: str,
        wanted: Wanted,
        prefixes: Path | None = None,
        adapter: Adapter | None = None,
        program: str | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._program, self._patience = program or PROGRAM, patience
        self._request: Frame = {
            "path": str(path), "name": name, "sha256": sha256, "settings": asdict(wanted),
            "prefixes": str(prefixes) if prefixes else None,
            "adapter": [str(adapter.path), adapter.sha256] if adapter else None,
        }  # fmt: skip
        self._process: Process | None = None
        self._closed = False
        self._deaths_in_a_row = 0
        self.failure: EngineStoppedError | None = None
        self.notes: list[str] = []
        try:
            self._start()
        except Death as death:
            raise ModelError(
                f"{path}: {death} while this file was loaded; check it with "
                "`timeline models verify`, close other programs, or use a smaller model"
            ) from death

    @property
    def info(self) -> ModelInfo:
        return self._info

    @property
    def context_tokens(self) -> int:
        return self._context_tokens

    @property
    def pid(self) -> int | None:
        """Of the process that runs now; None when there is none."""
        return self._process.pid if self._process else None

    def count_tokens(self, text: str) -> int:
        return int(self._told({"count_tokens": text}))

    def task_tokens(self, task: Task) -> int:
        return int(self._told({"task_tokens": asdict(task)}))

    def prompt_tokens(self, messages: tuple[Message, ...]) -> tuple[list[int], list[int]]:
        """A chat as tokens: all before the last message's content, and the rest."""
        shared, body = self._told({"prompt_tokens": [asdict(message) for message in messages]})
        return shared, body

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Answers as they are complete, in any order; those that are lost say why.

        Who stops early, by an interrupt too, ends the process; the next use starts one.
        """
        self._deaths_in_a_row = 0
        flight = _Flight(enumerate(tasks))
        while True:
            try:
                yield from self._run(flight)
            except Death as death:
                self._count(death)
            else:
                return
            for number, task in flight.under_way.items():
                yield from self._alone(_Flight(iter([(number, task)]), flight.tries))
            flight.under_way.clear()

    def close(self) -> None:
        """End the process. Closing twice is harmless; any other use is a ModelError from now on."""
        self._closed = True
        if self._process:
            self._process.close()
            self._process = None

    def _alone(self, flight: _Flight) -> Iterator[Answer]:
        """A task that was under way when the process died, with no other beside it."""
        while True:
            try:
                yield from self._run(flight)
            except Death as death:
                self._count(death)
                for number, task in flight.under_way.items():
                    if flight.tries[number] >= TRIES:
                        yield Answer(number, (), lost=f"{death}, {_TWICE}")
                        return
                    flight.upcoming = iter([(number, task)])
            else:
                return

    def _run(self, flight: _Flight) -> Iterator[Answer]:
        """One process answers tasks until there are no more. Death, whoever saw it first."""
        process = self._running()
        sent: list[int] = []
        try:
            process.send({"answers": True})
            while "done" not in (frame := process.receive()):
                if "want" in frame:
                    self._send_next(process, flight, sent)
                else:
                    answer = _answer(process, frame, sent, flight.under_way)
                    del flight.under_way[answer.task]
                    self._deaths_in_a_row = 0
                    yield answer
        except Death:
            raise
        except BaseException:  # it is in the middle of something that nobody waits for
            self._stop()
            raise

    def _send_next(self, process: Process, flight: _Flight, sent: list[int]) -> None:
        """Give the process its next task; who makes the task may ask it something meanwhile."""
        one = next(flight.upcoming, None)
        if one is None:
            process.send({"task": None})
            return
        number, task = one
        flight.under_way[number] = task
        process.send({"task": asdict(task)})
        flight.tries[number] += 1
        sent.append(number)

    def _told(self, request: Frame) -> Any:
        while True:
            try:
                return self._running().told(request)
            except Death as death:
                self._count(death)
            except BaseException:  # its answer would be taken for the next one's
                self._stop()
                raise

    def _running(self) -> Process:
        """The process, started again when there is none. Death when it cannot be."""
        if self._closed:
            raise ModelError("the model is closed; load it again")
        if self._process is not None:
            return self._process
        try:
            return self._start()
        except ModelError as error:  # it could be loaded once: for want of memory, say
            raise Death(f"llama.cpp could not be started again: {error}") from error

    def _start(self) -> Process:
        process = Process(self._program, patience=self._patience)
        try:
            process.send(self._request)
            said = process.receive()
            self._info = frames.info_from(said.get("info"))
            self._context_tokens = int(said["context_tokens"])
        except (FrameError, KeyError) as error:
            raise process.broken(error) from error
        except BaseException:
            process.kill()
            raise
        self._process = process
        return process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()

    def _count(self, death: Death) -> None:
        """Take note of a death. EngineStoppedError when it is one too many."""
        if death.counted:
            return
        death.counted, self._process = True, None
        self._request["prefixes"] = None  # nothing from disk may end it a second time
        self._deaths_in_a_row += 1
        if self._deaths_in_a_row >= MOST_DEATHS:
            self.failure = EngineStoppedError(
                f"{death}, {MOST_DEATHS} times in a row; what was answered before is kept. "
                "Close other programs or use a smaller model, and run the same command again"
            )
            raise self.failure
        self.notes.append(f"{death}; it was started again")


@dataclass(slots=True)
class _Flight:
    """Tasks on their way through processes."""

    upcoming: Iterator[Numbered]
    tries: Counter[int] = field(default_factory=Counter)  # how often each was sent, by its number
    under_way: dict[int, Task] = field(default_factory=dict)  # sent and not answered


def _answer(process: Process, frame: Frame, sent: list[int], under_way: dict[int, Task]) -> Answer:
    """Death when it is no answer to anything that was asked."""
    try:
        number = sent[frame["answer"]]
        expected = len(under_way[number].branches)
        return Answer(number, frames.replies_from(frame["replies"], expected=expected))
    except (FrameError, KeyError, IndexError, TypeError) as error:
        raise process.broken(error) from error
