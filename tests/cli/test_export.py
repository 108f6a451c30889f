"""`timeline export` as people run it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from command_line import REPOSITORY, run
from invented_timeline import hostile

from timeline import contract
from timeline.writers import FORMATS

TIMELINE = hostile()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "timeline.json").write_bytes(contract.dumps(TIMELINE))
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_everywhere(name: str, folder: Path) -> None:
    """By format on standard output and by suffix in a file; whatever zone, locale, hash seed."""
    piped = run("-q", "export", "timeline.json", "-f", name, cwd=folder)
    assert (piped.status, piped.err) == (0, "")
    file = f"out{FORMATS[name].suffixes[-1].upper()}"
    elsewhere = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONUTF8": "0",
    }
    ran = run(
        "-q", "export", "-", "-o", file, cwd=folder, stdin=contract.dumps(TIMELINE), **elsewhere
    )
    assert (ran.status, ran.err, ran.out) == (0, "", b"")
    assert (folder / file).read_bytes() == piped.out == FORMATS[name].write(TIMELINE).data


def test_what_is_left_out_is_told(folder: Path) -> None:
    ran = run("export", "timeline.json", "-o", "t.ics", cwd=folder)
    left_out = [loss for loss in FORMATS["ics"].write(TIMELINE).losses if loss.what == "event"]
    assert ran.err == (
        f"note: {len(left_out)} events cannot be in ics; --loss-report says which and why\n"
    )
    assert run("export", "timeline.json", "-o", "t.db", cwd=folder).err == ""


def test_the_loss_report_in_words(folder: Path) -> None:
    ran = run("export", "timeline.json", "-o", "t.ics", "--loss-report", cwd=folder)
    lines = ran.err.splitlines()
    assert len(lines) == len(FORMATS["ics"].write(TIMELINE).losses)
    assert "all events: offsets: no property" in lines
    assert (
        "“The ford is taken” (id-002): event: calendars hold the days 0001-01-01 to 9999-12-30"
        in lines
    )
    assert all(letter == "\n" or letter.isprintable() for letter in ran.err)
    whole = run("export", "timeline.json", "-o", "t.db", "--loss-report", cwd=folder)
    assert whole.err == "sqlite holds everything\n"


def test_the_loss_report_as_json(folder: Path) -> None:
    ran = run(
        "export", "timeline.json", "-f", "csv", "-o", "-", "--loss-json", "losses.json", cwd=folder
    )
    assert (ran.status, ran.err) == (0, "")
    written = FORMATS["csv"].write(TIMELINE)
    assert ran.out == written.data
    report = json.loads((folder / "losses.json").read_bytes())
    assert report["format"] == "csv"
    assert [(r["event"], r["what"], r["why"]) for r in report["losses"]] == [
        (loss.event, loss.what, loss.why) for loss in written.losses
    ]
    titles = {event.id: event.title for event in TIMELINE.events}
    assert {r["title"] for r in report["losses"]} <= {*titles.values(), None}


def test_the_page_has_the_articles_of_sources(folder: Path) -> None:
    article = b"The ferry Sill sailed on time."
    (folder / "articles").mkdir()
    (folder / "articles" / "moved.txt").write_bytes(article)
    first = TIMELINE.documents[0].model_copy(update={"sha256": hashlib.sha256(article).hexdigest()})
    moved = TIMELINE.model_copy(update={"documents": (first, TIMELINE.documents[1])})
    (folder / "timeline.json").write_bytes(contract.dumps(moved))
    words = ["export", "timeline.json", "-f", "html", "--sources", "articles"]
    ran = run("-q", *words, cwd=folder)
    assert ran.status == 0
    assert ran.out == FORMATS["html"].write(moved, {first.id: article.decode()}).data
    assert article in ran.out and article not in run("-q", *words[:4], cwd=folder).out


@pytest.mark.parametrize("command", ["export", "extract"])
def test_the_help_lists_the_formats(command: str, tmp_path: Path) -> None:
    words = " ".join(run(command, "--help", cwd=tmp_path, COLUMNS="300").text.split())
    for form in FORMATS.values():
        assert form.name in words
        if command == "export":
            assert f"{form.name} ({', '.join(form.suffixes)}): {form.line}" in words


def test_without_the_extra_the_install_line_is_given(folder: Path) -> None:
    """Python without icalendar: an import of it fails there as it does where it is not."""
    (folder / "site").mkdir()
    (folder / "site" / "sitecustomize.py").write_text(
        "import sys\nsys.modules['icalendar'] = None\n"
    )
    path = f"{folder / 'site'}:{REPOSITORY}"
    ran = run("export", "timeline.json", "-o", "t.ics", cwd=folder, PYTHONPATH=path)
    assert ran.status == 6
    assert "pip install 'timeline[ics]'" in ran.err
    assert not (folder / "t.ics").exists()
    assert run("export", "timeline.json", "-o", "t.csv", cwd=folder, PYTHONPATH=path).status == 0
