"""What must hold for the dates read in any text."""

from __future__ import annotations

import re
from functools import lru_cache

from edtf import parse_edtf

from timeline.dates.calendar import day_number
from timeline.records import DatedExpression, Day

_YEAR = r"(?:(?:BC)?\d{4}|XXXX)"
_CLOCK = r"T(?:\d\d(?::\d\d(?::\d\d)?)?|MO|MI|AF|EV|NI|DT)(?:Z|[+-]\d\d:?\d\d)?"
_DAY = rf"{_YEAR}-(?:\d\d|XX)(?:-(?:\d\d|XX)(?:{_CLOCK})?)?"
_PART = rf"{_YEAR}-(?:W(?:\d\d|XX)(?:-(?:WE|[1-7]))?(?:{_CLOCK})?|Q[1-4X]|H[12X]|SP|SU|FA|WI)"
_DATE = rf"(?:XXXX|(?:BC)?\d{{1,4}}|{_DAY}|{_PART})"
_LENGTH = r"P(?:(?:\d+(?:\.\d+)?|X)(?:Y|M|W|WE|D|DE|CE|ML|Q|H))*(?:T(?:\d+(?:\.\d+)?|X)[HMS])*"
_REFERENCE = r"(?:PAST|PRESENT|FUTURE)_REF"
# The values of TIMEX3 (TimeML 1.2.1), and two dates with a stroke between them for a range.
TIMEX = re.compile(rf"{_DATE}(?:/{_DATE})?|(?!P$){_LENGTH}|{_REFERENCE}", re.ASCII)


@lru_cache(maxsize=10_000)
def is_edtf(value: str) -> bool:
    """Whether a library that is not ours reads it; ParseException when it does not."""
    return parse_edtf(value) is not None


def check_consistent(text: str, dated: tuple[DatedExpression, ...]) -> None:
    """Spans in order inside the text, values that parse, days that do not run backwards."""
    at = 0
    for each in dated:
        span = each.expression
        assert at <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        at = span.end
        assert each.timex is None or TIMEX.fullmatch(each.timex), each
        if each.date is not None:
            assert day_number(each.date.start) <= day_number(each.date.end)
            assert Day.parse(str(each.date.start)) == each.date.start
            assert Day.parse(str(each.date.end)) == each.date.end
            assert TIMEX.fullmatch(each.date.timex), each
            assert is_edtf(each.date.edtf)
