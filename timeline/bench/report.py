"""Measurements as data and as rows of a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from timeline.bench import Job, Measured, Way

RATIOS = ("freeform_ratio", "naive_ratio", "limit_ratio", "full_steps_ratio", "correct_ratio")


def median_runs(runs: Sequence[Sequence[Measured]]) -> dict[Way, Measured]:
    """Of each way the run whose wall time is the median (of two, the faster)."""
    by_way: dict[Way, list[Measured]] = {}
    for run in runs:
        for measured in run:
            by_way.setdefault(measured.way, []).append(measured)
    return {
        way: sorted(each, key=lambda measured: measured.seconds.wall)[(len(each) - 1) // 2]
        for way, each in by_way.items()
    }


def ratios(measured: dict[Way, Measured]) -> dict[str, float | None]:
    """How ours compares; None for what was not measured.

    `freeform_ratio`, `naive_ratio`: articles a minute, ours over the free-form baseline and over
    our requests one at a time. `limit_ratio`: wall time, ours over llama.cpp alone in the same
    steps; `full_steps_ratio`: over the same rows in steps as full as they can be. `correct_ratio`:
    correct events, ours over the free-form baseline.
    """
    ours, limit = measured.get("ours"), measured.get("limit")
    freeform, requests = measured.get("freeform"), measured.get("requests")
    return {
        "freeform_ratio": _over(ours, freeform, lambda one: one.per_minute),
        "naive_ratio": _over(ours, requests, lambda one: one.per_minute),
        "limit_ratio": _over(ours, limit, lambda one: one.seconds.wall),
        "full_steps_ratio": (
            ours.seconds.wall / limit.full_steps if ours and limit and limit.full_steps else None
        ),
        "correct_ratio": _over(ours, freeform, _correct),
    }


def _over(
    one: Measured | None, other: Measured | None, value: Callable[[Measured], float | None]
) -> float | None:
    if one is None or other is None:
        return None
    above, below = value(one), value(other)
    return above / below if above is not None and below else None


def _correct(one: Measured) -> float | None:
    return one.correct.correct if one.correct else None


def as_data(job: Job, measured: dict[Way, Measured], *, runs: int) -> dict[str, Any]:
    """For `--json`. Seconds and bytes; `null` for what was not measured."""
    settings = {k: v for k, v in dataclasses.asdict(job.settings).items() if k != "reasons"}
    return {
        "model": job.model.name,
        "sha256": job.model.sha256,
        "settings": settings,
        "articles": len(job.documents),
        "runs": runs,
        **ratios(measured),
        "ways": {way: _way(one) for way, one in measured.items()},
    }


def _way(one: Measured) -> dict[str, Any]:
    seconds, tokens = one.seconds, one.tokens
    return {
        "articles_per_minute": one.per_minute,
        "correct_events_per_minute": _correct_per_minute(one),
        "tokens": {**dataclasses.asdict(tokens), "rows": tokens.rows},
        "seconds": {**dataclasses.asdict(seconds), "other": seconds.other},
        "overhead_share": (seconds.masks + seconds.other) / seconds.wall,
        "peak_bytes": one.peak_bytes,
        "growth": [{"articles": n, "seconds_per_article": cost} for n, cost in one.growth],
        "correct": dataclasses.asdict(one.correct) if one.correct else None,
        "full_steps_seconds": one.full_steps,
    }


def _correct_per_minute(one: Measured) -> float | None:
    return 60 * one.correct.correct / one.seconds.wall if one.correct else None


def rows(measured: dict[Way, Measured]) -> list[tuple[str, ...]]:
    """A table: a header, then a line for each measure with a column for each way."""
    ways = list(measured.values())
    growth = sorted({point for one in ways for point, _ in one.growth})
    lines: list[tuple[str, Callable[[Measured], str]]] = [
        ("articles/min", lambda m: f"{m.per_minute:.2f}"),
        ("correct events/min", lambda m: _number(_correct_per_minute(m))),
        ("events found", lambda m: str(m.correct.found) if m.correct else "–"),
        ("correct", lambda m: f"{m.correct.correct} of {m.correct.gold}" if m.correct else "–"),
        ("event F1", lambda m: _number(m.correct.f1 if m.correct else None, 3)),
        ("date accuracy", lambda m: _number(m.correct.date_accuracy if m.correct else None, 3)),
        ("tokens prefilled", lambda m: f"{m.tokens.prefilled:,}"),
        ("tokens forced", lambda m: f"{m.tokens.forced:,}"),
        ("tokens sampled", lambda m: f"{m.tokens.sampled:,}"),
        ("steps", lambda m: f"{m.tokens.steps:,}"),
        ("seconds, all", lambda m: f"{m.seconds.wall:.1f}"),
        ("  prefill", lambda m: f"{m.seconds.prefill:.1f}"),
        ("  decode", lambda m: f"{m.seconds.decode:.1f}"),
        ("  masks, choosing", lambda m: f"{m.seconds.masks:.1f}"),
        ("  everything else", lambda m: f"{m.seconds.other:.1f}"),
        ("seconds to load", lambda m: f"{m.seconds.load:.1f}"),
        ("peak memory", lambda m: f"{m.peak_bytes / 1e9:.2f} GB"),
        *((f"s/article, {point}", _growth_at(point)) for point in growth),
    ]
    return [("", *measured), *((name, *map(shown, ways)) for name, shown in lines)]


def _growth_at(point: int) -> Callable[[Measured], str]:
    return lambda one: _number(dict(one.growth).get(point))


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
