"""The four ways, each from documents to events, with its time taken apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import pairwise

import llama_cpp

from timeline.bench import (
    Correct,
    Job,
    Measured,
    Ours,
    Seconds,
    Tokens,
    Way,
    growth_points,
    quality,
)
from timeline.bench.baselines import CountingLlama, OneAtATime, ask_freeform
from timeline.bench.memory import peak_bytes
from timeline.llm import Model
from timeline.llm.context import Context
from timeline.llm.llama import LlamaModel
from timeline.llm.settings import Settings
from timeline.llm.statistics import Operation, Statistics
from timeline.pipeline import Options, Progress, chunks_of, extract_timeline
from timeline.prompts import Prompt, load_prompt
from timeline.records import Document, Timeline
from timeline.schema import NONE

_FULL_STEPS = 3  # measured, to know what a full one costs


class _Laps:
    """When each document was done, and from that the cost of each of so many."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._at = [0.0]

    def done(self, documents: int) -> None:
        """So many are done by now."""
        self._at += [time.perf_counter() - self._began] * (documents + 1 - len(self._at))

    @property
    def documents(self) -> int:
        """How many are done."""
        return len(self._at) - 1

    @property
    def wall(self) -> float:
        return self._at[-1]

    @property
    def growth(self) -> tuple[tuple[int, float], ...]:
        points = growth_points(self.documents)
        return tuple((point, self._at[point] / point) for point in points)


def freeform(job: Job) -> Measured:
    """A chat call for each chunk, and the events as the model writes them."""
    llama = CountingLlama(job.model, job.settings)
    reader = OneAtATime(llama, job.model, job.settings)
    events: list[quality.FreeEvent] = []
    laps = _Laps()
    for number, document in enumerate(job.documents, 1):
        published = f"{document.published:%A, %Y-%m-%d}" if document.published else "unknown"
        for text in _texts(document, reader):
            events += [(document, *event) for event in ask_freeform(llama, published, text)]
        laps.done(number)
    llama.close()
    return _baseline("freeform", llama, laps, quality.of_events(events, job.documents, job.gold))


def _texts(document: Document, reader: Model) -> list[str]:
    """The document cut where our own path cuts it, so that both read the same pieces."""
    starts = [chunk.sentences[0].start for chunk in chunks_of(document, reader, Options())]
    return [document.text[a:b].strip() for a, b in pairwise([*starts, len(document.text)])]


def requests(job: Job) -> Measured:
    """Our own path, but for the engine: its questions one at a time."""
    prompt = load_prompt(job.prompt)
    llama = CountingLlama(job.model, job.settings, adapter=prompt.adapter)
    model = OneAtATime(llama, job.model, job.settings)
    laps = _Laps()
    timeline = _extract(job.documents, model, prompt, lambda p: laps.done(p.documents_done))
    laps.done(len(job.documents))
    model.close()
    return _baseline("requests", llama, laps, quality.of_timeline(timeline, job.gold))


def _baseline(way: Way, llama: CountingLlama, laps: _Laps, correct: Correct | None) -> Measured:
    """What was counted while one of the others' ways went over all documents."""
    return Measured(
        way=way,
        articles=laps.documents,
        tokens=llama.tokens,
        seconds=llama.seconds(laps.wall),
        peak_bytes=peak_bytes(),
        growth=laps.growth,
        correct=correct,
    )


def ours(job: Job, *, growth: bool = True) -> Ours:
    """What `timeline extract` does. `growth`: also for fewer articles, each run from nothing."""
    seconds, statistics, timeline = _ours_once(job, job.documents)
    peak = peak_bytes()
    points = growth_points(len(job.documents))[:-1] if growth else ()
    costs = [(point, _ours_once(job, job.documents[:point])[0].wall / point) for point in points]
    measured = Measured(
        way="ours",
        articles=len(job.documents),
        tokens=_tokens(statistics),
        seconds=seconds,
        peak_bytes=peak,
        growth=(*costs, (len(job.documents), seconds.wall / len(job.documents))),
        correct=quality.of_timeline(timeline, job.gold),
    )
    return Ours(measured, tuple(statistics.operations or ()))


def _ours_once(job: Job, documents: Sequence[Document]) -> tuple[Seconds, Statistics, Timeline]:
    prompt = load_prompt(job.prompt)
    began = time.perf_counter()
    model = LlamaModel(
        job.model.path,
        name=job.model.name,
        sha256=job.model.sha256,
        settings=job.settings,
        adapter=prompt.adapter,
    )
    try:
        model.prepare(NONE)
        statistics = model.statistics
        statistics.operations = []
        load = time.perf_counter() - began
        began = time.perf_counter()
        timeline = _extract(documents, model, prompt, lambda _: None)
        wall = time.perf_counter() - began
    finally:
        model.close()
    return _seconds(statistics, load, wall), statistics, timeline


def _extract(
    documents: Sequence[Document],
    model: Model,
    prompt: Prompt,
    progress: Callable[[Progress], None],
) -> Timeline:
    return extract_timeline(documents, model, prompt=prompt, progress=progress)


def _tokens(statistics: Statistics) -> Tokens:
    return Tokens(
        prefilled=statistics.prefix + statistics.body,
        forced=statistics.forced,
        sampled=statistics.sampled,
        steps=statistics.steps.total(),
    )


def _seconds(statistics: Statistics, load: float, wall: float) -> Seconds:
    decode = statistics.seconds["decode"]
    sampled = decode * statistics.sampled / max(statistics.rows, 1)
    return Seconds(
        load=load,
        wall=wall,
        prefill=decode - sampled,
        decode=sampled,
        masks=statistics.seconds["masks"],
    )


def limit(job: Job, done: Ours) -> Measured:
    """The same steps again, as llama.cpp alone does them: no text, no grammar, no choosing."""
    began = time.perf_counter()
    adapter = load_prompt(job.prompt).adapter
    context = Context(job.model.path, job.settings, adapter=adapter.path if adapter else None)
    load = time.perf_counter() - began
    began = time.perf_counter()
    repeat(context, done.operations)
    llama_cpp.llama_synchronize(context.pointer)
    wall = time.perf_counter() - began
    full = _full_step_seconds(context, job.settings) * done.measured.tokens.rows / context.rows
    context.close()
    sampled = wall * done.measured.tokens.sampled / max(done.measured.tokens.rows, 1)
    return Measured(
        way="limit",
        articles=len(job.documents),
        tokens=done.measured.tokens,
        seconds=Seconds(load=load, wall=wall, prefill=wall - sampled, decode=sampled, masks=0.0),
        peak_bytes=peak_bytes(),
        growth=((len(job.documents), wall / len(job.documents)),),
        correct=None,
        full_steps=full,
    )


def repeat(context: Context, operations: Sequence[Operation]) -> None:
    """Ask llama.cpp again for what it was asked before."""
    for name, arguments in operations:
        getattr(context, name)(*arguments)


def _full_step_seconds(context: Context, settings: Settings) -> float:
    """What a step of as many rows as there can be costs: the median of a few."""
    context.clear()
    tokens = [number % 1000 for number in range(settings.rows)]
    taken = []
    for _ in range(_FULL_STEPS):
        began = time.perf_counter()
        context.decode([(1, 0, tokens, True)])
        llama_cpp.llama_synchronize(context.pointer)
        taken.append(time.perf_counter() - began)
        context.drop(1)
    return sorted(taken)[_FULL_STEPS // 2]
