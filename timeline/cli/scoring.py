"""Gold sets, and the timelines that are made of their articles to be scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from timeline.contract import TimelineFile
    from timeline.llm import Model
    from timeline.llm.contained.model import ContainedModel
    from timeline.pipeline import Options
    from timeline.prompts import Prompt


@contextmanager
def opened(context: typer.Context, model: str | None, prompt: Prompt) -> Iterator[ContainedModel]:
    """The model as the prompt wants it, fetched when it may be and must, and closed at the end."""
    from timeline.api import open_model
    from timeline.cli.pulling import pull_with_progress
    from timeline.cli.text import printable

    root = context.find_root().params
    loaded = open_model(
        model,
        offline=bool(root.get("offline")),
        pull=lambda name: pull_with_progress(name, quiet=bool(root.get("quiet"))),
        adapter=prompt.adapter,
    )
    try:
        yield loaded
    finally:
        loaded.close()
        for note in loaded.notes:
            typer.echo(f"note: {printable(note)}", err=True)


def timelines_of(
    gold: Sequence[Path], model: Model, prompt: Prompt, options: Options
) -> list[TimelineFile]:
    """The timelines of the articles beside each gold file, made now."""
    from timeline import contract
    from timeline.documents import read_sources
    from timeline.pipeline import extract_timeline

    files = []
    for path in gold:
        folder = path if path.is_dir() else path.parent
        articles = folder / "articles" if (folder / "articles").is_dir() else folder
        read = read_sources([str(articles)])
        made = extract_timeline(
            read.documents, model, prompt=prompt, options=options, skipped=read.skipped
        )
        files.append(contract.to_file(made))
    return files
