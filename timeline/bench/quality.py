"""How many of the events found are right, by the measures of `timeline eval`."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from pathlib import Path, PurePath

from timeline import contract
from timeline.bench import Correct
from timeline.dates import read_dates
from timeline.evaluate.days import Days, parse_days
from timeline.evaluate.found import Found, found_in
from timeline.evaluate.gold import Gold, load
from timeline.records import Document, Timeline

_ISO = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")
FreeEvent = tuple[Document, str, str]  # read in, its date, its title


def of_timeline(timeline: Timeline, gold: Path | None) -> Correct | None:
    """Of a timeline; None without gold."""
    if gold is None:
        return None
    told = _told_by(load(gold), timeline.documents)
    return _correct(told, found_in(contract.to_file(timeline), told))


def of_events(
    events: Sequence[FreeEvent], documents: Sequence[Document], gold: Path | None
) -> Correct | None:
    """Of events that a model wrote with dates of its own."""
    if gold is None:
        return None
    told = _told_by(load(gold), documents)
    found = [
        Found(title=title, date=_days(date, document), places=(), about=title)
        for document, date, title in events
        if not told.articles or _name(document) in told.articles
    ]
    return _correct(told, found)


def _told_by(gold: Gold, documents: Sequence[Document]) -> Gold:
    """The gold events that these documents tell: those that name no article, and their own."""
    names = {_name(document) for document in documents}
    ids = {article.id for name, article in gold.articles.items() if name in names}
    events = tuple(
        event
        for event in gold.events
        if not event.places or any(article in ids for article, _ in event.places)
    )
    return dataclasses.replace(gold, events=events)


def _name(document: Document) -> str:
    return PurePath(document.id).stem


def _correct(gold: Gold, found: Sequence[Found]) -> Correct:
    from timeline.evaluate.scores import score_events  # an extra, needed only where gold is

    scores = score_events(gold, found)
    values = scores.values()
    return Correct(
        gold=len(gold.events),
        found=len(found),
        correct=int(scores.tallies["event"].right),
        f1=values["event_f1"],
        date_accuracy=values["date_accuracy"],
    )


def _days(date: str, document: Document) -> Days | None:
    """The days that a model meant: an ISO date, or words that we can read; None for no date."""
    iso = _ISO.search(date)
    if iso:
        try:
            return parse_days(iso.group())
        except ValueError:
            return None
    for read in read_dates(date, published=document.published, lang=document.lang):
        if read.date:
            return Days(read.date.start, read.date.end)
    return None
