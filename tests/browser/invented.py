"""Timelines to look at, made of invented articles: a readable one, a hostile one, a large one."""

# ruff: noqa: E501  (events in rows, with their sentences whole)
from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.contract import TimelineFile


@dataclass(frozen=True)
class Article:
    id: str
    text: str
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Date:
    start: str
    end: str
    granularity: str = "day"
    timex: str = ""
    text: str | None = None
    approximate: bool = False
    since: str = "expression"  # `from`
    anchor: str | None = None
    rule: str = "day-month-year"

    def entry(self) -> dict[str, Any]:
        days = self.start if self.start == self.end else f"{self.start}/{self.end}"
        edtf = self.timex if self.granularity in ("month", "year", "range") else days
        return {
            "start": self.start, "end": self.end, "granularity": self.granularity, "edtf": edtf or days,
            "timex": self.timex or self.start, "approximate": self.approximate, "text": self.text,
            "from": self.since, "anchor": self.anchor, "rule": self.rule,
        }  # fmt: skip


def day(iso: str, text: str | None = None, **more: Any) -> Date:
    return Date(iso, iso, text=text, **more)


@dataclass(frozen=True)
class Telling:
    """An event; every quote is (article, words, time words inside them or None)."""

    title: str
    date: Date | None
    quotes: Sequence[tuple[Article, str, str | None]]
    status: str = "happened"
    confidence: float = 0.95
    place: str | None = None
    participants: tuple[str, ...] = ()
    conflicts: tuple[Date, ...] = ()
    id: str | None = None

    def entry(self, number: int) -> dict[str, Any]:
        return {
            "id": self.id or hashlib.sha256(f"{number} {self.title}".encode()).hexdigest()[:12],
            "title": self.title, "date": self.date and self.date.entry(), "status": self.status,
            "participants": self.participants, "place": self.place, "confidence": self.confidence,
            "conflicts": [conflict.entry() for conflict in self.conflicts],
            "mentions": [self._mention(*quote) for quote in self.quotes],
        }  # fmt: skip

    def _mention(self, article: Article, quote: str, when: str | None) -> dict[str, Any]:
        start = article.text.index(quote)
        at = start + quote.index(when) if when else 0
        return {
            "document": article.id, "start": start, "end": start + len(quote), "quote": quote,
            "when": {"start": at, "end": at + len(when), "text": when} if when else None,
            "title": self.title, "confidence": self.confidence,
        }  # fmt: skip


def timeline_of(
    articles: Sequence[Article], events: Sequence[Telling], skipped: Sequence[tuple[str, str]] = ()
) -> TimelineFile:
    entries = [event.entry(number) for number, event in enumerate(events)]
    dated = [entry for entry in entries if entry["date"]]
    return TimelineFile.model_validate_json(
        _json(
            {
                "schema": "timeline/1",
                "generator": {
                    "version": "0.1.0", "model": {"name": "qwen2.5-coder-1.5b", "sha256": "1" * 64},
                    "prompt": {"name": "events", "sha256": "2" * 64}, "settings": {},
                },
                "documents": [_document(article) for article in articles],
                "events": dated,
                "undated": [entry for entry in entries if not entry["date"]],
                "skipped": [
                    {"document": name, "where": "document", "reason": reason}
                    for name, reason in skipped
                ],
            }
        )
    )  # fmt: skip


def texts_of(articles: Sequence[Article]) -> dict[str, str]:
    return {article.id: article.text for article in articles}


def _json(data: object) -> bytes:
    return json.dumps(data).encode()


def _document(article: Article) -> dict[str, Any]:
    return {
        "id": article.id, "sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "title": article.title, "published": article.published,
        "published_from": article.published and "sidecar", "characters": len(article.text),
    }  # fmt: skip


# --- a readable one -----------------------------------------------------------------------------

