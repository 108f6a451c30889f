"""The dateline: "LONDON, May 7 (Reuters) -" at the head of an article names the day it was filed.

A line is taken for one only with a mark of the trade: a place in capitals before the date, or an
agency after it. "Published 7 May 2024" over an article counts too; "Updated …" does not.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.documents.days import DAY_MONTH, MONTH_DAY, MONTHS, whole

FIRST_LINES = 12  # lines with words in them: title, standfirst, byline, caption, then the dateline
LINE_HEAD = 160  # characters of a line that are looked at
SHORT_WORD = 3  # letters: am, de, sur, the
FARTHEST = 183  # days between a dateline without a year and the day that gives it one: half a year

_DASH = r"[-–—]{1,3}"
_CLOSE = rf"(?:{_DASH}|\.)"  # after an agency: "May 7. /TASS/. The harbour …"
_AGENCY = r"(?:\([^()\n]{2,40}\)|/[A-Za-z][\w .-]{1,30}/)"
_WEEKDAY = r"(?:[^\W\d_]{2,10}[.,]{1,2}[ \u00a0]+)?"
_CAPITALS = r"(?P<place>[^\W\d_a-zß-öø-ÿ][^\n\d()]{1,60}?)"


def _forms(template: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(template.replace("DATE", form))
        for form in (
            MONTH_DAY,
            DAY_MONTH,
            r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
        )
    )


# LONDON, May 7 (Reuters) - · BERLIN, 7. Mai 2024 (dpa) – · NEW YORK--(BUSINESS WIRE)--May 7, 2024--
_PLACED = _forms(
    rf"{_CAPITALS}(?P<between>,?[ \u00a0]*(?:{_DASH})?[ \u00a0]*(?:{_AGENCY}[ \u00a0]*{_DASH})?)"
    rf"[ \u00a0]*{_WEEKDAY}DATE\.?[ \u00a0]*"
    rf"(?:(?P<agency>{_AGENCY})[ \u00a0]*\.?{_CLOSE}|{_DASH})"
)
# May 7 (Reuters) -
_BARE = _forms(rf"{_WEEKDAY}DATE[ \u00a0]*(?P<agency>{_AGENCY})[ \u00a0]*{_CLOSE}")
_PUBLISHED = _forms(
    r"(?i:first published|published|posted|veröffentlicht|publié|publicado)(?i:[ \u00a0]+(?:on|am|"
    rf"le|el|em))?:?[ \u00a0]+{_WEEKDAY}DATE"
)
# A place in capitals at the head: LONDON; ST. PETERSBURG, Fla.; AL-MUKALLA, Yemen.
_LOUD = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A day with or without its year."""

    month: int
    day: int
    year: int | None

    def on(self, near: datetime.date | None) -> datetime.date | None:
        """The day; without a year the one nearest to `near`. None: `near` is no help, or None."""
        if self.year is not None:
            return whole(self.year, self.month, self.day)
        if near is None:
            return None
        days = [whole(near.year + shift, self.month, self.day) for shift in (-1, 0, 1)]
        nearest = min((day for day in days if day), key=lambda day: abs(day - near), default=None)
        return nearest if nearest and abs((nearest - near).days) <= FARTHEST else None

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


def find_dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline among the first lines from `start` on. None: there is none.

    Without an agency, several of different days are the entries of a chronicle.
    """
    unsure: list[Dateline] = []
    for line in _first_lines(text, start):
        found, sure = _read(line)
        if found and sure:
            return found
        if found:
            unsure.append(found)
    return unsure[0] if len(set(unsure)) == 1 else None


def _first_lines(text: str, start: int) -> Iterator[str]:
    """The heads of the first lines with something in them."""
    seen, position = 0, start
    while position < len(text) and seen < FIRST_LINES:
        line = text[position : position + LINE_HEAD].partition("\n")[0].strip()
        if line:
            seen += 1
            yield line
        newline = text.find("\n", position)
        position = newline + 1 if newline >= 0 else len(text)


def _read(line: str) -> tuple[Dateline | None, bool]:
    """The dateline at the head of a line, and whether more than a place in capitals says so."""
    for form in (*_PUBLISHED, *_BARE, *_PLACED):
        found = form.match(line)
        if not found:
            continue
        groups = found.groupdict()
        place, agency = groups.get("place"), groups.get("agency")
        separated = (groups.get("between") or "").strip()
        if place and not (_LOUD.match(place) or (agency and separated and _is_name(place))):
            continue
        named = groups["month"].lower()
        month = int(named) if named.isdigit() else MONTHS.get(named)
        year = int(groups["year"]) if groups["year"] else None
        # 2000 is a leap year: whether the 29th of February was there is for the year to say.
        if month and whole(year or 2000, month, int(groups["day"])):
            return Dateline(month, int(groups["day"]), year), not place or bool(agency)
    return None, False


def _is_name(place: str) -> bool:
    """Every word begins with a capital, but for the short ones inside: Frankfurt am Main."""
    return all(word[0].isupper() or len(word) <= SHORT_WORD for word in place.split())
