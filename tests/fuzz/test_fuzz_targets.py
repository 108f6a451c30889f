"""The fuzzer's promises hold for what it begins with and for all that it ever found, and a find is
told with the command that repeats it. The fuzzing itself is `make fuzz`.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import REPOSITORY
from fuzz_targets import FOUND, TARGETS, TooSlowError, check_content, limited, quiet, seeds

from timeline.documents.content import Content, FileContent, one

RUN = REPOSITORY / "tests" / "fuzz" / "fuzz_run.py"


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    quiet()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_former_finds(name: str) -> None:
    assert seeds(name)
    for data in seeds(name):
        TARGETS[name](data)
        TARGETS[name](data[: len(data) // 2])


def test_every_find_belongs_to_a_target() -> None:
    assert {folder.name for folder in FOUND.iterdir()} <= set(TARGETS)


def _reads(text: str, title: str | None = None, pages: tuple[int, ...] = ()) -> FileContent:
    return one(Content(text, title=title, pages=pages))


@pytest.mark.parametrize(
    "content",
    [_reads(" "), _reads("a", "b\nc"), _reads("a", pages=(2,)), _reads("ab", pages=(2, 1)),
     _reads("\ud800"), FileContent(())],
)  # fmt: skip
def test_a_reader_that_breaks_its_promise_is_found(content: FileContent) -> None:
    with pytest.raises(Exception):  # noqa: B017 - each breaks another promise
        check_content(content, b"")


def test_what_takes_too_long_is_found_whatever_it_catches() -> None:
    def endless() -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:  # noqa: BLE001 - as parsers do
                continue

    with pytest.raises(TooSlowError), limited(0.05):
        endless()


def test_a_file_is_repeated_without_the_fuzzer(tmp_path: Path) -> None:
    (tmp_path / "find").write_bytes(b"\xffpublished = 2026-02-28")
    done = subprocess.run(
        [sys.executable, str(RUN), "sidecar", "--repeat", str(tmp_path / "find")],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "nothing wrong with it\n"), done.stderr
