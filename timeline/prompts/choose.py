"""Which prompt a run uses that names none."""

from __future__ import annotations

from pathlib import Path

from timeline.prompts.places import DEFAULT, TUNED, list_prompts
from timeline.prompts.template import parse_entries, read_files


def choose_prompt(model: str, *, directory: Path | None = None, changed: bool = False) -> str:
    """`tuned` with the model that it was trained with, else `events`.

    Also `events` where the user has a prompt of that name (in `directory` or `./prompts`), and
    where `changed`, since parameters or a schema of one's own are what that was not trained with.
    """
    there = {place.name: place for place in list_prompts(directory) if place.wins}
    own = DEFAULT in there and not there[DEFAULT].shipped
    if own or changed or TUNED not in there:
        return DEFAULT
    path = there[TUNED].path
    tuned = parse_entries(path.with_suffix(".toml"), read_files(path)[1]).tuned
    return TUNED if tuned and tuned.model == model else DEFAULT
