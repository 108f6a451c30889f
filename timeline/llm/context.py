"""A loaded GGUF and its context: the few calls into llama.cpp that the engine is made of."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
import numpy.typing as npt

from timeline.errors import DecodeError, ModelError
from timeline.llm import library
from timeline.llm.interrupt import Interrupt
from timeline.llm.settings import Settings
from timeline.llm.statistics import Statistics

# Sequence, position of the first token, tokens, whether the last one's logits are wanted.
Piece = tuple[int, int, list[int], bool]
_OWN_CELLS = 1  # of the cache, for a second row (`Context.decode`)
_FAILURES = {1: "no free cell in the cache", 2: "interrupted"}
_TEMPLATE_BYTES = 1 << 20


class Context:
    """One model, one context, one reused batch. Not thread-safe.

    Sequence 0 holds `prefix`, the tokens that prompts have in common; the last sequence and a cell
    are the context's own (`decode`). `adapter` is a LoRA in a GGUF file.
    `parameters` are all those that llama.cpp was given, by its names. ModelError when used after
    `close`.
    """

    def __init__(self, path: Path, settings: Settings, *, adapter: Path | None = None) -> None:
        library.load()
        self.rows = settings.rows
        self.cells = settings.cells - _OWN_CELLS  # of the cache, for prompts and answers
        self.statistics = Statistics()
        self._interrupt = Interrupt()
        of_model, of_context = _model_parameters(settings), _context_parameters(settings)
        self._model: Any = _load_model(path, of_model)
        self._context: Any = _make_context(self._model, path, of_context)
        if adapter:
            self._use(adapter)
        self.parameters = _named(of_model) | _named(of_context)
        llama_cpp.llama_set_abort_callback(self._context, self._interrupt.callback, None)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = llama_cpp.llama_batch_init(settings.rows, 0, 1)
        self._second = settings.sequences  # the sequence of a second row
        self._vocabulary_size = llama_cpp.llama_vocab_n_tokens(self.vocabulary)
        self.prefix: list[int] = []
        self.copies = settings.copies and self._can_copy()

    @property
    def vocabulary(self) -> Any:
        return llama_cpp.llama_model_get_vocab(self._model)

    @property
    def pointer(self) -> Any:
        """llama.cpp's own handle, for what has no method here."""
        return self._context

    @property
    def closed(self) -> bool:
        return self._context is None

    @property
    def chat_template(self) -> str | None:
        """The template in the GGUF's metadata, as data: never run it outside a sandbox."""
        raw = llama_cpp.llama_model_chat_template(self._model, None)
        return raw[:_TEMPLATE_BYTES].decode("utf-8", "replace") if raw else None

    def read_prefix(self, tokens: list[int]) -> None:
        """Empty the cache and put the tokens that prompts have in common into sequence 0."""
        self.clear()
        for start in range(0, len(tokens), self.rows):
            self.decode([(0, start, tokens[start : start + self.rows], False)])
        self.prefix = tokens
        self.statistics.prefix += len(tokens)

    @property
    def restores_exactly(self) -> bool:
        """Whether a sequence that is put back lies as it lay before, each token in its own cell, so
        that what follows is the same to the bit. Sliding windows and recurrent states do not.
        """
        self.check_open()
        return not (
            llama_cpp.llama_model_n_swa(self._model)
            or llama_cpp.llama_model_is_recurrent(self._model)
            or llama_cpp.llama_model_is_hybrid(self._model)
        )

    def prefix_state(self) -> bytes:
        """What the model made of the prefix, for `restore_prefix`; empty when it cannot be had."""
        self.check_open()
        size = llama_cpp.llama_state_seq_get_size(self._context, 0)
        state = np.empty(size, dtype=np.uint8)
        got = llama_cpp.llama_state_seq_get_data(self._context, _bytes_at(state), size, 0)
        return state.tobytes() if got == size else b""

    def restore_prefix(self, tokens: list[int], state: bytes | memoryview) -> bool:
        """Put back what `prefix_state` gave after these tokens were read; nothing is read.

        False, and the cache empty, when llama.cpp refuses it. It trusts what it is given: give it
        only what this library has written.
        """
        self.clear()
        data = np.frombuffer(state, dtype=np.uint8)
        used = llama_cpp.llama_state_seq_set_data(self._context, _bytes_at(data), data.size, 0)
        last = llama_cpp.llama_memory_seq_pos_max(self._memory, 0)
        if used != data.size or last != len(tokens) - 1:
            self.clear()
            return False
        self.prefix = tokens
        return True

    def clear(self) -> None:
        self.check_open()
        self.prefix = []
        self.statistics.note("clear")
        llama_cpp.llama_memory_clear(self._memory, False)

    def share(self, source: int, target: int) -> None:
        """Let `target` begin with all that is in `source`."""
        self.check_open()
        self.statistics.note("share", source, target)
        llama_cpp.llama_memory_seq_cp(self._memory, source, target, -1, -1)

    def drop(self, sequence: int) -> None:
        """Forget a sequence; nothing to do after `close`."""
        if not self.closed:
            self.statistics.note("drop", sequence)
            llama_cpp.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def decode(self, pieces: Sequence[Piece]) -> None:
        """Evaluate one batch of at most `rows` tokens.

        A single row gets a second one, whose result is dropped: llama.cpp adds up what a single row
        sees in as many parts as there are threads, which shows in the last bit (ggml's
        flash attention; two rows or more are added up in one).

        DecodeError when llama.cpp cannot; what a signal handler raises (KeyboardInterrupt) stops it
        half-way.
        """
        self.check_open()
        with self.statistics.timing("decode"):
            rows = self._fill(pieces)
            if rows == 1:
                self._fill([*pieces, (self._second, 0, [0], False)])
            code = llama_cpp.llama_decode(self._context, self._batch)
            if rows == 1:
                llama_cpp.llama_memory_seq_rm(self._memory, self._second, -1, -1)
        self._interrupt.check()
        if code:
            reason = _FAILURES.get(code, "a fatal error")
            raise DecodeError(
                f"llama.cpp could not evaluate {rows} tokens: {reason} (code {code}); "
                "run again with --verbose for llama.cpp's own log"
            )
        self.statistics.steps[rows] += 1
        self.statistics.note("decode", pieces)

    def _fill(self, pieces: Iterable[Piece]) -> int:
        """Write the batch; how many rows it has."""
        batch, row = self._batch, 0
        for sequence, position, tokens, wanted in pieces:
            for offset, token in enumerate(tokens):
                batch.token[row] = token
                batch.pos[row] = position + offset
                batch.n_seq_id[row] = 1
                batch.seq_id[row][0] = sequence
                batch.logits[row] = 0
                row += 1
            batch.logits[row - 1] = wanted
        batch.n_tokens = row
        return row

    def logits(self, row: int) -> npt.NDArray[np.float32]:
        """Logits at a row of the last batch; valid until the next `decode`."""
        self.check_open()
        with self.statistics.timing("decode"):  # waits for a GPU
            pointer = llama_cpp.llama_get_logits_ith(self._context, row)
        return np.ctypeslib.as_array(pointer, shape=(self._vocabulary_size,))

    @property
    def pulse(self) -> int:
        """Grows with every node of a graph, and every step (a GPU does not ask between nodes)."""
        return self._interrupt.asked + sum(self.statistics.steps.values())

    def close(self) -> None:
        """Free everything, context before model. Closing twice is harmless."""
        if self._context:
            llama_cpp.llama_batch_free(self._batch)
            llama_cpp.llama_free(self._context)
            llama_cpp.llama_model_free(self._model)
            self._context = self._model = None

    def _use(self, adapter: Path) -> None:
        """Add a LoRA adapter to the weights. It is freed with the model."""
        loaded = llama_cpp.llama_adapter_lora_init(self._model, str(adapter).encode())
        adapters = (llama_cpp.llama_adapter_lora_p_ctypes * 1)(loaded)
        if not loaded or llama_cpp.llama_set_adapters_lora(
            self._context, adapters, 1, (ctypes.c_float * 1)(1.0)
        ):
            llama_cpp.llama_free(self._context)
            llama_cpp.llama_model_free(self._model)
            raise ModelError(
                f"{adapter}: llama.cpp cannot use this adapter with the model; leave it out with "
                "`--prompt events`, or run again with --verbose for llama.cpp's own log"
            )

    def _can_copy(self) -> bool:
        """Whether `share` works: it does for every kind of memory that llama.cpp has today, but for
        recurrent models only because whole sequences are copied and never a part of one.
        """
        self.decode([(0, 0, [0], False)])
        self.share(0, 1)
        last = llama_cpp.llama_memory_seq_pos_max(self._memory, 1)
        self.clear()
        self.statistics = Statistics()
        return bool(last == 0)

    def check_open(self) -> None:
        if self.closed:
            raise ModelError("the model is closed; load it again")


