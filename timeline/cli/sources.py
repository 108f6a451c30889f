"""The texts that a timeline was read from: articles, or what `extract --save-text` kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.compare import Source


def read_texts(sources: Sequence[str]) -> list[Source]:
    """Every text there. NoInputError when there is none at all."""
    from timeline.compare import Source
    from timeline.documents import read_sources

    read = read_sources(sources)
    return [Source(one.id, one.sha256, one.text) for one in read.documents]
