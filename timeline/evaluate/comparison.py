"""Two timelines of the same articles: their scores side by side, and what is different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.contract import Event, TimelineFile
from timeline.evaluate.days import Days
from timeline.evaluate.report import LABELS
from timeline.evaluate.scores import Scored, pooled
from timeline.records import Day


@dataclass(frozen=True, slots=True)
class Changes:
    """What the second timeline has otherwise. An event is the same when its evidence is."""

    gone: tuple[Event, ...]
    new: tuple[Event, ...]
    changed: tuple[tuple[Event, Event], ...]  # another title or date


def compare(before: TimelineFile, after: TimelineFile) -> Changes:
    """Events by their id, which is made of the words that prove them."""
    old = {event.id: event for event in (*before.events, *before.undated)}
    new = {event.id: event for event in (*after.events, *after.undated)}
    return Changes(
        gone=tuple(event for name, event in old.items() if name not in new),
        new=tuple(event for name, event in new.items() if name not in old),
        changed=tuple(
            (event, new[name])
            for name, event in old.items()
            if name in new and _told(event) != _told(new[name])
        ),
    )


def gold_changes(before: Scored, after: Scored) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers of the gold events that only the first finds (text and date), only the second."""
    first = {row for row, _ in before.matches.right}
    second = {row for row, _ in after.matches.right}
    return tuple(sorted(first - second)), tuple(sorted(second - first))


def scores_text(names: tuple[str, str], before: Sequence[Scored], after: Sequence[Scored]) -> str:
    """The measures of all sets together, one line each."""
    one = pooled([scored.scores for scored in before])
    two = pooled([scored.scores for scored in after])
    width = max(8, *(len(name) for name in names))
    lines = [f"{'':28}" + "".join(f"{name:>{width + 2}}" for name in (*names, "change"))]
    found = [sum(len(scored.found) for scored in side) for side in (before, after)]
    lines.append(
        f"{'events found':28}{found[0]:{width + 2}}{found[1]:{width + 2}}"
        f"{found[1] - found[0]:+{width + 2}}"
    )
    for measure in one:
        label, _, part = measure.rpartition("_")
        words = f"{LABELS[label]}: {part}" if label in LABELS else measure.replace("_", " ")
        lines.append(
            f"{words:28}{one[measure]:{width + 2}.3f}{two[measure]:{width + 2}.3f}"
            f"{two[measure] - one[measure]:+{width + 2}.3f}"
        )
    return "\n".join(lines)


def changes_text(names: tuple[str, str], changes: Changes, before: Scored, after: Scored) -> str:
    """What is different in one gold set, for people."""
    lost, won = gold_changes(before, after)
    lines = []
    for name, rows in zip(names, (lost, won), strict=True):
        lines.append(f"{before.scores.name}: gold events that only {name} finds: {len(rows)}")
        lines += [_line(before.gold.events[row].date, before.gold.events[row].text) for row in rows]
    for name, events in zip(names, (changes.gone, changes.new), strict=True):
        lines.append(f"{before.scores.name}: events that only {name} has: {len(events)}")
        lines += [_line(_days(event), event.title) for event in events]
    lines.append(f"{before.scores.name}: events told otherwise: {len(changes.changed)}")
    for old, new in changes.changed:
        lines += [_line(_days(old), old.title), "  → " + _line(_days(new), new.title).lstrip()]
    return "\n".join(lines)


def _told(event: Event) -> tuple[str, Days | None]:
    return event.title, _days(event)


def _days(event: Event) -> Days | None:
    date = event.date
    return None if date is None else Days(Day.parse(date.start), Day.parse(date.end))


def _line(date: Days | None, text: str) -> str:
    return f"  {'undated' if date is None else str(date):10}  {text}"
