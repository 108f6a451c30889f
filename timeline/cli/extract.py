"""`timeline extract`: articles in, a timeline out."""

from __future__ import annotations

import contextlib
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from timeline.cli import options as given
from timeline.cli.artifact import put, report_losses
from timeline.cli.days import day_of
from timeline.cli.text import count, printable
from timeline.errors import DocumentError, TimelineError, UsageError

if TYPE_CHECKING:
    from timeline.cache import RememberingModel
    from timeline.contract import TimelineFile
    from timeline.documents import Reading, Sources
    from timeline.llm import Model
    from timeline.llm.contained.model import ContainedModel, Wanted
    from timeline.pipeline import Options
    from timeline.prompts import Prompt
    from timeline.records import PublishedFrom

PARTIAL = 7
INTERRUPTED = 130
_NOTES = 30  # shown; a table of 10,000 rows can have as many
_NAMED = 5  # documents named in a warning; the rest are counted


def extract(
    context: typer.Context,
    sources: given.Sources,
    output: given.Output = "timeline.json",
    format_: given.Format = None,
    loss_report: given.LossReport = False,
    loss_json: given.LossJson = None,
    published: given.Published = None,
    published_from: given.PublishedFrom = "sidecar,front-matter,meta,dateline,filename",
    date_order: given.DateOrder = None,
    anchor: given.Anchor = "auto",
    lang: given.Lang = "en",
    model: given.Model = None,
    prompt: given.Prompt = None,
    prompts_dir: given.PromptsDir = None,
    param: given.Param = None,
    schema: given.Schema = None,
    gpu_layers: given.GpuLayers = None,
    require_gpu: given.RequireGpu = False,
    threads: given.Threads = None,
    ctx: given.Ctx = None,
    alone: given.Alone = None,
    min_confidence: given.MinConfidence = None,
    statements: given.Statements = True,
    undated: given.Undated = "keep",
    since: given.Since = None,
    until: given.Until = None,
    merge: given.Merge = True,
    fields: given.Fields = "",
    max_bytes: given.MaxBytes = 50_000_000,
    save_text: given.SaveText = None,
    fail_fast: given.FailFast = False,
    resume: given.Resume = True,
    dry_run: given.DryRun = False,
) -> None:
    """Read articles and write the timeline of what happened in them.

    The first run fetches the default model (1.1 GB), verifies it and keeps it.

    `timeline extract seeds/`

    `timeline extract article.txt --published 2026-02-28 -o - | jq .events[].title`

    `timeline extract "archive/**/*.md" --since 2020-01-01 -o archive.json`

    `timeline extract saved-pages/ report.pdf news.csv --fields text=body --save-text texts/`
    """
    from timeline import prompts, writers
    from timeline.cli.prompting import load
    from timeline.llm.contained.model import Wanted
    from timeline.pipeline import MIN_CONFIDENCE, Options

    quiet = bool(context.find_root().params.get("quiet"))
    target = None if output == "-" else Path(output)
    form = writers.format_for(target, format_)
    form.check_installed()
    if loss_json is not None:
        writers.check_place(loss_json)
    options = Options(
        date_order=date_order,
        anchor=anchor,
        min_confidence=MIN_CONFIDENCE if min_confidence is None else min_confidence,
        statements=statements,
        merge=merge,
        keep_undated=undated == "keep",
        since=day_of("--since", since),
        until=day_of("--until", until),
    )
    loaded_prompt = load(prompt, prompts_dir, param, schema, model=model)
    if not quiet and loaded_prompt.path.parent != prompts.shipped_directory():
        _say(f"prompt: {loaded_prompt.path}")
    wanted = Wanted(
        threads=threads, gpu_layers=gpu_layers, require_gpu=require_gpu, cells=ctx, alone=alone
    )
    if require_gpu:  # told before anything is fetched or read
        from timeline.llm import settings

        settings.choose(require_gpu=True)
    reading = _reading(published_from, fields, max_bytes)
    read = _read(sources, published=published, reading=reading, lang=lang)
    if fail_fast and read.skipped:
        raise DocumentError(f"{read.skipped[0].document}: {read.skipped[0].reason}")
    with contextlib.ExitStack() as stack:
        if target and not dry_run:
            writers.check_place(target)
            stack.enter_context(writers.lock(target))
        loaded = _open(context, model, wanted, loaded_prompt, quiet=quiet, resume=resume)
        stack.callback(loaded.close)
        stack.callback(_say_all, loaded.notes)
        if not quiet:
            _say_notes(read, loaded)
        remembering = _remembering(loaded, stack) if resume else None
        if dry_run:
            from timeline.cli.plan import print_plan

            print_plan(read, loaded, options, loaded_prompt, remembering=remembering)
            return
        if save_text is not None:
            writers.save_texts(read.documents, save_text)
        timeline = _timeline(read, remembering or loaded, options, loaded_prompt, quiet=quiet)
        texts = {document.id: document.text for document in read.documents}
        written = form.write(timeline, texts)
        put(written.data, target)
        report_losses(timeline, form, written, listed=loss_report, file=loss_json, quiet=quiet)
    _finish(timeline, target, loaded.failure, quiet=quiet)


