"""`merge`, `diff`, `validate`, `verify` and the filters of `show`, as people run them."""

from __future__ import annotations

import json
from pathlib import Path

import made_timelines as made
import pytest
from command_line import run

from timeline import contract
from timeline.compare import unite
from timeline.writers import save_texts

OPENS = made.telling("Ada Holm opens the Sill bridge", "2024-03-04")
CLOSES = made.telling("Nils Aker closes the Orrin mill", "2024-05-20", at=100, status="planned")
AGAIN = made.telling("Mayor Ada Holm opens Sill bridge", "2024-03-04", document="b.txt")
ONE, OTHER = made.timeline([OPENS, CLOSES]), made.timeline([AGAIN])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.json").write_bytes(contract.dumps(ONE))
    (tmp_path / "other.json").write_bytes(contract.dumps(OTHER))
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(made.text_of("a.txt", [OPENS, CLOSES]))
    (tmp_path / "news" / "b.txt").write_text(made.text_of("b.txt", [AGAIN]))
    return tmp_path


def test_merge(folder: Path) -> None:
    ran = run("merge", "one.json", "other.json", "-o", "all.json", cwd=folder)
    assert (ran.status, ran.out) == (0, b"")
    assert ran.err == "3 events of 2 files became 2 and 0 undated from 2 documents → all.json\n"
    whole = contract.dumps(unite([ONE, OTHER]).file)
    assert (folder / "all.json").read_bytes() == whole
    back = run("-q", "merge", "other.json", "-", cwd=folder, stdin=contract.dumps(ONE))
    assert (back.status, back.out, back.err) == (0, whole, "")
    assert run("validate", "all.json", cwd=folder).text == "all.json: ok\n"


def test_diff(folder: Path) -> None:
    ran = run("diff", "one.json", "other.json", cwd=folder)
    assert ran.status == 0
    assert ran.text.splitlines() == [
        "- 20 May 2024 Nils Aker closes the Orrin mill",
        "~ 4 Mar 2024 Mayor Ada Holm opens Sill bridge",
        "    title: Ada Holm opens the Sill bridge → Mayor Ada Holm opens Sill bridge",
        "    sources: 1 quote of a.txt → 1 quote of b.txt",
    ]
    counts = "0 added, 1 removed, 0 re-dated, 1 re-titled, 0 otherwise changed, 0 events unchanged"
    assert ran.err == counts + "\n"
    assert run("diff", "one.json", "other.json", "--exit-code", cwd=folder).status == 5


def test_diff_of_the_same(folder: Path) -> None:
    ran = run("diff", "one.json", "-", "--exit-code", cwd=folder, stdin=contract.dumps(ONE))
    assert (ran.status, ran.out) == (0, b"")
    assert "2 events unchanged" in ran.err


def test_diff_as_json(folder: Path) -> None:
    data = json.loads(run("diff", "one.json", "other.json", "--json", cwd=folder).out)
    assert (data["added"], data["redated"], data["unchanged"]) == ([], [], 0)
    assert data["removed"][0]["id"] == ONE.events[1].id
    assert data["removed"][0]["date"]["edtf"] == "2024-05-20"
    assert data["retitled"] == data["changed"]
    (changed,) = data["changed"]
    assert changed["fields"] == ["title", "sources"]
    assert changed["new"]["sources"] == [{"document": "b.txt", "quote": AGAIN.title}]


def test_validate_names_every_fault_of_every_file(folder: Path) -> None:
    data = json.loads((folder / "one.json").read_text())
    data["events"].reverse()
    data["documents"][0]["characters"] = 5
    (folder / "bad.json").write_text(json.dumps(data))
    ran = run("validate", "one.json", "bad.json", "other.json", cwd=folder)
    assert ran.status == 5
    lines = ran.text.splitlines()
    assert lines[0] == "one.json: ok" and lines[-1] == "other.json: ok"
    paths = [line.split(": ")[1] for line in lines[1:-1]]
    assert paths == ["$.events[0].mentions[0].end", "$.events[1].mentions[0].end", "$.events[1]"]
    assert ran.err.startswith("error: 1 of 3 timeline files not right")


def test_verify(folder: Path) -> None:
    ran = run("verify", "one.json", "--sources", "news", cwd=folder)
    assert (ran.status, ran.out, ran.err) == (0, b"", "2 quotes of 1 document hold\n")


