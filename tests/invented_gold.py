"""A gold set of two invented articles, written to a folder, and timelines of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BRIDGE = [
    "Mayor opens the Harbour Bridge",
    "Mayor Ida Holm opened the Harbour Bridge in Vik on 3 May 2019.",
    "The bridge was designed in 2011 by the engineer Leo Brandt.",
    "Holm said she was proud.",
]
CLOSED = [
    "Storm closes bridge",
    "The Harbour Bridge, opened by Ida Holm in May, closed after a storm on Friday.",
    "Leo Brandt resigned from the council, and Holm thanked him.",
]
ARTICLES = {"2019-05-04_1_bridge": ("1", BRIDGE), "2019-12-07_2_closed": ("2", CLOSED)}
EVENTS: list[tuple[str, str, list[tuple[str, int]]]] = [
    ("2011", BRIDGE[2], [("1", 2)]),
    ("2019-05-03", BRIDGE[1], [("1", 1), ("2", 1)]),
    ("2019-12", CLOSED[2], [("2", 2)]),
    ("2019-12-06", CLOSED[1], [("2", 1)]),
]
TRIGGERS = ["designed", "opened", "resigned", "closed"]
LAST_DAY = {"2011": ("2011-01-01", "2011-12-31"), "2019-12": ("2019-12-01", "2019-12-31")}


def write_gold(folder: Path) -> Path:
    """`gold.json`, the two annotation files beside it, and the articles with their sidecars."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for name, (number, sentences) in ARTICLES.items():
        (articles / f"{name}.txt").write_text(" ".join(sentences) + "\n", encoding="utf-8")
        spans = [
            {"sent": sent, "start": start, "end": start + len(sentences[sent])}
            for sent, start in enumerate(_starts(sentences))
        ]
        _write(articles / f"{name}.json", {"id": number, "sentences": spans})
    _write(
        folder / "gold.json",
        [
            {
                "date": date,
                "text": text,
                "desc": None,
                "sentences": [{"doc": d, "sent": s, "text": ""} for d, s in places],
            }
            for date, text, places in EVENTS
        ],
    )
    _write(folder / "gold_mentions.json", [{"mentions": m} for m in _mentions()])
    ordered = [
        {"order": order, "date": event[0], "mentions": mentions}
        for order, (event, mentions) in enumerate(zip(EVENTS, _mentions(), strict=True), 1)
    ]
    unordered = {"order": 0, "date": "XXXX-XX-XX", "mentions": [{"doc": "1", "sent": 3}]}
    _write(
        folder / "gold_timelines.json",
        {
            "Harbour Bridge": [ordered[1], ordered[3]],
            "Leo Brandt": [unordered, ordered[0], ordered[2]],
        },
    )
    return folder


def timeline_of(events: list[tuple[str | None, str, list[tuple[str, int]]]]) -> dict[str, Any]:
    """A timeline file with these events: date, title, sentences quoted."""
    names = {number: name for name, (number, _) in ARTICLES.items()}
    entries = [
        {
            "id": f"e{number}",
            "title": title,
            "date": None if date is None else _date(date),
            "status": "happened",
            "participants": [],
            "place": None,
            "confidence": 1.0,
            "conflicts": [],
            "mentions": [_mention(names[doc], sent, title) for doc, sent in places],
        }
        for number, (date, title, places) in enumerate(events)
    ]
    return {
        "schema": "timeline/1",
        "generator": {
            "version": "0.1.0",
            "model": {"name": "none", "sha256": "0" * 64},
            "prompt": {"name": "none", "sha256": "0" * 64},
            "settings": {},
        },
        "documents": [
            {
                "id": f"articles/{name}.txt",
                "sha256": "0" * 64,
                "title": None,
                "published": name[:10],
                "published_from": "filename",
                "characters": len(" ".join(sentences)) + 1,
            }
            for name, (_, sentences) in ARTICLES.items()
        ],
        "events": [entry for entry in entries if entry["date"] is not None],
        "undated": [entry for entry in entries if entry["date"] is None],
        "skipped": [],
    }


def _mentions() -> list[list[dict[str, Any]]]:
    return [
        [{"doc": doc, "sent": sent, "trigger": trigger} for doc, sent in event[2]]
        for event, trigger in zip(EVENTS, TRIGGERS, strict=True)
    ]


def _date(date: str) -> dict[str, Any]:
    start, end = LAST_DAY.get(date, (date, date))
    granularity = {4: "year", 7: "month"}.get(len(date), "day")
    return {
        "start": start,
        "end": end,
        "granularity": granularity,
        "edtf": date,
        "timex": date,
        "approximate": False,
        "text": None,
        "from": "expression",
        "anchor": None,
        "rule": "absolute",
    }


def _mention(name: str, sent: int, title: str) -> dict[str, Any]:
    sentences = ARTICLES[name][1]
    start = _starts(sentences)[sent]
    quote = sentences[sent]
    return {
        "document": f"articles/{name}.txt",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "when": None,
        "title": title,
        "confidence": 1.0,
    }


def _starts(sentences: list[str]) -> list[int]:
    return [len(" ".join([*sentences[:number], ""])) for number in range(len(sentences))]


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data), encoding="utf-8")
