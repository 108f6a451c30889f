"""Two timelines side by side: which events came, went and changed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline import contract
from timeline.language.words import content_words
from timeline.merge import SAME_WORDS, SURELY_SAME_WORDS
from timeline.records import Day

NEAR_DAYS = 31  # events further apart are not one event re-dated, unless all words are the same
COMMON = 200  # events that a word or a quote pairs an event with, at most

_Pair = tuple[int, int]  # number of the old event, of the new one
_Key = Callable[[contract.Event, Mapping[str, str]], Iterable[Hashable]]


@dataclass(frozen=True, slots=True)
class Change:
    """One happening in both files, and the fields that differ."""

    old: contract.Event
    new: contract.Event
    fields: tuple[str, ...]  # date, title, status, participants, place, fields, …


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise in the new file, each in its order."""

    added: tuple[contract.Event, ...]
    removed: tuple[contract.Event, ...]
    changed: tuple[Change, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def with_field(self, name: str) -> tuple[Change, ...]:
        """The changes of one field: `with_field("date")` are the re-dated events."""
        return tuple(change for change in self.changed if name in change.fields)


class _Side(NamedTuple):
    events: Sequence[contract.Event]
    content: Mapping[str, str]  # document id → sha256: names may change

    def contents(self, event: contract.Event) -> set[str]:
        """What tells the event, by its bytes."""
        return {self.content[mention.document] for mention in event.mentions}


def difference(old: contract.TimelineFile, new: contract.TimelineFile) -> Difference:
    """Events are the same by id, else by the words that prove them, else by titles and days.

    How sure the model was does not count as a change.
    """
    old_side, new_side = _side(old), _side(new)
    before, after = old_side.events, new_side.events
    partner = _partners(old_side, new_side)
    pairs = [(before[one], after[other]) for one, other in sorted(partner.items(), key=_second)]
    changes = [Change(one, other, _fields(_values(one), _values(other))) for one, other in pairs]
    met = set(partner.values())
    return Difference(
        added=tuple(event for number, event in enumerate(after) if number not in met),
        removed=tuple(event for number, event in enumerate(before) if number not in partner),
        changed=tuple(change for change in changes if change.fields),
        unchanged=sum(not change.fields for change in changes),
    )


def _second(pair: _Pair) -> int:
    return pair[1]


def _side(file: contract.TimelineFile) -> _Side:
    content = {document.id: document.sha256 for document in file.documents}
    return _Side((*file.events, *file.undated), content)


def _partners(old: _Side, new: _Side) -> dict[int, int]:
    """Old number → new number, the surest way of telling that two are the same first."""
    partner: dict[int, int] = {}
    for key in (_id, _places, _quotes, _sentences, _words):
        free = set(range(len(new.events))) - set(partner.values())
        index: dict[Hashable, list[int]] = defaultdict(list)
        for number in sorted(free):
            for found in key(new.events[number], new.content):
                index[found].append(number)
        left = [number for number in range(len(old.events)) if number not in partner]
        candidates = set(_candidates(key, left, old, index))
        ranked = sorted(_ranked(candidates, old, new, by_words=key is _words))
        for *_, one, other in ranked:
            if one not in partner and other in free:
                partner[one] = other
                free.remove(other)
    return partner


def _candidates(
    key: _Key, left: Sequence[int], old: _Side, index: Mapping[Hashable, Sequence[int]]
) -> Iterator[_Pair]:
    for number in left:
        for found in key(old.events[number], old.content):
            yield from ((number, other) for other in index.get(found, ())[:COMMON])


def _ranked(
    pairs: Iterable[_Pair], old: _Side, new: _Side, *, by_words: bool
) -> Iterator[tuple[float, float, int, int]]:
    """Most words in common first, then fewest days between; where only words speak for a pair,
    those that prove it.
    """
    for one, other in pairs:
        before, after = old.events[one], new.events[other]
        words, others = content_words(before.title), content_words(after.title)
        shared, apart = _overlap(words, others, min), _days_apart(before, after)
        told = bool(old.contents(before) & new.contents(after))
        if apart == 0:
            same = shared >= SAME_WORDS
        else:
            near = apart <= NEAR_DAYS or (apart == math.inf and told)
            same = near and _overlap(words, others, max) >= SURELY_SAME_WORDS
        if same or words == others or not by_words:
            yield -shared, apart, one, other


def _id(event: contract.Event, content: Mapping[str, str]) -> Iterable[Hashable]:
    del content
    return (event.id,)


def _places(event: contract.Event, content: Mapping[str, str]) -> Iterable[Hashable]:
    """The same words at the same place of the same bytes."""
    for one in event.mentions:
        yield content[one.document], one.start, one.when.start if one.when else -1, one.quote


def _quotes(event: contract.Event, content: Mapping[str, str]) -> Iterable[Hashable]:
    """The same sentence and expression, wherever they stand now."""
    del content
    for one in event.mentions:
        yield one.quote, one.when.text if one.when else None


def _sentences(event: contract.Event, content: Mapping[str, str]) -> Iterable[Hashable]:
    del content
    return (one.quote for one in event.mentions)


def _words(event: contract.Event, content: Mapping[str, str]) -> Iterable[Hashable]:
    del content
    return content_words(event.title)


def _overlap(words: frozenset[str], others: frozenset[str], of: Callable[[int, int], int]) -> float:
    """Words of the one title that the other has too, as a share of the shorter or longer; 0 when
    only one is shared.
    """
    shared = len(words & others)
    return shared / of(len(words), len(others)) if shared > 1 else 0.0


def _days_apart(one: contract.Event, other: contract.Event) -> float:
    """0 where the days touch or both have none, and without end where one of the two has none."""
    if one.date is None or other.date is None:
        return 0 if one.date is other.date else math.inf
    later = max(Day.parse(one.date.start), Day.parse(other.date.start))
    earlier = min(Day.parse(one.date.end), Day.parse(other.date.end))
    return max(later.ordinal() - earlier.ordinal(), 0)


def _fields(old: dict[str, object], new: dict[str, object]) -> tuple[str, ...]:
    return tuple(name for name, value in old.items() if value != new[name])


def _values(event: contract.Event) -> dict[str, object]:
    """What counts as a change of an event. Where its words stand now does not."""
    return {
        "date": _date(event.date),
        "title": event.title,
        "status": event.status,
        "participants": event.participants,
        "place": event.place,
        "fields": event.fields,
        "conflicts": sorted(_date(conflict) for conflict in event.conflicts),
        "sources": sorted(mention.quote for mention in event.mentions),
    }


def _date(date: contract.Date | None) -> tuple[str, str, str, bool]:
    if date is None:
        return "", "", "", False
    return date.start, date.end, date.edtf, date.approximate
