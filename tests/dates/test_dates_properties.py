"""What must hold for any text and any anchor."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from consistent_dates import check_consistent
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import find, read_dates
from timeline.dates.calendar import (
    Period,
    containing,
    day_number,
    day_of,
    first_day,
    last_day,
    weekday_of,
)
from timeline.dates.meaning import Named
from timeline.dates.nearest import in_year
from timeline.dates.write import edtf_value, timex_value
from timeline.records import DatedExpression, Day, Granularity

DAYS = st.dates(datetime.date(1000, 1, 15), datetime.date(2900, 12, 1))
GRANULARITIES: tuple[Granularity, ...] = (
    "day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century",
    "millennium",
)  # fmt: skip
PIECES = (
    "May 7", "7 May 2019", "May", "in", "the", "of", "last week", "next Friday", "Tuesday", "early",
    "mid-", "late", "2019", "1914-18", "44 BC", "the 1990s", "19th century", "summer", "yesterday",
    "two", "years ago", "days later", "that day", "the following year", "the third quarter", "from",
    "to", "and", "between", ",", ".", "until", "10 p.m.", "night", "every", "for three weeks",
    "now",
    "Christmas", "Easter Monday", "7/5/2024", "2024-02-30", "Feb. 29", "a", "year", "ago", "-", "9",
    "\n\n", "will", "said", "the end of", "earlier this week", "weekend", "99999999", "BC", "470s",
    "the first week of", "the last Friday of", "Easter weekend", "ago Sunday", "half past",
    "Oct. 3, 4", "'98", "before last", "the week of", "the small hours of", "two Sundays ago",
    "meets on", "Friday the 13th", "on the 31st", "Friday week", "a week on Friday", "(1337–1453)",
    "the quarter ended", "the turn of the century", "over the past week", "the next week", "won",
    "the 17th and 18th centuries BC", "Christmas Day 1776", "4 in the morning", "could", "nobody",
    "10 a.m. (0900 GMT)", "the same month last year", "hundreds of years", "was postponed",
    "fiscal year 2019-20", "'s attack", "two decades", "the last half of 1989",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
GERMAN = (
    "7. Mai", "7. Mai 2019", "Mai", "im", "am", "der", "letzte Woche", "nächsten Freitag",
    "Dienstag", "Anfang", "Mitte", "Ende", "2019", "1914-18", "44 v. Chr.", "die 1990er",
    "19. Jahrhundert",
    "Sommer", "gestern", "zwei", "vor zwei Jahren", "Tage später", "im folgenden Jahr",
    "von", "bis", "und", "zwischen", ",", ".", "22 Uhr", "Nacht", "jeden", "drei Wochen lang",
    "jetzt", "Ostern",
    "7.5.2024", "30.2.2024", "9", "-", "\n\n", "wird", "sagte", "99999999", "heute Abend", "1940er",
)  # fmt: skip


def check_read_back(text: str, dated: tuple[DatedExpression, ...]) -> None:
    """Consistent, and the same days when others read the values."""
    check_consistent(text, dated)
    for each in dated:
        if each.date is not None and not WINTER.search(each.date.edtf):
            read = parse_edtf(each.date.edtf)
            assert str(read) == each.date.edtf
            days = (each.date.start, each.date.end)
            assert (bound(read, "lower"), bound(read, "upper")) == days
        if each.timex is not None:
            check_timex(each)


WINTER = re.compile(r"-24\b")  # the package reads it as December alone, our winter ends in February
NO_DAYS = re.compile(
    r"P(\d+(\.\d+)?|X)[YMWD]|PT(\d+(\.\d+)?|X)[HMS]|(PRESENT|PAST|FUTURE)_REF"
    r"|P\d+Y6M|P\d+DT12H|PT\d+H30M|PT\d+M30S"  # two and a half of them
    r"|XXXX(-XX(-XX)?|-\d\d(-\d\d)?|-XX-\d\d|-WXX(-[1-7])?|-(SP|SU|FA|WI)|-Q[1-4])?"
    r"(T(\d\d:\d\d|MO|AF|EV|NI))?"
)
TIME = re.compile(r"T(\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?|MO|AF|EV|NI)$")


def bound(read: Any, which: str) -> Day:
    """The first or last day of what the package read."""
    at = getattr(read, f"{which}_strict")()
    return Day(at.tm_year, at.tm_mon, at.tm_mday)


def check_timex(each: DatedExpression) -> None:
    """The value is well formed, and read back by others it says the days that we say."""
    value = TIME.sub("", each.timex or "")
    if each.date is None:
        assert NO_DAYS.fullmatch(each.timex or ""), each.timex
        return
    first, _, last = value.partition("/")
    start, end = timex_days(first)[0], timex_days(last or first)[1]
    if each.mod is None and each.date.granularity != "range":
        assert (start, end) == (each.date.start, each.date.end)
    else:  # "early 2012": a part of what the value says
        assert day_number(start) <= day_number(each.date.start)
        assert day_number(each.date.end) <= day_number(end)


def timex_days(value: str) -> tuple[Day, Day]:
    """First and last day of a TIMEX3 value, read by the edtf package and the standard library."""
    week = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if week:
        monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first = monday + datetime.timedelta(days=5 if week[3] else 0)
        return Day.of(first), Day.of(monday + datetime.timedelta(days=6))
    era, year, rest = re.fullmatch(r"(BC)?(\d+)(.*)", value).groups()  # type: ignore[union-attr]
    if era and len(year) == 4:
        year = f"-{int(year) - 1:04d}" if int(year) > 1 else "0000"
    if era and len(year) < 4:
        step = 10 ** (4 - len(year))  # the 470s BC are 479 to 470
        from_year = int(year) * step
        return Day(1 - (from_year + step - 1), 1, 1), Day(1 - max(from_year, 1), 12, 31)
    if rest in ("-SP", "-SU", "-FA"):
        rest = {"-SP": "-21", "-SU": "-22", "-FA": "-23"}[rest]
    if rest == "-WI":
        ended = int(year)
        return Day(ended - 1, 12, 1), last_day(Period("month", ended * 12 + 1))
    if rest[1:2] in ("Q", "H"):
        rest = f"-{(32 if rest[1] == 'Q' else 39) + int(rest[2])}"
    read = parse_edtf(f"{year.ljust(4, 'X') if not era else year}{rest}")
    first_year = bound(read, "lower")
    return (Day(1, 1, 1) if first_year.year == 0 and "X" in str(read) else first_year), bound(
        read, "upper"
    )


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.one_of(st.none(), DAYS))
def test_any_mixture_of_time_words(text: str, published: datetime.date | None) -> None:
    check_read_back(text, read_dates(text, published=published))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(GERMAN), max_size=12).map(" ".join), st.none() | DAYS)
def test_any_mixture_of_german_time_words(text: str, published: datetime.date | None) -> None:
    check_read_back(text, read_dates(text, published=published, lang="de"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.one_of(st.none(), DAYS))
def test_any_text(text: str, published: datetime.date | None) -> None:
    check_read_back(text, read_dates(text, published=published))
    check_read_back(text, read_dates(text, published=published, lang="de"))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789-/.:,' thsBCmayp\n", max_size=200))
def test_any_figures(text: str) -> None:
    check_read_back(text, read_dates(text, published=datetime.date(2024, 3, 5)))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_find_and_read_agree_where_nothing_is_joined(text: str) -> None:
    dated = read_dates(text, published=datetime.date(2024, 3, 5))
    if not any(each.date is not None and each.date.granularity == "range" for each in dated):
        assert find(text) == tuple(each.expression for each in dated)


@pytest.mark.parametrize(
    "says",
    ["last week", "yesterday", "on Tuesday", "next Friday", "two weeks ago", "10 days ago",
     "tomorrow", "last Monday", "this week", "the weekend", "the day before yesterday",
     "a week ago Sunday", "two Sundays ago", "the week before last", "the Friday before last",
     "Friday week", "a week on Friday", "the week ended Friday"],
)  # fmt: skip
@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(-200, 200))
def test_whole_weeks_shift_relative_days(says: str, day: datetime.date, weeks: int) -> None:
    moved = day + datetime.timedelta(weeks=weeks)
    here = read_dates(says, published=day)[0].date
    there = read_dates(says, published=moved)[0].date
    assert here is not None and there is not None
    assert day_number(there.start) - day_number(here.start) == 7 * weeks
    assert day_number(there.end) - day_number(here.end) == 7 * weeks


@given(DAYS)
def test_without_publication_nothing_relative_is_guessed(day: datetime.date) -> None:
    for says in ("last week", "yesterday", "on Friday", "in May", "two years ago", "this summer"):
        assert all(each.date is None for each in read_dates(says, published=None))
        assert any(each.date is not None for each in read_dates(says, published=day))


@given(st.integers(-9000, 9000), st.integers(1, 12), st.integers(1, 28))
def test_days_and_numbers(year: int, month: int, day: int) -> None:
    written = Day(year, month, day)
    number = day_number(written)
    assert day_of(number) == written
    if year >= 1:
        assert number - day_number(Day(1, 1, 1)) == datetime.date(year, month, day).toordinal() - 1
        assert weekday_of(number) == datetime.date(year, month, day).weekday()


@pytest.mark.parametrize("granularity", GRANULARITIES)
@given(st.integers(-9000, 9000), st.integers(1, 12), st.integers(1, 28))
def test_a_period_holds_its_days(granularity: Granularity, year: int, month: int, day: int) -> None:
    period = containing(Day(year, month, day), granularity)
    first, last = day_number(first_day(period)), day_number(last_day(period))
    assert first <= last
    if granularity != "weekend":
        assert first <= day_number(Day(year, month, day)) <= last
        assert day_number(first_day(period.shift(1))) == last + 1


@settings(deadline=None)
@pytest.mark.parametrize("granularity", ["day", "month", "year"])
@given(st.integers(-9000, 9000), st.integers(1, 12), st.integers(1, 28))
def test_edtf_says_the_same_days(granularity: Granularity, year: int, month: int, day: int) -> None:
    period = containing(Day(year, month, day), granularity)
    read = parse_edtf(edtf_value(period))
    lower, upper = read.lower_strict(), read.upper_strict()
    assert Day(lower.tm_year, lower.tm_mon, lower.tm_mday) == first_day(period)
    assert Day(upper.tm_year, upper.tm_mon, upper.tm_mday) == last_day(period)


@settings(deadline=None)
@pytest.mark.parametrize("granularity", GRANULARITIES)
@given(st.integers(1, 9000), st.integers(1, 12), st.integers(1, 28))
def test_values_parse(granularity: Granularity, year: int, month: int, day: int) -> None:
    period = containing(Day(year, month, day), granularity)
    assert parse_edtf(edtf_value(period)) is not None
    value = timex_value(period)
    if granularity in ("day", "month", "year"):
        assert value == edtf_value(period)
    assert re.fullmatch(r"\d{1,4}|\d{4}-(\d\d(-\d\d)?|W\d\d(-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI)", value)


def test_weeks_are_iso_weeks() -> None:
    for day in (datetime.date(2020, 12, 31), datetime.date(2021, 1, 3), datetime.date(2026, 1, 1)):
        year, week, _ = day.isocalendar()
        assert timex_value(containing(Day.of(day), "week")) == f"{year}-W{week:02d}"


def test_names_that_a_year_lacks() -> None:
    assert in_year(Named("day", month=2, day=29), 2023) is None
    assert in_year(Named("day", month=2, day=29), 2024) == Period(
        "day", day_number(Day(2024, 2, 29))
    )