def _bytes_at(data: npt.NDArray[np.uint8]) -> Any:
    return data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))


def _named(parameters: ctypes.Structure) -> dict[str, int | float]:
    """The fields that are no pointers."""
    fields = ((name, getattr(parameters, name)) for name, *_ in parameters._fields_)
    return {name: value for name, value in fields if isinstance(value, int | float)}


def _model_parameters(settings: Settings) -> Any:
    parameters = llama_cpp.llama_model_default_params()
    parameters.n_gpu_layers = settings.gpu_layers
    parameters.use_extra_bufts = settings.repack
    return parameters


def _context_parameters(settings: Settings) -> Any:
    parameters = llama_cpp.llama_context_default_params()
    parameters.n_ctx = settings.cells
    parameters.n_batch = settings.rows
    parameters.n_ubatch = settings.rows
    parameters.n_seq_max = settings.sequences + 1  # and that of a second row
    parameters.kv_unified = True
    parameters.n_threads = parameters.n_threads_batch = settings.threads
    parameters.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED
    return parameters


def _load_model(path: Path, parameters: Any) -> Any:
    model = llama_cpp.llama_model_load_from_file(str(path).encode(), parameters)
    if not model:
        raise ModelError(
            f"{path}: llama.cpp cannot load this file; check it with `timeline models verify`, "
            "or run again with --verbose for llama.cpp's own log"
        )
    return model


def _make_context(model: Any, path: Path, parameters: Any) -> Any:
    if llama_cpp.llama_model_has_encoder(model):
        llama_cpp.llama_model_free(model)
        raise ModelError(f"{path}: an encoder model cannot continue a text; use an instruct model")
    context = llama_cpp.llama_init_from_model(model, parameters)
    if not context:
        llama_cpp.llama_model_free(model)
        raise ModelError(
            f"{path}: no context of {parameters.n_ctx} tokens could be made; try a smaller --ctx"
        )
    return context
