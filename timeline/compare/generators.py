"""How a timeline out of several was made: what they have in common, and each way by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from timeline import contract


def generators(
    files: Sequence[contract.TimelineFile], names: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """The fields `generator` and, where the files were made in different ways, `generators`.

    `names`: for each file, its id of a document → the id in the whole.
    """
    documents: dict[str, set[str]] = {}
    ways: dict[str, contract.Generator] = {}
    for file, named in zip(files, names, strict=True):
        for way, ids in _parts(file):
            written = json.dumps(way.model_dump(mode="json"), sort_keys=True)
            ways[written] = min(ways.get(written, way), way, key=_as_written)
            documents.setdefault(written, set()).update(named.get(name, name) for name in ids)
    ordered = [ways[written] for written in sorted(ways)]
    if len(ordered) == 1:
        return {"generator": ordered[0]}
    parts = tuple(
        contract.Part(**_fields(ways[written]), documents=tuple(sorted(documents[written])))
        for written in sorted(ways)
    )
    return {"generator": _common(ordered), "generators": parts}


def _parts(file: contract.TimelineFile) -> list[tuple[contract.Generator, list[str]]]:
    if not file.generators:
        return [(file.generator, [document.id for document in file.documents])]
    return [(contract.Generator(**_fields(part)), list(part.documents)) for part in file.generators]


def _as_written(way: contract.Generator) -> str:
    return json.dumps(way.model_dump(mode="json"))


def _fields(way: contract.Generator) -> dict[str, Any]:
    return {name: getattr(way, name) for name in contract.Generator.model_fields}


def _common(ways: Sequence[contract.Generator]) -> contract.Generator:
    """What all agree on; names and sums that differ stand side by side, settings are left out."""
    first, *others = (way.settings for way in ways)
    return contract.Generator(
        version=_all(way.version for way in ways),
        model=contract.Model(
            name=_all(way.model.name for way in ways), sha256=_all(way.model.sha256 for way in ways)
        ),
        prompt=contract.Prompt(
            name=_all(way.prompt.name for way in ways),
            sha256=_all(way.prompt.sha256 for way in ways),
        ),
        settings={
            key: value
            for key, value in first.items()
            if all(key in other and other[key] == value for other in others)
        },
    )


def _all(values: Iterable[str]) -> str:
    return " + ".join(sorted(set(values)))
