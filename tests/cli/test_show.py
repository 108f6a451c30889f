"""`timeline show`, `schema` and `doctor`."""

from __future__ import annotations

import datetime
import json
import tomllib
from pathlib import Path

import pytest
from command_line import REPOSITORY, run

from timeline import contract, records
from timeline.models import ModelFile
from timeline.records import Day, ResolvedDate
from timeline.writers.wording import date_words

TEXT = "Ada Holm opened the bridge on Monday. Somebody sang."
HOSTILE = "\x1b]0;owned\x07[red]Ada\x9b31m Holm[/red] \u202eopens\nthe bridge"
DATES = tomllib.loads((REPOSITORY / "tests/cases/date_words.toml").read_text("utf-8"))["case"]
MONDAY = ResolvedDate(
    Day(2024, 3, 4), Day(2024, 3, 4), "day", "2024-03-04", "2024-03-04", False,
    Day(2024, 3, 5), "weekday",
)  # fmt: skip


def _event(title: str, date: ResolvedDate | None, status: records.Status) -> records.Event:
    quote = "Ada Holm opened the bridge on Monday." if date else "Somebody sang."
    start = TEXT.index(quote)
    evidence = records.Evidence("bridge.txt", start, start + len(quote), quote)
    when = records.TimeExpression(27, 36, "on Monday", "date") if date else None
    source: records.DateSource | None = "expression" if date else None
    mention = records.Mention(title, when, date, source, status, (), None, 0.9, evidence)
    return records.Event(
        f"id of {title}", title, date, when.text if when else None, source, status, (), None, 0.9,
        (), (mention,),
    )  # fmt: skip


def _file() -> contract.TimelineFile:
    document = records.Document(
        "bridge.txt", TEXT, datetime.date(2024, 3, 5), "option", "/bridge.txt", None, "en", "0" * 64
    )
    return contract.to_file(
        records.Timeline(
            records.Generator("0.1.0", "tiny", "1" * 64, "events", "2" * 64),
            (document,),
            (_event(HOSTILE, MONDAY, "planned"),),
            (_event("Somebody sings", None, "happened"),),
            (records.Skipped("[bold]evil\x1b[2J.txt", "document", "it is empty"),),
        )
    )


def test_show(tmp_path: Path) -> None:
    (tmp_path / "timeline.json").write_bytes(contract.dumps(_file()))
    ran = run("show", "timeline.json", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.text.splitlines()
    assert "4 Mar 2024" in lines[1] and "planned" in lines[1]
    assert "undated" in lines[2] and "Somebody sings" in lines[2]
    assert "it is empty" in lines[-1]
    assert run("show", "-", cwd=tmp_path, stdin=contract.dumps(_file())) == ran


def test_what_articles_say_cannot_drive_the_terminal(tmp_path: Path) -> None:
    ran = run("show", "-", "--quotes", cwd=tmp_path, stdin=contract.dumps(_file()))
    assert "[red]Ada" in ran.text and "[bold]evil" in ran.text  # markup is text
    assert all(letter == "\n" or letter.isprintable() for letter in ran.text)
    assert "“Somebody sang.”" in ran.text


@pytest.mark.parametrize("case", DATES, ids=[case["reads"] for case in DATES])
def test_dates_in_words(case: dict[str, str]) -> None:
    entry = (
        _file()
        .events[0]
        .date.model_copy(
            update={
                "start": case["start"],
                "end": case["end"],
                "granularity": case["granularity"],
                "approximate": bool(case.get("approximate")),
            }
        )
    )
    assert date_words(entry) == case["reads"]


def test_both_schemas(tmp_path: Path) -> None:
    timeline = json.loads(run("schema", cwd=tmp_path).out)
    assert timeline == contract.json_schema()
    event = json.loads(run("schema", "event", cwd=tmp_path).out)
    assert "what" in event["properties"]


@pytest.mark.model
def test_doctor(tmp_path: Path, small_model: ModelFile, default_model: ModelFile) -> None:
    ran = run("doctor", "--json", cwd=tmp_path, TIMELINE_MODELS_DIR=str(default_model.path.parent))
    found = json.loads(ran.out)
    assert ran.status == 0
    assert {small_model.name, default_model.name} <= set(found["models"])
    assert found["models folder"] == str(default_model.path.parent)
    assert found["cores"] >= 1
    plain = run("doctor", cwd=tmp_path, TIMELINE_MODELS_DIR=str(default_model.path.parent))
    assert "llama-cpp-python" in plain.text


def test_doctor_without_the_default_model(tmp_path: Path) -> None:
    ran = run("doctor", cwd=tmp_path, TIMELINE_MODELS_DIR=str(tmp_path / "none"))
    assert ran.status == 4
    assert str(tmp_path / "none") in ran.text
