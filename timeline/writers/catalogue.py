"""The formats a timeline can be written in. Their modules are loaded when one is used."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from timeline.errors import ExtraMissingError, UsageError

if TYPE_CHECKING:
    from timeline.contract import TimelineFile
    from timeline.writers.written import Texts, Written


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name. `module` has `write(timeline) -> Written`, a pure function.

    It may name another function: "module:function". With `uses_texts` it is
    `write(timeline, texts)`, where `texts` maps document ids to the texts that could be had,
    perhaps none.
    """

    name: str
    suffixes: tuple[str, ...]  # that choose it without --format; the longest that fits wins
    line: str  # for the help: what reads it
    module: str
    uses_texts: bool = False
    extra: str | None = None  # the optional dependency group that brings `library`
    library: str | None = None

    def check_installed(self) -> None:
        """ExtraMissingError when the library that writes it is not here."""
        if self.library is not None and importlib.util.find_spec(self.library) is None:
            raise ExtraMissingError(
                f"--format {self.name} needs {self.library}, which is not installed; "
                f"run: pip install 'timeline[{self.extra}]'"
            )

    def write(self, timeline: TimelineFile, texts: Texts | None = None) -> Written:
        """The timeline in this format. ExtraMissingError when its library is not installed."""
        self.check_installed()
        module, _, function = self.module.partition(":")
        write = getattr(importlib.import_module(module), function or "write")
        written = write(timeline, texts or {}) if self.uses_texts else write(timeline)
        return cast("Written", written)


def _format(name: str, suffixes: str, line: str, module: str = "", extra: str = "") -> Format:
    extra, _, library = extra.partition(" ")
    place = f"timeline.writers.formats.{module or name}"
    kinds = tuple(suffixes.split())
    return Format(name, kinds, line, place, extra=extra or None, library=library or None)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        _format("json", ".json", "timeline.json itself: everything", "json_file"),
        _format("jsonl", ".jsonl .ndjson", "an event a line, for jq and DuckDB"),
        _format("csv", ".csv", "a row an event, for spreadsheets", "csv_table"),
        _format("markdown", ".md .markdown", "a list with quotes, for people"),
        Format(
            "html",
            (".html", ".htm"),
            "one page for people, that needs no network",
            "timeline.writers.page",
            uses_texts=True,
        ),
        _format("timelinejs", ".timelinejs.json", "slides for Knight Lab's TimelineJS3"),
        _format("vis", ".vis.json", "items and groups for vis-timeline"),
        _format(
            "timesketch-csv",
            ".timesketch.csv",
            "rows for Timesketch's import",
            "timesketch:write_csv",
        ),
        _format(
            "timesketch-jsonl",
            ".timesketch.jsonl",
            "the same in JSON, from year 1 on",
            "timesketch:write_jsonl",
        ),
        _format("ics", ".ics", "iCalendar, for calendars", "icalendar_file", "ics icalendar"),
        _format("mermaid", ".mmd .mermaid", "a diagram that Markdown pages draw"),
        _format("jsonld", ".jsonld", "schema.org JSON-LD: Events and their articles"),
        _format("sqlite", ".sqlite .sqlite3 .db", "a database: everything"),
        _format("timeml", ".tml .timeml", "TimeML: events, TIMEX3, links", "timeml_file"),
    )
}


def format_for(path: Path | None, name: str | None) -> Format:
    """The format asked for by name, else by the file's suffix; JSON for standard output."""
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"no format {name!r}; there are {', '.join(FORMATS)}")
        return FORMATS[name]
    if path is None:
        return FORMATS["json"]
    fits = [
        (len(suffix), each)
        for each in FORMATS.values()
        for suffix in each.suffixes
        if path.name.lower().endswith(suffix)
    ]
    if not fits:
        raise UsageError(
            f"{path}: no format is known by the suffix {path.suffix or '(none)'}; "
            f"name one with --format: {', '.join(FORMATS)}"
        )
    return max(fits, key=lambda fit: fit[0])[1]
