"""A model with a LoRA adapter says what the adapter has learned, and is told apart from itself."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from made_adapter import WIDTH, write_adapter

from timeline.bench.baselines import CountingLlama
from timeline.errors import ModelError
from timeline.llm import Adapter, Answer, Branch, Message, ModelInfo, Task
from timeline.llm.contained.model import ContainedModel, Wanted
from timeline.llm.llama import LlamaModel
from timeline.llm.prefix_files import PrefixFiles
from timeline.llm.settings import choose
from timeline.models import ModelFile

pytestmark = pytest.mark.model
SETTINGS = dataclasses.replace(choose(threads=1), cells=1024, rows=64, sequences=8)
BRANCH = Branch("{", 'start: "{" /[a-z ]{3,20}/ "}"', 8, "none", 1.0)
TASKS = [
    Task((Message("system", "Name the colour."), Message("user", f"{thing} is")), (BRANCH,) * 2)
    for thing in ("Grass", "The sky")
]
Made = Callable[[float], Adapter]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def make(strength: float) -> Adapter:
        path = write_adapter(tmp_path / f"{strength}.gguf", strength=strength)
        return Adapter(path, hashlib.sha256(path.read_bytes()).hexdigest())

    return make


def _run(
    file: ModelFile, adapter: Adapter | None, prefixes: PrefixFiles | None = None
) -> tuple[list[Answer], ModelInfo, int]:
    """The answers, what ran, and how many tokens of the prefix were read."""
    model = LlamaModel(
        file.path,
        name="s",
        sha256=file.sha256,
        settings=SETTINGS,
        prefixes=prefixes,
        adapter=adapter,
    )
    try:
        return list(model.answers(TASKS)), model.info, model.statistics.prefix
    finally:
        model.close()


def test_what_it_holds_is_added_to_the_weights(small_model: ModelFile, made: Made) -> None:
    plain, info, _ = _run(small_model, None)
    assert _run(small_model, made(0.0))[0] == plain
    changed, of_changed, _ = _run(small_model, made(0.5))
    assert changed != plain
    assert (info.adapter, of_changed.adapter) == ("", made(0.5).sha256)


def test_a_prefix_is_kept_for_each(small_model: ModelFile, made: Made, tmp_path: Path) -> None:
    files = PrefixFiles(tmp_path / "prefixes")
    first = _run(small_model, made(0.5), files)
    assert _run(small_model, None, files)[2] == first[2] > 0
    again = _run(small_model, made(0.5), files)
    assert (again[0], again[2]) == (first[0], 0)


def test_it_reaches_a_process_of_its_own(small_model: ModelFile, made: Made) -> None:
    wanted = Wanted(threads=1, cells=1024)
    path, sha256 = small_model.path, small_model.sha256
    models = (
        ContainedModel(path, name="s", sha256=sha256, wanted=wanted, adapter=made(0.5)),
        LlamaModel(
            path,
            name="s",
            sha256=sha256,
            settings=choose(threads=1, cells=1024),
            adapter=made(0.5),
        ),
    )
    contained, here = models
    assert list(contained.answers(TASKS)) == list(here.answers(TASKS))
    assert contained.info == here.info
    for model in models:
        model.close()


def test_the_baseline_has_it_too(small_model: ModelFile, made: Made) -> None:
    said = []
    for adapter in (None, made(0.5)):
        llama = CountingLlama(small_model, SETTINGS, adapter=adapter)
        said.append(llama.create_completion("Grass is", max_tokens=8, temperature=0.0))
        llama.close()
    assert said[0]["choices"][0]["text"] != said[1]["choices"][0]["text"]  # type: ignore[index]


def test_one_of_another_model_is_an_error(small_model: ModelFile, tmp_path: Path) -> None:
    other = write_adapter(tmp_path / "other.gguf", strength=0.5, width=2 * WIDTH)
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(other.read_bytes()[:100])
    for path in (other, broken, tmp_path / "none.gguf"):
        with pytest.raises(ModelError, match=path.stem + r".gguf: llama.cpp cannot use"):
            _run(small_model, Adapter(path, "0" * 64))
