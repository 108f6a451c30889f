"""What the shell offers when Tab is pressed after an option: names that there are.

A completion never fails aloud: what cannot be looked up is not offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from timeline.errors import TimelineError
from timeline.records import Label

Offer = tuple[str, str]  # what to insert, and a word on it


def models(incomplete: str) -> list[Offer]:
    """Models by name, with whether they are here."""
    return _fitting(_models(), incomplete)


def models_here(incomplete: str) -> list[Offer]:
    """Models that have a file on this machine."""
    return _fitting((each for each in _models() if each[1] != "not here"), incomplete)


def prompts(incomplete: str) -> list[Offer]:
    """Prompts by name, the shipped ones and those in ./prompts."""
    from timeline.prompts import list_prompts

    used = (place for place in list_prompts() if place.wins)
    offers = ((p.name, "shipped prompt" if p.shipped else "your prompt") for p in used)
    return _fitting(offers, incomplete)


def formats(incomplete: str) -> list[Offer]:
    """Formats that a timeline can be written in."""
    from timeline.writers import FORMATS

    lines = ((name, str(getattr(each, "line", ""))) for name, each in FORMATS.items())
    return _fitting(lines, incomplete)


def labels(incomplete: str) -> list[Offer]:
    """What an event can be."""
    return _fitting(((label, "") for label in get_args(Label)), incomplete)


def _models() -> Iterator[Offer]:
    from timeline.models import list_models

    try:
        known = list_models()
    except TimelineError:
        return
    for model in known:
        yield model.name, "not here" if model.state == "missing" else "here"


def _fitting(offers: Iterator[Offer], incomplete: str) -> list[Offer]:
    return [offer for offer in offers if offer[0].startswith(incomplete)]
