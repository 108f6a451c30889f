"""Logging: silent unless asked for, and llama.cpp's own log never on the screen by itself."""

from __future__ import annotations

import logging
from pathlib import Path

from timeline.errors import OutputError


def set_up_log(verbose: int, log_file: Path | None) -> None:
    """`verbose` 0: nothing; 1: ours; 2: llama.cpp's too. A log file gets everything.

    OutputError when the log file cannot be opened.
    """
    root = logging.getLogger()
    root.handlers.clear()
    root.addHandler(logging.NullHandler())
    root.setLevel(logging.DEBUG if log_file or verbose else logging.WARNING)
    if verbose:
        screen = logging.StreamHandler()
        screen.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)
        screen.setFormatter(logging.Formatter("%(name)s: %(message)s"))
        if verbose == 1:
            screen.addFilter(lambda record: record.name.startswith("timeline"))
        root.addHandler(screen)
    if log_file:
        try:
            file = logging.FileHandler(log_file, encoding="utf-8")
        except OSError as error:
            raise OutputError(
                f"{log_file}: cannot be opened for the log ({error.strerror}); choose another"
            ) from error
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root.addHandler(file)