def test_verify_stops_at_the_first_lie_unless_asked_for_all(folder: Path) -> None:
    article = folder / "news" / "a.txt"
    article.write_text(article.read_text().replace("bridge", "bribes"))
    ran = run("verify", "one.json", "--sources", "news", cwd=folder)
    assert ran.status == 5
    assert len(ran.text.splitlines()) == 1 and "it was changed" in ran.text
    assert "2 things" in ran.err and "--all" in ran.err
    every = run("verify", "one.json", "--sources", "news", "--all", cwd=folder)
    assert every.status == 5
    assert [line.split(":")[0] for line in every.text.splitlines()] == [
        "$.documents[0].sha256", "$.events[0].mentions[0].quote",
    ]  # fmt: skip
    assert "Sill bribes" in every.text


def test_a_missing_source_is_told_apart_from_a_lie(folder: Path) -> None:
    run("-q", "merge", "one.json", "other.json", "-o", "all.json", cwd=folder)
    (folder / "news" / "b.txt").unlink()
    ran = run("verify", "all.json", "--sources", "news", cwd=folder)
    assert (ran.status, ran.out) == (3, b"")
    assert "b.txt" in ran.err and "--sources" in ran.err and "2 quotes" in ran.err
    article = folder / "news" / "a.txt"
    article.write_text("x" + article.read_text())
    both = run("verify", "all.json", "--sources", "news", cwd=folder)
    assert both.status == 5
    assert "warning: no source for b.txt" in both.err


def _keep(folder: Path) -> Path:
    """The texts as `extract --save-text` leaves them."""
    told = {"a.txt": [OPENS, CLOSES], "b.txt": [AGAIN]}
    documents = [made.document(name, made.text_of(name, told[name])) for name in told]
    save_texts(documents, folder / "texts")
    return folder / "texts"


def test_verify_against_kept_texts(folder: Path) -> None:
    run("-q", "merge", "one.json", "other.json", "-o", "all.json", cwd=folder)
    texts = _keep(folder)
    ran = run("verify", "all.json", "--sources", "texts", cwd=folder)
    assert (ran.status, ran.out, ran.err) == (0, b"", "3 quotes of 2 documents hold\n")
    for path in texts.glob("b-txt-*.txt"):
        path.unlink()
    assert run("verify", "all.json", "--sources", "texts", cwd=folder).status == 3
    for path in texts.glob("a-txt-*.txt"):
        path.write_text("Nothing of the kind.")
    changed = run("verify", "all.json", "--sources", "texts", "--all", cwd=folder)
    assert changed.status == 5
    assert "it was changed" in changed.text and "stands nowhere" in changed.text
    (texts / "index.json").write_text('{"schema": "timeline-texts/1"}')
    assert run("verify", "all.json", "--sources", "texts", cwd=folder).status == 3


def test_an_index_does_not_lead_out_of_its_folder(folder: Path) -> None:
    texts = _keep(folder)
    (kept,) = texts.glob("a-txt-*.txt")
    index = (texts / "index.json").read_text().replace(kept.name, "../news/a.txt")
    (texts / "index.json").write_text(index)
    assert run("verify", "one.json", "--sources", "texts", cwd=folder).status == 3


def test_show_only_some(folder: Path) -> None:
    run("-q", "merge", "one.json", "other.json", "-o", "all.json", cwd=folder)
    for words, shown in (
        (["--since", "2024-04-01"], "Orrin"),
        (["--until", "2024-04-01"], "Sill"),
        (["--status", "planned", "--status", "denied"], "Orrin"),
        (["--document", "B.TXT"], "Sill"),
        (["--match", "ORRIN mill"], "Orrin"),
        (["--min-confidence", "0.95"], "no events"),
    ):
        ran = run("show", "all.json", *words, cwd=folder)
        assert (ran.status, ran.err) == (0, "")
        for word in ("Orrin", "Sill", "no events"):
            assert (word in ran.text) == (word == shown), words


def test_show_tells_conflicts_with_their_words(folder: Path) -> None:
    wednesday = made.telling("Ada Holm opens the Sill bridge", "2024-03-06", document="c.txt")
    paper = made.telling(
        "Ada Holm opens Sill bridge", "2024-03-05", document="d.txt", date_from="publication"
    )
    file = contract.dumps(made.timeline([OPENS, wednesday, paper]))
    ran = run("show", "-", cwd=folder, stdin=file)
    assert "4 Mar 2024" in ran.text
    assert "or 6 Mar 2024 (“Ada”)" in ran.text


def test_show_widths_and_colours(folder: Path) -> None:
    narrow = run("show", "one.json", "--width", "60", cwd=folder)
    assert max(map(len, narrow.text.splitlines())) <= 60
    assert "\x1b" not in narrow.text
    coloured = run("show", "one.json", "--color", "always", cwd=folder)
    assert "\x1b[36mplanned" in coloured.text
    plain = run("show", "one.json", cwd=folder, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b[3" not in plain.text
    never = run("show", "one.json", "--color", "never", cwd=folder, FORCE_COLOR="1")
    assert "\x1b[3" not in never.text
