"""A timeline file against the texts it was read from: every quote, offset and sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from timeline import contract


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it is now. `sha256` is that of the bytes it was read from."""

    name: str
    sha256: str
    text: str


class Lie(NamedTuple):
    """What the file says, where (JSONPath), and what the text says."""

    path: str
    what: str


class Verified(NamedTuple):
    """What did not hold, and what could not be looked at because its text was not found."""

    lies: tuple[Lie, ...]
    missing: tuple[str, ...]  # ids of documents
    quotes: int  # that were compared


def verify(file: contract.TimelineFile, sources: Sequence[Source]) -> Verified:
    """Compare every document and quote with its text.

    A document's text is the source with its sha256, else the one with its name, which then is
    another than it was.
    """
    found = find(file, sources)
    missing = tuple(document.id for document in file.documents if document.id not in found)
    mentions = list(_mentions(file, found))
    lies = [*_documents(file, found)]
    for path, mention in mentions:
        lies += _mention(path, mention, found[mention.document])
    return Verified(tuple(lies), missing, len(mentions))


def find(file: contract.TimelineFile, sources: Sequence[Source]) -> dict[str, Source]:
    """The text of every document that there is one for, by the document's id."""
    alike: dict[str, list[Source]] = defaultdict(list)
    for one in sources:
        alike[one.sha256].append(one)
    found = {}
    for document in file.documents:
        same = alike.get(document.sha256, [])
        source = _best_named(document.id, same or sources, needed=0 if same else 1)
        if source:
            found[document.id] = source
    return found


def _best_named(name: str, sources: Sequence[Source], *, needed: int) -> Source | None:
    """The source that shares most folders with a name, from the file's name up.

    None when none shares `needed` parts, or when several that share as many are not the same text.
    """
    shared = [(_shared_parts(name, source.name), source) for source in sources]
    most = max((parts for parts, _ in shared), default=0)
    best = [source for parts, source in shared if parts == most]
    if most < needed or not best or any(source.text != best[0].text for source in best):
        return None
    return best[0]


def _shared_parts(name: str, other: str) -> int:
    count = 0
    pairs = zip(PurePosixPath(name).parts[::-1], PurePosixPath(other).parts[::-1], strict=False)
    for one, two in pairs:
        if one != two:
            break
        count += 1
    return count


def _documents(file: contract.TimelineFile, found: Mapping[str, Source]) -> Iterator[Lie]:
    for number, document in enumerate(file.documents):
        source = found.get(document.id)
        if source is None:
            continue
        path = f"$.documents[{number}]"
        if source.sha256 != document.sha256:
            yield Lie(
                f"{path}.sha256",
                f"{document.id}: the file says {document.sha256[:12]}…, "
                f"but {source.name} has {source.sha256[:12]}…: it was changed",
            )
        if len(source.text) != document.characters:
            yield Lie(
                f"{path}.characters",
                f"{document.id}: the file says {document.characters}, "
                f"but {source.name} has {len(source.text)}",
            )


def _mentions(
    file: contract.TimelineFile, found: Mapping[str, Source]
) -> Iterator[tuple[str, contract.Mention]]:
    for name, events in (("events", file.events), ("undated", file.undated)):
        for number, event in enumerate(events):
            for at, mention in enumerate(event.mentions):
                if mention.document in found:
                    yield f"$.{name}[{number}].mentions[{at}]", mention


def _mention(path: str, mention: contract.Mention, source: Source) -> Iterator[Lie]:
    spans = [(f"{path}.quote", mention.start, mention.end, mention.quote)]
    if mention.when:
        spans.append((f"{path}.when", mention.when.start, mention.when.end, mention.when.text))
    for where, start, end, said in spans:
        stands = source.text[start:end]
        if stands != said:
            yield Lie(where, _quoted(mention.document, start, end, said, stands, source.text))


def _quoted(document: str, start: int, end: int, said: str, stands: str, text: str) -> str:
    elsewhere = text.find(said)
    hint = f"; it stands at {elsewhere}" if elsewhere >= 0 else "; it stands nowhere in the text"
    return (
        f"{document} {start}..{end}: the file quotes {_short(said)}, "
        f"the text has {_short(stands)}{hint}"
    )


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:59] + "…")
