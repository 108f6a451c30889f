"""A timeline as a table for people."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline import contract
from timeline.cli.text import printable

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_BY_DAY = ("time", "day", "week", "weekend", "range", "season")

_STYLES = {"planned": "cyan", "alleged": "magenta", "denied": "red", "cancelled": "red"}


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
        status = event.status if event.status != "happened" else ""
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


def date_words(date: contract.Date) -> str:
    """As precise as it is known: "7 May 2026", "16–22 Feb 2026", "May 2026", "c. 2014–2016"."""
    about = "c. " if date.approximate else ""
    start, end = _parts(date.start), _parts(date.end)
    if date.granularity == "month" and start[:2] == end[:2]:
        return f"{about}{_MONTHS[start[1] - 1]} {_year(start[0])}"
    if date.granularity not in _BY_DAY and _whole_years(start, end):
        first, last = _year(start[0]), _year(end[0])
        return about + (first if first == last else f"{first}–{last}")
    if start == end:
        return about + _day(start)
    if start[:2] == end[:2]:
        return f"{about}{start[2]}–{_day(end)}"
    if start[0] == end[0]:
        return f"{about}{start[2]} {_MONTHS[start[1] - 1]} – {_day(end)}"
    return f"{about}{_day(start)} – {_day(end)}"


def _whole_years(start: tuple[int, int, int], end: tuple[int, int, int]) -> bool:
    return start[1:] == (1, 1) and end[1:] == (12, 31)


def _parts(day: str) -> tuple[int, int, int]:
    year, month, number = day.rsplit("-", 2)
    return int(year), int(month), int(number)


def _day(day: tuple[int, int, int]) -> str:
    return f"{day[2]} {_MONTHS[day[1] - 1]} {_year(day[0])}"


def _year(year: int) -> str:
    """Astronomical years as people count them: 0 is 1 BCE."""
    return str(year) if year > 0 else f"{1 - year} BCE"
