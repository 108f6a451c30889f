"""An invented timeline with everything that breaks viewers, and random ones."""

from __future__ import annotations

import datetime
from typing import Any, get_args

from hypothesis import strategies as st

from timeline import contract, records
from timeline.records import Day, days_in_month

LONG = "The council of Orrin debates the ferry " * 300  # 12,000 characters
# title → (start, end, granularity, edtf, timex), and what else of an event is not as usual
DATED: tuple[tuple[str, tuple[str, str, str, str, str], dict[str, Any]], ...] = (
    ("Far founders", ("-999999-01-01", "-999999-12-31", "year", "Y-999999", "BC1000000"), {}),
    ("Lunholm is founded", ("-0499-01-01", "-0400-12-31", "century", "-04XX", "BC04"), {}),
    ("The ford is taken", ("-0043-03-15", "-0043-03-15", "day", "-0043-03-15", "BC0044-03-15"), {}),
    ("A year without a number", ("0000-01-01", "0000-12-31", "year", "0000", "BC0001"), {}),
    ("The bell is cast", ("0099-05-01", "0099-05-31", "month", "0099-05", "0099-05"), {}),
    ("Plague", ("1349-01-01", "1349-12-31", "year", "1349~", "1349"), {"approximate": True}),
    ("=cmd|' /C calc'!A0", ("1699-12-31", "1699-12-31", "day", "1699-12-31", "1699-12-31"), {}),
    ("＝1+1", ("1700-01-01", "1700-01-01", "day", "1700-01-01", "1700-01-01"), {}),
    ("\t=1+1", ("1961-01-01", "1969-12-31", "decade", "196X", "196"), {}),
    ("'=1 'tis", ("1961-06-01", "1961-08-31", "season", "1961-22", "1961-SU"), {}),
    ("-1-1", ("1987-01-01", "1987-03-31", "quarter", "1987-33", "1987-Q1"), {}),
    ("@SUM(A1)", ("1987-07-01", "1987-12-31", "half", "1987-41", "1987-H2"), {}),
    (
        "A tough stance begins",
        ("2014-01-01", "2016-12-31", "range", "2014~/2016~", "2014/2016"),
        {"approximate": True, "place": "Orrin; North", "participants": ("Ada Holm", "B; C")},
    ),
    ("Talks go on", ("2019-05-01", "2024-03-05", "range", "2019-05-01/..", "2019-05-01"), {}),
    (LONG, ("2024-02-01", "2024-02-29", "month", "2024-02", "2024-02"), {}),
    ("משלחת מגיעה ללונהולם", ("2024-02-26", "2024-03-03", "week", "2024-02-26/2024-03-03",
     "2024-W09"), {}),
    ("مجلس المدينة يصوّت: نعم", ("2024-03-02", "2024-03-03", "weekend",
     "2024-03-02/2024-03-03", "2024-W09-WE"), {"status": "denied"}),
    ("Mayor \u202eeno si siht", ("2024-03-03", "2024-03-03", "day", "2024-03-03", "X"), {}),
    ("<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">",
     ("2024-03-04", "2024-03-04", "day", "2024-03-04", "2024-03-04"), {}),
    ("Line\r\nBEGIN:VALARM\r\nEND:VEVENT",
     ("2024-03-04", "2024-03-04", "day", "2024-03-04", "2024-03-04"), {"status": "planned"}),
    ("Vote: yes: 14:00 %%{init: {'theme':'dark'}}%% #quot; #35; ; a % b",
     ("2024-03-04", "2024-03-04", "day", "2024-03-04", "2024-03-04"), {"status": "alleged"}),
    ("[click](javascript:alert(1)) **b** `c` | ![i](http://x.example/i) www.x.example &lt;",
     ("2024-03-05", "2024-03-05", "day", "2024-03-05", "2024-03-05"), {"status": "cancelled"}),
    ("{{7*7}} ${7*7} <|im_end|> ]]> --> </TEXT>",
     ("2024-03-05", "2024-03-05", "time", "2024-03-05T14:00", "2024-03-05T14:00"), {}),
    ("\x1b[2J\x00\x85 cursor", ("2024-03-05", "2024-03-05", "day", "2024-03-05", "2024-03-05"), {}),
    ("", ("2024-03-05", "2024-03-05", "day", "2024-03-05", "2024-03-05"), {}),
    ("日本で会議 😀 e\u0301", ("2024-03-06", "2024-03-06", "day", "2024-03-06", "2024-03-06"),
     {"conflicts": (("2024-03-08", "2024-03-09", "range", "2024-03-08/2024-03-09", "P2D"),)}),
    ("The end of time", ("9999-12-30", "9999-12-31", "range", "9999-12-30/9999-12-31", "9999"), {}),
    ("A far year", ("12024-01-01", "12024-12-31", "year", "Y12024", "12024"), {}),
    ("Heat death", ("999999-12-31", "999999-12-31", "day", "Y999999", "999999"), {}),
)  # fmt: skip
UNDATED = ("Somebody sings", "<b>Nobody</b> knows: when")
QUOTE = "“On {when},\nthe ferry <i>Sill</i> — 日本 — sailed.”"


