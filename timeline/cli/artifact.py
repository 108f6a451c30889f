"""What commands write: the artifact to a file or standard output, and words about what it lacks."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from timeline.cli.text import count, printable

if TYPE_CHECKING:
    from timeline.contract import TimelineFile
    from timeline.writers import Format, Written


def timeline_from(name: str) -> TimelineFile:
    """The timeline file of a path, or of standard input for `-`."""
    from timeline import contract

    if name == "-":
        return contract.loads(sys.stdin.buffer.read(), name="standard input")
    return contract.load(Path(name))


def put(data: bytes, target: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output when there is no target."""
    from timeline.writers import replace

    if target is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        replace(target, data)


def report_losses(
    timeline: TimelineFile,
    form: Format,
    written: Written,
    *,
    listed: bool,
    file: Path | None,
    quiet: bool,
) -> None:
    """List the losses on stderr and in a JSON file, as asked; else say that there are some."""
    titles = {event.id: event.title for event in (*timeline.events, *timeline.undated)}
    if file is not None:
        rows = [
            {
                "event": loss.event,
                "title": None if loss.event is None else titles[loss.event],
                "what": loss.what,
                "why": loss.why,
            }
            for loss in written.losses
        ]
        data = {"format": form.name, "losses": rows}
        put((json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode(), file)
    if listed:
        for loss in written.losses:
            whose = "all events" if loss.event is None else _named(titles[loss.event], loss.event)
            _say(f"{whose}: {loss.what}: {loss.why}")
        if not written.losses:
            _say(f"{form.name} holds everything")
    elif not quiet and file is None:
        left_out = [loss for loss in written.losses if loss.what == "event"]
        if left_out:
            _say(
                f"note: {count(len(left_out), 'event')} cannot be in {form.name}; "
                "--loss-report says which and why"
            )


def _named(title: str, id_: str) -> str:
    line = printable(title)
    return f"“{line[:59] + '…' if len(line) > 60 else line}” ({printable(id_)})"


def _say(words: str) -> None:
    typer.echo(printable(words), err=True)
