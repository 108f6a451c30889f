"""Days of a calendar that reaches before year 1, and intervals of them."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import DocumentError
from timeline.records import Day, Document, ResolvedDate, days_in_month

DATES = st.dates()


@st.composite
def days(draw: st.DrawFn) -> Day:
    year, month = draw(st.integers(-9_999, 99_999)), draw(st.integers(1, 12))
    return Day(year, month, draw(st.integers(1, days_in_month(year, month))))


def _span(first: Day, last: Day) -> ResolvedDate:
    return ResolvedDate(first, last, "range", "", "", False, None, "test")


@given(DATES)
def test_a_day_is_the_date_of_the_same_name(date: datetime.date) -> None:
    day = Day.of(date)
    assert str(day) == date.isoformat()
    assert day.ordinal() == date.toordinal()
    assert Day.parse(date.isoformat()) == day


@given(DATES, DATES)
def test_days_are_ordered_like_dates(one: datetime.date, other: datetime.date) -> None:
    assert (Day.of(one) < Day.of(other)) is (one < other)
    apart = (one - other).days
    assert Day.of(one).ordinal() - Day.of(other).ordinal() == apart


@given(days())
def test_a_written_day_reads_back(day: Day) -> None:
    assert Day.parse(str(day)) == day


@given(days(), days())
def test_ordinals_follow_the_order_of_days(one: Day, other: Day) -> None:
    assert (one.ordinal() < other.ordinal()) is (one < other)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Day(0, 12, 31), Day(1, 1, 1)),
        (Day(-1, 12, 31), Day(0, 1, 1)),
        (Day(0, 2, 29), Day(0, 3, 1)),  # year 0, 1 BCE, is a leap year
        (Day(-4, 2, 29), Day(-4, 3, 1)),
        (Day(-100, 2, 28), Day(-100, 3, 1)),  # a century is none
        (Day(-400, 2, 29), Day(-400, 3, 1)),  # every fourth century is
        (Day(-44, 12, 31), Day(-43, 1, 1)),
        (Day(9999, 12, 31), Day(10000, 1, 1)),
    ],
)
def test_neighbouring_days_are_a_day_apart(before: Day, after: Day) -> None:
    assert after.ordinal() - before.ordinal() == 1


def test_the_first_day_of_year_one_is_number_one() -> None:
    assert Day(1, 1, 1).ordinal() == 1
    assert Day(-43, 3, 15).ordinal() == 1 - 44 * 365 - 11 + 31 + 28 + 14  # 11 leap days since


@pytest.mark.parametrize(
    "text",
    ["", "2026-5-7", "2026-05", "2026-05-07T00:00", " 2026-05-07", "2026-05-07\n", "26-05-07",
     "+2026-05-07", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00",
     "1900-02-29", "yesterday", "１９９９-０１-０１"],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        Day.parse(text)


@given(days(), days(), days(), days())
def test_days_between_intervals_are_what_counting_gives(a: Day, b: Day, c: Day, d: Day) -> None:
    one, other = _span(*sorted([a, b])), _span(*sorted([c, d]))
    apart = one.days_from(other)
    assert apart == other.days_from(one) >= 0
    overlap = max(one.start, other.start) <= min(one.end, other.end)
    assert (apart == 0) is overlap
    assert one.days >= 1
    if one.end < other.start:
        assert apart == other.start.ordinal() - one.end.ordinal()


def test_intervals_that_follow_one_another_are_a_day_apart() -> None:
    monday, tuesday = Day(2024, 3, 4), Day(2024, 3, 5)
    assert _span(monday, monday).days_from(_span(tuesday, tuesday)) == 1
    assert _span(monday, tuesday).days_from(_span(tuesday, tuesday)) == 0
    assert _span(monday, tuesday).days == 2


@pytest.mark.parametrize("name", ["id", "text", "title", "url"])
def test_half_a_surrogate_pair_is_refused_where_it_comes_in(name: str) -> None:
    """Python's strings can hold what no file can: json.loads('"\\ud83d"') is one."""
    whole = {"id": "a.txt", "text": "Ada \U0001f600 sang.", "title": None, "url": None}
    rest = {"published": None, "published_from": None, "source": "/a.txt", "lang": "en"}
    sound = Document(**whole, **rest, sha256="0" * 64)  # type: ignore[arg-type]
    assert sound.text[4] == "\U0001f600"
    with pytest.raises(DocumentError) as refused:
        dataclasses.replace(sound, **{name: "Ada \ud83d sang."})  # type: ignore[arg-type]
    message = str(refused.value)
    assert f"its {name} has half a surrogate pair at character 4" in message
    assert message.isascii() and len(message.splitlines()) <= 3