def _reading(published_from: str, fields: str, max_bytes: int) -> Reading:
    from timeline.cli.mapping import mapped_fields
    from timeline.documents import Reading

    order = [name.strip() for name in published_from.split(",")]
    return Reading(
        published_order=cast("list[PublishedFrom]", order),
        fields=mapped_fields(fields),
        limit=max_bytes,
    )


def _read(sources: list[str], *, published: str | None, reading: Reading, lang: str) -> Sources:
    from timeline.documents import read_sources

    if "-" in sources and sys.stdin.isatty():
        raise UsageError("- reads the article from standard input; pipe one in, or name a file")
    day = day_of("--published", published)
    return read_sources(
        sources,
        published=None if day is None else datetime.date(*day),
        lang=lang,
        stdin=sys.stdin.buffer,
        reading=reading,
    )


def _open(
    context: typer.Context,
    model: str | None,
    wanted: Wanted,
    prompt: Prompt,
    *,
    quiet: bool,
    resume: bool,
) -> ContainedModel:
    from timeline.api import open_model
    from timeline.cache import prefixes_path
    from timeline.cli.pulling import pull_with_progress

    return open_model(
        model,
        wanted=wanted,
        offline=bool(context.find_root().params.get("offline")),
        pull=lambda name: pull_with_progress(name, quiet=quiet),
        prefixes=prefixes_path() if resume else None,
        adapter=prompt.adapter,
    )


def _remembering(loaded: ContainedModel, stack: contextlib.ExitStack) -> RememberingModel:
    """The model with the answers of earlier runs; what is wrong with those is said at the end."""
    from timeline.cache import RememberingModel, Store, cache_path

    store = Store(cache_path())
    stack.callback(_say_all, store.notes)
    remembering = RememberingModel(loaded, store)
    stack.callback(remembering.close)
    return remembering


def _timeline(
    read: Sources, loaded: Model, options: Options, prompt: Prompt, *, quiet: bool
) -> TimelineFile:
    from timeline.cli.progress import reporting
    from timeline.contract import to_file
    from timeline.pipeline import extract_timeline

    with reporting(quiet=quiet) as report:
        made = extract_timeline(
            read.documents,
            loaded,
            prompt=prompt,
            options=options,
            skipped=read.skipped,
            progress=report,
            keep_interrupted=True,
        )
    return to_file(made)


def _say_notes(read: Sources, loaded: ContainedModel) -> None:
    """What people should know before they believe the result."""
    for note in read.notes[:_NOTES]:
        _say(f"note: {note}")
    if len(read.notes) > _NOTES:
        _say(f"note: … and {len(read.notes) - _NOTES} more notes; read fewer files to see them")
    undated = [document.id for document in read.documents if document.published is None]
    if undated:
        names = ", ".join(undated[:_NAMED])
        more = f" and {len(undated) - _NAMED} more" if len(undated) > _NAMED else ""
        _say(
            f"warning: no publication date: {names}{more}. Words like “last week” stay undated.\n"
            "         Pass --published DAY, or put NAME.json beside the article with "
            '{"published": "2026-02-28"}.',
        )
    for reason in loaded.info.reasons:
        if "not honoured" in reason:
            _say(f"warning: {reason}")


def _finish(
    timeline: TimelineFile, target: Path | None, failure: TimelineError | None, *, quiet: bool
) -> None:
    """The table, the counts, and exit 7 when a document or a chunk could not be read."""
    unread = [one for one in timeline.skipped if one.where.startswith(("document", "chunk"))]
    if not quiet:
        from rich.console import Console

        from timeline.cli.table import print_timeline

        if target is not None:
            print_timeline(Console(stderr=True), timeline, skipped=False)
        doubted = len(timeline.skipped) - len(unread)
        _say(
            f"{count(len(timeline.events), 'event')} and {len(timeline.undated)} undated from "
            f"{count(len(timeline.documents), 'document')}"
            + (f"; {count(doubted, 'answer')} refused, listed in the file" if doubted else "")
            + (f" → {target}" if target else "")
        )
    if failure is not None:
        raise failure
    if not timeline.complete:
        _say("interrupted: the rest is not in it; run the same command again to go on")
        sys.exit(INTERRUPTED)  # typer.Exit would be told as an interrupt that nobody caught
    for skipped in unread:
        chunk = "" if skipped.where == "document" else f"{skipped.where}: "
        _say(f"not read: {skipped.document}: {chunk}{skipped.reason}")
    if unread:
        raise typer.Exit(PARTIAL)


def _say_all(notes: list[str]) -> None:
    for note in notes:
        _say(f"note: {note}")


def _say(words: str) -> None:
    typer.echo(printable(words, lines=True), err=True)
