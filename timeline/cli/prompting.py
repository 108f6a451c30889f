"""What `--prompt`, `--prompts-dir`, `--param` and `--schema` mean together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from timeline.models import load_catalogue
from timeline.prompts import Prompt, load_prompt, split_parameters
from timeline.schema import EventAnswer, load_schema


def load(
    name: str,
    directory: Path | None,
    parameters: Sequence[str] | None,
    schema: str | None = None,
    *,
    model: str | None,
) -> Prompt:
    """The prompt as a run uses it with that model; None is the default model."""
    return load_prompt(
        name,
        directory=directory,
        parameters=split_parameters(parameters or []),
        schema=load_schema(schema) if schema else EventAnswer,
        model=model or load_catalogue().default.name,
    )
