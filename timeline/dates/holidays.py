"""On what day of a year a holiday is, as the language tables write it.

| rule | day |
| --- | --- |
| `12-25` | the same every year |
| `11-4-3` | the fourth Thursday (Monday is 0) of November; `5--1-0`: the last Monday of May |
| `easter-2`, `orthodox+0` | counted from Western and from Orthodox Easter Sunday |
| `passover+0`, `tishri+9` | from the first day of Passover; from that autumn's Jewish New Year |
| `kislev+24` | from the first day of Kislev |

Days of other lunar calendars depend on sightings or on astronomical tables and have no rule.
"""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.dates.calendar import day_number, day_of, weekday_of
from timeline.records import Day, days_in_month

_COUNTED = re.compile(r"([a-z]+)([+-]\d+)")
_HEBREW_YEARS = 3761  # the Jewish year that begins in the autumn of year 0
_HEBREW_EPOCH = -1373122  # day number of 1 Tishri of the Jewish year 1, 7 October 3761 BCE
_PASSOVER = 163  # days from it to the next New Year: from Nisan to Tishri months do not vary
_LONG_YEARS = (355, 385)  # days, of years in which the second month, Cheshvan, has 30 days


@lru_cache(maxsize=4096)
def holiday_in(rule: str, year: int) -> Day:
    """The day of the holiday in a year of our calendar."""
    if counted := _COUNTED.fullmatch(rule):
        return day_of(_FIRST_DAYS[counted[1]](year) + int(counted[2]))
    month, rest = int(rule[:2].rstrip("-")), rule.split("-", 1)[1]
    if len(rule) == 5 and rule[2] == "-" and rule[:2].isdigit():
        return Day(year, month, int(rest))
    rest, _, plus = rest.partition("+")
    back = rest.startswith("-")
    count, weekday = (int(piece) for piece in rest.lstrip("-").split("-"))
    if back:
        end = day_number(Day(year, month, days_in_month(year, month)))
        return day_of(end - (weekday_of(end) - weekday) % 7)
    start = day_number(Day(year, month, 1))
    return day_of(start + (weekday - weekday_of(start)) % 7 + 7 * (count - 1) + int(plus or 0))


def easter(year: int) -> int:
    """Day number of Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return day_number(Day(year, month, day + 1))


def orthodox_easter(year: int) -> int:
    """Day number of Orthodox Easter Sunday (Meeus's Julian algorithm), in our calendar."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    julian_is_behind = year // 100 - year // 400 - 2
    return day_number(Day(year, month, day + 1)) + julian_is_behind


def tishri(year: int) -> int:
    """Day number of the Jewish New Year in the autumn of a year of our calendar.

    The arithmetic of Reingold and Dershowitz, *Calendrical Calculations*: the mean new moon, and
    the rules that put the day off.
    """
    hebrew = year + _HEBREW_YEARS
    before, days, after = (_elapsed(hebrew + step) for step in (-1, 0, 1))
    put_off = 2 if after - days == 356 else 1 if days - before == 382 else 0
    return _HEBREW_EPOCH + days + put_off


def _elapsed(hebrew: int) -> int:
    """Days from the epoch to the new moon of a Jewish year, on a day on which it may begin."""
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + (3 * (day + 1) % 7 < 3)


def passover(year: int) -> int:
    """Day number of the first day of Passover, 15 Nisan."""
    return tishri(year) - _PASSOVER


def kislev(year: int) -> int:
    """Day number of 1 Kislev: Tishri has 30 days, Cheshvan 29 or 30."""
    long = tishri(year + 1) - tishri(year) in _LONG_YEARS
    return tishri(year) + 30 + (30 if long else 29)


_FIRST_DAYS = {
    "easter": easter,
    "orthodox": orthodox_easter,
    "passover": passover,
    "tishri": tishri,
    "kislev": kislev,
}
