"""The same input gives the same bytes, whatever else is different. With the smallest model."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import python
from small_runs import ARTICLES, SmallRuns, events, kept

from timeline.models import ModelFile

pytestmark = pytest.mark.model
NAMES = sorted(ARTICLES)


def _another_locale() -> str | None:
    """One of this machine that is neither C nor POSIX; None when it has none."""
    if not shutil.which("locale"):
        return None
    listed = subprocess.run(["locale", "-a"], capture_output=True, check=False).stdout.decode()
    names = [name for name in listed.split() if not name.startswith(("C", "POSIX"))]
    return next((name for name in names if name.startswith(("tr", "de"))), (*names, None)[0])


@dataclasses.dataclass(frozen=True, slots=True)
class Undisturbed:
    """A run, what it wrote, and the cache that it left."""

    runs: SmallRuns
    output: bytes
    cache: Path


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, small_model: ModelFile
) -> Iterator[Undisturbed]:
    folder = tmp_path_factory.mktemp("same")
    runs = SmallRuns(folder / "articles", small_model)
    runs.write(ARTICLES)
    output = runs.output(*NAMES, TIMELINE_CACHE_DIR=str(folder / "cache"))
    assert events(output), "lower --min-confidence in small_runs.py: the model has become shyer"
    yield Undisturbed(runs, output, folder / "cache")


@pytest.mark.parametrize(
    ("words", "variables"),
    [
        ((*NAMES[::-1],), {}),
        ((".",), {"PYTHONHASHSEED": "1", "TZ": "Pacific/Apia"}),
        ((*NAMES,), {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C"}),
        ((*NAMES,), {"PYTHONUTF8": "0", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"}),
        ((*NAMES, "--threads", "1"), {}),
        ((*NAMES, "--threads", "3"), {}),
    ],
    ids=["order", "folder", "hash seed, time zone, C", "C.UTF-8", "one thread", "three threads"],
)
def test_the_same_input_gives_the_same_bytes(
    undisturbed: Undisturbed, words: tuple[str, ...], variables: dict[str, str]
) -> None:
    assert undisturbed.runs.output(*words, **variables) == undisturbed.output


def test_another_locale(undisturbed: Undisturbed) -> None:
    name = _another_locale()
    if name is None:
        pytest.skip("this machine has no other locale than C")
    assert undisturbed.runs.output(*NAMES, LC_ALL=name) == undisturbed.output


def test_a_warm_cache(undisturbed: Undisturbed) -> None:
    before = kept(undisturbed.cache)
    again = undisturbed.runs.output(*NAMES, TIMELINE_CACHE_DIR=str(undisturbed.cache))
    assert again == undisturbed.output
    assert kept(undisturbed.cache) == before


def test_a_dry_run_tells_what_is_known(undisturbed: Undisturbed) -> None:
    runs, cache = undisturbed.runs, {"TIMELINE_CACHE_DIR": str(undisturbed.cache)}
    first, *_, sums = runs.run(*NAMES, "--dry-run", **cache).text.splitlines()
    assert ", 1 chunk (1 answered before), 0 questions, 0 tokens" in first
    assert sums.startswith("3 documents, 3 chunks (3 answered before), 0 questions, 0 tokens")
    forgotten = runs.run(*NAMES, "--dry-run", "--no-resume", **cache).text.splitlines()[-1]
    assert forgotten.startswith("3 documents, 3 chunks, ")
    assert " 0 questions" not in forgotten


def test_the_library_keeps_answers_too(undisturbed: Undisturbed, tmp_path: Path) -> None:
    program = (
        "import timeline\n"
        "t = timeline.extract(['2024-03-05_pier.txt'], model='smollm2-135m', resume=True)\n"
        "print(len(t.documents))"
    )
    variables = {**undisturbed.runs.variables, "TIMELINE_CACHE_DIR": str(tmp_path)}
    ran = python(program, cwd=undisturbed.runs.folder, **variables)
    assert (ran.status, ran.text) == (0, "1\n"), ran.err
    assert len(kept(tmp_path)) == 1


def test_a_cache_that_came_from_elsewhere(undisturbed: Undisturbed, tmp_path: Path) -> None:
    """Copied to another place, with articles in another folder: nothing is asked again."""
    shutil.copytree(undisturbed.cache, tmp_path / "cache")
    elsewhere = SmallRuns(tmp_path / "elsewhere", undisturbed.runs.model)
    elsewhere.write(ARTICLES)
    again = elsewhere.output(*NAMES, TIMELINE_CACHE_DIR=str(tmp_path / "cache"))
    assert again == undisturbed.output
    assert kept(tmp_path / "cache") == kept(undisturbed.cache)


def test_a_changed_article_asks_about_itself_and_a_changed_prompt_about_all(
    undisturbed: Undisturbed, tmp_path: Path
) -> None:
    runs = SmallRuns(tmp_path / "articles", undisturbed.runs.model)
    runs.write(ARTICLES)
    shutil.copytree(undisturbed.cache, tmp_path / "cache")
    cache = {"TIMELINE_CACHE_DIR": str(tmp_path / "cache")}
    first = kept(tmp_path / "cache")
    assert len(first) == len(ARTICLES)
    runs.write({NAMES[1]: "Ada Holm, the mayor, closed the bridge over the Sill on Tuesday."})
    runs.output(*NAMES, **cache)
    second = kept(tmp_path / "cache")
    assert len(second - first) == 1
    runs.output(*NAMES, "--param", "title_words=9", **cache)
    assert len(kept(tmp_path / "cache") - second) == len(ARTICLES)


def test_alone_an_article_has_the_same_events_in_any_company(undisturbed: Undisturbed) -> None:
    """Answers that are kept are then exactly those that would be given again."""
    runs = undisturbed.runs
    whole = events(runs.output(*NAMES, "--alone", "--no-merge"))
    for name in NAMES:
        of_it = [event for event in whole if event["mentions"][0]["document"] == name]
        assert events(runs.output(name, "--alone", "--no-merge")) == of_it
