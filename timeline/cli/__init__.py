"""The command line. The only place that prints or exits."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from timeline.errors import TimelineError

INTERRUPTED = 130
BROKEN_PIPE = 141


def main() -> None:
    """Run the command line; errors of ours become one to three lines and their exit code."""
    import typer

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _first_interrupt)

    from timeline.cli.app import app
    from timeline.cli.text import printable

    # typer gives a name only to this child of its usage errors
    usage_error: type[Exception] = typer.BadParameter.__bases__[0]
    try:
        status = app(prog_name="timeline", standalone_mode=False)
    except TimelineError as error:
        _fail(printable(str(error), lines=True), error.exit_code)
    except usage_error as error:
        _fail(printable(_usage(error)), 2)
    except SystemExit as stop:
        if not isinstance(stop.__context__, BrokenPipeError):  # typer makes a plain 1 of it
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    else:
        if status == INTERRUPTED:  # typer has caught the KeyboardInterrupt
            _fail("interrupted", INTERRUPTED)
        sys.exit(status)


def _first_interrupt(number: int, frame: FrameType | None) -> None:
    """An interrupt as usual, after which what is done is kept; the next one ends the process."""
    signal.signal(number, lambda *_: os._exit(INTERRUPTED))
    signal.default_int_handler(number, frame)


def _usage(error: Exception) -> str:
    """Typer's message with the way to the help; empty when typer has printed the help itself."""
    message = str(getattr(error, "format_message", error.__str__)()).rstrip(".")
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "timeline"
    return f"{message}{_set_in(error)}; see `{command} --help`" if message else ""


def _set_in(error: Exception) -> str:
    """Where a value was set that nobody typed; empty for what was."""
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    if context is None or parameter is None or not parameter.opts:
        return ""
    source = context.get_parameter_source(parameter.name)
    settings = context.find_root().obj
    if source is None or source.name == "COMMANDLINE" or not isinstance(settings, dict):
        return ""
    path = tuple(context.command_path.split()[1:])
    setting = settings.get((path, parameter.opts[0].removeprefix("--")))
    return f" (set in {setting.source})" if setting else ""


def _fail(words: str, status: int) -> None:
    if words:
        print(f"error: {words}", file=sys.stderr)  # noqa: T201
    sys.exit(status)
