"""llama.cpp as loaded into this process: its log, its version, what it can offload to."""

from __future__ import annotations

import ctypes
import logging
from functools import cache

import llama_cpp

log = logging.getLogger("llama.cpp")
log.addHandler(logging.NullHandler())  # or Python prints warnings that nobody asked for
_LEVELS = {1: logging.DEBUG, 2: logging.INFO, 3: logging.WARNING, 4: logging.ERROR}
_CONTINUED = 5  # GGML_LOG_LEVEL_CONT: more of the line before


@llama_cpp.llama_log_callback  # type: ignore[untyped-decorator]
def _to_logging(level: int, text: bytes, _user_data: ctypes.c_void_p) -> None:
    line = text.decode("utf-8", "replace").rstrip()
    if line.strip("."):
        log.log(_LEVELS.get(level, logging.DEBUG), "%s", line)


@cache
def load() -> None:
    """Start llama.cpp once per process with its log routed to `logging`, never to the screen.

    The callback is module-level on purpose: llama.cpp keeps a bare pointer to it, and a
    collected callback crashes the process.
    """
    llama_cpp.llama_log_set(_to_logging, ctypes.c_void_p(0))
    llama_cpp.llama_backend_init()


def offloads() -> bool:
    """Whether this build of llama.cpp can use a GPU; a CPU-only build ignores the request."""
    load()
    return bool(llama_cpp.llama_supports_gpu_offload())


def has_tiled_kernel() -> bool:
    """Whether llama.cpp has its faster CPU kernel here, which weights must not be repacked for.

    It needs dot products of bytes (AVX-VNNI or AVX512-VNNI).
    """
    load()
    return b"VNNI = 1" in llama_cpp.llama_print_system_info()


def version() -> str:
    return str(llama_cpp.__version__)
