"""The scorer counts as TempEval-3 does; the development sets, where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from timeline.cli.eval_timex import as_object, as_table
from timeline.errors import NoInputError
from timeline.evaluate.timex import TimexReport, align, score_document, score_timex
from timeline.records import DatedExpression, TimeExpression
from timeline.timeml import TimemlText, Timex

TEXT = "They met Monday , early 2019 , for three weeks and now."
SHARED = Path(os.environ.get("TIMELINE_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))


def found(text: str, kind: str, timex: str | None) -> DatedExpression:
    start = TEXT.index(text)
    span = TimeExpression(start, start + len(text), text, kind)  # type: ignore[arg-type]
    return DatedExpression(span, timex, None, None, "rule")


def gold(text: str, kind: str, value: str) -> Timex:
    start = TEXT.index(text)
    return Timex(start, start + len(text), kind, value, None)


GOLD = TimemlText(
    TEXT,
    None,
    (
        gold("Monday", "DATE", "2024-03-04"),
        gold("early 2019", "DATE", "2019"),
        gold("three weeks", "DURATION", "P3W"),
    ),
)


def test_counts_of_a_known_document() -> None:
    dated = (
        found("Monday", "date", "2024-03-04"),  # right in every way
        found("2019", "date", "2019"),  # overlaps, right value
        found("three weeks", "date", "P3M"),  # strict span, wrong type and value
        found("now", "date", "PRESENT_REF"),  # not in the gold
    )
    report = TimexReport()
    score_document("x", GOLD, dated, report)
    counts = report.all
    assert (counts.gold, counts.found) == (3, 4)
    assert (counts.relaxed, counts.strict, counts.type, counts.value) == (3, 2, 2, 2)
    assert counts.scores()["relaxed_f1"] == round(200 * 3 / 7, 2)
    assert counts.scores()["value_f1"] == round(200 * 2 / 7, 2)
    assert (report.dates.gold, report.dates.found, report.dates.value) == (2, 4, 2)
    assert dict(report.costliest()) == {
        "value: P9W read as P9M": 1,
        "spurious: DATE": 1,
    }


def test_each_side_is_used_once() -> None:
    long = Timex(0, len(TEXT), "DATE", "2019", None)
    dated = (found("Monday", "date", "2024-03-04"), found("2019", "date", "2019"))
    assert align((long,), dated) == [(long, dated[0])]
    both = (gold("Monday", "DATE", "x"), gold("early 2019", "DATE", "y"))
    whole = DatedExpression(TimeExpression(0, len(TEXT), TEXT, "date"), "x", None, None, "rule")
    assert align(both, (whole,)) == [(both[0], whole)]


def test_nothing_found_in_nothing() -> None:
    report = TimexReport()
    score_document("x", TimemlText("", None, ()), (), report)
    assert report.all.scores()["value_f1"] == 0.0


def test_a_directory_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match=r"no \.tml file"):
        score_timex(tmp_path)


def test_report_of_a_directory(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(
        '<TimeML><DCT><TIMEX3 value="2024-03-05"/></DCT><TEXT>It fell <TIMEX3 type="DATE" '
        'value="2024-W09">last week</TIMEX3> and <TIMEX3 type="DATE" value="2024-03-03">yesterday'
        "</TIMEX3>.</TEXT></TimeML>",
        encoding="utf-8",
    )
    report = score_timex(tmp_path)
    assert as_object(report)["all"]["value_f1"] == 50.0
    assert as_object(report)["costliest"] == [{"category": "value: another 9999-99-99", "count": 1}]
    table = as_table(report)
    assert "1 documents, 2 expressions" in table
    assert "yesterday" in table


# Measured 2026-11, rounded down (docs/dates.md): (value F1, relaxed span F1).
FLOORS = {"TimeBank": (83.0, 94.0), "AQUAINT": (78.0, 94.0), "WikiWars": (88.5, 95.0)}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_development_sets(name: str) -> None:
    directory = SHARED / "timex" / name
    if not directory.is_dir():
        pytest.skip(f"{directory} is not here: set TIMELINE_SHARED_DATA to score the gold")
    report = score_timex(directory)
    value, relaxed = FLOORS[name]
    assert report.all.scores()["value_f1"] >= value
    assert report.all.scores()["relaxed_f1"] >= relaxed
