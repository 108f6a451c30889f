"""Where answers are kept, and what was read of prompts."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

ENVIRONMENT = "TIMELINE_CACHE_DIR"


def cache_path() -> Path:
    """The database of answers; it need not exist yet."""
    return _folder() / "answers.sqlite"


def prefixes_path() -> Path:
    """The folder of what models have read of prompts' beginnings; it need not exist yet."""
    return _folder() / "prefixes"


def _folder() -> Path:
    """`TIMELINE_CACHE_DIR` when set, else the user's cache directory."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named).expanduser().absolute()
    return platformdirs.user_cache_path("timeline")
