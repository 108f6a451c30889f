"""What an editor wrote about a document: publication date, title, language, address.

In a sidecar file or in YAML front matter. What is unreadable there is an error, never a reason to
look on: the next place would be a guess.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from timeline import front_matter
from timeline.documents.files import read_bytes
from timeline.errors import DocumentError

SIDECAR_LIMIT = 4_194_304  # bytes; annotations and all
MOST_BRACKETS = 200  # in front matter

_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def publication_day(value: object) -> datetime.date:
    """The day of an ISO date or datetime, in the time zone it is written in; ValueError else."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        for parse in (datetime.date.fromisoformat, _day_of_moment):
            try:
                return parse(value.strip())
            except ValueError:
                continue
    raise ValueError(f"{str(value)[:40]!r} is not a date like 2026-02-28")


def _day_of_moment(text: str) -> datetime.date:
    return datetime.datetime.fromisoformat(text).date()


def _one_line(title: str) -> str | None:
    return " ".join(title.split()) or None


def _language(value: object) -> object:
    if value is False:  # YAML 1.1 reads the language code of Norwegian, `no`, as false
        return "no"
    if not isinstance(value, str) or not _LANG.fullmatch(value):
        raise ValueError(f"{str(value)[:40]!r} is not a language code like en")
    return value


class Metadata(BaseModel):
    """The keys that are read; others are ignored. None: not said."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    published: Annotated[datetime.date, BeforeValidator(publication_day)] | None = None
    title: Annotated[str, AfterValidator(_one_line)] | None = None
    url: str | None = None
    lang: Annotated[str, BeforeValidator(_language)] | None = None


def sidecar(path: Path) -> Metadata:
    """What the sidecar of the document at `path` says: the first of `sidecars` that exists."""
    for candidate in sidecars(path):
        if candidate.is_symlink() or candidate.exists():
            try:
                data = read_bytes(candidate, limit=SIDECAR_LIMIT)
                return _checked(_parsed(candidate, data))
            except (ValueError, RecursionError, DocumentError) as error:
                raise DocumentError(
                    f"its sidecar {candidate.name} is wrong: {_said(error)}; fix or remove it"
                ) from error
    return Metadata()


def sidecars(path: Path) -> tuple[Path, ...]:
    """The names under which a sidecar of `path` is looked for, in order."""
    return tuple(
        path.with_name(stem + suffix)
        for stem in dict.fromkeys((path.name, path.stem))
        for suffix in (".json", ".toml")
        if stem + suffix != path.name
    )


def in_front_matter(text: str) -> Metadata:
    """What YAML front matter says (`published`, else `date`; `title`, `lang`)."""
    span = front_matter.span(text)
    if span is None:
        return Metadata()
    try:
        said = _yaml(text[slice(*span)])
        said = {str(key).lower(): value for key, value in said.items()}
        said.setdefault("published", said.get("date"))
        return _checked(said)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise DocumentError(
            f"its front matter is wrong: {_said(error)}; fix or remove it"
        ) from error


def _yaml(text: str) -> dict[Any, Any]:
    # PyYAML takes quadratic time in open brackets: 7 s for 8,000 of them.
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        raise ValueError(f"more than {MOST_BRACKETS} brackets")
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):  # aliases of aliases grow without bound
            raise ValueError("YAML aliases are not accepted")
    said = yaml.safe_load(text)
    if not isinstance(said, dict):
        raise ValueError("it is not a list of `key: value` lines")
    return said


def _parsed(path: Path, data: bytes) -> dict[str, Any]:
    parse: Callable[[str], Any] = json.loads if path.suffix == ".json" else tomllib.loads
    said = parse(data.decode("utf-8-sig"))
    if not isinstance(said, dict):
        raise ValueError("it is not an object with keys")
    return said


def _checked(said: dict[str, Any]) -> Metadata:
    return Metadata.model_validate(said)


def _said(error: Exception) -> str:
    """An error in one line, for people."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg'].removeprefix('Value error, ')}"
    if isinstance(error, yaml.MarkedYAMLError) and error.problem:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        return error.problem + line
    return " ".join(str(error).split())[:160]
