"""The documents of several timeline files: which are the same, and what they are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from timeline import contract, records

_TRUST = {place: rank for rank, place in enumerate(get_args(records.PublishedFrom))}
_Content = tuple[str, int, str]  # sha256, characters, and the id where those do not tell apart


class Sources(NamedTuple):
    """Every document once, in the order of a file."""

    documents: tuple[contract.Document, ...]
    names: tuple[Mapping[str, str], ...]  # for each file: its id of a document → the id in all
    notes: tuple[str, ...]


def one_of_each(files: Sequence[contract.TimelineFile]) -> Sources:
    """Documents of the same bytes are one, under the shortest of their names.

    Two documents of one file stay two, whatever their bytes: they are there under two names. Other
    documents that share a name get the beginning of their sha256 with it.
    """
    contents = _contents(files)
    alike: dict[_Content, list[contract.Document]] = defaultdict(list)
    for file, content in zip(files, contents, strict=True):
        for document in file.documents:
            alike[content[document.id]].append(document)
    best = {content: min(documents, key=_preference) for content, documents in alike.items()}
    ids = _ids(alike)
    united = tuple(_united(ids[content], best[content], alike[content]) for content in alike)
    renamed = {ids[content] for content, name in _names(alike).items() if ids[content] != name}
    return Sources(
        documents=tuple(sorted(united, key=lambda document: document.id)),
        names=tuple(
            {name: ids[content] for name, content in contents_.items()} for contents_ in contents
        ),
        notes=tuple(f"{name}: another document has that name too" for name in sorted(renamed)),
    )


def _contents(files: Sequence[contract.TimelineFile]) -> list[dict[str, _Content]]:
    """For each file: id → what makes a document the same as another."""
    several: set[tuple[str, int]] = set()
    for file in files:
        seen: set[tuple[str, int]] = set()
        for document in file.documents:
            both = document.sha256, document.characters
            (several if both in seen else seen).add(both)
    return [
        {
            one.id: (one.sha256, one.characters, one.id)
            if (one.sha256, one.characters) in several
            else (one.sha256, one.characters, "")
            for one in file.documents
        }
        for file in files
    ]


def _preference(document: contract.Document) -> tuple[int, str, int, str, str, str]:
    """The best-dated first, then the shortest name."""
    trust = _TRUST[document.published_from] if document.published_from else len(_TRUST)
    day = str(document.published or "")
    return trust, day, len(document.id), document.id, document.title or "", document.url or ""


def _names(alike: Mapping[_Content, Sequence[contract.Document]]) -> dict[_Content, str]:
    return {
        content: min((one.id for one in documents), key=lambda name: (len(name), name))
        for content, documents in alike.items()
    }


def _ids(alike: Mapping[_Content, Sequence[contract.Document]]) -> dict[_Content, str]:
    """An id for each, and no two the same: a name that others have too is made longer."""
    names = _names(alike)
    for more in ("{0[0]:.12}", "{0[1]} characters"):  # the sha256, then the length
        shared = Counter(names.values())
        names = {
            content: f"{name} ({more.format(content)})" if shared[name] > 1 else name
            for content, name in names.items()
        }
    return names


def _united(
    name: str, best: contract.Document, documents: Sequence[contract.Document]
) -> contract.Document:
    """What the best says, and what only others say."""
    ordered = sorted(documents, key=_preference)
    said: dict[str, object] = {
        "url": next((one.url for one in ordered if one.url), None),
        "published_conflicts": best.published_conflicts
        if all(one == best for one in documents)
        else _other_days(best, documents),
    }
    said = {field: value for field, value in said.items() if value}
    said |= {"id": name, "title": next((one.title for one in ordered if one.title), None)}
    return best.model_copy(update=said)


def _other_days(
    best: contract.Document, documents: Sequence[contract.Document]
) -> tuple[contract.PublicationDay, ...]:
    """Days that other files give, or that any of them knew of, each once."""
    days = {
        contract.PublicationDay(day=one.published, **{"from": one.published_from})
        for one in documents
        if one.published and one.published_from
    }
    days.update(day for one in documents for day in one.published_conflicts)
    others = (day for day in days if day.day != best.published)
    return tuple(sorted(others, key=lambda day: (_TRUST[day.place], day.day)))
