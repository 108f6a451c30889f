"""Fields that no writer names: they are in the database, and reported by the other formats."""

from __future__ import annotations

import json

from invented_timeline import hostile

from timeline import contract
from timeline.writers.more import entries, unnamed


def test_every_field_of_a_plain_timeline_is_named() -> None:
    data = entries(hostile())
    assert data == json.loads(contract.dumps(hostile()))
    assert list(unnamed(data)) == []


def test_other_fields_are_found_where_they_say_anything() -> None:
    data = entries(hostile())
    data["documents"][0] |= {"weight": 3, "tags": []}
    data["events"][2]["mood"] = "sad"
    data["events"][2]["mentions"][0] |= {"mood": "sad", "page": None}
    data["undated"][0]["mentions"][0]["page"] = 7
    assert list(unnamed(data)) == [
        (None, ["documents.weight"]),
        ("id-002", ["mentions.mood", "mood"]),
        ("id-900", ["mentions.page"]),
    ]
