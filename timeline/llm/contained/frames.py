"""What goes through the pipes: a length, then JSON. And tasks and answers as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import IO, Any

from timeline.llm import Answer, Branch, Message, ModelInfo, Reply, Task

Frame = dict[str, Any]
_LENGTH_BYTES = 4
_LARGEST = 1 << 28  # bytes; what says that it is larger is no frame


class FrameError(Exception):
    """What came through the pipe is no frame, or the pipe ended inside one."""


def send(stream: IO[bytes], frame: Frame) -> None:
    """OSError when nobody reads any more."""
    data = json.dumps(frame).encode()  # ASCII: lone surrogates pass
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Frame | None:
    """The next frame; None when the pipe ended before it. FrameError when it is broken."""
    head = stream.read(_LENGTH_BYTES)
    if not head:
        return None
    size = int.from_bytes(head, "big")
    if len(head) < _LENGTH_BYTES or size > _LARGEST:
        raise FrameError("no length before it")
    data = stream.read(size)
    if len(data) < size:
        raise FrameError("it ends too early")
    try:
        frame = json.loads(data)
    except ValueError as error:
        raise FrameError("it is no JSON") from error
    if not isinstance(frame, dict):
        raise FrameError("it is no object")
    return frame


def task_from(data: Any) -> Task:
    """The task that was sent as its `asdict`."""
    return Task(
        messages=tuple(Message(**message) for message in data["messages"]),
        branches=tuple(Branch(**branch) for branch in data["branches"]),
    )


def task_data(task: Task) -> Frame:
    return asdict(task)


def replies_data(answer: Answer) -> list[list[str | bool | float | None]]:
    return [[r.text, r.complete, r.watch_probability, r.certainty] for r in answer.replies]


def replies_from(data: Any, *, expected: int) -> tuple[Reply, ...]:
    """FrameError when it is not the replies to so many questions."""
    try:
        replies = tuple(
            Reply(text, done, float(likely), float(sure)) for text, done, likely, sure in data
        )
    except (TypeError, ValueError) as error:
        raise FrameError("these are no replies") from error
    if len(replies) != expected:
        raise FrameError(f"these are not the replies to {expected} questions")
    if not all(isinstance(r.text, str | None) and isinstance(r.complete, bool) for r in replies):
        raise FrameError("a reply is not text")
    return replies


def info_from(data: Any) -> ModelInfo:
    """FrameError when it is no such thing."""
    try:
        return ModelInfo(**{**data, "reasons": tuple(data["reasons"])})
    except (TypeError, KeyError) as error:
        raise FrameError("it does not say what is running") from error
