"""`timeline bench`: how fast the engine is, beside what it is measured against."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from timeline.cli import options as given
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.bench import Job, Measured, Way
    from timeline.bench.curve import Point

_LETTERS = {"a": "freeform", "b": "requests", "c": "ours", "d": "limit"}


def bench(
    context: typer.Context,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCES...", help="Articles. Default: seeds/.")
    ] = None,
    articles: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only the first so many, by name.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Count events that this gold set has.")
    ] = None,
    model: given.Model = None,
    threads: given.Threads = None,
    alone: given.Alone = None,
    rows: Annotated[
        int | None, typer.Option(min=16, metavar="N", help="Most tokens a step. Default: chosen.")
    ] = None,
    ctx: given.Ctx = None,
    prompt: given.Prompt = None,
    only: Annotated[
        str, typer.Option(metavar="LETTERS", help="Which ways: some of a,b,c,d.")
    ] = "a,b,c,d",
    runs: Annotated[
        int, typer.Option(min=1, metavar="N", help="Measure so often and report medians.")
    ] = 1,
    growth: Annotated[
        bool, typer.Option("--growth/--no-growth", help="Also measure ours on fewer articles.")
    ] = True,
    with_curve: Annotated[
        bool, typer.Option("--curve", help="Measure rows per step against tokens/s instead.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Measure articles a minute four ways, on the same model, machine and articles.

    (a) free form: a chat call for each chunk, events and dates as the model writes them.

    (b) requests: our questions one at a time, under llama.cpp's own grammar.

    (c) ours: what `timeline extract` does.

    (d) limit: llama.cpp alone, in the same steps as ours.

    Close other programs first. (a) and (b) are slow: minutes for a dozen articles.
    """
    from timeline import models
    from timeline.llm import settings

    ways = _ways(only)
    if gold is not None:
        import timeline.evaluate.scores  # noqa: F401  (an extra: missing now, not after an hour)
    chosen = settings.choose(threads=threads, cells=ctx, alone=alone)
    chosen = dataclasses.replace(chosen, rows=rows or chosen.rows)
    file = models.find_model(model or models.load_catalogue().default.name)
    if with_curve:
        _print_curves(file.path, chosen, as_json=as_json)
        return
    from timeline.bench import Job
    from timeline.cli.prompting import load
    from timeline.documents import read_sources

    documents = read_sources(sources or ["seeds/"]).documents[:articles]
    path = str(load(prompt, None, None, model=model).path)
    job = Job(file, chosen, documents, path, gold)
    quiet = bool(context.find_root().params.get("quiet"))
    repeated = [_measure(job, ways, growth=growth, quiet=quiet)]
    repeated += [_measure(job, ways, growth=False, quiet=quiet) for _ in range(runs - 1)]
    _print(job, repeated, as_json=as_json)


def _ways(only: str) -> set[Way]:
    letters = {letter.strip() for letter in only.split(",")}
    unknown = letters - set(_LETTERS)
    if unknown:
        raise UsageError(f"--only {only}: there are a, b, c and d, with commas between")
    return {cast("Way", _LETTERS[letter]) for letter in letters}


def _measure(job: Job, ways: set[Way], *, growth: bool, quiet: bool) -> list[Measured]:
    from timeline.bench.processes import measure

    run = []
    for measured in measure(job, ways, growth=growth):
        run.append(measured)
        if not quiet:
            typer.echo(f"{measured.way}: {measured.seconds.wall:.1f} s", err=True)
    return run


def _print(job: Job, runs: list[list[Measured]], *, as_json: bool) -> None:
    from timeline.bench import report

    measured = report.median_runs(runs)
    if as_json:
        typer.echo(json.dumps(report.as_data(job, measured, runs=len(runs)), indent=2))
        return
    _print_table(report.rows(measured))
    for name, value in report.ratios(measured).items():
        if value is not None:
            typer.echo(f"{name}: {value:.2f}")


def _print_curves(path: Path, chosen: Any, *, as_json: bool) -> None:
    from timeline.bench.curve import curve
    from timeline.bench.processes import apart

    tiled = apart(curve, path, chosen, repack=False)
    repacked = apart(curve, path, chosen, repack=True)
    if as_json:
        data = {"tiled": _plain(tiled), "repacked": _plain(repacked)}
        typer.echo(json.dumps({"curve": data}, indent=2))
        return
    lines = [
        (str(one.rows), f"{one.tokens_per_second:.0f}", f"{other.tokens_per_second:.0f}")
        for one, other in zip(tiled, repacked, strict=True)
    ]
    _print_table([("rows", "tokens/s, tiled", "tokens/s, repacked"), *lines])


def _plain(points: list[Point]) -> list[dict[str, float]]:
    return [
        {"rows": p.rows, "seconds": p.seconds, "tokens_per_second": p.tokens_per_second}
        for p in points
    ]


def _print_table(lines: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, name in enumerate(lines[0]):
        table.add_column(name, justify="right" if number else "left", no_wrap=True)
    for line in lines[1:]:
        table.add_row(*line)
    Console().print(table)
