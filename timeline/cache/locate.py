"""Where answers are kept."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

ENVIRONMENT = "TIMELINE_CACHE_DIR"


def cache_path() -> Path:
    """The database; it need not exist yet. In `TIMELINE_CACHE_DIR` when set, else in the user's
    cache directory.
    """
    named = os.environ.get(ENVIRONMENT)
    folder = (
        Path(named).expanduser().absolute() if named else platformdirs.user_cache_path("timeline")
    )
    return folder / "answers.sqlite"
