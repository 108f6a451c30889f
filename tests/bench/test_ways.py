"""The four ways with a real model: what they count belongs together. No test looks at speed."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import pytest
import typer
from invented_gold import write_gold
from typer.testing import CliRunner

from timeline.bench import Job, Measured, baselines, growth_points, report, ways
from timeline.bench.curve import curve
from timeline.bench.processes import apart
from timeline.cli.bench import bench
from timeline.documents import read_sources
from timeline.errors import ModelError, UsageError
from timeline.llm.settings import choose
from timeline.models import ModelFile

pytestmark = pytest.mark.model
# One thread: two of them wait for one another when the machine is busy.
SETTINGS = dataclasses.replace(choose(threads=1), cells=2048, rows=128, sequences=16)


@pytest.fixture(scope="module")
def job(small_model: ModelFile, tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = write_gold(tmp_path_factory.mktemp("gold") / "bridge")
    documents = read_sources([str(folder / "articles")]).documents
    return Job(small_model, SETTINGS, documents, "events", folder)


def _consistent(one: Measured) -> None:
    seconds = one.seconds
    assert one.articles == 2
    assert one.tokens.prefilled > 0
    assert one.tokens.sampled > 0
    assert seconds.wall > 0
    assert min(seconds.load, seconds.prefill, seconds.decode, seconds.masks) >= 0
    parts = seconds.prefill + seconds.decode + seconds.masks + seconds.other
    assert parts == pytest.approx(seconds.wall)
    assert one.growth[-1][0] == 2
    assert one.peak_bytes > 50_000_000  # the model itself


def test_the_ways_count_the_same_things(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "FREEFORM_TOKENS", 40)
    freeform, requests = ways.freeform(job), ways.requests(job)
    done = ways.ours(job)
    ours, limit = done.measured, ways.limit(job, done)
    measured = {one.way: one for one in (freeform, requests, ours, limit)}
    assert list(measured) == ["freeform", "requests", "ours", "limit"]
    for one in measured.values():
        _consistent(one)
    pieces = [a for name, a in done.operations if name == "decode"]
    assert ours.tokens.rows == sum(len(tokens) for (run,) in pieces for _, _, tokens, _ in run)
    assert ours.tokens.steps == len(pieces)
    assert limit.tokens == ours.tokens
    assert [point for point, _ in ours.growth] == [1, 2]
    assert freeform.tokens.forced == 0
    assert freeform.tokens.sampled <= 2 * 40
    # The same prompts: each once, but for what llama-cpp-python cannot keep between them.
    assert requests.tokens.prefilled == pytest.approx(ours.tokens.prefilled, rel=0.1)
    assert requests.tokens.forced == pytest.approx(ours.tokens.forced, rel=0.2)
    data = report.as_data(job, measured, runs=1)
    for name in ("freeform_ratio", "naive_ratio", "limit_ratio", "full_steps_ratio"):
        assert math.isfinite(data[name])
        assert data[name] > 0
    assert data["ways"]["limit"]["correct"] is None
    assert data["ways"]["ours"]["correct"]["gold"] == 4
    table = report.rows(measured)
    assert {len(line) for line in table} == {5}


def test_the_command_measures_in_processes_of_their_own(job: Job, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(bench)
    article = tmp_path / "2024-03-04_fair.txt"
    article.write_text("Mayor Ann Low opened the fair in Ulm on Monday.\n", encoding="utf-8")
    options = ["--only", "c,d", "--threads", "1", "--model", str(job.model.path), "--json"]
    result = CliRunner().invoke(app, [str(article), *options], catch_exceptions=False)
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["freeform_ratio"] is None
    assert data["naive_ratio"] is None
    assert data["limit_ratio"] > 0
    assert set(data["ways"]) == {"ours", "limit"}
    ours = data["ways"]["ours"]
    tokens = ours["tokens"]
    assert tokens["prefilled"] + tokens["forced"] + tokens["sampled"] == tokens["rows"]
    assert "ours:" in result.stderr


def test_unknown_ways_are_refused() -> None:
    from timeline.cli.bench import _ways

    assert _ways("c, d") == {"ours", "limit"}
    with pytest.raises(UsageError, match="a, b, c and d"):
        _ways("x")


def test_the_curve_has_a_point_for_every_size(small_model: ModelFile) -> None:
    points = curve(small_model.path, SETTINGS, repack=True)
    assert [point.rows for point in points] == [1, 2, 4, 8, 16, 32, 64, 128]
    assert all(point.tokens_per_second > 0 for point in points)


def test_a_process_that_dies_is_an_error() -> None:
    import os

    with pytest.raises(ModelError, match="died"):
        apart(os._exit, 3)


@pytest.mark.parametrize(
    ("articles", "points"),
    [(1, (1,)), (4, (1, 4)), (8, (1, 4, 8)), (31, (1, 4, 16, 30, 31))],
)
def test_growth_ends_with_all_articles(articles: int, points: tuple[int, ...]) -> None:
    assert growth_points(articles) == points


def test_medians_are_of_whole_runs(job: Job) -> None:
    runs = [[_measured(wall)] for wall in (3.0, 1.0, 2.0)]
    assert report.median_runs(runs)["ours"].seconds.wall == 2.0
    assert report.median_runs(runs[:2])["ours"].seconds.wall == 1.0


def _measured(wall: float) -> Measured:
    from timeline.bench import Seconds, Tokens

    return Measured("ours", 1, Tokens(1, 1, 1, 1), Seconds(0, wall, 0, 0, 0), 1, ((1, wall),), None)
