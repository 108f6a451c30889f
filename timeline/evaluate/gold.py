"""Gold as people write it: `gold.json` with its articles, read and checked (docs/eval.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from timeline.errors import NoInputError, UsageError
from timeline.evaluate.days import Days, parse_days

Place = tuple[str, int]  # article id, number of the sentence in it
Read = TypeVar("Read")


class _Entry(BaseModel):
    # Gold may carry notes of its own: unknown keys are let through.
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class _SentenceEntry(_Entry):
    doc: str
    sent: int
    text: str = ""


class _EventEntry(_Entry):
    date: str
    text: str
    desc: str | None = None
    articles: tuple[str, ...] = ()
    sentences: tuple[_SentenceEntry, ...] = ()
    participants: tuple[str, ...] | None = None
    place: str | None = None


class _MentionEntry(_Entry):
    doc: str
    sent: int
    trigger: str = ""


class _ClusterEntry(_Entry):
    mentions: tuple[_MentionEntry, ...]


class _OrderedEntry(_Entry):
    order: int
    date: str
    mentions: tuple[_MentionEntry, ...]


class _SpanEntry(_Entry):
    sent: int
    start: int
    end: int


class _SidecarEntry(_Entry):
    id: str | None = None
    sentences: tuple[_SpanEntry, ...] = Field(default=())


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event that a timeline of these articles should have."""

    date: Days | None
    text: str
    desc: str | None
    places: frozenset[Place]
    participants: tuple[str, ...] | None = None  # None: nobody has written down who took part
    where: str | None = None  # only read where participants are given


@dataclass(frozen=True, slots=True)
class Anchored:
    """An event on an entity's timeline: its position, its date as written, its mentions."""

    order: int  # 0: cannot be ordered
    date: str
    mentions: tuple[tuple[Place, str], ...]  # where, and the word that names the event


@dataclass(frozen=True, slots=True)
class Article:
    """Where the sentences of one gold article are; both offsets in code points, end exclusive."""

    id: str
    name: str  # the file's name without suffix: what a document is recognized by
    sentences: tuple[tuple[int, int, int], ...]  # number, start, end

    def sentence_at(self, start: int, end: int) -> int | None:
        """Number of the sentence that shares most of a span; None when none does."""
        shared = [(min(end, e) - max(start, s), -number) for number, s, e in self.sentences]
        most = max(shared, default=(0, 0))
        return -most[1] if most[0] > 0 else None


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold set: its events and, where they are annotated, clusters and entity timelines."""

    name: str
    events: tuple[GoldEvent, ...]
    articles: dict[str, Article]  # by name
    clusters: tuple[frozenset[Place], ...]
    timelines: dict[str, tuple[Anchored, ...]]  # by entity


def load(path: Path) -> Gold:
    """Read a folder with a `gold.json`, or that file.

    Raises NoInputError when there is none, UsageError when a file is not of the format.
    """
    folder = path if path.is_dir() else path.parent
    file = folder / "gold.json" if path.is_dir() else path
    events = _read(file, tuple[_EventEntry, ...])
    clusters = _read_beside(file, "gold_mentions.json", tuple[_ClusterEntry, ...])
    timelines = _read_beside(file, "gold_timelines.json", dict[str, tuple[_OrderedEntry, ...]])
    return Gold(
        name=folder.resolve().name,
        events=tuple(_event(entry, file) for entry in events),
        articles=_articles(folder),
        clusters=tuple(
            frozenset((mention.doc, mention.sent) for mention in cluster.mentions)
            for cluster in clusters or ()
        ),
        timelines={
            entity: tuple(_anchored(entry) for entry in entries)
            for entity, entries in (timelines or {}).items()
        },
    )


def _read(path: Path, shape: type[Read]) -> Read:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NoInputError(
            f"{path}: cannot be read ({error.strerror}); give a gold.json or its folder"
        ) from error
    try:
        return TypeAdapter(shape).validate_json(data)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in fault["loc"]) or "the file"
        raise UsageError(f"{path}: {where}: {fault['msg']}; see docs/eval.md") from error


def _read_beside(file: Path, name: str, shape: type[Read]) -> Read | None:
    """The annotation file beside `gold.json`; None when the set has no such annotation."""
    path = file.with_name(name)
    return _read(path, shape) if path.exists() else None


def _event(entry: _EventEntry, file: Path) -> GoldEvent:
    try:
        date = parse_days(entry.date)
    except ValueError as error:
        raise UsageError(f"{file}: {error}; see docs/eval.md") from error
    places = frozenset((sentence.doc, sentence.sent) for sentence in entry.sentences)
    return GoldEvent(date, entry.text, entry.desc, places, entry.participants, entry.place)


def _anchored(entry: _OrderedEntry) -> Anchored:
    mentions = tuple(((mention.doc, mention.sent), mention.trigger) for mention in entry.mentions)
    return Anchored(entry.order, entry.date, mentions)


def _articles(folder: Path) -> dict[str, Article]:
    """Every text of the set by name, with the sentences of its sidecar when it has one."""
    inside = folder / "articles"
    found = sorted((inside if inside.is_dir() else folder).glob("*.txt"))
    return {text.stem: _article(text) for text in found}


def _article(text: Path) -> Article:
    path = text.with_suffix(".json")
    sidecar = _read(path, _SidecarEntry) if path.exists() else _SidecarEntry()
    spans = tuple((span.sent, span.start, span.end) for span in sidecar.sentences)
    return Article(sidecar.id or text.stem, text.stem, spans)
