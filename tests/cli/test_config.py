"""Where options come from that nobody typed, and `timeline config show`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import made_timelines as made
import pytest
from command_line import REPOSITORY, Ran, run

from timeline import contract

CASES = tomllib.loads((REPOSITORY / "tests/cases/settings.toml").read_text("utf-8"))["case"]
PLACES = {"config": "given.toml", "folder": "timeline.toml", "project": "pyproject.toml"}


def _run(case: dict[str, Any], folder: Path) -> Ran:
    for place, name in PLACES.items():
        if place in case:
            (folder / name).write_text(f"{case[place]}\n{case.get(f'{place}_more', '')}\n")
    own = folder / "own" / "timeline" / "config.toml"
    own.parent.mkdir(parents=True)
    own.write_text(case.get("user", ""))
    flags = ["--config", "given.toml"] if "config" in case else []
    given = case.get("environment", {}) | {"XDG_CONFIG_HOME": str(folder / "own")}
    words = [*flags, *case.get("flags", []), "config", "show", "--json"]
    return run(*words, cwd=folder, **given)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_where_an_option_comes_from(case: dict[str, Any], tmp_path: Path) -> None:
    ran = _run(case, tmp_path)
    assert ran.status == case.get("status", 0), ran.err
    if ran.status:
        assert all(words in ran.err for words in case["says"]), ran.err
        return
    rows = {row["option"]: row for row in json.loads(ran.out)}
    row = rows[case["option"]]
    value = {None: "-", True: "yes", "1": "yes"}.get(row["value"], str(row["value"]))
    assert value == case["value"]
    source = row["from"].replace(str(tmp_path / "own" / "timeline" / "config.toml"), "user.toml")
    assert source == case["from"]


def test_what_is_set_is_what_a_command_does(tmp_path: Path) -> None:
    told = [
        made.telling("Ada Holm opens the Sill bridge", "2024-03-04"),
        made.telling("Nils Aker closes the mill", "2024-05-20", at=100, status="planned"),
    ]
    (tmp_path / "t.json").write_bytes(contract.dumps(made.timeline(told)))
    (tmp_path / "timeline.toml").write_text('[show]\nstatus = ["planned"]\nquotes = true\n')
    ran = run("show", "t.json", cwd=tmp_path)
    assert "Orrin" not in ran.text and "Sill" not in ran.text
    assert "“Nils Aker closes the mill”" in ran.text
    typed = run("show", "t.json", "--status", "happened", cwd=tmp_path)
    assert "Sill" in typed.text and "Nils" not in typed.text
    both = run("show", "t.json", cwd=tmp_path, TIMELINE_STATUS="happened, planned")
    assert "Sill" in both.text and "Nils" in both.text


def test_what_stands_before_all_commands_can_be_set_too(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_bytes(contract.dumps(made.timeline([])))
    assert "0 events" in run("diff", "t.json", "t.json", cwd=tmp_path).err
    assert run("diff", "t.json", "t.json", cwd=tmp_path, TIMELINE_QUIET="1").err == ""
    (tmp_path / "a.txt").write_text("Ada Holm opened the bridge on Monday.")
    (tmp_path / "timeline.toml").write_text("offline = true\n")
    ran = run("extract", "a.txt", cwd=tmp_path, TIMELINE_MODELS_DIR=str(tmp_path / "none"))
    assert (ran.status, "timeline models pull" in ran.err) == (4, True)


def test_a_wrong_value_is_told_with_where_it_was_set(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('[extract]\nthreads = "many"\n')
    ran = run("extract", "a.txt", cwd=tmp_path)
    assert ran.status == 2
    assert "--threads" in ran.err and "(set in ./timeline.toml)" in ran.err
    typed = run("extract", "a.txt", "--threads", "few", cwd=tmp_path)
    assert typed.status == 2 and "set in" not in typed.err


def test_config_show(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('lang = "de"\n')
    ran = run("config", "show", "dates", cwd=tmp_path)
    assert ran.status == 0
    lines = [line.split() for line in ran.text.splitlines()]
    assert ["dates", "--lang", "de", "./timeline.toml"] in lines
    assert ["dates", "--anchor", "auto", "default"] in lines
    assert {line[0] for line in lines} == {"dates"}
    assert "config.toml" in ran.err
    only = run("-q", "config", "show", "--set", cwd=tmp_path)
    assert [line.split()[0] for line in only.text.splitlines()] == [
        "--quiet",
        "extract",
        "dates",
        "date",
    ]
    assert run("config", "show", "nope", cwd=tmp_path).status == 2


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    ran = run("--config", "gone.toml", "schema", cwd=tmp_path)
    assert (ran.status, "gone.toml" in ran.err) == (2, True)
