"""The options of `timeline extract`, each with what it means to a person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from timeline.cli import complete
from timeline.writers import FORMATS

_DATES, _MODEL, _RESULT = "Dates", "Model and prompt", "Result"

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCES",
        help="Articles: files, folders, quoted globs, or `-` for standard input. It reads text, "
        "Markdown, web pages, PDF, Word (.docx), mail (.eml), feeds (RSS, Atom), .jsonl, .csv and "
        "TimeML.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        rich_help_panel=_DATES,
        help="Publication day of all sources, as 2026-02-28. Wins over what they say.",
    ),
]
PublishedFrom = Annotated[
    str,
    typer.Option(
        metavar="ORDER",
        rich_help_panel=_DATES,
        help="Where to look for publication days, in order: sidecar (NAME.json or NAME.toml beside "
        "the article), front-matter, meta (what a page, mail, feed or table says of itself), "
        "dateline (LONDON, May 7 (Reuters) -), filename (2026-02-28_name.txt, 2026/02/28/name.txt);"
        " and, only when named: created, modified (of a page or file, by its own word), mtime.",
    ),
]
Fields = Annotated[
    str,
    typer.Option(
        metavar="FIELD=NAME,…",
        help="What .jsonl and .csv files call the fields text, title, published, url and lang: "
        "text=body,published=date.",
    ),
]
MaxBytes = Annotated[
    int, typer.Option(min=1, metavar="N", help="Largest file to read; larger ones are named.")
]
SaveText = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        rich_help_panel=_RESULT,
        help="Keep the text of every document there: quotes can be verified against it later.",
    ),
]
DateOrder = Annotated[
    Literal["DMY", "MDY", "YMD"] | None,
    typer.Option(
        rich_help_panel=_DATES,
        help="How to read 03/04/2024. Default: as the language does; English reads MDY.",
    ),
]
Anchor = Annotated[
    Literal["auto", "published", "previous"],
    typer.Option(
        rich_help_panel=_DATES,
        help="What relative dates are counted from: the publication day (news), the date mentioned "
        "before (histories), or decided for each article.",
    ),
]
Lang = Annotated[
    str, typer.Option(metavar="CODE", rich_help_panel=_DATES, help="Language of the articles.")
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME|PATH",
        rich_help_panel=_MODEL,
        autocompletion=complete.models,
        help="A model of `timeline models list`, or any GGUF file.",
    ),
]
Prompt = Annotated[
    str | None,
    typer.Option(
        "--prompt",
        "-t",
        metavar="NAME|PATH",
        rich_help_panel=_MODEL,
        autocompletion=complete.prompts,
        help="Prompt template: a name that `timeline prompts list` shows, or a .jinja file. "
        "Default: tuned with the default model, else, and with --param or --schema, events.",
    ),
]
PromptsDir = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        exists=True,
        file_okay=False,
        rich_help_panel=_MODEL,
        help="Where your own templates are, by name. Default: ./prompts, if there is one.",
    ),
]
Param = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        metavar="NAME=VALUE",
        rich_help_panel=_MODEL,
        help="Set a parameter that the prompt declares; `timeline prompts show` lists them.",
    ),
]
Schema = Annotated[
    str | None,
    typer.Option(
        metavar="MODULE:CLASS",
        rich_help_panel=_MODEL,
        help="A subclass of timeline.EventAnswer whose further fields the model fills in.",
    ),
]
GpuLayers = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=-1,
        rich_help_panel=_MODEL,
        help="Layers to put on the GPU: 0 none, -1 all. Default: all, where there is a GPU.",
    ),
]
RequireGpu = Annotated[
    bool,
    typer.Option("--require-gpu", rich_help_panel=_MODEL, help="Fail rather than use the CPU."),
]
Threads = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        rich_help_panel=_MODEL,
        help="Threads to compute with. Default: all cores.",
    ),
]
Ctx = Annotated[
    int | None,
    typer.Option(
        min=1024,
        metavar="N",
        rich_help_panel=_MODEL,
        help="Tokens that the model's cache holds, over everything under way.",
    ),
]
Alone = Annotated[
    bool | None,
    typer.Option(
        "--alone/--together",
        rich_help_panel=_MODEL,
        help="Ask about one piece of an article at a time, so that nothing else in the run changes "
        "a bit of its answers; together is some 15 % faster. Default: alone, on a GPU together.",
    ),
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|-",
        rich_help_panel=_RESULT,
        help="File to write; `-` is standard output.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=complete.formats,
        rich_help_panel=_RESULT,
        help=f"{', '.join(FORMATS)}. Default: by the suffix of the output file; "
        "`timeline export --help` explains them.",
    ),
]
LossReport = Annotated[
    bool,
    typer.Option(
        "--loss-report",
        rich_help_panel=_RESULT,
        help="List on standard error what the format cannot hold of which event, and why.",
    ),
]
LossJson = Annotated[
    Path | None,
    typer.Option(
        "--loss-json", metavar="FILE", rich_help_panel=_RESULT, help="Write that list as JSON."
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        metavar="P",
        rich_help_panel=_RESULT,
        help="Keep events that the model gives at least this probability. Lower finds more.",
    ),
]
Statements = Annotated[
    bool,
    typer.Option(
        "--statements/--no-statements",
        rich_help_panel=_RESULT,
        help="List what people said, too: “Ada Holm says that …”, on the day on which she did.",
    ),
]
Undated = Annotated[
    Literal["keep", "drop"], typer.Option(rich_help_panel=_RESULT, help="Events without a day.")
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="DAY", rich_help_panel=_RESULT, help="Only events on or after a day: 2026-02-28."
    ),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DAY", rich_help_panel=_RESULT, help="Only events on or before that day."),
]
Merge = Annotated[
    bool,
    typer.Option(
        "--merge/--no-merge",
        rich_help_panel=_RESULT,
        help="Join tellings of the same event, or list every one.",
    ),
]
FailFast = Annotated[
    bool,
    typer.Option(
        "--fail-fast", rich_help_panel=_RESULT, help="Stop at the first unreadable document."
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume/--no-resume",
        rich_help_panel=_MODEL,
        help="Use what is kept of earlier runs, answers above all (see `timeline cache`).",
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        rich_help_panel=_RESULT,
        help="Say what would be read, cut into chunks and sent to the model, and stop.",
    ),
]
Articles = Annotated[
    list[str] | None,
    typer.Option(
        "--sources",
        metavar="DIR",
        help="Where the articles are, so that a page shows quotes in them: a folder, file or "
        "quoted glob. May be given several times.",
    ),
]
