"""llama.cpp as loaded into this process: its log, its version, what it can offload to."""

from __future__ import annotations

import ctypes
import logging
from functools import cache
from pathlib import Path

import llama_cpp
from llama_cpp._ggml import libggml

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


def identity() -> list[str]:
    """What tells this llama.cpp on this machine from others that may round differently: its
    version, its files by name, size and time, what it uses of the processor, and its devices.
    """
    load()
    files = sorted(Path(llama_cpp.__file__).with_name("lib").glob("*"))
    built = [f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    used = llama_cpp.llama_print_system_info().decode("utf-8", "replace")
    return [version(), *built, used, *_devices()]


def _devices() -> list[str]:
    """Processor and GPUs as llama.cpp calls them; none where its library does not tell."""
    try:
        count, device = libggml.ggml_backend_dev_count, libggml.ggml_backend_dev_get
        description = libggml.ggml_backend_dev_description  # of a library that this one loads
    except AttributeError:
        return []
    count.restype, device.argtypes = ctypes.c_size_t, [ctypes.c_size_t]
    device.restype, description.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    description.restype = ctypes.c_char_p
    return [description(device(n)).decode("utf-8", "replace") for n in range(count())]
