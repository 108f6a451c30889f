"""`timeline extract` of a page, a PDF, a table and a mail: kept texts, conflicts, pages, exit 7."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from articles import BRIDGE, STRIKE
from command_line import run
from made_files import pages_pdf

from timeline import contract
from timeline.models import ModelFile

pytestmark = pytest.mark.model


def test_every_quote_is_in_the_kept_texts(tmp_path: Path, small_model: ModelFile) -> None:
    news = tmp_path / "news"
    news.mkdir()
    paragraphs = "".join(f"<p>{line}</p>" for line in BRIDGE.splitlines() if line.strip())
    head = '<meta property="article:published_time" content="2024-03-05">'
    (news / "2024-03-09-bridge.html").write_text(f"<html>{head}<body>{paragraphs}</body></html>")
    (news / "strike.pdf").write_bytes(pages_pdf([STRIKE.splitlines(), None]))
    (news / "all.csv").write_text(f'body,date\n"{BRIDGE}",2024-03-05\n"",\n')
    ran = run(
        "extract", "news", "-m", "smollm2-135m", "--threads", "1", "--min-confidence", "0",
        "--fields", "text=body,published=date", "--save-text", "texts",
        cwd=tmp_path, TIMELINE_MODELS_DIR=str(small_model.path.parent),
    )  # fmt: skip
    assert ran.status == 7, ran.err
    assert "not read: news/all.csv#2: empty" in ran.err
    assert "note: news/strike.pdf: page 2 is without text" in ran.err
    assert "published 2024-03-05 by its meta, but filename 2024-03-09" in ran.err
    file = contract.load(tmp_path / "timeline.json")
    documents = {Path(document.id).name: document for document in file.documents}
    assert set(documents) == {"2024-03-09-bridge.html", "strike.pdf", "all.csv#1"}
    [conflict] = documents["2024-03-09-bridge.html"].published_conflicts
    assert (str(conflict.day), conflict.place) == ("2024-03-09", "filename")
    assert len(documents["strike.pdf"].pages) == 2
    index = json.loads((tmp_path / "texts" / "index.json").read_bytes())
    texts = {
        entry["id"]: (tmp_path / "texts" / entry["file"]).read_bytes().decode()
        for entry in index["documents"]
    }
    mentions = [one for event in (*file.events, *file.undated) for one in event.mentions]
    assert {mention.document for mention in mentions} == set(texts)
    for mention in mentions:
        assert texts[mention.document][mention.start : mention.end] == mention.quote
