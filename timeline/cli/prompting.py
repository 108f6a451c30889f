"""What `--prompt`, `--prompts-dir`, `--param` and `--schema` mean together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from timeline.models import load_catalogue
from timeline.prompts import Prompt, choose_prompt, load_prompt, split_parameters
from timeline.schema import EventAnswer, load_schema


def load(
    name: str | None,
    directory: Path | None,
    parameters: Sequence[str] | None,
    schema: str | None = None,
    *,
    model: str | None,
) -> Prompt:
    """The prompt as a run uses it with that model. `name` None: the one that goes with both."""
    asked = model or load_catalogue().default.name
    changed = bool(parameters or schema)
    return load_prompt(
        name or choose_prompt(asked, directory=directory, changed=changed),
        directory=directory,
        parameters=split_parameters(parameters or []),
        schema=load_schema(schema) if schema else EventAnswer,
        model=asked,
    )
