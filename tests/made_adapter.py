"""A LoRA adapter as a GGUF file, for the smallest model of the catalogue."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

_STRING, _FLOAT = 8, 6  # GGUF's types of values
_ALIGNMENT = 32  # bytes
WIDTH = 576  # of the model


def write_adapter(path: Path, *, strength: float, width: int = WIDTH, rank: int = 4) -> Path:
    """A change of what two layers' attention hands on. `strength` 0 changes nothing."""
    random = np.random.default_rng(1)
    tensors = {}
    for layer in (10, 20):
        name = f"blk.{layer}.attn_output.weight"
        tensors[f"{name}.lora_a"] = random.standard_normal((rank, width), dtype=np.float32)
        ones = random.standard_normal((width, rank), dtype=np.float32)
        tensors[f"{name}.lora_b"] = strength * ones
    said = [
        _text("general.architecture", "llama"),
        _text("general.type", "adapter"),
        _text("adapter.type", "lora"),
        _string("adapter.lora.alpha") + struct.pack("<If", _FLOAT, float(rank)),
    ]
    offset, infos, data = 0, b"", b""
    for name, tensor in tensors.items():
        shape = struct.pack("<IQQ", 2, *reversed(tensor.shape))
        infos += _string(name) + shape + struct.pack("<IQ", 0, offset)  # 0: float32
        data += _padded(tensor.astype("<f4").tobytes())
        offset = len(data)
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(said)) + b"".join(said) + infos
    path.write_bytes(_padded(head) + data)
    return path


def _string(text: str) -> bytes:
    return struct.pack("<Q", len(text)) + text.encode()


def _text(key: str, value: str) -> bytes:
    return _string(key) + struct.pack("<I", _STRING) + _string(value)


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % _ALIGNMENT)
