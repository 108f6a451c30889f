"""Taking a model off this machine."""

from __future__ import annotations

from pathlib import Path

from timeline.errors import ModelError
from timeline.models.added import forget_added, read_added
from timeline.models.catalogue import Catalogue, load_catalogue, unknown
from timeline.models.locate import marker_path, models_directory
from timeline.models.pull import remove_leftovers


def remove_model(
    name: str, *, directory: Path | None = None, catalogue: Catalogue | None = None
) -> tuple[Path, int | None]:
    """Deletes a catalogue model's file; of an added one only the name, the file stays.

    Returns the path, and the bytes that became free: None when the file was left in place.
    Raises ModelMissingError for a name that nothing goes by.
    """
    directory = directory or models_directory()
    catalogue = catalogue or load_catalogue()
    entry = catalogue.get(name)
    if entry is None:
        path = forget_added(name, directory)
        if path is None:
            raise unknown(name, (*catalogue.names, *read_added(directory)))
        return path, None
    path = directory / entry.file
    try:
        freed = path.stat().st_size if path.exists() else 0
        path.unlink(missing_ok=True)
        marker_path(path, directory).unlink(missing_ok=True)
        remove_leftovers(entry, directory)
    except OSError as error:
        raise ModelError(f"{path}: cannot be deleted: {error.strerror or error}") from error
    return path, freed
