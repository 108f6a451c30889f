"""A context that holds one article at a time, so that no answer depends on what else is under way:
in another batch, the same question has slightly other probabilities (docs/engine.md).
"""

from __future__ import annotations

from pathlib import Path

from timeline.documents import read_sources
from timeline.llm.llama import LlamaModel
from timeline.llm.settings import choose
from timeline.mentions import task_for
from timeline.models import ModelFile
from timeline.pipeline import Options, chunks_of
from timeline.prompts import load_prompt


def cells(folder: Path, model: ModelFile) -> int:
    """The least context for the articles of a folder; they have to be of much the same length."""
    loaded = LlamaModel(model.path, name="", sha256="", settings=choose(threads=1, cells=4096))
    prompt = load_prompt("events")
    tasks = [
        task_for(chunk, prompt, min_confidence=0.5)
        for document in read_sources([str(folder)]).documents
        for chunk in chunks_of(document, loaded, Options())
    ]
    most = max(loaded.task_tokens(task) for task in tasks)
    loaded.close()
    return most