HERALD = Article(
    "articles/herald.txt",
    """Lock gate fails at Marrow Weir

The main lock gate at Marrow Weir gave way shortly before dawn on Tuesday, sending a wave \
through the old harbour and sinking eleven moored boats. Nobody was hurt.

The weir was built between 1931 and 1934, and its gates were last replaced in the mid 1990s. \
Engineers warned the river board last spring that the northern hinge was “visibly moving”. \
Last week the board postponed a repair that had been planned for April.

A former foreman, Ilse Brandt, says the board knew of the cracks as early as 2019. The board \
denies that it received any report that year.

The harbour stays closed until the end of the month. The board will meet next Thursday, and \
a public hearing is planned for June. A regatta that was to start on Saturday is cancelled.

Ferries ran again from Wednesday morning. 🚣 Volunteers raised the first boat on Friday, \
to applause from the quay.
""",
    "Lock gate fails at Marrow Weir",
    "2024-03-09",
)
GAZETTE = Article(
    "articles/gazette.txt",
    """What the river board knew

Minutes seen by this paper show that the cracks in the northern hinge were reported on \
14 October 2020, not in 2019 as has been claimed. The board asked for money in early 2021 and \
was refused.

The gate failed on 5 March 2024 at ten to six in the morning. By Wednesday the ferries were \
running again. Some time in the winter a diver had filmed the hinge; the film has not been found.

The first mill at the weir stood there in the 12th century, and the river has broken its banks \
there ever since, most badly in the flood of February 1953.

The hearing will be held on 18 June 2024. The new gate is to be finished by 2026.
""",
    "What the river board knew",
    "2024-03-23",
)
LETTER = Article(
    "articles/letter-to-the-editor.txt",
    """Sir, I was lock keeper at Marrow from 1978 to 1991 and saw the hinge replaced twice. \
The board sold the spare gate in the summer of 2012. I wrote to it about this at the time and had no \
answer. The boats have since been insured again.
""",
    None,
    None,
)
ARTICLES = (HERALD, GAZETTE, LETTER)

