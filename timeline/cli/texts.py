"""The articles behind a timeline file, for formats that show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from timeline.cli.text import printable

if TYPE_CHECKING:
    from timeline.contract import TimelineFile


def texts_of(timeline: TimelineFile, sources: Sequence[str]) -> dict[str, str]:
    """The documents' texts by id, found in `sources` by their sums; says which are not there.

    A path may have changed since; a file with other bytes is another text.
    """
    from timeline.cli.sources import read_texts

    if not sources:
        return {}
    by_sum = {one.sha256: one.text for one in read_texts(sources)}
    found = {one.id: by_sum[one.sha256] for one in timeline.documents if one.sha256 in by_sum}
    for one in timeline.documents:
        if one.id not in found:
            words = f"warning: {one.id}: not in the sources as it was read; only its quotes"
            typer.echo(printable(words), err=True)
    return found