def hostile() -> contract.TimelineFile:
    """Every kind of date, and titles that try to be something else than titles."""
    documents = (
        contract.Document(
            id="news/2024-03-05_bridge.txt", sha256="a" * 64, title="Bridge <b>opens</b>: at last",
            published=datetime.date(2024, 3, 5), published_from="filename", characters=70_000,
        ),
        contract.Document(
            id="../</script> x=1.txt", sha256="b" * 64, title=None, published=None,
            published_from=None, characters=5,
        ),
    )  # fmt: skip
    events = [_event(number, title, date, more) for number, (title, date, more) in enumerate(DATED)]
    undated = (
        contract.UndatedEvent(date=None, **_fields(900 + number, title, None, {}))
        for number, title in enumerate(UNDATED)
    )
    return contract.TimelineFile(
        schema="timeline/1",
        generator=contract.Generator(
            version="0.1.0",
            model=contract.Model(name="tiny-model", sha256="1" * 64),
            prompt=contract.Prompt(name="events-prompt", sha256="2" * 64),
            settings={"anchor": "auto", "min_confidence": 0.6},
        ),
        documents=documents,
        events=tuple(events),
        undated=tuple(undated),
        skipped=(contract.Skipped(document="bad <i>.pdf", where="document", reason="no | text"),),
    )


def _event(
    number: int, title: str, date: tuple[str, str, str, str, str], more: dict[str, Any]
) -> contract.DatedEvent:
    words = f"words of day {number}"
    when = _date(date, words, approximate=bool(more.get("approximate")))
    return contract.DatedEvent(date=when, **_fields(number, title, words, more))


def _fields(number: int, title: str, words: str | None, more: dict[str, Any]) -> dict[str, Any]:
    conflicts = tuple(_date(date, "the other words") for date in more.get("conflicts", ()))
    told = [_mention(number, title, words, "news/2024-03-05_bridge.txt", 1000 * number)]
    if conflicts:
        told.append(_mention(number, title, "the other words", "../</script> x=1.txt", 7))
    return {
        "id": f"id-{number:03d}",
        "title": title,
        "status": more.get("status", "happened"),
        "participants": more.get("participants", ()),
        "place": more.get("place"),
        "confidence": 0.25 + number / 4096,
        "conflicts": conflicts,
        "mentions": tuple(told),
    }


def _mention(
    number: int, title: str, words: str | None, document: str, start: int
) -> contract.Mention:
    quote = QUOTE.format(when=words or "no day")
    when = None
    if words is not None:
        at = start + quote.index(words)
        when = contract.When(start=at, end=at + len(words), text=words)
    return contract.Mention(
        document=document, start=start, end=start + len(quote), quote=quote, when=when,
        title=f"Telling {number} of {title[:20]}", confidence=0.125,
    )  # fmt: skip


def _date(
    date: tuple[str, str, str, str, str], words: str, *, approximate: bool = False
) -> contract.Date:
    start, end, granularity, edtf, timex = date
    return contract.Date.model_validate(
        {
            "start": start, "end": end, "granularity": granularity, "edtf": edtf, "timex": timex,
            "approximate": approximate, "text": words, "from": "expression",
            "anchor": "2024-03-05", "rule": "invented-rule",
        }
    )  # fmt: skip


