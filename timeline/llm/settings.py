"""How the engine is set up for this machine, each choice with its reason."""

from __future__ import annotations

import os
from dataclasses import dataclass

from timeline.errors import ModelError
from timeline.llm import library


@dataclass(frozen=True, slots=True)
class Settings:
    """The engine's choices. `reasons` holds one sentence for each, for `doctor` and logs."""

    threads: int
    gpu_layers: int  # 0: CPU; -1: all
    cells: int  # tokens that the cache holds, over all sequences
    rows: int  # most tokens evaluated in one step
    sequences: int  # most tasks and branches under way at once, the shared prefix included
    repack: bool  # weights laid out anew for llama.cpp's older kernels (docs/engine.md)
    reasons: tuple[str, ...]
    copies: bool = True  # let sequences begin as copies of others, if the model can
    alone: bool = False  # one task at a time: nothing else in a run changes a bit of its answers

    @property
    def backend(self) -> str:
        return "gpu" if self.gpu_layers else "cpu"


def choose(
    *,
    threads: int | None = None,
    gpu_layers: int | None = None,
    require_gpu: bool = False,
    cells: int | None = None,
    alone: bool | None = None,
) -> Settings:
    """Settings for this machine; what is given is kept.

    ModelError when a GPU is required and this build of llama.cpp has none. A GPU that is asked
    for (`gpu_layers`) but not required is left out, with a reason that says so.
    """
    reasons = []
    gpu = library.offloads()
    if require_gpu and not gpu:
        raise ModelError(
            "--require-gpu: this llama-cpp-python was built without GPU support; "
            'rebuild it with CMAKE_ARGS="-DGGML_CUDA=on" (or leave --require-gpu out)'
        )
    if gpu_layers and not gpu:
        reasons.append(
            f"--gpu-layers {gpu_layers} is not honoured: this llama-cpp-python was built "
            "without GPU support, so the model runs on the CPU"
        )
    layers = (-1 if gpu_layers is None else gpu_layers) if gpu else 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    chosen = threads or cores or 1
    if threads is None:
        reasons.append(f"threads {chosen}: every core that this process may use")
    if alone is None:
        alone = not layers
        reasons.append(
            "alone: one piece of an article at a time, so that no other changes a bit of its "
            "answers (about 15 % slower)"
            if alone
            else "together: several articles at a time, for one alone leaves a GPU idle"
        )
    if layers:
        reasons.append("rows 2048, sequences 192: a GPU is idle below that")
        return Settings(
            chosen, layers, cells or 32768, 2048, 192, True, tuple(reasons), alone=alone
        )
    # A row is cheapest in steps of 192 to 512 rows; larger steps keep more chunks under way, and
    # every occupied cell makes each row dearer (docs/engine.md).
    reasons.append("rows 256, sequences 64, cells 8192: the cheapest row on CPU (docs/engine.md)")
    repack = not library.has_tiled_kernel()
    reasons.append(
        "weights repacked: this CPU has no VNNI instructions"
        if repack
        else "weights not repacked: the tiled kernel reads prompts 1.7 × as fast"
    )
    return Settings(chosen, 0, cells or 8192, 256, 64, repack, tuple(reasons), alone=alone)
