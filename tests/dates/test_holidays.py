"""Holidays that are computed, against days that others published."""

from __future__ import annotations

import pytest
from dateutil import easter as dateutil
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.calendar import day_of, weekday_of
from timeline.dates.holidays import easter, holiday_in, orthodox_easter, tishri
from timeline.records import Day


@given(st.integers(1583, 4099))
def test_both_easters_are_those_of_dateutil(year: int) -> None:
    for ours, method in (
        (easter, dateutil.EASTER_WESTERN),
        (orthodox_easter, dateutil.EASTER_ORTHODOX),
    ):
        assert day_of(ours(year)) == Day.of(dateutil.easter(year, method))


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        # https://www.hebcal.com/holidays/ (first days, without their eves)
        ("tishri+0", ["2020-09-19", "2021-09-07", "2022-09-26", "2023-09-16", "2024-10-03"]),
        ("tishri+9", ["2020-09-28", "2021-09-16", "2022-10-05", "2023-09-25", "2024-10-12"]),
        ("passover+0", ["2020-04-09", "2021-03-28", "2022-04-16", "2023-04-06", "2024-04-23"]),
        ("passover-30", ["2020-03-10", "2021-02-26", "2022-03-17", "2023-03-07", "2024-03-24"]),
        ("kislev+24", ["2020-12-11", "2021-11-29", "2022-12-19", "2023-12-08", "2024-12-26"]),
    ],
)
def test_jewish_holidays_of_known_years(rule: str, days: list[str]) -> None:
    assert [str(holiday_in(rule, 2020 + n)) for n in range(5)] == days


@given(st.integers(-3000, 6000))
def test_a_jewish_year_is_one_of_six_lengths_and_begins_on_four_weekdays(year: int) -> None:
    assert tishri(year + 1) - tishri(year) in (353, 354, 355, 383, 384, 385)
    assert weekday_of(tishri(year)) in (0, 1, 3, 5)
