"""An engine for the contained process that dies, says nonsense or fails where its task asks it to.

Not llama.cpp: the signals are real, and so are the process and everything between it and the tests.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.errors import ContextError, DecodeError
from timeline.llm import Answer, Message, ModelInfo, Reply, Task
from timeline.llm.contained.frames import Frame

_SIGNAL = re.compile(r"die of (\w+)")
_AHEAD = 3  # tasks that are under way together


class MortalEngine:
    """Answers a task with its own words, three at a time, in turn. `request` is what opened it."""

    def __init__(self, request: Frame) -> None:
        self.info = ModelInfo("mortal", "5" * 64, "cpu", {}, ())
        self.context_tokens = 4096
        self.pulse = 0
        self._folder = Path(request["path"])
        if (self._folder / "unloadable").exists():
            os.kill(os.getpid(), signal.SIGSEGV)

    def count_tokens(self, text: str) -> int:
        self._obey(text)
        return len(text.split())

    def task_tokens(self, task: Task) -> int:
        return sum(len(message.content.split()) for message in task.messages)

    def prompt_tokens(self, messages: tuple[Message, ...]) -> tuple[list[int], list[int]]:
        return [1], [len(message.content) for message in messages]

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        under_way: list[tuple[int, Task]] = []
        for number, task in enumerate(tasks):
            under_way.append((number, task))
            if len(under_way) == _AHEAD:
                yield self._answer(*under_way.pop(0))
        for one in under_way:
            yield self._answer(*one)

    def close(self) -> None:
        pass

    def _answer(self, number: int, task: Task) -> Answer:
        words = task.messages[-1].content
        with (self._folder / "asked").open("a", errors="replace") as asked:
            asked.write(f"{words}\n")
        self._obey(words)
        return Answer(number, tuple(Reply(words, True, 0.1) for _ in task.branches))

    def _obey(self, words: str) -> None:
        """Die as the words say; "once": only where no mark says that it has been done."""
        mark = self._folder / "died"
        if "once" in words and mark.exists():
            return
        if found := _SIGNAL.search(words):
            mark.touch()
            sys.stderr.write("ggml.c:1: GGML_ASSERT(ground) failed\n")
            sys.stderr.flush()
            os.kill(os.getpid(), getattr(signal, found[1]))
        if "raise" in words:
            raise RuntimeError("no such thing")
        if "decode" in words:
            raise DecodeError("llama.cpp could not evaluate 4 tokens: a fatal error")
        if "overflow" in words:
            raise ContextError("a prompt does not fit")
        if "babble" in words:
            os.write(3, b"babble that is no frame")
        if "hang" in words:
            mark.touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        if "dawdle" in words:
            for self.pulse in range(1, 30):
                time.sleep(0.1)
        if "exit" in words:
            os._exit(3)
