"""`timeline eval` from files to exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from command_line import python
from invented_gold import CLOSED, EVENTS, timeline_of, write_gold
from typer.testing import CliRunner, Result

from timeline.cli.evaluate import evaluate
from timeline.errors import CheckError, UsageError

Events = list[tuple[str | None, str, list[tuple[str, int]]]]


def _run(*arguments: str | Path) -> Result:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(evaluate)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _file(folder: Path, events: Events) -> Path:
    path = folder / "timeline.json"
    path.write_text(json.dumps(timeline_of(events)), encoding="utf-8")
    return path


def _json(*arguments: str | Path) -> dict[str, Any]:
    result = _run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_gold_against_itself_is_perfect_in_every_measure(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "bridges")
    data = _json(gold, "--timeline", _file(tmp_path, [*EVENTS]))
    assert len(data["pooled"]) == 2 + 3 * 8
    assert data["pooled"] == dict.fromkeys(data["pooled"], 1.0)
    assert data["sets"][0]["scores"] == data["pooled"]
    assert data["sets"][0]["counts"] == {
        "gold": 4, "found": 4, "undated": 0, "text_matches": 4, "aligned_mentions": 5,
    }  # fmt: skip


def test_faults_are_counted_and_listed(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "bridges")
    found: Events = [
        ("2019-05-03", "Ida Holm opens Harbour Bridge", [("1", 1)]),
        ("2019-12-07", "Storm closes Harbour Bridge", [("2", 1)]),
        (None, "Choir proud", [("1", 3)]),
    ]
    timeline = _file(tmp_path, found)
    data = _json(gold, "--timeline", timeline, "--list")
    scores, faults = data["pooled"], data["sets"][0]["faults"]
    assert scores["event_precision"] == pytest.approx(1 / 3)
    assert scores["event_recall"] == 1 / 4
    assert (scores["text_recall"], scores["date_accuracy"]) == (2 / 4, 1 / 2)
    assert scores["date_near_f1"] == pytest.approx(2 * 1 * 0.5 / 1.5)
    assert faults["wrong_dates"] == [
        {
            "gold": {"date": "2019-12-06", "text": CLOSED[1]},
            "found": {"date": "2019-12-07", "title": "Storm closes Harbour Bridge"},
        }
    ]
    assert [event["date"] for event in faults["missed"]] == ["2011", "2019-12"]
    assert faults["false"] == [{"date": None, "title": "Choir proud"}]
    text = _run(gold, "--timeline", timeline, "--list").stdout
    assert "bridges: 4 gold events, 3 found (1 undated)" in text
    assert "undated     Choir proud" in text and "gold 2019-12-06" in text


def test_sets_are_pooled(tmp_path: Path) -> None:
    one, other = write_gold(tmp_path / "one"), write_gold(tmp_path / "other")
    whole, half = tmp_path / "whole", tmp_path / "half"
    whole.mkdir()
    half.mkdir()
    files = (
        _file(whole, [*EVENTS]),
        _file(half, [EVENTS[0], ("2012-05-01", "Choir sings", [("1", 3)])]),
    )
    data = _json(one, other, "--timeline", files[0], "--timeline", files[1])
    assert [scored["name"] for scored in data["sets"]] == ["one", "other"]
    assert data["pooled"]["event_precision"] == pytest.approx(5 / 6)  # counts are added up
    assert data["pooled"]["event_recall"] == pytest.approx(5 / 8)
    assert data["pooled"]["date_precision"] == pytest.approx((1 + 1 / 2) / 2)  # shares averaged
    assert data["pooled"]["date_recall"] == pytest.approx((1 + 1 / 4) / 2)
    assert "2 sets together" in _run(one, other, "--timeline", files[0]).stdout


def test_a_score_under_its_threshold_fails_after_the_report(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "bridges")
    timeline = _file(tmp_path, [EVENTS[0], EVENTS[1]])
    passed = _run(gold, "--timeline", timeline, "--fail-under", "event_f1=0.6")
    failed = _run(
        gold, "--timeline", timeline, "--fail-under", "event_f1=.7", "--fail-under", "b3_f1=1"
    )
    assert passed.exit_code == 0
    assert isinstance(failed.exception, CheckError)
    assert "event_f1 0.667 < 0.7" in str(failed.exception)
    assert "b3_f1" not in str(failed.exception)
    assert "date accuracy" in failed.stdout


@pytest.mark.parametrize("option", ["event_f1", "event_f1=high", "f1=0.5", "event f1=1"])
def test_a_threshold_that_is_none_is_refused(tmp_path: Path, option: str) -> None:
    gold = write_gold(tmp_path / "bridges")
    result = _run(gold, "--timeline", _file(tmp_path, [*EVENTS]), "--fail-under", option)
    assert isinstance(result.exception, UsageError)
    assert option.split("=")[0] in str(result.exception)


def test_timelines_and_sets_must_go_together(tmp_path: Path) -> None:
    gold, timeline = write_gold(tmp_path / "bridges"), _file(tmp_path, [*EVENTS])
    result = _run(gold, "--timeline", timeline, "--timeline", timeline)
    assert isinstance(result.exception, UsageError)
    assert "1 gold sets but 2 timelines" in str(result.exception)


def test_a_timeline_of_other_articles_is_refused(tmp_path: Path) -> None:
    gold, timeline = write_gold(tmp_path / "bridges"), _file(tmp_path, [*EVENTS])
    for article in (gold / "articles").iterdir():
        article.rename(article.with_name(f"other-{article.name}"))
    result = _run(gold, "--timeline", timeline)
    assert isinstance(result.exception, UsageError)
    assert "recognized by file name" in str(result.exception)


def test_an_empty_timeline_scores_nothing(tmp_path: Path) -> None:
    data = _json(write_gold(tmp_path / "bridges"), "--timeline", _file(tmp_path, []))
    assert data["pooled"] == dict.fromkeys(data["pooled"], 0.0)


@pytest.mark.parametrize(
    "words",
    [["eval", "gold", "--timeline", "t.json"], ["bench", "--gold", "gold", "--only", "c"]],
    ids=lambda words: words[0],
)
def test_without_the_extra_the_install_line_is_given(words: list[str], tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['scipy'] = None\n"
        "from timeline.cli import main\n"
        f"sys.argv = ['timeline', *{words!r}]\n"
        "main()\n"
    )
    write_gold(tmp_path / "gold")
    _file(tmp_path, [*EVENTS])
    ran = python(program, cwd=tmp_path)
    assert ran.status == 6, ran.err
    assert ran.err.startswith("error: scoring needs scipy")
    assert "pip install 'timeline[eval]'" in ran.err


def test_bench_can_do_without_the_extra_where_nothing_is_scored(tmp_path: Path) -> None:
    """Only imported: measuring itself wants a model."""
    program = "import sys; sys.modules['scipy'] = None\nimport timeline.bench.processes\n"
    assert python(program, cwd=tmp_path).status == 0
