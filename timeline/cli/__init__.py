"""The command line. The only place that prints or exits."""

from __future__ import annotations

import os
import sys

from timeline.errors import TimelineError

INTERRUPTED = 130
BROKEN_PIPE = 141


def main() -> None:
    """Run the command line; errors of ours become one to three lines and their exit code."""
    from timeline.cli.app import app
    from timeline.cli.text import printable

    try:
        app(standalone_mode=True)
    except TimelineError as error:
        print(f"error: {printable(str(error), lines=True)}", file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
