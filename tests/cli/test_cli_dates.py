"""The `dates` and `date` commands: what they print, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from timeline.cli.dates import date, dates
from timeline.errors import CheckError, DocumentError, NoInputError, UsageError
from timeline.timeml import read_timeml

app = typer.Typer()
app.command()(dates)
app.command()(date)
runner = CliRunner()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(
        "Last week she visited Denmark. “From March to June 2019” she did not.", "utf-8"
    )
    return path


def test_json_has_one_object_per_expression(article: Path) -> None:
    result = runner.invoke(app, ["dates", str(article), "--published", "2026-02-28", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {"start": 0, "end": 9, "text": "Last week", "kind": "date", "timex": "2026-W08",
         "mod": None, "edtf": "2026-02-16/2026-02-22", "from": "2026-02-16", "to": "2026-02-22",
         "anchor": "2026-02-28", "rule": "relative-unit"},
        {"start": 37, "end": 55, "text": "March to June 2019", "kind": "date",
         "timex": "2019-03/2019-06", "mod": None, "edtf": "2019-03/2019-06", "from": "2019-03-01",
         "to": "2019-06-30", "anchor": None, "rule": "month..month-year"},
    ]  # fmt: skip
    assert result.stderr == ""


def test_without_publication_day_it_says_so_on_stderr(article: Path) -> None:
    result = runner.invoke(app, ["dates", str(article), "--json"])
    assert json.loads(result.stdout)[0]["from"] is None
    assert "--published" in result.stderr


def test_nothing_found_is_an_empty_list(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("Nothing here.", encoding="utf-8")
    result = runner.invoke(app, ["dates", str(empty), "--published", "2026-02-28", "--json"])
    assert json.loads(result.stdout) == []


def test_timeml_in_and_out(tmp_path: Path) -> None:
    source = tmp_path / "gold.tml"
    source.write_text(
        '<TimeML><DCT><TIMEX3 value="2024-03-05"/></DCT><TEXT>It <EVENT>fell</EVENT> '
        '<TIMEX3 type="DATE" value="wrong">last week</TIMEX3>, 6-7 May 2019.</TEXT></TimeML>',
        encoding="utf-8",
    )
    result = runner.invoke(app, ["dates", str(source), "--format", "timeml"])
    written = read_timeml(result.stdout)
    assert written.text == "It fell last week, 6-7 May 2019."
    values = [timex.value for timex in written.timexes]
    assert values == ["2024-W09", "2019-05-06", "2019-05-07"]  # TIMEX3 keeps the ends apart


def test_table(article: Path) -> None:
    result = runner.invoke(app, ["dates", str(article), "--published", "2026-02-28"])
    assert "Last week\tdate\t2026-W08\t2026-02-16..2026-02-22\trelative-unit" in result.stdout


def test_standard_input() -> None:
    result = runner.invoke(
        app, ["dates", "-", "--published", "2026-02-28", "--json"], input="today"
    )
    assert json.loads(result.stdout)[0]["from"] == "2026-02-28"


def test_date_order_and_language(tmp_path: Path) -> None:
    path = tmp_path / "figures.txt"
    path.write_text("7/5/2024", encoding="utf-8")
    for options, day in ((["--date-order", "DMY"], "2024-05-07"), (["--lang", "en"], "2024-07-05")):
        result = runner.invoke(app, ["dates", str(path), "--json", *options])
        assert json.loads(result.stdout)[0]["from"] == day


def test_what_cannot_be_read(tmp_path: Path) -> None:
    missing = runner.invoke(app, ["dates", str(tmp_path / "no.txt")])
    assert isinstance(missing.exception, NoInputError)
    gone = runner.invoke(app, ["dates", str(tmp_path / "no.tml")])
    assert isinstance(gone.exception, DocumentError)
    broken = tmp_path / "latin.tml"
    broken.write_bytes(b"caf\xe9")
    assert isinstance(runner.invoke(app, ["dates", str(broken)]).exception, DocumentError)


def test_the_publication_day_is_that_of_extract(tmp_path: Path) -> None:
    front = tmp_path / "front.md"
    front.write_text("---\ndate: 2026-02-28\n---\nIt fell last week.\n", encoding="utf-8")
    beside = tmp_path / "beside.txt"
    beside.write_text("It fell last week.\n", encoding="utf-8")
    beside.with_suffix(".toml").write_text("published = 2026-02-28\n", encoding="utf-8")
    for path, place in ((front, "front-matter"), (beside, "sidecar")):
        result = runner.invoke(app, ["dates", str(path), "--json"])
        assert json.loads(result.stdout)[-1]["from"] == "2026-02-16"
        assert f"published 2026-02-28 ({place})" in result.stderr
        text = path.read_text(encoding="utf-8")
        for row in json.loads(result.stdout):
            assert text[row["start"] : row["end"]] == row["text"]
        asked = runner.invoke(app, ["dates", str(path), "--json", "--published", "2026-01-31"])
        assert json.loads(asked.stdout)[-1]["from"] == "2026-01-19"
        assert "published" not in asked.stderr


def test_several_articles_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    rows = [{"text": "It fell last week."}, {"text": "It rose yesterday."}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert isinstance(runner.invoke(app, ["dates", str(path)]).exception, UsageError)


def test_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("The café shut yesterday.".encode("latin-1"))
    result = runner.invoke(app, ["dates", str(path), "--published", "2026-02-28", "--json"])
    assert json.loads(result.stdout)[0]["from"] == "2026-02-27"
    assert "cp1252" in result.stderr


def test_date_explains_in_words() -> None:
    result = runner.invoke(app, ["date", "last week", "--published", "2026-02-28"])
    assert result.stdout.splitlines() == [
        "“last week”: Monday 16 February 2026 to Sunday 22 February 2026",
        "granularity  week",
        "EDTF         2026-02-16/2026-02-22",
        "TIMEX3       2026-W08",
        "counted from Saturday 28 February 2026",
        "rule         relative-unit",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("next week", "no day can be computed without knowing what it is counted from"),
        ("for three weeks", "a length of time"),
        ("every Friday", "something that recurs"),
        ("now", "a vague time"),
        ("March 15, 44 BC", "15 March 44 BCE"),
        ("the mid 2010s", "(its middle part)"),
    ],
)
def test_date_says_what_it_cannot_know(words: str, says: str) -> None:
    assert says in runner.invoke(app, ["date", words]).stdout


def test_no_expression_is_an_error() -> None:
    assert isinstance(runner.invoke(app, ["date", "hello"]).exception, CheckError)
