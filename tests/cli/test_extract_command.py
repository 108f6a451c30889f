"""`timeline extract` with the smallest model: its titles are poor, the machinery is the same."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from articles import BRIDGE, MILL, STRIKE
from command_line import COMMAND, REPOSITORY, Ran, environment, run
from small_runs import PROMPT, SMALL

from timeline import contract
from timeline.llm import library
from timeline.models import ModelFile

pytestmark = pytest.mark.model
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]")


class Machine:
    """A folder with articles, and the small model."""

    def __init__(self, folder: Path, model: ModelFile) -> None:
        self.folder = folder
        self.variables = {"TIMELINE_MODELS_DIR": str(model.path.parent)}
        (folder / "2024-03-05_bridge.txt").write_text(BRIDGE)

    def run(
        self, *words: str | Path, stdin: bytes = b"", threads: int = 1, **variables: str
    ) -> Ran:
        model = ["-m", "smollm2-135m", "--threads", str(threads)] if "extract" in words else []
        if model and "-t" not in words:
            model += ["--prompt", str(PROMPT)]
        return run(*words, *model, cwd=self.folder, stdin=stdin, **self.variables, **variables)

    def timeline(self, name: str = "timeline.json") -> contract.TimelineFile:
        return contract.load(self.folder / name)


@pytest.fixture
def machine(tmp_path: Path, small_model: ModelFile) -> Machine:
    return Machine(tmp_path, small_model)


def test_only_the_timeline_is_on_stdout(machine: Machine) -> None:
    """Whatever is asked for on the screen besides, llama.cpp's own log included."""
    ran = machine.run("-v", "-v", "extract", ".", "-o", "-")
    assert ran.status == 0
    file = contract.loads(ran.out, name="stdout")
    assert [document.id for document in file.documents] == ["2024-03-05_bridge.txt"]
    assert "llama.cpp: " in ran.err
    assert not (machine.folder / "timeline.json").exists()


def test_a_file_and_a_table(machine: Machine) -> None:
    ran = machine.run("extract", ".")
    assert (ran.status, ran.out) == (0, b"")
    file = machine.timeline()
    assert file.generator.model.name == "smollm2-135m"
    assert file.documents[0].published == datetime.date(2024, 3, 5)
    assert file.events, "lower --min-confidence in this test if the model has become shyer"
    assert file.events[0].title[:20] in ran.err
    assert re.search(r"\d+ events? and \d+ undated from 1 document → timeline.json", ran.err)
    assert "1/1 document" in ran.err  # progress in words, as stderr is no terminal
    assert "\x1b" not in ran.err
    assert "llama" not in ran.err
    for mention in (mention for event in file.events for mention in event.mentions):
        assert BRIDGE[mention.start : mention.end] == mention.quote


def test_a_format_by_its_suffix(machine: Machine) -> None:
    ran = machine.run("extract", ".", "-o", "t.csv", "--loss-report")
    assert ran.status == 0
    assert "all events: generator: a row is an event" in ran.err
    assert machine.run("-q", "extract", ".").status == 0
    assert (
        machine.run("export", "timeline.json", "-f", "csv").out
        == (machine.folder / "t.csv").read_bytes()
    )


def test_quiet_says_nothing(machine: Machine) -> None:
    ran = machine.run("-q", "extract", ".")
    assert (ran.status, ran.out, ran.err) == (0, b"", "")
    assert machine.timeline().documents


def test_a_bad_document_is_named_and_the_rest_goes_on(machine: Machine) -> None:
    (machine.folder / "noise.txt").write_bytes(bytes(range(256)) * 8)
    (machine.folder / "empty.txt").touch()
    ran = machine.run("-q", "extract", ".")
    assert ran.status == 7
    named = [line.split(":")[1].strip() for line in ran.err.splitlines()]
    assert named == ["empty.txt", "noise.txt"]  # even when quiet
    file = machine.timeline()
    assert len(file.documents) == 1
    assert [skipped.document for skipped in file.skipped if skipped.where == "document"] == named


def test_fail_fast_writes_nothing(machine: Machine) -> None:
    (machine.folder / "empty.txt").touch()
    ran = machine.run("extract", ".", "--fail-fast")
    assert ran.status == 3
    assert "empty.txt" in ran.err
    assert not (machine.folder / "timeline.json").exists()


def test_stdin_with_a_day(machine: Machine) -> None:
    ran = machine.run("extract", "-", "--published", "2024-03-06", "-o", "-", stdin=MILL.encode())
    file = contract.loads(ran.out, name="stdout")
    assert [(d.id, d.published, d.published_from) for d in file.documents] == [
        ("stdin", datetime.date(2024, 3, 6), "option")
    ]


def test_without_a_publication_day_the_way_out_is_named(machine: Machine) -> None:
    ran = machine.run("extract", "-", "-o", "-", stdin=MILL.encode())
    assert ran.status == 0
    assert "no publication date: stdin" in ran.err
    assert "--published" in ran.err
    file = contract.loads(ran.out, name="stdout")
    assert all(event.date.text != "yesterday" for event in file.events)


def test_dry_run(machine: Machine) -> None:
    ran = machine.run("extract", ".", "--dry-run")
    assert ran.status == 0
    first, sums = ran.text.splitlines()
    assert first.startswith("2024-03-05_bridge.txt: published 2024-03-05 (filename), ")
    assert f"{len(BRIDGE)} characters, 1 chunk, " in first
    assert sums.startswith("1 document, 1 chunk, ") and sums.endswith(" to smollm2-135m")
    assert not (machine.folder / "timeline.json").exists()


