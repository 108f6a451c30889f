"""One article that cannot be dated, timelines of our own among the articles, and mapped fields."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from articles import BRIDGE, document
from command_line import run
from invented_timeline import hostile
from scripted import ScriptedModel, repeat_sentence

from timeline import api, contract
from timeline.documents import Reading, read_sources
from timeline.errors import CheckError, ModelMissingError, NoInputError, UsageError
from timeline.pipeline import extract_timeline
from timeline.prompts import load_prompt
from timeline.records import Skipped
from timeline.writers import FORMATS

PROMPT = load_prompt()
SUFFIXES = {name: form.suffixes[0] for name, form in FORMATS.items()}
ARTICLE_SUFFIXES = (".md", ".csv", ".jsonl", ".html", ".tml")


def test_a_language_without_rules_stops_only_its_own_article() -> None:
    english = document(BRIDGE, name="a.txt")
    french = replace(document("Le pont a ouvert.\n", name="b.txt"), lang="fr")
    british = replace(document(BRIDGE, name="c.txt"), lang="en-GB")
    model = ScriptedModel(repeat_sentence)
    made = extract_timeline([french, english, british], model, prompt=PROMPT)
    assert [one.id for one in made.documents] == ["a.txt", "c.txt"]
    reason = "no date rules for 'fr'; known: de, en"
    assert made.skipped[0] == Skipped("b.txt", "document", reason)
    assert made.complete and made.events
    with pytest.raises(UsageError, match=r"b\.txt: no date rules for 'fr'; known: de, en"):
        extract_timeline([french], model, prompt=PROMPT)


@pytest.mark.parametrize("name", [n for n, s in SUFFIXES.items() if s in ARTICLE_SUFFIXES])
def test_what_we_wrote_is_no_article(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder it is left aside with a note, as `timeline.json` is: nothing has failed."""
    monkeypatch.chdir(tmp_path)
    mine = f"timeline{SUFFIXES[name]}"
    Path(mine).write_bytes(FORMATS[name].write(hostile()).data)
    Path("a.txt").write_text(BRIDGE)
    for fields in ({}, {"text": "title"}):
        read = read_sources(["."], reading=Reading(fields=fields))
        assert ([one.id for one in read.documents], read.skipped) == (["a.txt"], ())
        (note,) = [note for note in read.notes if note.startswith(f"{mine}: not read: ")]
        assert "that timeline" in note
    read = read_sources(["a.txt", mine])
    assert [one.document for one in read.skipped] == [mine]


def test_what_only_looks_like_ours_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# Timeline of a strike\n\n- **1 May 2024** Crews walk off.\n")
    Path("b.csv").write_text("id,title,start,end,text\n1,Strike,now,then,Crews walked off.\n")
    Path("c.jsonl").write_text('{"id": 1, "title": "Strike", "text": "Crews walked off."}\n')
    assert [one.id for one in read_sources(["."]).documents] == ["a.md", "b.csv#1", "c.jsonl#1"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table with a field of another name, and the timeline of its articles."""
    monkeypatch.chdir(tmp_path)
    rows = [{"body": BRIDGE, "published": "2024-03-05"}]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    read = read_sources(["news.jsonl"], reading=Reading(fields={"text": "body"}))
    made = extract_timeline(read.documents, ScriptedModel(repeat_sentence), prompt=PROMPT)
    Path("t.json").write_bytes(contract.dumps(contract.to_file(made)))
    return tmp_path


def test_mapped_articles_can_be_verified(table: Path) -> None:
    plain = run("verify", "t.json", "--sources", "news.jsonl", cwd=table)
    assert plain.status == 3
    mapped = run("verify", "t.json", "--sources", "news.jsonl", "--fields", "text=body", cwd=table)
    assert (mapped.status, mapped.out) == (0, b"")
    assert "of 1 document hold" in mapped.err
    wrong = run("verify", "t.json", "--sources", "news.jsonl", "--fields", "body", cwd=table)
    assert wrong.status == 2


def test_the_function_maps_fields_and_orders_places_too(table: Path) -> None:
    with pytest.raises(NoInputError, match="text=NAME"):
        api.extract("news.jsonl", model="no-such-model", offline=True)
    with pytest.raises(ModelMissingError):  # the articles were read
        api.extract("news.jsonl", fields={"text": "body"}, model="no-such-model", offline=True)
    with pytest.raises(UsageError, match="gate"):
        api.extract("news.jsonl", published_from=["gate"], offline=True)  # type: ignore[list-item]


@pytest.mark.parametrize("number", [2**53 - 1, 2**63, 2**70])
def test_numbers_past_those_of_a_database(number: int) -> None:
    """A user's are kept, digit for digit; a place in a text ends where exact JSON does."""
    plain = hostile()
    event = plain.events[0].model_copy(update={"fields": {"seeds": number}})
    timeline = plain.model_copy(update={"events": (event, *plain.events[1:])})
    written = FORMATS["sqlite"].write(timeline)
    assert f'"seeds": {number}'.encode() in written.data
    assert not [loss for loss in written.losses if loss.event == event.id]
    said = json.loads(contract.dumps(plain))
    said["documents"][0]["characters"] = number
    if number < 2**53:
        assert contract.loads(json.dumps(said), name="t").documents[0].characters == number
    else:
        with pytest.raises(CheckError, match="9007199254740991"):
            contract.loads(json.dumps(said), name="t")
