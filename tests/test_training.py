"""What an adapter is trained with: the questions of a run, and nothing that a run does not show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Ran, python
from conftest import REPOSITORY

from timeline.models import ModelFile

ARTICLE = (
    "Mill burns down in Vik\n\nThe old mill of the Holm family burned down on Friday night. "
    "Two sheds were damaged. Mayor Ada Holm said that the town was in shock. The mill had been "
    "sold in 1996.\n"
)
ANSWERS = [
    "Mill in Vik burns down",
    "Mill of Holm family burns down in Vik",
    "Two sheds are damaged|E",
    "Mayor Ada Holm says that the town is in shock",
    "Mill of Holm family is sold",
]


def _examples(folder: Path, answers: list[str], model: ModelFile) -> Ran:
    (folder / "2024-03-05_mill.txt").write_text(ARTICLE)
    lines = [f"Q{number}|{answer}\n" for number, answer in enumerate(answers, 1)]
    (folder / "2024-03-05_mill.lab").write_text("".join(lines))
    script = REPOSITORY / "training/examples.py"
    return python(
        f"import runpy, sys; sys.argv = ['x', {str(folder)!r}]; "
        f"runpy.run_path({str(script)!r}, run_name='__main__')",
        cwd=folder,
        TIMELINE_MODELS_DIR=str(model.path.parent),
    )


@pytest.mark.model
def test_every_row_predicts_what_comes_next(tmp_path: Path, default_model: ModelFile) -> None:
    ran = _examples(tmp_path, ANSWERS, default_model)
    assert ran.status == 0, ran.err
    example: dict[str, Any] = json.loads(ran.text)
    ids, segments, none = example["ids"], example["segments"], example["none"]
    assert len(ids) == len(segments) == len(example["positions"])
    assert set(segments) == {0, 1, 2, 3, 4, 5}
    for row, target in zip(example["rows"], example["targets"], strict=True):
        ends = row + 1 == len(ids) or segments[row + 1] != segments[row]
        assert ends or ids[row + 1] == target
    first = [example["targets"][index] for index in example["first"]]
    assert len(first) == 4  # all but the statement
    assert [token == none for token in first] == [False, False, True, False]
    starts = [segments.index(number) for number in range(1, 6)]
    assert {example["positions"][start] for start in starts} == {segments.count(0)}


@pytest.mark.model
def test_answers_to_other_questions_are_refused(tmp_path: Path, default_model: ModelFile) -> None:
    ran = _examples(tmp_path, ANSWERS[:-1], default_model)
    assert ran.status == 1
    assert "2024-03-05_mill.txt: 4 answers; ask again" in ran.err
