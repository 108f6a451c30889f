"""The beginning that all prompts of a run share: read once, and kept from run to run."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform

from timeline.llm import ModelInfo, library
from timeline.llm.context import Context
from timeline.llm.prefix_files import PrefixFiles

log = logging.getLogger(__name__)


def begin(
    context: Context,
    tokens: list[int],
    *,
    files: PrefixFiles | None,
    info: ModelInfo,
) -> None:
    """Put the prefix into sequence 0: from `files`, to the bit what reading gives, else by reading.

    What a model of unknown bytes (no sha256) has read is not kept.
    """
    if files is None or not info.sha256 or not context.restores_exactly:
        context.read_prefix(tokens)
        return
    key = key_of(context, tokens, sha256=info.sha256, adapter=info.adapter)
    state = files.get(key)
    if state is not None:
        if context.restore_prefix(tokens, state):
            log.info("the prompt's first %d tokens: as kept in %s", len(tokens), files.folder)
            return
        files.forget(key)
    context.read_prefix(tokens)
    if read := context.prefix_state():
        files.put(key, read)


def key_of(context: Context, tokens: list[int], *, sha256: str, adapter: str = "") -> str:
    """64 hex digits of all that the state after these tokens depends on.

    Parameters of llama.cpp are among it one and all, but for the threads, which change nothing.
    """
    parameters = context.parameters
    depends = [
        sha256,
        adapter,
        tokens,
        {name: parameters[name] for name in parameters if not name.startswith("n_threads")},
        library.identity(),
        platform.system(),
        platform.machine(),
        sorted(f"{k}={v}" for k, v in os.environ.items() if k.startswith(("GGML_", "LLAMA_"))),
    ]
    return hashlib.sha256(json.dumps(depends).encode()).hexdigest()