def test_since_until_undated(machine: Machine) -> None:
    (machine.folder / "mill.txt").write_text(MILL)  # no day to count "yesterday" from
    everything = ["extract", ".", "--min-confidence", "0", "--no-merge"]
    assert machine.run("-q", *everything).status == 0
    starts = {event.date.start for event in machine.timeline().events}
    assert {"2019-01-01", "2024-06-02"} <= starts
    assert machine.timeline().undated
    some = [*everything, "--since", "2024-01-01", "--until", "2024-04-30", "--undated", "drop"]
    assert machine.run("-q", *some).status == 0
    file = machine.timeline()
    assert file.events and not file.undated
    assert {event.date.start[:7] for event in file.events} == {"2024-03"}
    assert file.generator.settings["since"] == "2024-01-01"


def test_what_people_said_is_asked_about_unless_it_is_not_wanted(machine: Machine) -> None:
    said = "Ada Holm said that the old mill was unsafe for years."
    (machine.folder / "2024-03-07_mill.txt").write_text(f"{MILL}{said}\n")
    plans = [machine.run("extract", ".", "--dry-run", *more) for more in (["--no-statements"], [])]
    events, statements = (int(re.findall(r"(\d+) questions", plan.text)[-1]) for plan in plans)
    assert statements == events + 1
    assert machine.run("-q", "extract", ".", "--min-confidence", "0").status == 0
    file = machine.timeline()
    assert file.generator.settings["statements"] is True
    at = file.documents[-1].characters - len(said) - 1
    titles = [m.title for e in file.events if e.kind == "statement" for m in e.mentions]
    refused = [one.reason for one in file.skipped if one.where.startswith(f"characters {at} ")]
    assert any("Ada Holm says" in words for words in (*titles, *refused))


def test_a_gpu_that_is_not_there(machine: Machine) -> None:
    if library.offloads():
        pytest.skip("this build of llama.cpp can use a GPU")
    asked = machine.run("extract", ".", "--gpu-layers", "5")
    assert asked.status == 0
    assert "warning: --gpu-layers 5 is not honoured" in asked.err
    required = machine.run("extract", ".", "--require-gpu")
    assert required.status == 4
    assert "GPU" in required.err


def test_a_log_file_gets_what_the_screen_does_not(machine: Machine) -> None:
    ran = machine.run("--log-file", "log.txt", "extract", ".")
    assert "llama.cpp" in (machine.folder / "log.txt").read_text()
    assert "llama" not in ran.err


def test_ones_own_prompt(machine: Machine) -> None:
    prompts = machine.folder / "prompts"
    shutil.copytree(REPOSITORY / "prompts", prompts)
    (prompts / "events.jinja").rename(prompts / "mine.jinja")
    (prompts / "events.toml").rename(prompts / "mine.toml")
    assert machine.run("-q", "extract", "2024*", "-t", "mine", "--prompts-dir", prompts).status == 0
    assert machine.timeline().generator.prompt.name == "mine"


def _tellings(file: contract.TimelineFile) -> set[tuple[str, int, str]]:
    events = (*file.events, *file.undated)
    return {(m.document, m.start, m.title) for event in events for m in event.mentions}


def test_interrupted(machine: Machine) -> None:
    """What was found by then is written, and marked; the same command goes on from there."""
    for number in range(6):
        (machine.folder / f"2024-03-06_{number}.txt").write_text(f"Number {number}. {STRIKE}")
    machine.variables["TIMELINE_CACHE_DIR"] = str(machine.folder / ".cache")
    words = [*COMMAND, "extract", ".", *SMALL, "--alone"]
    with subprocess.Popen(
        words,
        cwd=machine.folder,
        env=environment(**machine.variables),
        stderr=subprocess.PIPE,
        # What a shell starts in the background ignores Ctrl-C, and so do its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if b"%" in line:  # under way
                break
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read().decode()
    assert running.returncode == 130
    assert rest.splitlines()[-1].startswith("interrupted: the rest is not in it")
    assert "Traceback" not in rest
    part = machine.timeline()
    assert not part.complete
    unread = {one.document for one in part.skipped if one.reason.startswith("interrupted")}
    assert 0 < len(unread) < 7
    assert not unread & {m.document for e in part.events for m in e.mentions}
    assert machine.run("extract", ".", "--alone").status == 0
    whole = machine.timeline()
    assert whole.complete
    assert _tellings(part) <= _tellings(whole)


@pytest.mark.parametrize("colour", [True, False])
def test_a_terminal_gets_a_bar(colour: bool, machine: Machine) -> None:
    pty = pytest.importorskip("pty", reason="no terminals like that on this system")
    leader, follower = pty.openpty()
    words = [*COMMAND, "extract", ".", *SMALL]
    variables = machine.variables | ({} if colour else {"NO_COLOR": "1"})
    running = subprocess.Popen(
        words, cwd=machine.folder, env=environment(**variables), stderr=follower
    )
    os.close(follower)
    seen = b""
    while True:
        try:
            block = os.read(leader, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not block:
            break
        seen += block
    os.close(leader)
    shown = seen.decode()
    assert running.wait(timeout=60) == 0
    assert "1/1 document" in shown
    assert "left" in shown
    assert bool(COLOUR.search(shown)) == colour


def test_the_bytes_are_the_published_schema(machine: Machine) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(machine.run("schema", "timeline").out)
    document = json.loads(machine.run("extract", ".", "-o", "-").out)
    jsonschema.Draft202012Validator(schema).validate(document)
