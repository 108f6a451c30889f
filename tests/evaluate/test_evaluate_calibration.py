"""Confidence against gold: bins, the expected error, and the diagram."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invented_gold import EVENTS, timeline_of, write_gold
from test_evaluate_cli import _json, _run

from timeline import contract
from timeline.evaluate.calibration import calibration_text, expected_error, reliability
from timeline.evaluate.gold import load
from timeline.evaluate.scores import Scored, score


def _scored(folder: Path, confidences: list[float]) -> Scored:
    """The four gold events and two that are none, with these confidences in this order."""
    gold = load(write_gold(folder / "bridges"))
    none = [("2012-05-01", f"Choir sings song {n}", [("1", 3)]) for n in (1, 2)]
    data = timeline_of([*EVENTS, *none])
    for event, confidence in zip(data["events"], confidences, strict=True):
        event["confidence"] = confidence
    return score(contract.loads(json.dumps(data), name="test"), gold)


def test_bins_hold_what_they_say(tmp_path: Path) -> None:
    bins = reliability([_scored(tmp_path, [1.0, 0.9, 0.95, 0.3, 0.3, 0.99])])
    assert [(one.low, one.high, one.events) for one in bins] == [(0.3, 0.4, 2), (0.9, 1.0, 4)]
    low, high = bins
    assert (low.right, high.right) == (0.5, 0.75)
    assert low.confidence == pytest.approx(0.3)
    assert high.confidence == pytest.approx(0.96)
    assert expected_error(bins) == pytest.approx((2 * 0.2 + 4 * 0.21) / 6)
    lines = calibration_text(bins).splitlines()
    assert lines[0].startswith("calibration: expected error 0.207")
    assert lines[2] == "0.3 to 0.4        2   0.30     0.50       0.00  " + "#" * 12 + "|" + "#" * 8
    assert lines[3].endswith("#" * 30 + " " * 8 + "|")


def test_a_wrong_date_is_told_apart(tmp_path: Path) -> None:
    gold = load(write_gold(tmp_path / "bridges"))
    data = timeline_of([("2019-05-04", EVENTS[1][1], EVENTS[1][2])])
    (one,) = reliability([score(contract.loads(json.dumps(data), name="test"), gold)])
    assert (one.events, one.right, one.told) == (1, 0.0, 1.0)
    assert calibration_text((one,)).splitlines()[2].endswith("-" * 40 + "|")


def test_no_events_no_bins(tmp_path: Path) -> None:
    assert expected_error(()) == 0.0
    gold = load(write_gold(tmp_path / "bridges"))
    data = timeline_of([])
    assert reliability([score(contract.loads(json.dumps(data), name="test"), gold)]) == ()


def test_the_command_prints_it(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "bridges")
    path = tmp_path / "timeline.json"
    path.write_text(json.dumps(timeline_of([*EVENTS])))
    data = _json(gold, "--timeline", path, "--calibration")["calibration"]
    assert data["expected_error"] == 0.0
    assert data["bins"] == [
        {
            "low": 0.9, "high": 1.0, "events": 4, "confidence": 1.0, "in_gold": 1.0,
            "text_in_gold": 1.0,
        }
    ]  # fmt: skip
    assert (
        "calibration: expected error 0.000"
        in _run(gold, "--timeline", path, "--calibration").stdout
    )
