"""`timeline eval --timex DIR`: our reading of time expressions against TimeML gold."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from timeline.evaluate.timex import TimexReport

COSTLIEST = 15  # categories of disagreement in the table
EXAMPLES = 3  # of each, in the table


def eval_timex(directory: Path, *, as_json: bool = False) -> None:
    """Score every `.tml` file below the directory and print a table, or JSON."""
    from timeline.evaluate.timex import score_timex

    report = score_timex(directory)
    typer.echo(json.dumps(as_object(report), ensure_ascii=False) if as_json else as_table(report))


def as_object(report: TimexReport) -> dict[str, Any]:
    """The report as JSON: scores, counts and the costliest categories."""
    return {
        "documents": report.documents,
        "all": {**report.all.scores(), **asdict(report.all)},
        "date": {**report.dates.scores(), **asdict(report.dates)},
        "costliest": [{"category": name, "count": count} for name, count in report.costliest()],
    }


def as_table(report: TimexReport) -> str:
    """The report for people."""
    lines = [f"{report.documents} documents, {report.all.gold} expressions in the gold", ""]
    names = ("relaxed_f1", "strict_f1", "type_f1", "value_f1", "value_accuracy_of_matches")
    lines.append(f"{'':26}{'all kinds':>10}{'DATE':>10}")
    for name in names:
        both = report.all.scores()[name], report.dates.scores()[name]
        lines.append(f"{name.replace('_', ' '):26}{both[0]:>10.2f}{both[1]:>10.2f}")
    lines += ["", "costliest errors"]
    for category, count in report.costliest()[:COSTLIEST]:
        shown = [each for each in report.disagreements if each.category == category][:EXAMPLES]
        words = "; ".join(" ".join((each.gold or each.found).split()) for each in shown)
        lines.append(f"{count:>5}  {category:42}  {words}")
    return "\n".join(lines)
