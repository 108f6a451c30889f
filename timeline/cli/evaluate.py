"""`timeline eval`: score a timeline against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import options as given
from timeline.errors import UsageError


def evaluate(
    context: typer.Context,
    gold: Annotated[
        list[Path] | None,
        typer.Argument(metavar="GOLD...", help="Folders with a gold.json, or such files."),
    ] = None,
    timeline: Annotated[
        list[Path] | None,
        typer.Option(
            "--timeline",
            metavar="FILE",
            help="Score this file: one for all gold sets, or one for each in order. Without it, "
            "the articles beside the gold are read and extracted.",
        ),
    ] = None,
    timex: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Score time expressions against the TimeML files there instead."
        ),
    ] = None,
    model: given.Model = None,
    prompt: given.Prompt = None,
    prompts_dir: given.PromptsDir = None,
    param: given.Param = None,
    min_confidence: given.MinConfidence = None,
    statements: given.Statements = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
    with_faults: Annotated[
        bool, typer.Option("--list", help="List wrong dates, misses and false events.")
    ] = False,
    with_calibration: Annotated[
        bool,
        typer.Option("--calibration", help="How far confidence is the share of events in gold."),
    ] = False,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEASURE=VALUE",
            help="Exit with 5 when a measure of all sets together is less, as event_f1=0.4.",
        ),
    ] = None,
) -> None:
    """Score timelines against gold: dates, events, merging, order.

    Every measure is 1 when the timeline says what gold says. docs/eval.md defines each, and the
    format of gold. Scoring events needs the optional extra named eval.

    Exit status: 0 ok, 2 wrong usage or gold that is not of the format, 3 no such file, 5 a score
    under its threshold or a file that is no timeline, 6 the extra is not installed.
    """
    if timex is not None:
        from timeline.cli.eval_timex import eval_timex

        eval_timex(timex, as_json=as_json)
        return
    if not gold:
        raise UsageError("name a folder with a gold.json, or --timex DIR with TimeML files")
    from timeline import contract
    from timeline.evaluate import report
    from timeline.evaluate.calibration import calibration_data, calibration_text, reliability
    from timeline.evaluate.gold import load
    from timeline.evaluate.scores import pooled, score

    thresholds = report.parse_thresholds(fail_under or [])
    sets = [load(path) for path in gold]
    if timeline:
        files = [contract.load(path) for path in _one_for_each(gold, timeline)]
    else:
        from timeline.cli.prompting import load as load_prompt
        from timeline.cli.scoring import opened, timelines_of
        from timeline.pipeline import MIN_CONFIDENCE, Options

        least = MIN_CONFIDENCE if min_confidence is None else min_confidence
        loaded_prompt = load_prompt(prompt, prompts_dir, param, model=model)
        with opened(context, model, loaded_prompt) as loaded:
            files = timelines_of(
                gold, loaded, loaded_prompt, Options(min_confidence=least, statements=statements)
            )
    scored = [score(file, one) for file, one in zip(files, sets, strict=True)]
    if as_json:
        data = report.as_data(scored, with_faults=with_faults)
        if with_calibration:
            data["calibration"] = calibration_data(reliability(scored))
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        typer.echo(report.as_text([one.scores for one in scored]))
        if with_faults:
            typer.echo("\n" + "\n\n".join(report.listing(one) for one in scored))
        if with_calibration:
            typer.echo("\n" + calibration_text(reliability(scored)))
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
