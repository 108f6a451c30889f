"""Chunk + model → mentions: ask, parse, keep the words that prove it.

Pure but for the model. The model is asked one question per sentence and time expression; each
answer stands alone, so a broken one loses itself and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import ValidationError

from timeline import prompts, schema
from timeline.llm import Answer, Branch, Reply, Task
from timeline.records import Chunk, Evidence, Mention, Question, Skipped
from timeline.status import status_of
from timeline.titles import full_names, tidy

ANSWER_TOKENS = 48  # a title of 12 words has about 16 tokens; names of people and places more


def task_for(chunk: Chunk, prompt: prompts.Prompt, *, min_confidence: float) -> Task:
    """The chunk as the model is asked about it: one branch per question, in order."""
    branches = []
    for question in chunk.questions:
        known = _known(chunk, question)
        branches.append(
            Branch(
                forced=schema.known_text(known, "what"),
                grammar=schema.grammar(schema.EventAnswer, known),
                max_tokens=ANSWER_TOKENS,
                watch=schema.NONE,
                watch_limit=1 - min_confidence,
            )
        )
    return Task(prompts.messages(prompt, chunk), tuple(branches))


def mentions_from(chunk: Chunk, answer: Answer) -> tuple[list[Mention], list[Skipped]]:
    """The events that the model saw in the chunk, and the questions that came to nothing."""
    mentions, skipped = [], []
    for question, reply in zip(chunk.questions, answer.replies, strict=True):
        if reply.text is None:  # the model is sure that there is no event
            continue
        title = _title(reply)
        if title is None:
            number = question.sentence + 1
            skipped.append(
                Skipped(
                    chunk.document.id,
                    f"chunk {chunk.index + 1}, sentence {number}",
                    "the answer was cut off before a title; try a larger model",
                )
            )
            continue
        mentions.append(_mention(chunk, question, title, 1 - reply.watch_probability))
    return mentions, skipped
