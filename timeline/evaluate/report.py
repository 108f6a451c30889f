"""Scores and faults as text for people and as data for programs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.errors import CheckError, UsageError
from timeline.evaluate.days import Days
from timeline.evaluate.scores import Scored, Scores, pooled

LABELS = {
    "date": "dates, exact",
    "date_near": "dates, ± 1 day",
    "event": "events",
    "ar1": "AR-1",
    "ar2": "AR-2",
    "b3": "B³",
    "ceafe": "CEAF-e",
    "timeline": "entity timelines",
    "participants": "participants",
    "place": "places",
}


def as_data(sets: Sequence[Scored], *, with_faults: bool) -> dict[str, object]:
    """What `--json` prints."""
    return {
        "sets": [_set_data(one, with_faults=with_faults) for one in sets],
        "pooled": pooled([one.scores for one in sets]),
    }


def _set_data(one: Scored, *, with_faults: bool) -> dict[str, object]:
    scores = one.scores
    data: dict[str, object] = {
        "name": scores.name,
        "counts": {
            "gold": scores.gold,
            "found": scores.found,
            "undated": scores.undated,
            "text_matches": scores.text_matches,
            "aligned_mentions": scores.mentions,
        },
        "scores": scores.values(),
    }
    if with_faults:
        data["faults"] = {
            "wrong_dates": [
                {"gold": _gold_data(one, row), "found": _found_data(one, column)}
                for row, column in one.matches.wrong_date
            ],
            "missed": [_gold_data(one, row) for row in one.matches.missed],
            "false": [_found_data(one, column) for column in one.matches.false],
        }
    return data


def _gold_data(one: Scored, row: int) -> dict[str, str | None]:
    event = one.gold.events[row]
    return {"date": None if event.date is None else str(event.date), "text": event.text}


def _found_data(one: Scored, column: int) -> dict[str, str | None]:
    event = one.found[column]
    return {"date": None if event.date is None else str(event.date), "title": event.title}


def as_text(sets: Sequence[Scores]) -> str:
    """One table per set, and one of all together when there are several."""
    blocks = [
        _table(
            f"{scores.name}: {scores.gold} gold events, {scores.found} found "
            f"({scores.undated} undated)",
            scores.values(),
        )
        for scores in sets
    ]
    if len(sets) > 1:
        blocks.append(_table(f"{len(sets)} sets together", pooled(sets)))
    return "\n\n".join(blocks)


def _table(title: str, values: dict[str, float]) -> str:
    lines = [title, f"{'':18}{'P':>8}{'R':>8}{'F1':>8}"]
    for measure, label in LABELS.items():
        if f"{measure}_f1" in values:
            three = (values[f"{measure}_{part}"] for part in ("precision", "recall", "f1"))
            lines.append(f"{label:18}" + "".join(f"{value:8.3f}" for value in three))
    lines.append(
        f"text recall {values['text_recall']:.3f}, "
        f"date accuracy on the text matches {values['date_accuracy']:.3f}"
    )
    return "\n".join(lines)


def listing(one: Scored) -> str:
    """Wrong dates, misses and false events, one paragraph each."""
    name, matches = one.scores.name, one.matches
    lines = [f"{name}: {len(matches.wrong_date)} with a wrong date"]
    for row, column in matches.wrong_date:
        event = one.gold.events[row]
        lines.append(f"  {_line(one.found[column].date, one.found[column].title)}")
        lines.append(f"    gold {_line(event.date, event.text)}")
    lines.append(f"{name}: {len(matches.missed)} missed")
    missed = (one.gold.events[row] for row in matches.missed)
    lines += [f"  {_line(event.date, event.text)}" for event in missed]
    lines.append(f"{name}: {len(matches.false)} not in gold")
    false = (one.found[column] for column in matches.false)
    lines += [f"  {_line(event.date, event.title)}" for event in false]
    return "\n".join(lines)


def _line(date: Days | None, text: str) -> str:
    return f"{'undated' if date is None else str(date):10}  {text}"


def parse_thresholds(options: Sequence[str]) -> dict[str, float]:
    """`event_f1=0.4` → the least value of that measure. Raises UsageError."""
    thresholds: dict[str, float] = {}
    for option in options:
        found = re.fullmatch(r"(\w+)=(\d*\.?\d+)", option)
        if not found:
            raise UsageError(f"--fail-under {option!r}: write a measure and a value: event_f1=0.4")
        thresholds[found[1]] = float(found[2])
    return thresholds


def check_thresholds(values: dict[str, float], thresholds: dict[str, float]) -> None:
    """Raises CheckError when a measure is under its threshold, UsageError when there is no such."""
    for name in thresholds:
        if name not in values:
            raise UsageError(f"--fail-under {name}: no such measure; there are {', '.join(values)}")
    under = [
        f"{name} {values[name]:.3f} < {least:g}"
        for name, least in thresholds.items()
        if values[name] < least
    ]
    if under:
        raise CheckError(f"scores under the threshold: {', '.join(under)}")
