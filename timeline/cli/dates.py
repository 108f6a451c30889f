"""`timeline dates FILE` and `timeline date "last week"`: time expressions as found and as read."""

from __future__ import annotations

import json
import sys
from datetime import date as calendar_date
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from timeline.cli.text import printable
from timeline.dates import AnchorChoice, DateOrder
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.records import DatedExpression


DatesFormat = Literal["table", "json", "timeml"]

Published = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Publication day; relative dates are counted from it."),
]
Lang = Annotated[str, typer.Option(help="Language of the text: a table in timeline/dates/lang.")]
DateOrderOption = Annotated[
    DateOrder | None, typer.Option(help="Order of 03/04/2024; the language's own when not given.")
]


def dates(
    file: Annotated[
        Path, typer.Argument(help="One article, or a TimeML (.tml) file; - for standard input.")
    ],
    published: Published = None,
    lang: Lang = "en",
    date_order: DateOrderOption = None,
    anchor: Annotated[
        AnchorChoice, typer.Option(help="What bare months are counted from.")
    ] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    form: Annotated[
        DatesFormat, typer.Option("--format", help="Print a table, JSON or TimeML.")
    ] = "table",
) -> None:
    """List the time expressions of a text and the days they mean.

    The publication day is looked for where `timeline extract` looks: sidecar, front matter,
    dateline, file name. What --published says wins.
    """
    from timeline.dates import read_dates
    from timeline.dates.read import read_timexes
    from timeline.timeml import write_timeml

    text, day, lang = _text(file, None if published is None else published.date(), lang)
    if day is None:
        typer.echo(f"{file}: no publication day; relative dates stay open (--published)", err=True)
    reader = read_timexes if form == "timeml" else read_dates
    dated = reader(text, published=day, lang=lang, date_order=date_order, anchor=anchor)
    if form == "timeml":
        typer.echo(write_timeml(text, dated, day, file.stem), nl=False)
    elif as_json or form == "json":
        rows = ",\n".join(json.dumps(row(each), ensure_ascii=False) for each in dated)
        typer.echo(f"[\n{rows}\n]" if rows else "[]")
    else:
        _print_table(dated)


def date(
    expression: Annotated[str, typer.Argument(help='The words, as in "last week".')],
    published: Published = None,
    lang: Lang = "en",
    date_order: DateOrderOption = None,
) -> None:
    """Explain what one time expression means."""
    from timeline.dates import read_dates
    from timeline.dates.explain import explain
    from timeline.errors import CheckError

    day: calendar_date | None = None if published is None else published.date()
    found = read_dates(expression, published=day, lang=lang, date_order=date_order)
    if not found:
        raise CheckError(f"{expression!r}: no time expression in these words; try “last week”")
    typer.echo("\n\n".join(explain(each) for each in found))


def row(each: DatedExpression) -> dict[str, str | int | None]:
    """One expression as a JSON object; null where nothing can be said."""
    found, read = each.expression, each.date
    return {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "kind": found.kind,
        "timex": each.timex,
        "mod": each.mod,
        "edtf": None if read is None else read.edtf,
        "from": None if read is None else str(read.start),
        "to": None if read is None else str(read.end),
        "anchor": None if read is None or read.anchor is None else str(read.anchor),
        "rule": each.rule,
    }


def _text(
    file: Path, asked: calendar_date | None, lang: str
) -> tuple[str, calendar_date | None, str]:
    """The text, its publication day, and its language; a day that was not asked for is told."""
    from timeline.documents import read_sources
    from timeline.timeml import read_timeml

    if file.suffix == ".tml":
        gold = read_timeml(_timeml(file), str(file))
        return gold.text, asked or gold.published, lang
    read = read_sources([str(file)], published=asked, lang=lang, stdin=sys.stdin.buffer)
    for note in read.notes:
        typer.echo(printable(note), err=True)
    if len(read.documents) > 1:
        raise UsageError(f"{file}: holds {len(read.documents)} articles; give one of them")
    document = read.documents[0]
    if document.published is not None and document.published_from != "option":
        told = f"{file}: published {document.published} ({document.published_from})"
        typer.echo(printable(told), err=True)
    return document.text, document.published, document.lang


def _timeml(file: Path) -> str:
    from timeline.errors import DocumentError

    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DocumentError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{file}: not UTF-8 text ({error.reason}); convert it first") from error


def _print_table(dated: tuple[DatedExpression, ...]) -> None:
    for each in dated:
        read = each.date
        days = "-" if read is None else f"{read.start}..{read.end}"
        words = printable(each.expression.text)
        mod = f" {each.mod}" if each.mod else ""
        typer.echo(
            f"{words}\t{each.expression.kind}\t{each.timex or '-'}{mod}\t{days}\t{each.rule}"
        )
