"""Which prompt a run uses that names none."""

from __future__ import annotations

from pathlib import Path

from timeline.prompts.places import DEFAULT, TUNED, list_prompts
from timeline.prompts.template import parse_entries, read_files


def choose_prompt(model: str, *, directory: Path | None = None, changed: bool = False) -> str:
    """The shipped `tuned` with the model that it was trained with, else `events`.

    Also `events` where there is another prompt of either name (in `directory` or `./prompts`): one
    that the user has edited, or a trained one in a folder of anybody's, whose adapter nobody asked
    for. And where `changed`: parameters or a schema of one's own are what it was not trained with.
    """
    there = {place.name: place for place in list_prompts(directory) if place.wins}
    if changed or not all(name in there and there[name].shipped for name in (DEFAULT, TUNED)):
        return DEFAULT
    path = there[TUNED].path
    tuned = parse_entries(path.with_suffix(".toml"), read_files(path)[1]).tuned
    return TUNED if tuned and tuned.model == model else DEFAULT