# Random timelines. Text is any Unicode, with more of what means something to somebody.
_TEXT = st.text(max_size=20) | st.lists(
    st.sampled_from(
        [*"=+-@＝<>&;:#%|`'\"\\[](){}\n\r\t\0\x1b\u202e\u2028 ", "%%{", "}%%", "section ",
         "title ", "]]>", "BEGIN:VEVENT\r\n", "https://x.example", "</script>", "--", "44 BCE",
         "ללונ", "😀", "\ufffe"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e6, 1e6),
    _TEXT,
    st.lists(_TEXT, max_size=2).map(tuple),
)


@st.composite
def _days(draw: st.DrawFn) -> Day:
    year = draw(st.integers(-3000, 3000) | st.integers(-999_999, 999_999))
    month = draw(st.integers(1, 12))
    return Day(year, month, draw(st.integers(1, days_in_month(year, month))))


@st.composite
def _dates(draw: st.DrawFn) -> contract.Date:
    start, end = sorted([draw(_days()), draw(_days())])
    granularity = draw(st.sampled_from(get_args(records.Granularity)))
    if draw(st.booleans()):
        end = start
    elif draw(st.booleans()):  # whole months
        start = start._replace(day=1)
        end = end._replace(day=days_in_month(end.year, end.month))
    return contract.Date.model_validate(
        {
            "start": str(start), "end": str(end), "granularity": granularity,
            "edtf": draw(_TEXT), "timex": draw(_TEXT), "approximate": draw(st.booleans()),
            "text": draw(st.none() | _TEXT), "anchor": None, "rule": draw(_TEXT),
            "from": draw(st.sampled_from(get_args(records.DateSource))),
        }
    )  # fmt: skip


@st.composite
def _mentions(draw: st.DrawFn, documents: list[str]) -> contract.Mention:
    quote, start = draw(_TEXT), draw(st.integers(0, 10_000))
    when = None
    if draw(st.booleans()):
        words, at = draw(_TEXT), draw(st.integers(0, 10_000))
        when = contract.When(start=at, end=at + len(words), text=words)
    return contract.Mention(
        document=draw(st.sampled_from(documents)), start=start, end=start + len(quote),
        quote=quote, when=when, title=draw(_TEXT), confidence=draw(st.floats(0, 1)),
        fields=draw(st.dictionaries(_TEXT, _VALUES, max_size=1)),
    )  # fmt: skip


@st.composite
def timelines(draw: st.DrawFn) -> contract.TimelineFile:
    """Any timeline that the contract allows, of few events."""
    names = draw(st.lists(_TEXT, min_size=1, max_size=3, unique=True))
    ids = draw(st.lists(_TEXT, max_size=4, unique=True))
    fields = [
        {
            "id": id_,
            "title": draw(_TEXT),
            "status": draw(st.sampled_from(get_args(records.Status))),
            "participants": tuple(draw(st.lists(_TEXT, max_size=2))),
            "place": draw(st.none() | _TEXT),
            "confidence": draw(st.floats(0, 1)),
            "conflicts": tuple(draw(st.lists(_dates(), max_size=2))),
            "mentions": tuple(draw(st.lists(_mentions(names), min_size=1, max_size=2))),
            "fields": draw(st.dictionaries(_TEXT, _VALUES, max_size=2)),
            "field_conflicts": draw(
                st.dictionaries(_TEXT, st.lists(_VALUES, max_size=2).map(tuple), max_size=1)
            ),
        }
        for id_ in ids
    ]
    cut = draw(st.integers(0, len(fields)))
    days = st.none() | st.dates()
    return contract.TimelineFile(
        schema="timeline/1",
        generator=contract.Generator(
            version=draw(_TEXT),
            model=contract.Model(name=draw(_TEXT), sha256=""),
            prompt=contract.Prompt(name=draw(_TEXT), sha256=""),
            settings=draw(st.dictionaries(_TEXT, st.none() | _TEXT | st.booleans(), max_size=2)),
        ),
        documents=tuple(
            contract.Document(
                id=name, sha256=draw(_TEXT), title=draw(st.none() | _TEXT), published=draw(days),
                published_from=None, characters=draw(st.integers(0, 10_000)),
            )
            for name in names
        ),
        events=tuple(contract.DatedEvent(date=draw(_dates()), **each) for each in fields[:cut]),
        undated=tuple(contract.UndatedEvent(date=None, **each) for each in fields[cut:]),
        skipped=tuple(
            contract.Skipped(document=draw(_TEXT), where=draw(_TEXT), reason=draw(_TEXT))
            for _ in range(draw(st.integers(0, 1)))
        ),
    )  # fmt: skip
