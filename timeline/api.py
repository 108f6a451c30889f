"""What `from timeline import extract` gives: the whole job in one call."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import models, prompts
from timeline.cache import RememberingModel, Store, cache_path, prefixes_path
from timeline.documents import DEFAULT_ORDER, Reading, read_sources
from timeline.errors import ModelMissingError
from timeline.llm import Adapter, Model
from timeline.models.gguf import check_gguf
from timeline.pipeline import Options, extract_timeline
from timeline.records import PublishedFrom, Timeline

if TYPE_CHECKING:
    from timeline.llm.contained.model import ContainedModel, Wanted

Pull = Callable[[str], models.ModelFile]


def extract(
    sources: str | Path | Sequence[str | Path],
    *,
    published: datetime.date | None = None,
    published_from: Sequence[PublishedFrom] = DEFAULT_ORDER,
    fields: Mapping[str, str] | None = None,
    lang: str = "en",
    model: str | None = None,
    prompt: str | prompts.Prompt | None = None,
    options: Options | None = None,
    offline: bool = False,
    resume: bool = False,
) -> Timeline:
    """The timeline of files, folders and globs, as `timeline extract` makes it.

    `published` is the publication day of all of them; None: each names its own, in a sidecar, by
    its own word, in a dateline or by its file name, asked in the order of `published_from`.
    `fields` is what a collection calls an article's: {"text": "body"}; `lang` the language of
    documents that do not name theirs. `model` is a name of the catalogue or the path
    of a GGUF; the default model is fetched the first time, unless `offline`. `prompt` is a name, a
    path, or what `timeline.prompts.load_prompt` gives (parameters, a schema with further fields);
    None: the one that goes with the model.
    With `resume`, answers are kept, and those of earlier runs used, as the command does.
    Raises a TimelineError: NoInputError when nothing could be read, ExtraMissingError when that is
    for want of an optional library, ModelError when the model is missing, damaged or fails. What
    else could not be read is in `Timeline.skipped`.

        from timeline import extract

        timeline = extract("seeds/")
        for event in timeline.events:
            print(event.date.edtf, event.title)
    """
    named = [sources] if isinstance(sources, (str, Path)) else sources
    read = read_sources(
        [str(source) for source in named],
        published=published,
        lang=lang,
        reading=Reading(published_order=published_from, fields=fields or {}),
    )
    name = model or models.load_catalogue().default.name
    if prompt is None:
        prompt = prompts.choose_prompt(name)
    loaded_prompt = prompts.load_prompt(prompt, model=name) if isinstance(prompt, str) else prompt
    prefixes = prefixes_path() if resume else None
    loaded: Model = open_model(
        model, offline=offline, prefixes=prefixes, adapter=loaded_prompt.adapter
    )
    if resume:
        loaded = RememberingModel(loaded, Store(cache_path()))
    try:
        return extract_timeline(
            read.documents,
            loaded,
            prompt=loaded_prompt,
            options=options or Options(),
            skipped=read.skipped,
        )
    finally:
        loaded.close()


def open_model(
    name_or_path: str | None = None,
    *,
    wanted: Wanted | None = None,
    offline: bool = False,
    pull: Pull = models.pull,
    prefixes: Path | None = None,
    adapter: Adapter | None = None,
) -> ContainedModel:
    """A model in a process of its own, which may crash without taking this one with it.

    Its weights are loaded when it is first asked. When it is in the catalogue and not here, it is
    fetched with `pull` first. ModelMissingError when it is not here and `offline`, or when nobody
    knows the name. In the folder `prefixes` is kept what it reads of a prompt before the article.
    `adapter` is that of a tuned prompt (`Prompt.adapter`).
    """
    name = name_or_path or models.load_catalogue().default.name
    try:
        file = models.find_model(name)
    except ModelMissingError:
        if offline or name not in models.load_catalogue().names:
            raise
        file = pull(name)
    if adapter:
        check_gguf(adapter.path)
    from timeline.llm.contained.model import ContainedModel, Wanted

    return ContainedModel(
        file.path,
        name=file.name,
        sha256=file.sha256,
        wanted=wanted or Wanted(),
        prefixes=prefixes,
        adapter=adapter,
    )
