"""Fields of a user's schema: every format has them, or says that it has not."""

from __future__ import annotations

import json

import pytest
from invented_timeline import hostile
from read_back import strings, table

from timeline.contract import Event, TimelineFile
from timeline.writers import FORMATS
from timeline.writers.wording import field_words, value_words

FIELDS = {
    "dead": 4711, "court": "=Sill; <b>Court</b>: `x`", "final": True, "judge": None,
    "rate": 0.0625, "laws": ("Ferry | Act", "Mill Act"), "li\nne": "a\nb\x00",
}  # fmt: skip
OTHERS = {"dead": (4712, 4713), "laws": (("Ford Act",),)}
VALUES = ["4711", "=Sill; <b>Court</b>: `x`", "0.0625", "Ferry | Act", "Mill Act"]
OTHER_VALUES = ["4712", "4713", "Ford Act"]
UNABLE = {"jsonld", "mermaid", "timeml"}


def _timeline() -> tuple[TimelineFile, Event]:
    """The hostile timeline, one of whose events, which every calendar can hold, has fields."""
    plain = hostile()
    at = next(n for n, event in enumerate(plain.events) if event.title == "A tough stance begins")
    event = plain.events[at].model_copy(update={"fields": FIELDS, "field_conflicts": OTHERS})
    events = (*plain.events[:at], event, *plain.events[at + 1 :])
    return plain.model_copy(update={"events": events}), event


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_them_or_says_so(name: str) -> None:
    timeline, event = _timeline()
    written = FORMATS[name].write(timeline)
    losses = [loss for loss in written.losses if loss.what == "fields"]
    assert not [loss for loss in written.losses if loss.what == "more"]
    assert any(loss.event is None for loss in losses) is (name in UNABLE)
    assert not [loss for loss in FORMATS[name].write(hostile()).losses if loss.what == "fields"]
    if name in UNABLE:
        return
    assert all(loss.event in (None, event.id) for loss in losses)
    if name == "html":
        text = written.data.decode()
        assert '"court"' in text and "4711 (other tellings: 4712, 4713)" in text
        return
    if name == "vis":  # data for templates, not HTML as its other strings are
        (item,) = [i for i in json.loads(written.data)["items"] if i["id"] == event.id]
        assert item["fields"] == json.loads(json.dumps(FIELDS))
        assert item["field_conflicts"] == json.loads(json.dumps(OTHERS))
        return
    text = "\0".join(strings(name, written.data))
    if name == "sqlite":  # as JSON in a text
        text = json.dumps(json.loads(next(s for s in text.split("\0") if "4711" in s)))
    wanted = VALUES if name == "csv" else VALUES + OTHER_VALUES
    assert [value for value in wanted if value not in text] == []


def test_a_table_has_a_column_for_each() -> None:
    timeline, event = _timeline()
    rows = {row["id"]: row for row in table(FORMATS["csv"].write(timeline).data)}
    added = {name: cell for name, cell in rows[event.id].items() if name.startswith("field.")}
    assert added == {
        "field.dead": "4711", "field.court": "=Sill; <b>Court</b>: `x`", "field.final": "yes",
        "field.judge": "", "field.rate": "0.0625", "field.laws": "Ferry | Act, Mill Act",
        "field.li\nne": "a\nb\ufffd",
    }  # fmt: skip
    assert rows["id-000"]["field.dead"] == ""


def test_words() -> None:
    _, event = _timeline()
    assert field_words(event)[0] == ("dead", "4711 (other tellings: 4712, 4713)")
    assert [name for name, _ in field_words(event)] == [name for name in FIELDS if name != "judge"]
    assert [value_words(value) for value in (None, True, False, (), ("a", "b"), 0)] == [
        "", "yes", "no", "", "a, b", "0",
    ]  # fmt: skip
