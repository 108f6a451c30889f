"""Sixty articles through the real command: every one is told of, and the whole is the union of its
parts, to the byte. `make load` does the same with thousands, and measures.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import run
from invented_news import write
from small_runs import SMALL

from timeline import contract
from timeline.models import ModelFile

pytestmark = pytest.mark.model
ARTICLES, PARTS = 60, 3


def test_sixty_articles(tmp_path: Path, small_model: ModelFile) -> None:
    parts = write(tmp_path, ARTICLES, parts=PARTS, sentences=1)
    models = {"TIMELINE_MODELS_DIR": str(small_model.path.parent)}
    words = [*SMALL, "--alone"]
    whole = run("extract", *parts, *words, "-o", "whole.json", cwd=tmp_path, stdin=b"", **models)
    assert whole.status == 0, whole.err

    file = contract.load(tmp_path / "whole.json")
    assert len(file.documents) == ARTICLES
    assert len(file.events) + len(file.undated) > ARTICLES / 2
    told = {m.document for event in (*file.events, *file.undated) for m in event.mentions}
    assert told <= {document.id for document in file.documents}
    steps = [
        (int(share), int(done))
        for share, done in re.findall(rf"^ *(\d+)%  (\d+)/{ARTICLES} documents", whole.err, re.M)
    ]
    assert steps == sorted(steps)
    assert steps[-1] == (100, ARTICLES)
    for share, done in steps:  # articles of one length: the share of the text is that of articles
        assert abs(share / 100 - done / ARTICLES) < 0.05

    for part in parts:  # each in a cache of its own: asked anew
        ran = run("extract", part, *words, "-o", f"{part}.json", cwd=tmp_path, stdin=b"", **models)
        assert ran.status == 0, ran.err
    files = [f"{part}.json" for part in parts]
    assert run("merge", *files, "-o", "united.json", cwd=tmp_path).status == 0
    assert (tmp_path / "united.json").read_bytes() == (tmp_path / "whole.json").read_bytes()
