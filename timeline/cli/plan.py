"""`timeline extract --dry-run`: what would be read, cut and sent."""

from __future__ import annotations

import typer

from timeline.cache import RememberingModel
from timeline.cli.text import count, printable
from timeline.documents import Sources
from timeline.llm.contained.model import ContainedModel
from timeline.mentions import task_for
from timeline.pipeline import Options, chunks_of, in_known_languages
from timeline.prompts import Prompt


def print_plan(
    read: Sources,
    model: ContainedModel,
    options: Options,
    prompt: Prompt,
    *,
    remembering: RememberingModel | None,
) -> None:
    """A line for each document, then the sums, on stdout. Questions and tokens are those of chunks
    whose answers are not kept.
    """
    chunks_total = known_total = questions_total = tokens_total = 0
    documents, unread = in_known_languages(read.documents)
    for document in documents:
        chunks = chunks_of(document, model, options)
        answered = questions = tokens = 0
        for chunk in chunks:
            task = task_for(chunk, prompt, min_confidence=options.min_confidence)
            if remembering and remembering.knows(task):
                answered += 1
                continue
            questions += len(task.branches)
            tokens += len(model.prompt_tokens(task.messages)[1])
            tokens += sum(model.count_tokens(branch.forced) for branch in task.branches)
        day = document.published
        dated = f"published {day} ({document.published_from})" if day else "no publication date"
        typer.echo(
            f"{printable(document.id)}: {dated}, {len(document.text)} characters, "
            f"{_chunks(len(chunks), answered)}, {count(questions, 'question')}, {tokens} tokens"
        )
        chunks_total += len(chunks)
        known_total += answered
        questions_total += questions
        tokens_total += tokens
    for skipped in (*read.skipped, *unread):
        typer.echo(printable(f"{skipped.document}: not read: {skipped.reason}"))
    typer.echo(
        f"{count(len(documents), 'document')}, {_chunks(chunks_total, known_total)}, "
        f"{count(questions_total, 'question')}, {tokens_total} tokens to {model.info.name}"
    )


def _chunks(number: int, known: int) -> str:
    return count(number, "chunk") + (f" ({known} answered before)" if known else "")
