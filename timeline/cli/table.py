"""A timeline as a table for people."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline import contract
from timeline.cli.text import printable
from timeline.writers.wording import date_words

_STYLES = {
    "statement": "dim",
    "planned": "cyan",
    "alleged": "magenta",
    "denied": "red",
    "cancelled": "red",
}


def print_timeline(
    console: Console,
    timeline: contract.TimelineFile,
    *,
    quotes: bool = False,
    skipped: bool = True,
) -> None:
    """Events, then undated events, then what was skipped."""
    several = len(timeline.documents) > 1
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("date", no_wrap=True)
    table.add_column("event", ratio=1, overflow="fold")
    table.add_column("status", no_wrap=True)
    if several:
        table.add_column("document", overflow="ellipsis", no_wrap=True, max_width=24)
    for event in (*timeline.events, *timeline.undated):
        title = Text(printable(event.title))
        for conflict in event.conflicts:
            title.append(f"\n  or {_told(conflict)}", style="yellow")
        if quotes:
            for mention in event.mentions:
                title.append(f"\n  “{printable(mention.quote)}”", style="dim")
        day = Text(date_words(event.date)) if event.date else Text("undated", style="dim")
        status = event.label if event.label != "happened" else ""
        row = [day, title, Text(status, style=_STYLES.get(status, ""))]
        if several:
            names = sorted({mention.document.rpartition("/")[2] for mention in event.mentions})
            more = f" +{len(names) - 1}" if len(names) > 1 else ""
            row.append(Text(printable(names[0]) + more))
        table.add_row(*row)
    if timeline.events or timeline.undated:
        console.print(table)
    else:
        console.print("no events")
    for one in timeline.skipped if skipped else ():
        words = printable(f"skipped {one.document} ({one.where}): {one.reason}")
        console.print(Text(words, style="dim"))


def _told(date: contract.Date) -> str:
    words = f" (“{printable(date.text)}”)" if date.text else ""
    return date_words(date) + words
