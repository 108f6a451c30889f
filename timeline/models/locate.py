"""Where model files live on this machine."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

ENVIRONMENT = "TIMELINE_MODELS_DIR"


def models_directory() -> Path:
    """The folder of the model files; it need not exist yet.

    `TIMELINE_MODELS_DIR` when set, else `models/` in the working directory when that exists, else
    the user data directory.
    """
    if named := os.environ.get(ENVIRONMENT):
        return Path(named).expanduser().absolute()
    here = Path.cwd() / "models"
    if here.is_dir():
        return here
    return platformdirs.user_data_path("timeline", appauthor=False) / "models"


def marker_path(path: Path, directory: Path) -> Path:
    """Where the fingerprint of a model file is remembered.

    Beside the file in our own directory; for a file elsewhere in a folder of ours, because we
    write nothing into the folders of others.
    """
    if path.parent == directory:
        return path.with_name(path.name + ".verified.json")
    key = hashlib.sha256(os.fsencode(path)).hexdigest()[:24]
    return directory / "elsewhere" / f"{key}.json"
