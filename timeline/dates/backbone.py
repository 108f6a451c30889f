"""dateparser behind a gate: dates in figures, whose order depends on the country.

What reaches it is short and has the shape of a date; what comes back is read with its period, never
as a bare datetime. Its known traps are kept out by the grammar: "the 1990s", "10", "may".
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Literal

from timeline.dates.calendar import Period, day_period, month_period, year_period
from timeline.records import Day

DateOrder = Literal["MDY", "DMY", "YMD"]
LONGEST = 40  # characters
BASE = datetime.datetime(2000, 1, 1)  # never used: only complete dates are asked for


@lru_cache(maxsize=4096)
def numeric_period(written: str, lang: str, order: str) -> Period | None:
    """`7/5/2024` → the fifth of July or the seventh of May. None when it is no date."""
    if len(written) > LONGEST or not written[0].isdigit():
        return None
    from dateparser.date import DateDataParser  # 0.1 s to import

    parts = [
        len(part) for part in written.replace("/", " ").replace(".", " ").replace("-", " ").split()
    ]
    settings = {
        "DATE_ORDER": "YMD" if parts[0] == 4 else order,
        "RELATIVE_BASE": BASE,
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
    }
    parser = DateDataParser(languages=[lang], settings=settings)
    data = parser.get_date_data(written)
    if data is None or data.date_obj is None:
        return None
    day = Day.of(data.date_obj.date())
    match data.period:
        case "day":
            return day_period(day)
        case "month":
            return month_period(day.year, day.month)
        case "year":
            return year_period(day.year)
    return None
