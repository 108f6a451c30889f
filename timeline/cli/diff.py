"""`timeline diff`: what is otherwise in the second of two timeline files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.text import count, printable

if TYPE_CHECKING:
    from rich.console import Console

    from timeline.compare import Change, Difference
    from timeline.contract import Event

DIFFERENT = 5


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A timeline file, or -.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another one, or -.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 5 when the two differ.")
    ] = False,
) -> None:
    """Say which events were added, removed, re-dated, re-titled or otherwise changed.

    Two events are the same by their id, else by the words that prove them, else by title and day.
    Documents may have moved. How sure the model was is no difference.

    `timeline diff before.json after.json`
    """
    from timeline.cli.reading import read_two
    from timeline.compare import difference

    found = difference(*read_two(old, new))
    if as_json:
        typer.echo(json.dumps(_as_data(found), indent=2, ensure_ascii=False))
    else:
        _print(found)
        if not context.find_root().params.get("quiet"):
            typer.echo(_counts(found), err=True)
    if exit_code and found:
        raise typer.Exit(DIFFERENT)


def _counts(found: Difference) -> str:
    dates, titles = found.with_field("date"), found.with_field("title")
    others = sum(not {"date", "title"} & set(change.fields) for change in found.changed)
    return (
        f"{len(found.added)} added, {len(found.removed)} removed, {len(dates)} re-dated, "
        f"{len(titles)} re-titled, {others} otherwise changed, "
        f"{count(found.unchanged, 'event')} unchanged"
    )


def _as_data(found: Difference) -> dict[str, Any]:
    return {
        "added": [_brief(event) for event in found.added],
        "removed": [_brief(event) for event in found.removed],
        "redated": [_pair(change) for change in found.with_field("date")],
        "retitled": [_pair(change) for change in found.with_field("title")],
        "changed": [_pair(change) for change in found.changed],
        "unchanged": found.unchanged,
    }


def _pair(change: Change) -> dict[str, Any]:
    fields = list(change.fields)
    return {"fields": fields, "old": _brief(change.old), "new": _brief(change.new)}


def _brief(event: Event) -> dict[str, Any]:
    return event.model_dump(
        mode="json", by_alias=True, exclude={"mentions", "conflicts"}, exclude_unset=True
    ) | {
        "conflicts": [conflict.edtf for conflict in event.conflicts],
        "sources": [{"document": one.document, "quote": one.quote} for one in event.mentions],
    }


def _print(found: Difference) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for sign, style, events in (("-", "red", found.removed), ("+", "green", found.added)):
        for event in events:
            _line(console, f"{sign} {_when(event)} {event.title}", style)
    for change in found.changed:
        _line(console, f"~ {_when(change.new)} {change.new.title}", "yellow")
        for name in change.fields:
            one, other = _value(change.old, name), _value(change.new, name)
            _line(console, f"    {name}: {one} → {other}", "")


def _line(console: Console, words: str, style: str) -> None:
    from rich.text import Text

    console.print(Text(" " * (len(words) - len(words.lstrip())) + printable(words), style=style))


def _when(event: Event) -> str:
    from timeline.writers.wording import date_words

    return date_words(event.date) if event.date else "undated"


def _value(event: Event, name: str) -> str:
    from timeline.writers.wording import date_words

    if name == "date":
        return _when(event)
    if name == "conflicts":
        return ", ".join(date_words(date) for date in event.conflicts) or "none"
    if name == "sources":
        names = sorted({mention.document.rpartition("/")[2] for mention in event.mentions})
        return f"{count(len(event.mentions), 'quote')} of {', '.join(names)}"
    if name == "fields":
        return ", ".join(f"{key} {said}" for key, said in event.fields.items()) or "none"
    value = getattr(event, name)
    return (", ".join(value) if isinstance(value, tuple) else value) or "none"
