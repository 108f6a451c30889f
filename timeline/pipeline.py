"""The whole path on one page: documents → … → timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from timeline import __version__
from timeline.dates import AnchorChoice, DateOrder, read_dates, unread_language
from timeline.errors import EngineStoppedError, UsageError
from timeline.llm import Model, Task, Tokens
from timeline.mentions import mentions_from, task_for
from timeline.merge import merge
from timeline.prompts import Prompt
from timeline.questions import chunk
from timeline.records import (
    Chunk,
    Day,
    Document,
    Event,
    Generator,
    Mention,
    Skipped,
    Timeline,
)
from timeline.schema import EventAnswer
from timeline.sentences import split

MIN_CONFIDENCE = 0.1  # the best event F1 on development articles (docs/extraction.md)


_INTERRUPTED = "interrupted before all of it was asked about; run again to go on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What changes the result, besides the documents, the model and the prompt.

    `since` and `until` keep events that overlap those days, both included. Undated events are
    not touched by them.
    """

    date_order: DateOrder | None = None  # None: that of the language
    anchor: AnchorChoice = "auto"
    min_confidence: float = MIN_CONFIDENCE
    statements: bool = True  # what people said, too
    merge: bool = True
    keep_undated: bool = True
    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. A document is done when its last chunk is answered."""

    documents_done: int
    documents_total: int
    chunks_done: int
    mentions: int  # events told so far, before merging
    share: float  # 0..1 of all text, by characters


def extract_timeline(
    documents: Sequence[Document],
    model: Model,
    *,
    prompt: Prompt,
    options: Options = Options(),
    skipped: Sequence[Skipped] = (),
    progress: Callable[[Progress], None] = lambda _: None,
    keep_interrupted: bool = False,
) -> Timeline:
    """The timeline of the documents. `skipped` is what could not be read, for the report.

    The same documents in any order give the same timeline. One in a language without date rules is
    skipped; UsageError when all of them are. ModelError when the model fails. With
    `keep_interrupted`, a KeyboardInterrupt or an EngineStoppedError ends the asking and what was
    answered until then is the timeline, not `complete`; without it, it is raised.
    """
    documents, unread = in_known_languages(documents)
    skipped = (*skipped, *unread)
    asked: list[Chunk] = []

    def tasks() -> Iterator[Task]:
        for document in documents:
            for chunk_ in chunks_of(document, model, options):
                asked.append(chunk_)
                yield task_for(chunk_, prompt, min_confidence=options.min_confidence)

    mentions: list[Mention] = []
    refused: list[Skipped] = []
    watch = _Watch(documents)
    complete = True
    try:
        for answer in model.answers(tasks()):
            told, doubted = mentions_from(asked[answer.task], answer, prompt.schema)
            mentions += (one for one in told if one.confidence >= options.min_confidence)
            refused += doubted
            progress(watch.after(asked[answer.task], len(mentions)))
        progress(watch.end(len(mentions)))
    except (KeyboardInterrupt, EngineStoppedError):
        if not keep_interrupted:
            raise
        complete = False
        refused += [Skipped(id_, "document", _INTERRUPTED) for id_ in watch.unfinished]
    events = [e for e in merge(mentions, together=options.merge) if _wanted(e, options)]
    return Timeline(
        generator=_generator(model, prompt, options),
        documents=tuple(documents),
        events=tuple(event for event in events if event.date),
        undated=tuple(event for event in events if not event.date),
        skipped=tuple(sorted({*skipped, *refused}, key=lambda one: one.place)),
        complete=complete,
    )


def in_known_languages(documents: Sequence[Document]) -> tuple[list[Document], list[Skipped]]:
    """The documents that can be dated, by id, and the others with the reason.

    UsageError when there are only others.
    """
    read, unread = [], []
    for document in sorted(documents, key=lambda document: document.id):
        if why := unread_language(document.lang):
            unread.append(Skipped(document.id, "document", why))
        else:
            read.append(document)
    if unread and not read:
        raise UsageError(f"{unread[0].document}: {unread[0].reason}")
    return read, unread


class _Watch:
    """Counts what is done."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._total = len(documents)
        self._unfinished = {document.id: None for document in documents}
        self._characters = sum(len(document.text) for document in documents) or 1
        self._chunks = self._documents = 0
        self._read = 0.0  # characters
        self._left: dict[str, int] = {}  # chunks to come, by document

    def after(self, chunk_: Chunk, mentions: int) -> Progress:
        document = chunk_.document
        left = self._left.get(document.id, chunk_.of) - 1
        self._left[document.id] = left
        self._chunks += 1
        self._documents += not left
        if not left:
            del self._unfinished[document.id]
        self._read += len(document.text) / chunk_.of
        share = min(self._read / self._characters, 1.0)
        return Progress(self._documents, self._total, self._chunks, mentions, share)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Ids of documents with chunks that are not answered."""
        return tuple(self._unfinished)

    def end(self, mentions: int) -> Progress:
        """All done, documents included that had nothing to ask about."""
        return Progress(self._total, self._total, self._chunks, mentions, 1.0)


def chunks_of(document: Document, model: Tokens, options: Options) -> tuple[Chunk, ...]:
    """A document read, dated and cut for this model."""
    sentences = split(document)
    dates = read_dates(
        document.text,
        published=document.published,
        lang=document.lang,
        date_order=options.date_order,
        anchor=options.anchor,
    )
    return chunk(
        document,
        sentences,
        dates,
        count_tokens=model.count_tokens,
        statements=options.statements,
    )


def _wanted(event: Event, options: Options) -> bool:
    if event.date is None:
        return options.keep_undated
    after = options.since is None or event.date.end >= options.since
    return after and (options.until is None or event.date.start <= options.until)


def _generator(model: Model, prompt: Prompt, options: Options) -> Generator:
    added = prompt.schema is not EventAnswer
    settings: dict[str, str | int | float | bool | None] = {
        "date_order": options.date_order,
        "anchor": options.anchor,
        "min_confidence": options.min_confidence,
        "statements": options.statements,
        "merge": options.merge,
        "undated": "keep" if options.keep_undated else "drop",
        "since": str(options.since) if options.since else None,
        "until": str(options.until) if options.until else None,
        **({"schema": f"{prompt.schema.__module__}:{prompt.schema.__qualname__}"} if added else {}),
        **{f"param.{name}": value for name, value in prompt.parameters.items()},
    }
    return Generator(
        version=__version__,
        model_name=model.info.name,
        model_sha256=model.info.sha256,
        prompt_name=prompt.name,
        prompt_sha256=prompt.sha256,
        settings=settings,
    )
