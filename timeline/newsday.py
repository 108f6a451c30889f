"""Dating a sentence that names no day itself."""

from __future__ import annotations

from timeline.records import Chunk, DateSource, Day, ResolvedDate
from timeline.status import is_future


def date_without_expression(
    chunk: Chunk, index: int
) -> tuple[ResolvedDate | None, DateSource | None]:
    """The day that the `index`-th sentence of the chunk reports on, and where it comes from.

    News reports the day's news: without words that say otherwise the day is the publication
    day. What is still to come has no day until somebody names it.
    """
    published = chunk.document.published
    if published is None or is_future(chunk.sentences[index].text):
        return None, None
    day = Day.of(published)
    return (
        ResolvedDate(
            start=day,
            end=day,
            granularity="day",
            edtf=str(day),
            timex=str(day),
            approximate=False,
            anchor=day,
            rule="publication-day",
        ),
        "publication",
    )
