"""The timeline of each entity as ordered, dated mentions: the measure of SemEval-2015 Task 4.

A.-L. Minard et al.: SemEval-2015 Task 4: TimeLine, 2015, with the temporal awareness of
N. UzZaman, J. Allen: Temporal Evaluation, ACL 2011. docs/eval.md says where this differs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.evaluate.found import Found
from timeline.evaluate.gold import Anchored, Place
from timeline.evaluate.relations import Order, Relation
from timeline.evaluate.tally import Tally, total
from timeline.evaluate.words import stem

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Node:
    """A mention on a timeline."""

    name: str  # shared by both sides where the mention is
    order: int
    anchor: str
    place: Place
    words: frozenset[str]


def score_timelines(timelines: Mapping[str, Sequence[Anchored]], found: Sequence[Found]) -> Tally:
    """The relations of all entities' timelines counted together: the official micro average."""
    return total(
        score_timeline(events, anchored(f for f in found if names(f.about, entity)))
        for entity, events in timelines.items()
    )


def names(text: str, entity: str) -> bool:
    """Does a text name the entity: all words of its name, or a surname?

    The last word of a longer name stands for the whole when it starts with a capital: "Jobs" for
    Steve Jobs, but neither "3G" nor "store".
    """
    words, name = _WORD.findall(text), _WORD.findall(entity)
    known = {word.lower() for word in words}
    whole = all(word.lower() in known for word in name)
    return whole or (len(name) > 1 and name[-1][0].isupper() and name[-1] in words)


def anchored(found: Iterable[Found]) -> tuple[Anchored, ...]:
    """Found events as a timeline: each date is one position; undated events are not ordered."""
    events = [(event.date, event) for event in found if event.date is not None]
    dates = sorted({date for date, _ in events})
    return tuple(
        Anchored(
            order=dates.index(date) + 1,
            date=str(date),
            mentions=tuple((place, event.title) for place in event.places),
        )
        for date, event in sorted(events, key=lambda pair: (pair[0], pair[1].places))
    )


def score_timeline(gold: Sequence[Anchored], found: Sequence[Anchored]) -> Tally:
    """Relations of the one reduced graph that the closure of the other verifies."""
    wanted, given = _nodes(gold, "gold"), _nodes(found, "found")
    known = _identified(wanted, given)
    given = [replace(node, name=known.get(node.name, node.name)) for node in given]
    gold_order, found_order = Order(_relations(wanted)), Order(_relations(given))
    return Tally(
        right=sum(gold_order.says(relation) for relation in found_order.reduced),
        found=len(found_order.reduced),
        covered=sum(found_order.says(relation) for relation in gold_order.reduced),
        gold=len(gold_order.reduced),
    )


def _nodes(events: Iterable[Anchored], side: str) -> list[_Node]:
    """Every mention of the ordered events, in the order of the timeline. Position 0 is none."""
    mentions = [
        (event.order, _anchor(event.date), place, words)
        for event in sorted(events, key=lambda event: event.order)
        if event.order > 0
        for place, words in event.mentions
    ]
    return [
        _Node(f"{side} {number}", order, anchor, place, _stems(words))
        for number, (order, anchor, place, words) in enumerate(mentions)
    ]


def _stems(text: str) -> frozenset[str]:
    # Triggers may be stop words ("has", "use of"), so none is left out here.
    return frozenset(stem(word.lower()) for word in _WORD.findall(text))


def _anchor(date: str) -> str:
    """The anchor without the part that is unknown: "2008-03-XX" → "2008-03"."""
    return "unknown" if date.startswith("X") else date.split("-XX")[0]


def _identified(gold: Sequence[_Node], found: Sequence[_Node]) -> dict[str, str]:
    """For each found mention the gold mention it is: same sentence, each used once.

    A title that has the gold trigger comes first, then an equal anchor, then reading order.
    """
    at: dict[Place, list[_Node]] = defaultdict(list)
    for node in gold:
        at[node.place].append(node)
    pairs = [(mine, theirs) for mine in found for theirs in at[mine.place]]
    pairs.sort(key=lambda p: (not p[0].words & p[1].words, p[0].anchor != p[1].anchor))
    identified: dict[str, str] = {}
    taken: set[str] = set()
    for mine, theirs in pairs:
        if mine.name not in identified and theirs.name not in taken:
            identified[mine.name] = theirs.name
            taken.add(theirs.name)
    return identified


def _relations(nodes: Sequence[_Node]) -> list[Relation]:
    """Each mention at its anchor; each before, or at the time of, the next in order."""
    dated = [Relation(node.name, "simultaneous", f"date {node.anchor}") for node in nodes]
    ordered = [
        Relation(one.name, "before" if one.order < other.order else "simultaneous", other.name)
        for one, other in pairwise(nodes)
    ]
    return dated + ordered
