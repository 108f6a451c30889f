"""Articles with answers → examples of tokens, a line of JSON for each chunk.

    python training/examples.py training/articles > examples.jsonl

The default model has to be here, for its vocabulary. A chunk is shown, and every question is asked,
as `timeline extract` does it. The questions of a chunk are branches of one example: `segments` are
0 for the prompt, which all see, and the number of the question for what only it sees.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from timeline import prompts, schema
from timeline.documents import Reading, read_sources
from timeline.llm.tokenizer import Tokenizer
from timeline.mentions import task_for
from timeline.mentions.ask import when_asked
from timeline.models import find_model, load_catalogue
from timeline.pipeline import Options, chunks_of
from timeline.records import Chunk, Question

_ELSEWHEN = {"E", "L", "?"}  # classes: not at the time that code supposes (README.md)
FIRST_WEIGHT, NONE_END_WEIGHT = 3.0, 0.3  # of event or none; of the quotation mark after none


@dataclass
class Example:
    """Tokens of a chunk and of its answers. Row `rows[i]` has to predict `targets[i]`."""

    name: str
    ids: list[int]
    positions: list[int]
    segments: list[int]
    none: int  # the token that says that there is no event
    rows: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    first: list[int] = field(default_factory=list)  # which targets say whether there is an event


def examples(folder: Path, tokens: Tokenizer, prompt: prompts.Prompt) -> Iterator[Example]:
    """ValueError when an article's answers are not those to its questions."""
    reading = Reading(published_order=("filename",))
    for path in sorted(folder.glob("*.txt")):
        answers = path.with_suffix(".lab").read_text("utf-8").splitlines()
        (document,) = read_sources([str(path)], reading=reading).documents
        chunks = chunks_of(document, tokens, Options())
        if len(answers) != sum(len(chunk.questions) for chunk in chunks):
            raise ValueError(
                f"{path}: {len(answers)} answers; ask again (scripts/ask_for_labels.py)"
            )
        for chunk in chunks:
            asked, answers = answers[: len(chunk.questions)], answers[len(chunk.questions) :]
            example = _example(path.stem, chunk, asked, tokens, prompt)
            if example.rows:
                yield example


def _example(
    name: str, chunk: Chunk, answers: list[str], tokens: Tokenizer, prompt: prompts.Prompt
) -> Example:
    task = task_for(chunk, prompt, min_confidence=0)
    shared, body = tokens.prompt_tokens(task.messages)
    shown = shared + body
    (none,) = tokens.plain(schema.NONE)
    example = Example(name, shown, list(range(len(shown))), [0] * len(shown), none)
    for number, (question, branch, line) in enumerate(
        zip(chunk.questions, task.branches, answers, strict=True), 1
    ):
        title = answer(question, line)
        if question.says and not title.startswith(question.says):
            continue  # nothing of substance is said; the run asks no such question
        known = tokens.plain(branch.forced) + tokens.plain(question.says)
        free = tokens.plain(f'{title[len(question.says) :]}"}}')
        _add(example, number, known, free, weights=_weights(question, title, len(free)))
        if not question.says:
            example.first.append(len(example.targets) - len(free))
    return example


def answer(question: Question, line: str) -> str:
    """The title, or "none", also where the event was not at the supposed time."""
    _, title, *classes = (part.strip() for part in line.split("|"))
    supposed = when_asked(question) in ("today", "then")
    return schema.NONE if supposed and _ELSEWHEN & set(classes) else title


def _weights(question: Question, title: str, size: int) -> list[float]:
    first = 1.0 if question.says else FIRST_WEIGHT
    return [first] + [NONE_END_WEIGHT if title == schema.NONE else 1.0] * (size - 1)


def _add(
    example: Example, number: int, known: list[int], free: list[int], *, weights: list[float]
) -> None:
    """A branch after the prompt; its last token predicts nothing and is left out."""
    begin, shown = len(example.ids), example.segments.count(0)
    size = len(known) + len(free) - 1
    example.ids += (known + free)[:-1]
    example.positions += range(shown, shown + size)
    example.segments += [number] * size
    example.rows += range(begin + len(known) - 1, begin + size)
    example.targets += free
    example.weights += weights


def main(folder: Path) -> None:
    name = load_catalogue().default.name
    tokens = Tokenizer(find_model(name).path)
    prompt = prompts.load_prompt("tuned", model=name)
    for example in examples(folder, tokens, prompt):
        sys.stdout.write(json.dumps(asdict(example)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
