"""`timeline eval`: score a timeline against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from timeline.errors import UsageError


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD...", help="Folders with a gold.json, or such files."),
    ],
    timeline: Annotated[
        list[Path],
        typer.Option(
            "--timeline",
            metavar="FILE",
            help="The timeline file to score: one for all gold sets, or one for each in order.",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
    with_faults: Annotated[
        bool, typer.Option("--list", help="List wrong dates, misses and false events.")
    ] = False,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEASURE=VALUE",
            help="Exit with 5 when a measure of all sets together is less, as event_f1=0.4.",
        ),
    ] = None,
) -> None:
    """Score a timeline file against gold: dates, events, merging, order.

    Every measure is 1 when the timeline says what gold says. docs/eval.md defines each, and the
    format of gold. Scoring needs the optional extra named eval.

    Exit status: 0 ok, 2 wrong usage or gold that is not of the format, 3 no such file, 5 a score
    under its threshold or a file that is no timeline, 6 the extra is not installed.
    """
    from timeline import contract
    from timeline.evaluate import report
    from timeline.evaluate.gold import load
    from timeline.evaluate.scores import pooled, score

    thresholds = report.parse_thresholds(fail_under or [])
    sets = [load(path) for path in gold]
    files = [contract.load(path) for path in _one_for_each(gold, timeline)]
    scored = [score(file, one) for file, one in zip(files, sets, strict=True)]
    if as_json:
        data = report.as_data(scored, with_faults=with_faults)
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        typer.echo(report.as_text([one.scores for one in scored]))
        if with_faults:
            typer.echo("\n" + "\n\n".join(report.listing(one) for one in scored))
    report.check_thresholds(pooled([one.scores for one in scored]), thresholds)


def _one_for_each(gold: list[Path], timelines: list[Path]) -> list[Path]:
    if len(timelines) == 1:
        return timelines * len(gold)
    if len(timelines) != len(gold):
        raise UsageError(
            f"{len(gold)} gold sets but {len(timelines)} timelines: "
            "give one --timeline for all, or one for each set in order"
        )
    return timelines
