"""Which time expressions of a sentence can date what it tells."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.language.focus import counts_since, dates_a_deed
from timeline.language.tense import tells
from timeline.language.verbs import is_past
from timeline.records import DatedExpression, Day, ResolvedDate, Sentence, TimeExpression

LONGEST_SINCE = 366  # days: what was done "since 1990" is a sum of years, and no happening
_DAYS = ("day", "range")


def dating(
    sentence: Sentence, inside: Sequence[DatedExpression], published: datetime.date | None
) -> list[DatedExpression]:
    """Those of the sentence's expressions that can date an event, two days in a row as one; "have
    sold 40 since May" is all the time from May up to the publication.
    """
    return _joined(sentence.text, sentence.start, list(_single(sentence, inside, published)))


def _single(
    sentence: Sentence, inside: Sequence[DatedExpression], published: datetime.date | None
) -> Iterator[DatedExpression]:
    day = Day.of(published) if published else None
    for at, dated in enumerate(inside):
        place = sentence.place_of(dated.expression)
        earlier = _days_after(sentence, inside[at - 1], dated) if at else None
        if earlier and not any(one.names_a_day for one in inside[at + 1 :]):
            yield earlier
        if not dated.names_a_day:
            continue
        if day and dated.date and counts_since(sentence.text, place[0]):
            if date := _up_to(dated.date, day):
                yield replace(dated, date=date)
        elif dates_a_deed(sentence.text, place) and not _is_of_a_noun(sentence, place, dated, day):
            yield dated


# "On Monday, three days after talks broke down": the talks did so on Friday.
_AFTER = re.compile(r" after (?!which\b|that\b)(?P<clause>[^,;:]{8,120})")
_BESIDE = re.compile(r",? (?:just |only |barely )?")
_DAYS_BEFORE = re.compile(r"P(\d{1,2})D")


def _days_after(
    sentence: Sentence, before: DatedExpression, dated: DatedExpression
) -> DatedExpression | None:
    """The length of time since a deed up to a day that the sentence names right before it, as the
    day of that deed; None for others.
    """
    counted = _DAYS_BEFORE.fullmatch(dated.timex or "")
    place, date = sentence.place_of(dated.expression), before.date
    found = _AFTER.match(sentence.text, place[1])
    beside = _BESIDE.fullmatch(sentence.text[sentence.place_of(before.expression)[1] : place[0]])
    if not (counted and found and beside and date) or date.days > 1:
        return None
    if date.granularity not in ("day", "time") or date.start.year <= 1:
        return None
    if not tells(found["clause"]):
        return None
    on = datetime.date(date.start.year, date.start.month, date.start.day)
    day = Day.of(on - datetime.timedelta(days=int(counted[1])))
    start, end = dated.expression.start, sentence.start + found.start("clause") - 1
    words = sentence.text[start - sentence.start : end - sentence.start]
    resolved = ResolvedDate.of_day(day, "days-after")
    return DatedExpression(
        TimeExpression(start, end, words, "date"), str(day), None, resolved, "days-after"
    )


def _joined(text: str, at: int, dates: Sequence[DatedExpression]) -> list[DatedExpression]:
    """Two days that follow one another as one stretch: "on April 24 and 25" dates one event.

    `at`: where in the document the text begins.
    """
    joined: list[DatedExpression] = []
    for dated in dates:
        before = joined[-1] if joined else None
        if before and before.date and dated.date:
            one, other = before.date, dated.date
            start, end = before.expression.start - at, dated.expression.end - at
            between = text[before.expression.end - at : dated.expression.start - at]
            days = one.granularity in _DAYS and other.granularity == "day" and other.days == 1
            if between == " and " and days and other.start.ordinal() - one.end.ordinal() == 1:
                edtf = f"{one.start}/{other.end}"
                days_ = replace(one, end=other.end, granularity="range", edtf=edtf, timex=edtf)
                words = TimeExpression(start + at, end + at, text[start:end], "date")
                joined[-1] = DatedExpression(words, edtf, None, days_, before.rule)
                continue
        joined.append(dated)
    return joined


# "Is looking into its purchase in May": what goes on now was not done then.
_GOES_ON = re.compile(
    r"[^,;:]{3,100}? (?:is|are) (?:\w+ly |now |also |still )?(?!being\b|going\b)\w+ing\b"
    r"(?P<rest>[^,;:]*)"
)


def _is_of_a_noun(
    sentence: Sentence, place: tuple[int, int], dated: DatedExpression, published: Day | None
) -> bool:
    """Whether a day that is over stands in a sentence that tells what is being done now."""
    if published is None or dated.date is None or dated.date.end.ordinal() >= published.ordinal():
        return False
    found = _GOES_ON.match(sentence.text)
    if not found or not found.start("rest") <= place[0] < found.end("rest"):
        return False
    return not any(is_past(word) for word in sentence.text[: place[0]].split())


def _up_to(date: ResolvedDate, published: Day) -> ResolvedDate | None:
    """The days from the first one of a date to the publication, both included; None where they are
    more than `LONGEST_SINCE`, or where the date begins later.
    """
    if not 0 <= published.ordinal() - date.start.ordinal() <= LONGEST_SINCE:
        return None
    edtf = f"{date.start}/{published}"
    return replace(date, end=published, granularity="range", edtf=edtf, timex=edtf)


def within(sentence: Sentence, dates: Sequence[DatedExpression]) -> Iterator[DatedExpression]:
    """Those that begin in the sentence."""
    first = bisect_left(dates, sentence.start, key=lambda dated: dated.expression.start)
    for at in range(first, len(dates)):
        if dates[at].expression.start >= sentence.end:
            break
        yield dates[at]
