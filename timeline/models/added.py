"""The user's own GGUF files under a name: `added.json` in the models directory.

The files stay where they are; only path and sha256 are written down.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from timeline.errors import ModelError, UsageError
from timeline.models.catalogue import NAME, SHA256, Catalogue, Name, load_catalogue
from timeline.models.locate import marker_path, models_directory
from timeline.models.verify import ModelFile, verified

FILE = "added.json"


class Added(BaseModel):
    """A file of the user's, as it was when it was added."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Path
    sha256: Annotated[str, Field(pattern=SHA256)]


class _Register(BaseModel):
    model_config = ConfigDict(extra="forbid")

    models: dict[Name, Added] = {}


def read_added(directory: Path) -> dict[str, Added]:
    """Name → file. Raises ModelError when `added.json` is not readable as such."""
    register = directory / FILE
    try:
        return _Register.model_validate_json(register.read_bytes()).models
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValidationError) as error:
        raise ModelError(
            f"{register}: cannot be read as the list of added models. "
            "Mend or delete it, then add them again with `timeline models add`."
        ) from error


def _write(directory: Path, models: dict[str, Added]) -> None:
    register = directory / FILE
    temporary = register.with_name(f"{FILE}.{os.getpid()}.tmp")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        temporary.write_text(_Register(models=models).model_dump_json(indent=1) + "\n", "utf-8")
        temporary.replace(register)
    except OSError as error:
        raise ModelError(
            f"{register}: cannot be written: {error.strerror or error}. "
            "Set TIMELINE_MODELS_DIR to a folder of yours."
        ) from error


def add_model(
    path: Path,
    *,
    name: str | None = None,
    directory: Path | None = None,
    catalogue: Catalogue | None = None,
) -> ModelFile:
    """Puts a name to a GGUF file: its stem unless one is given. A name added before moves.

    Raises UsageError for a name that cannot be used, ModelDamagedError for a file that is no GGUF.
    """
    directory = directory or models_directory()
    path = path.expanduser().absolute()
    name = path.stem if name is None else name
    if not re.fullmatch(NAME, name) or len(name) > 100:
        raise UsageError(
            f"{name!r} cannot be the name of a model: letters, digits, '.', '_' and '-' only, "
            "beginning with a letter or digit. Choose one with --name."
        )
    if (catalogue or load_catalogue()).get(name):
        raise UsageError(f"{name!r} is a model of the catalogue; choose another name with --name")
    models = read_added(directory)
    marker = marker_path(path, directory)
    file = verified(name, path, marker=marker, sha256=None, remedy="", fresh=True)
    _write(directory, models | {name: Added(path=path, sha256=file.sha256)})
    return file


def forget_added(name: str, directory: Path) -> Path | None:
    """Takes the name away and leaves the file. None when nothing was added by that name."""
    models = read_added(directory)
    if name not in models:
        return None
    path = models.pop(name).path
    marker = marker_path(path, directory)
    if not any(other.path == path for other in models.values()):
        marker.unlink(missing_ok=True)
    _write(directory, models)
    return path
