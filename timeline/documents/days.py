"""A calendar day out of the words of metadata and datelines. Nothing is guessed: no day, no date.

For running text there are the rules of `dates`; here the whole string is meant to be a date.
"""

from __future__ import annotations

import datetime
import email.utils
import re

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
# As agencies shorten them: AP, dpa, EFE, ANSA, Lusa. "juin" and "juil" keep four letters.
_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12, "jän": 1, "jänner": 1, "mrz": 3, "okt": 10, "dez": 12,
    "janv": 1, "févr": 2, "avr": 4, "juil": 7, "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
    "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10, "fev": 2, "out": 10,
}  # fmt: skip
MONTHS = _SHORT | {
    name: number for names in _MONTHS.values() for number, name in enumerate(names.split(), start=1)
}
_NAME = r"(?P<month>[^\W\d_]{3,10})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
# With words between two bounds of the text, so that no digit or letter is cut off.
DAY_MONTH = rf"{_DAY}[ \u00a0]+(?:de[ \u00a0]+)?{_NAME}(?:,?[ \u00a0]+(?:de[ \u00a0]+)?{_YEAR})?"
MONTH_DAY = rf"{_NAME}[ \u00a0]+{_DAY}(?:,?[ \u00a0]+{_YEAR})?"
_WORDS = tuple(re.compile(rf"(?<!\w){form}(?!\w)") for form in (DAY_MONTH, MONTH_DAY))
_ISO = re.compile(r"\s*(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)")
_COMPACT = re.compile(r"\s*((?:1[5-9]|20)\d\d)(\d\d)(\d\d)(?!\d)")
LONGEST = 80  # characters; "Wednesday, 27 September 2024 at 12:30:45 Central European Time" has 62


def day_in(value: object) -> datetime.date | None:
    """The day that a string of metadata names, in the time zone it is written in.

    "2024-05-07T23:30:00-05:00", "2024/5/7", "Tue, 07 May 2024 23:30:00 GMT", "7 May 2024". None:
    it names no whole day of the calendar, or not in a form that can be read in one way only.
    """
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    if found := _ISO.match(value):
        return whole(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.match(value):
        return whole(int(found[1]), int(found[2]), int(found[3]))
    for form in _WORDS:
        for found in form.finditer(value):
            month, year = MONTHS.get(found["month"].lower()), found["year"]
            if month and year:
                return whole(int(year), month, int(found["day"]))
    try:
        return email.utils.parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None


def whole(year: int, month: int, day: int) -> datetime.date | None:
    """The day of the calendar, or None when there is no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