_TUESDAY = "2024-03-09"
EVENTS = (
    Telling("A first mill stands at the weir", Date("1100-01-01", "1199-12-31", "century", "11", "the 12th century"),
            [(GAZETTE, "The first mill at the weir stood there in the 12th century, and the river has broken its banks there ever since, most badly in the flood of February 1953.", "the 12th century")], confidence=0.81, place="Marrow Weir"),
    Telling("Marrow Weir is built", Date("1931-01-01", "1934-12-31", "range", "1931/1934", "between 1931 and 1934"),
            [(HERALD, "The weir was built between 1931 and 1934, and its gates were last replaced in the mid 1990s.", "between 1931 and 1934")], place="Marrow Weir"),
    Telling("The river floods the old harbour", Date("1953-02-01", "1953-02-28", "month", "1953-02", "February 1953"),
            [(GAZETTE, "The first mill at the weir stood there in the 12th century, and the river has broken its banks there ever since, most badly in the flood of February 1953.", "February 1953")], confidence=0.9),
    Telling("The writer keeps the lock at Marrow", Date("1978-01-01", "1991-12-31", "range", "1978/1991", "from 1978 to 1991"),
            [(LETTER, "Sir, I was lock keeper at Marrow from 1978 to 1991 and saw the hinge replaced twice.", "from 1978 to 1991")], confidence=0.72),
    Telling("The gates of the weir are replaced", Date("1994-01-01", "1996-12-31", "decade", "199", "the mid 1990s", approximate=True),
            [(HERALD, "The weir was built between 1931 and 1934, and its gates were last replaced in the mid 1990s.", "the mid 1990s")]),
    Telling("River board sells the spare gate", Date("2012-06-01", "2012-08-31", "season", "2012-SU", "the summer of 2012"),
            [(LETTER, "The board sold the spare gate in the summer of 2012.", "the summer of 2012")], confidence=0.88, participants=("river board",)),
    Telling("River board learns of cracks in the northern hinge", day("2020-10-14", "14 October 2020"),
            [(GAZETTE, "Minutes seen by this paper show that the cracks in the northern hinge were reported on 14 October 2020, not in 2019 as has been claimed.", "14 October 2020"),
             (HERALD, "A former foreman, Ilse Brandt, says the board knew of the cracks as early as 2019.", "2019")],
            status="alleged", confidence=0.84, participants=("Ilse Brandt", "river board"),
            conflicts=(Date("2019-01-01", "2019-12-31", "year", "2019", "2019"),)),
    Telling("River board receives a report of the cracks", Date("2019-01-01", "2019-12-31", "year", "2019", "that year"),
            [(HERALD, "The board denies that it received any report that year.", "that year")], status="denied", confidence=0.66),
    Telling("Board asks for money for the hinge and is refused", Date("2021-01-01", "2021-04-30", "year", "2021", "early 2021", approximate=True),
            [(GAZETTE, "The board asked for money in early 2021 and was refused.", "early 2021")], confidence=0.93),
    Telling("Engineers warn that the northern hinge is moving", Date("2023-03-01", "2023-05-31", "season", "2023-SP", "last spring", anchor="2024-03-09"),
            [(HERALD, "Engineers warned the river board last spring that the northern hinge was “visibly moving”.", "last spring")], participants=("engineers", "river board")),
    Telling("A diver films the hinge", Date("2023-12-01", "2024-02-29", "season", "2024-WI", "Some time in the winter", approximate=True, anchor="2024-03-23"),
            [(GAZETTE, "Some time in the winter a diver had filmed the hinge; the film has not been found.", "Some time in the winter")], confidence=0.58),
    Telling("Board postpones the repair planned for April", Date("2024-02-26", "2024-03-03", "week", "2024-W09", "Last week", anchor="2024-03-09"),
            [(HERALD, "Last week the board postponed a repair that had been planned for April.", "Last week")], confidence=0.97, participants=("river board",)),
    Telling("Main lock gate gives way and sinks eleven boats", day("2024-03-05", "5 March 2024", timex="2024-03-05T05:50"),
            [(GAZETTE, "The gate failed on 5 March 2024 at ten to six in the morning.", "5 March 2024 at ten to six in the morning"),
             (HERALD, "The main lock gate at Marrow Weir gave way shortly before dawn on Tuesday, sending a wave through the old harbour and sinking eleven moored boats.", "Tuesday")],
            confidence=0.99, place="Marrow Weir"),
    Telling("Ferries run again", day("2024-03-06", "Wednesday morning", timex="2024-03-06TMO", anchor=_TUESDAY),
            [(HERALD, "Ferries ran again from Wednesday morning.", "Wednesday morning"),
             (GAZETTE, "By Wednesday the ferries were running again.", "Wednesday")]),
    Telling("Volunteers raise the first boat", day("2024-03-08", "Friday", anchor=_TUESDAY),
            [(HERALD, "🚣 Volunteers raised the first boat on Friday, to applause from the quay.", "Friday")], confidence=0.92),
    Telling("Harbour is closed", day("2024-03-09", None, since="publication"),
            [(HERALD, "The harbour stays closed until the end of the month.", None)], confidence=0.64),
    Telling("Regatta starts in the old harbour", day("2024-03-16", "Saturday", anchor=_TUESDAY),
            [(HERALD, "A regatta that was to start on Saturday is cancelled.", "Saturday")], status="cancelled", confidence=0.9),
    Telling("River board meets", day("2024-03-14", "next Thursday", anchor=_TUESDAY),
            [(HERALD, "The board will meet next Thursday, and a public hearing is planned for June.", "next Thursday")], status="planned"),
    Telling("Public hearing on the failure of the gate", day("2024-06-18", "18 June 2024"),
            [(GAZETTE, "The hearing will be held on 18 June 2024.", "18 June 2024"),
             (HERALD, "The board will meet next Thursday, and a public hearing is planned for June.", "June")], status="planned", confidence=0.96),
    Telling("New gate is finished", Date("2026-01-01", "2026-12-31", "year", "2026", "2026"),
            [(GAZETTE, "The new gate is to be finished by 2026.", "2026")], status="planned", confidence=0.87),
    Telling("The boats are insured again", None, [(LETTER, "The boats have since been insured again.", None)], confidence=0.7),
    Telling("The lock keeper writes to the board", None, [(LETTER, "I wrote to it about this at the time and had no answer.", None)], confidence=0.83),
)  # fmt: skip


def weir() -> TimelineFile:
    """The readable one: every status, every precision, two tellings that disagree."""
    ordered = sorted(
        EVENTS, key=lambda event: (event.date.start, event.date.end) if event.date else ("9", "")
    )
    return timeline_of(
        ARTICLES, ordered, [("articles/minutes.pdf", "there is no text in it: a scanned page")]
    )


def many(number: int) -> TimelineFile:
    """A timeline of so many events of forty documents, over forty years."""
    articles = [
        Article(
            f"news/{place:02}.txt", f"Report {place}. On that day the board of a town met again."
        )
        for place in range(40)
    ]
    first = datetime.date(1984, 1, 1)
    statuses = ("happened", "happened", "happened", "planned", "alleged")
    events = []
    for place in range(number):
        date = first + datetime.timedelta(days=place * 14_000 // number)
        article = articles[place % 40]
        events.append(
            Telling(
                f"The board of town {place} meets for the {place}th time and decides on a bridge",
                day(date.isoformat(), "that day"),
                [(article, "On that day the board of a town met again.", "that day")],
                status=statuses[place % 5],
                confidence=(place % 100) / 100,
            )
        )
    return timeline_of(articles, events)
