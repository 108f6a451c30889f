"""A look at the head of a GGUF file, before llama.cpp sees a file that nobody pinned.

It walks the metadata and the tensor table and checks that every count, string, array and tensor
offset lies inside the file. What it cannot see is a flipped byte: only a sha256 shows that.
Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

from timeline.errors import ModelDamagedError

MAGIC = b"GGUF"
VERSIONS = (2, 3)  # 1 is long gone; llama.cpp refuses it too
HEADER = 24  # bytes: magic, version, number of tensors, number of metadata pairs
# Metadata value types: bytes of each scalar. 8 is a string, 9 an array.
SCALARS = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
STRING, ARRAY = 8, 9
LEAST_PAIR = 13  # bytes: an empty key (8), its type (4), a one-byte value
LEAST_TENSOR = 24  # bytes: an empty name (8), no dimensions (4), type (4), offset (8)
DIMENSIONS = 4  # GGML_MAX_DIMS
ITEMS = (
    5_000_000  # strings in all arrays; the largest vocabularies with their merges have < 1 million
)
DEPTH = 4  # arrays in arrays: llama.cpp knows none, so four is generous


class _BrokenError(Exception):
    """What is wrong, in words; becomes a ModelDamagedError that names the file."""


class _Reader:
    """A cursor over the file that refuses to pass its end."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = 0
        self.items = 0  # strings and arrays seen inside arrays

    @property
    def left(self) -> int:
        return len(self.data) - self.at

    def skip(self, length: int) -> None:
        if length > self.left:
            raise _BrokenError(f"cut off, or a length at byte {self.at} is absurd")
        self.at += length

    def integer(self, form: str) -> int:
        start = self.at
        self.skip(struct.calcsize(form))
        value: int = struct.unpack_from(form, self.data, start)[0]
        return value

    def string(self) -> None:
        self.skip(self.integer("<Q"))

    def value(self, kind: int, depth: int = 0) -> None:
        if kind in SCALARS:
            self.skip(SCALARS[kind])
        elif kind == STRING:
            self.string()
        elif kind == ARRAY and depth < DEPTH:
            self.array(depth)
        else:
            raise _BrokenError(f"metadata of an unknown type {kind} before byte {self.at}")

    def array(self, depth: int) -> None:
        kind, count = self.integer("<I"), self.integer("<Q")
        if kind in SCALARS:
            self.skip(count * SCALARS[kind])
            return
        self.items += count
        if self.items > ITEMS:
            raise _BrokenError(f"an array of {count} values before byte {self.at}")
        for _ in range(count):
            self.value(kind, depth + 1)


def check_gguf(path: Path) -> None:
    """Raises ModelDamagedError when the file is no GGUF file or its head does not hold together."""
    size = path.stat().st_size
    try:
        if size < HEADER:
            raise _BrokenError("shorter than a header")
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            _walk(_Reader(data))
    except _BrokenError as error:
        raise ModelDamagedError(
            f"{path}: not a usable GGUF file ({error}; {size} bytes). "
            "Fetch it again from where it came from, and compare its sha256."
        ) from error


def _walk(reader: _Reader) -> None:
    reader.skip(len(MAGIC))
    if reader.data[: len(MAGIC)] != MAGIC:
        raise _BrokenError(f"it begins with {reader.data[: len(MAGIC)]!r} instead of {MAGIC!r}")
    version = reader.integer("<I")
    if version not in VERSIONS:
        raise _BrokenError(f"GGUF version {version}; known are 2 and 3, little-endian")
    tensors, pairs = reader.integer("<Q"), reader.integer("<Q")
    if tensors * LEAST_TENSOR + pairs * LEAST_PAIR > reader.left:
        raise _BrokenError(f"its header claims {tensors} tensors and {pairs} metadata pairs")
    for _ in range(pairs):
        reader.string()
        reader.value(reader.integer("<I"))
    last = 0
    for _ in range(tensors):
        last = max(last, _tensor_offset(reader))
    if tensors and last >= reader.left:
        raise _BrokenError("cut off: it ends before its last tensor")


def _tensor_offset(reader: _Reader) -> int:
    reader.string()
    dimensions = reader.integer("<I")
    if dimensions > DIMENSIONS:
        raise _BrokenError(f"a tensor of {dimensions} dimensions")
    reader.skip(8 * dimensions + 4)  # the dimensions, and the type
    return reader.integer("<Q")
