"""What an expression is counted from, and what it leaves for those after it to be counted from."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates.calendar import (
    Period,
    containing,
    day_period,
    first_day,
    in_calendar,
    last_day,
)
from timeline.dates.grammar import Grammar
from timeline.dates.meaning import Ended, Fixed, Found, Named, Plain, Step, Timed
from timeline.dates.resolve import locate
from timeline.dates.standpoint import Standpoint
from timeline.dates.tokens import STOPS, Tokens
from timeline.records import DatedExpression

THE_DAY = "the-day"  # "on the 13th", of which month the text has said
BACK = 8  # expressions in which a paragraph has named the month of "the 13th"
REPORTED = re.compile(r"P([2-9]|1\d)M|P1Y")  # "the first nine months" of a report
COMPARISONS = ("year-ago", "same-month", "year-of-quarter", "same-period", "last-years-quarter")
LOOKING_BACK = ("year", "decade", "century", "millennium")


def after_start(
    found: list[Found], index: int, read: list[DatedExpression], tokens: Tokens, rules: Grammar
) -> Standpoint | None:
    """Where the end of "from Monday until Wednesday" and the 25 of "on April 24 and 25" are counted
    from: its start. None elsewhere.
    """
    each = found[index]
    if index and each.rule == "month-day-shared" and read[-1].rule.startswith("month-day"):
        day = read[-1].date
        return Standpoint(day.start, (), False, 1) if day and day.granularity == "day" else None
    if index == 0 or not isinstance(each.meaning, Named) or each.meaning.granularity != "week":
        return None
    before = found[index - 1].meaning
    if not isinstance(before, Named) or before.granularity != "week":
        return None
    gap = tokens.words[found[index - 1].last : each.first]
    start = read[-1].date
    if len(gap) != 1 or rules.lexicon.value("RANGE", gap[0]) is None or start is None:
        return None
    return Standpoint(start.start, (), False, 1) if start.granularity == "day" else None


def told_on(
    found: list[Found], index: int, read: list[DatedExpression], tokens: Tokens, at: Standpoint
) -> Standpoint | None:
    """Where an expression is counted from that goes on from an older date of its own sentence:
    "founded in 1926, it built a car thirty years later", "on March 9, 2012, and again on May 7".
    None elsewhere.
    """
    each, before = found[index], read[-1].date if index else None
    if not at.narrative and each.rule == THE_DAY:
        return _on_the_day(found, index, read, tokens)
    if at.narrative or before is None:
        return None
    gap = tokens.words[found[index - 1].last : each.first]
    if any(word in STOPS for word in gap):
        return None
    meaning, last = each.meaning, found[index - 1].meaning
    if isinstance(meaning, Step) and meaning.base == "mention" and meaning.steps > 0:
        return at.after(last.period) if isinstance(last, Fixed) else None
    if isinstance(meaning, Step) and (meaning.base, meaning.steps) == ("mention", 0):
        # "Said on 5 August … the rest of that month": the day of a saying, too
        known = before.granularity == "day" and meaning.unit in ("week", "month")
        return at.after(day_period(before.start)) if known else None
    named = isinstance(meaning, Named) and meaning.granularity == "day" and meaning.month
    full = isinstance(last, Fixed) or len(gap) == 1  # "between May 7 and May 9"
    if not named or not full or before.granularity != "day":
        return None
    if at.direction not in (-1, 0):
        return None  # what is to come, and "the trial opened on May 7", are of the time of the text
    return replace(at.after(day_period(before.start)), narrative=True)


def _on_the_day(
    found: list[Found], index: int, read: list[DatedExpression], tokens: Tokens
) -> Standpoint | None:
    """Where "the 13th" is counted from in a paragraph that has named a day of another month:
    "resigned on 14 December. Trading was suspended on the 13th".
    """
    for at in range(index - 1, max(index - 1 - BACK, -1), -1):
        if tokens.breaks_between(found[at].last, found[index].first):
            return None
        date = read[at].date
        if date is not None and date.granularity == "day":
            return Standpoint(date.start, (), False)
    return None


def last_night(found: Found, at: Standpoint) -> Found:
    """The night that leads to the day that is spoken of, for "overnight" without its day."""
    meaning = found.meaning
    if not isinstance(meaning, Timed) or meaning.on is not None or at.narrative:
        return found
    told = bool(at.mentions) and at.mentions[0].granularity == "day"
    return replace(found, meaning=Timed(Step("day", -1, "mention" if told else "anchor"), "TNI"))


def mentioned(found: Found, at: Standpoint) -> Period | None:
    """The period that the following expressions lean on; None when this one gives none."""
    meaning = found.meaning.on if isinstance(found.meaning, Timed) else found.meaning
    if isinstance(meaning, Ended) and any(each.granularity == meaning.unit for each in at.mentions):
        return None  # a report that has named its quarter goes on calling it so
    if isinstance(meaning, Plain):
        reported = REPORTED.fullmatch(meaning.value) and at.published is not None
        if not reported or at.narrative or at.published is None:
            return None
        return containing(at.published, "year")  # what "a year earlier" is then compared with
    if meaning is None:
        return None
    if found.rule in COMPARISONS or (isinstance(meaning, Step) and meaning.keep):
        return (
            None  # "from $2 million a year earlier" is a comparison: the report stays in its time
        )
    if looked_back(found, at) is not None:
        return None  # "more than the previous year" looks back; the story goes on where it was
    place = locate(meaning, at)
    if place is None or not in_calendar(place.period) or _is_outlook(place.period, at):
        return None
    return place.period


def looked_back(found: Found, at: Standpoint) -> Period | None:
    """The year or longer unit that "two years ago" and "the previous year" look back on."""
    meaning = found.meaning
    if not isinstance(meaning, Step) or meaning.steps >= 0 or meaning.unit not in LOOKING_BACK:
        return None
    place = locate(meaning, at)
    return None if place is None or not in_calendar(place.period) else place.period


def _is_outlook(period: Period, at: Standpoint) -> bool:
    """Whether the text looks ahead, to a year or from the quarter that it reports on: it stays
    where it was.
    """
    if at.published is None or at.narrative:
        return False
    reports = any(each.granularity == "quarter" for each in at.mentions)
    if period.granularity == "year":
        return first_day(period) > at.published
    if period.granularity != "quarter":
        return False
    return last_day(period) >= at.published and (reports or at.direction > 0)
