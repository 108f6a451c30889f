"""Where prompts are: the shipped ones, and a user's own, which win."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import OutputError, PromptError

DEFAULT = "events"
TUNED = "tuned"  # instead of it with the model that it was trained with
_PACKAGE = Path(__file__).parent.parent
_PACKAGED = _PACKAGE / "shipped_prompts"  # in an installed wheel
_CHECKOUT = _PACKAGE.parent / "prompts"  # in a working copy
_USERS = Path("prompts")  # in the working directory


@dataclass(frozen=True, slots=True)
class Place:
    """A prompt that was found. `wins`: it is the one that its name means."""

    name: str
    path: Path  # of the template
    shipped: bool
    wins: bool


def shipped_directory() -> Path:
    """Where the templates that come with this installation are."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def user_directory() -> Path | None:
    """`./prompts`, unless there is none or it is that of this installation."""
    return _USERS if _USERS.is_dir() and not _USERS.samefile(shipped_directory()) else None


def list_prompts(directory: Path | None = None) -> tuple[Place, ...]:
    """All prompts by name, a user's own before the shipped one of that name.

    `directory` instead of `./prompts`.
    """
    places: list[Place] = []
    for folder in _folders(directory):
        for path in sorted(folder.glob("*.jinja")):
            wins = all(path.stem != place.name for place in places)
            places.append(Place(path.stem, path, folder == shipped_directory(), wins))
    return tuple(sorted(places, key=lambda place: (place.name, place.shipped)))


def find_prompt(name_or_path: str, directory: Path | None = None) -> Path:
    """The template of that name, or at that path. PromptError when there is none."""
    if name_or_path.endswith(".jinja"):
        path = Path(name_or_path)
        if not path.is_file():
            raise PromptError(f"{path}: no such prompt file")
        return path
    for folder in _folders(directory):
        path = folder / f"{name_or_path}.jinja"
        if path.is_file():
            return path
    names = sorted({place.name for place in list_prompts(directory)})
    raise PromptError(f"no prompt {name_or_path!r}; there are {', '.join(names)}, or give a path")


def copy_prompts(target: Path, names: Sequence[str] = (), *, force: bool = False) -> list[Path]:
    """Copy the shipped prompts with their files: those named, or all that were not trained and
    can thus be edited; the files written.

    Nothing is written when one of them is there already and `force` is off: OutputError. So is a
    folder that cannot be written.
    """
    shipped = shipped_directory()
    if target.is_dir() and target.samefile(shipped):
        raise OutputError(f"{target}: these are the shipped prompts themselves; name a folder")
    there = {path.stem for path in shipped.glob("*.jinja")}
    for name in names:
        if name not in there:
            raise PromptError(f"no shipped prompt {name!r}; there are {', '.join(sorted(there))}")
    files = [
        file
        for name in sorted(set(names) or there - {TUNED})
        for suffix in (".jinja", ".toml", ".gguf")
        if (file := shipped / f"{name}{suffix}").is_file()
    ]
    taken = [target / file.name for file in files if (target / file.name).exists()]
    if taken and not force:
        raise OutputError(
            f"{', '.join(map(str, taken))}: already there; --force overwrites, or name a folder"
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.copyfile(file, target / file.name)) for file in files]
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror})") from error


def _folders(directory: Path | None) -> list[Path]:
    own = directory if directory is not None else user_directory()
    return [*([own] if own else []), shipped_directory()]
