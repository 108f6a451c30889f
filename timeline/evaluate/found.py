"""The events of a timeline file, as they are compared with gold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from timeline import contract
from timeline.evaluate.days import Days
from timeline.evaluate.gold import Gold, Place
from timeline.records import Day


@dataclass(frozen=True, slots=True)
class Found:
    """One event of the timeline under test."""

    title: str
    date: Days | None
    places: tuple[Place, ...]  # its mentions, each in the gold sentence it shares most text with
    about: str  # title, participants and quotes: where a name is looked for
    confidence: float = 1.0  # 0..1
    participants: tuple[str, ...] = ()
    where: str | None = None


def found_in(timeline: contract.TimelineFile, gold: Gold) -> tuple[Found, ...]:
    """The events that the articles of this gold set report, undated ones last.

    A document is an article of the set when its file has the same name but for the suffix. An
    event all of whose mentions are elsewhere belongs to another set. A set without articles takes
    every event.
    """
    events = (*timeline.events, *timeline.undated)
    return tuple(
        _found(event, gold)
        for event in events
        if not gold.articles or any(_name(m.document) in gold.articles for m in event.mentions)
    )


def _name(document: str) -> str:
    return PurePath(document).stem


def _found(event: contract.Event, gold: Gold) -> Found:
    date = event.date
    places = (_place(mention, gold) for mention in event.mentions)
    quotes = (mention.quote for mention in event.mentions)
    return Found(
        title=event.title,
        date=None if date is None else Days(Day.parse(date.start), Day.parse(date.end)),
        places=tuple(dict.fromkeys(place for place in places if place is not None)),
        about="\n".join((event.title, *event.participants, *quotes)),
        confidence=event.confidence,
        participants=event.participants,
        where=event.place,
    )


def _place(mention: contract.Mention, gold: Gold) -> Place | None:
    article = gold.articles.get(_name(mention.document))
    if article is None:
        return None
    sentence = article.sentence_at(mention.start, mention.end)
    return None if sentence is None else (article.id, sentence)
