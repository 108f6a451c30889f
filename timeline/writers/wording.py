"""Dates in words and text on one line, for people."""

from __future__ import annotations

import re

from timeline import contract

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_BY_DAY = ("time", "day", "week", "weekend", "range", "season")
# Controls, and the marks that turn the direction of text around, make one thing look like another.
_WEB = re.compile(r"(?i)https?://[!-~]+")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """The text with U+FFFD for characters that hide or turn others; line breaks and tabs stay."""
    return _HIDDEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The visible text with single spaces for all white space."""
    return " ".join(visible(text).split())


def clip(text: str, limit: int | None) -> str:
    """At most `limit` characters, the last one an ellipsis where something is cut off."""
    return text if limit is None or len(text) <= limit else text[: limit - 1].rstrip() + "…"


def web(url: str | None) -> str | None:
    """The address, if it is one of the web that can be shown as a link; None for any other."""
    return url if url is not None and _WEB.fullmatch(url) else None


def field_words(event: contract.Event) -> list[tuple[str, str]]:
    """What a schema of the user's adds, by name; what the text does not say is left out.

    Values that other mentions give stand behind: ("dead", "2 (other tellings: 3)").
    """
    shown = []
    for name, value in event.fields.items():
        others = ", ".join(value_words(other) for other in event.field_conflicts.get(name, ()))
        words = value_words(value) + (f" (other tellings: {others})" if others else "")
        if words:
            shown.append((name, words))
    return shown


def value_words(value: contract.FieldValue) -> str:
    """A value for people: yes, no, a list with commas; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def heading(timeline: contract.TimelineFile) -> str:
    """The headline of the only document, or how many documents there are."""
    if len(timeline.documents) == 1 and timeline.documents[0].title:
        return one_line(timeline.documents[0].title)
    count = len(timeline.documents)
    return f"Timeline of {count} document{'' if count == 1 else 's'}"


def date_words(date: contract.Date) -> str:
    """As precise as it is known: "7 May 2026", "16–22 Feb 2026", "May 2026", "c. 2014–2016"."""
    about = "c. " if date.approximate else ""
    start, end = _parts(date.start), _parts(date.end)
    if date.granularity == "month" and start[:2] == end[:2]:
        return f"{about}{_MONTHS[start[1] - 1]} {_year(start[0])}"
    if date.granularity not in _BY_DAY and _whole_years(start, end):
        first, last = _year(start[0]), _year(end[0])
        return about + (first if first == last else f"{first}–{last}")
    if start == end:
        return about + _day(start)
    if start[:2] == end[:2]:
        return f"{about}{start[2]}–{_day(end)}"
    if start[0] == end[0]:
        return f"{about}{start[2]} {_MONTHS[start[1] - 1]} – {_day(end)}"
    return f"{about}{_day(start)} – {_day(end)}"


def _whole_years(start: tuple[int, int, int], end: tuple[int, int, int]) -> bool:
    return start[1:] == (1, 1) and end[1:] == (12, 31)


def _parts(day: str) -> tuple[int, int, int]:
    year, month, number = day.rsplit("-", 2)
    return int(year), int(month), int(number)


def _day(day: tuple[int, int, int]) -> str:
    return f"{day[2]} {_MONTHS[day[1] - 1]} {_year(day[0])}"


def _year(year: int) -> str:
    """Astronomical years as people count them: 0 is 1 BCE."""
    return str(year) if year > 0 else f"{1 - year} BCE"
