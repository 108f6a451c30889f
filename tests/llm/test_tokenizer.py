"""A model's tokens without its weights are the model's tokens."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from articles import STRIKE, document
from scripted import ScriptedModel, no_event

from timeline.errors import ModelError
from timeline.llm.llama import LlamaModel
from timeline.llm.settings import choose
from timeline.llm.tokenizer import Tokenizer
from timeline.mentions import task_for
from timeline.models import ModelFile
from timeline.pipeline import Options, chunks_of
from timeline.prompts import load_prompt


@pytest.mark.model
def test_counts_are_those_of_the_model(small_model: ModelFile) -> None:
    (chunk,) = chunks_of(document(STRIKE), ScriptedModel(lambda *_: no_event()), Options())
    task = task_for(chunk, load_prompt(), min_confidence=0.5)
    settings = dataclasses.replace(choose(threads=1), cells=2048, rows=128, sequences=8)
    model = LlamaModel(small_model.path, name="small", sha256="", settings=settings)
    tokens = Tokenizer(small_model.path)
    try:
        longest = max(tokens.count_tokens(b.forced) + b.max_tokens for b in task.branches)
        assert sum(tokens.chat_tokens(task.messages)) + longest == model.task_tokens(task)
        for text in (STRIKE, "", "<|im_end|>", "東京 😀"):
            assert tokens.count_tokens(text) == model.count_tokens(text)
    finally:
        tokens.close()
        tokens.close()
        model.close()


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "no.gguf"
    path.write_bytes(b"GGUF, or so it says")
    with pytest.raises(ModelError, match=r"no\.gguf: llama\.cpp cannot load this file"):
        Tokenizer(path)
