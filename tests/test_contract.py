"""The timeline file: round trip, schema, and what is refused."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from timeline import contract, records
from timeline.errors import CheckError, NoInputError
from timeline.records import Day, ResolvedDate

TEXT = "On the Ides of March 44 BC Caesar was killed. Rome mourned. The month was March."


def _date(start: Day, end: Day, granularity: records.Granularity, edtf: str) -> ResolvedDate:
    return ResolvedDate(start, end, granularity, edtf, edtf, False, None, "absolute")


IDES = _date(Day(-43, 3, 15), Day(-43, 3, 15), "day", "-0043-03-15")
MARCH = _date(Day(2024, 3, 1), Day(2024, 3, 31), "month", "2024-03")


def _mention(quote: str, when: str | None, date: ResolvedDate | None) -> records.Mention:
    start = TEXT.index(quote)
    expression = None
    if when is not None:
        at = TEXT.index(when)
        expression = records.TimeExpression(at, at + len(when), when, "date")
    return records.Mention(
        title="Caesar killed",
        when=expression,
        date=date,
        date_from=None if date is None else "expression",
        status="happened",
        participants=("Caesar",),
        place=None,
        confidence=0.5,
        evidence=records.Evidence("rome.txt", start, start + len(quote), quote),
    )


def _event(
    name: str, mentions: tuple[records.Mention, ...], conflicts: tuple[ResolvedDate, ...] = ()
) -> records.Event:
    first = mentions[0]
    return records.Event(
        id=name,
        title=first.title,
        date=first.date,
        date_text=first.when.text if first.when else None,
        date_from=first.date_from,
        status="happened",
        participants=first.participants,
        place=None,
        confidence=0.5,
        conflicts=conflicts,
        mentions=mentions,
    )


def _timeline() -> records.Timeline:
    killed = _mention("On the Ides of March 44 BC Caesar was killed.", "Ides of March 44 BC", IDES)
    month = _mention("The month was March.", "March.", MARCH)
    document = records.Document(
        "rome.txt", TEXT, datetime.date(2024, 3, 15), "sidecar", "/rome.txt", None, "en", "0" * 64
    )
    return records.Timeline(
        records.Generator(
            "0.1.0", "tiny", "1" * 64, "events", "2" * 64, {"chunk": 8, "lang": None}
        ),
        (document,),
        (_event("e1", (killed, month), (MARCH,)),),
        (_event("e2", (_mention("Rome mourned.", None, None),)),),
        (records.Skipped("rome.txt", "chunk 3", "the model gave no answer"),),
    )


def _as_data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(contract.dumps(contract.to_file(_timeline())))
    return data


def test_a_written_timeline_reads_back_the_same(tmp_path: Path) -> None:
    file = contract.to_file(_timeline())
    path = tmp_path / "timeline.json"
    path.write_bytes(contract.dumps(file))
    assert contract.load(path) == file
    assert contract.dumps(contract.load(path)) == contract.dumps(file)


def test_the_bytes_follow_the_contract() -> None:
    written = contract.dumps(contract.to_file(_timeline()))
    data = json.loads(written)
    assert written.endswith(b"}\n") and b"\r" not in written
    assert list(data) == ["schema", "generator", "documents", "events", "undated", "skipped"]
    assert list(data["events"][0]) == [
        "id", "title", "date", "status", "participants", "place", "confidence", "conflicts",
        "mentions",
    ]  # fmt: skip
    assert data["events"][0]["date"] == {
        "start": "-0043-03-15", "end": "-0043-03-15", "granularity": "day",
        "edtf": "-0043-03-15", "timex": "-0043-03-15", "approximate": False,
        "text": "Ides of March 44 BC", "from": "expression", "anchor": None, "rule": "absolute",
    }  # fmt: skip
    assert data["events"][0]["conflicts"][0]["text"] == "March."
    assert data["undated"][0]["date"] is None
    assert data["undated"][0]["mentions"][0]["when"] is None
    assert data["documents"][0]["published"] == "2024-03-15"
    assert data["documents"][0]["characters"] == len(TEXT)


def test_only_what_is_no_event_says_its_kind() -> None:
    timeline = _timeline()
    said = dataclasses.replace(timeline.undated[0], kind="statement")
    file = contract.to_file(dataclasses.replace(timeline, undated=(said,)))
    data = json.loads(contract.dumps(file))
    assert "kind" not in data["events"][0]
    assert data["undated"][0]["kind"] == "statement"
    jsonschema.Draft202012Validator(contract.json_schema()).validate(data)
    assert contract.loads(contract.dumps(file), name="it") == file
    (mention,) = contract.mentions_of(file.undated[0])
    assert mention.kind == "statement"


def test_the_schema_is_valid_and_accepts_what_is_written() -> None:
    schema = contract.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == contract.SCHEMA_ID
    jsonschema.Draft202012Validator(schema).validate(_as_data())


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: data.update(schema="timeline/2"), "schema"),
        (lambda data: data.pop("skipped"), "skipped"),
        (lambda data: data["events"][0].update(mood="sad"), "mood"),
        (lambda data: data["events"][0].update(date=None), "date"),
        (lambda data: data["events"][0].update(status="rumoured"), "status"),
        (lambda data: data["events"][0].update(confidence=1.5), "confidence"),
        (lambda data: data["events"][0]["date"].update(start="44 BC"), "start"),
        (lambda data: data["undated"][0]["mentions"].clear(), "mentions"),
    ],
)
def test_the_models_and_the_schema_refuse_the_same(spoil: Any, says: str) -> None:
    data = _as_data()
    spoil(data)
    with pytest.raises(CheckError, match=says):
        contract.loads(json.dumps(data), name="t.json")
    assert list(jsonschema.Draft202012Validator(contract.json_schema()).iter_errors(data))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: data["events"][0]["date"].update(end="-0043-03-14"), "after its end"),
        (lambda data: data["events"][0]["date"].update(end="-0043-02-30"), "not a day"),
        (lambda data: data["events"][0]["mentions"][0].update(quote="Caesar"), "not as long"),
        (lambda data: data["documents"].clear(), "not among the documents"),
        (lambda data: data["undated"][0].update(id="e1"), "two events"),
    ],
)
def test_what_only_the_models_can_refuse(spoil: Any, says: str) -> None:
    data = _as_data()
    spoil(data)
    with pytest.raises(CheckError, match=says):
        contract.loads(json.dumps(data), name="t.json")


def test_a_refusal_says_where_and_what_to_do_in_three_lines() -> None:
    with pytest.raises(CheckError) as refused:
        contract.loads('{"schema": "timeline/1"}', name="t.json")
    message = str(refused.value)
    assert message.startswith("t.json: not a timeline/1 file: generator: Field required")
    assert "and 3 more" in message and "timeline schema timeline" in message
    assert len(message.splitlines()) <= 3


def test_bytes_that_are_no_json_are_refused() -> None:
    with pytest.raises(CheckError, match=r"t\.json: not a timeline/1 file"):
        contract.loads(b"\xff\xfe{}", name="t.json")


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match="absent"):
        contract.load(tmp_path / "absent.json")


def test_every_property_of_the_schema_is_described() -> None:
    schema = contract.json_schema()
    bare = [
        f"{name}.{field}"
        for name, definition in schema["$defs"].items()
        for field, entry in definition.get("properties", {}).items()
        if "description" not in entry and "$ref" not in entry and entry.get("type") != "null"
    ]
    assert bare == []
