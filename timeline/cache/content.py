"""What makes two questions the same, and how replies are written down."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from timeline.llm import ModelInfo, Reply, Task

FORM = 2  # of keys and values; a new one forgets what is kept


def key_of(info: ModelInfo, task: Task) -> str:
    """64 hex digits of all that an answer depends on: the model's bytes and its adapter's, the
    engine's settings (but not its threads), every message (instructions, examples, chunk) and every
    question with its grammar.
    """
    settings = {name: value for name, value in info.settings.items() if name != "threads"}
    learned = [info.adapter] if info.adapter else []  # answers without one keep their keys
    said = [FORM, info.sha256, *learned, info.backend, settings, asdict(task)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def written(replies: tuple[Reply, ...]) -> str:
    """Replies as text. `read_replies` reads it back."""
    return json.dumps([[r.text, r.complete, r.watch_probability, r.certainty] for r in replies])


def read_replies(text: str, *, expected: int) -> tuple[Reply, ...]:
    """ValueError when it is not the replies to so many questions."""
    rows = json.loads(text)
    if not isinstance(rows, list) or len(rows) != expected:
        raise ValueError(f"not the replies to {expected} questions")
    replies = []
    for said, complete, probability, certainty in rows:
        if not isinstance(said, str | None) or not isinstance(complete, bool):
            raise ValueError("a reply is not text")
        replies.append(Reply(said, complete, float(probability), float(certainty)))
    return tuple(replies)
