"""A document's text → its time expressions, each as found and as read."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise

from timeline.dates.anchors import AnchorChoice, is_narrative, leaps
from timeline.dates.backbone import DateOrder, numeric_period
from timeline.dates.background import THE_UNIT, leaves_background
from timeline.dates.calendar import (
    Period,
    containing,
    day_period,
    first_day,
    in_calendar,
    last_day,
)
from timeline.dates.coming import deadline, stretch_ahead
from timeline.dates.compose import compose, is_day
from timeline.dates.grammar import Grammar, grammar, matches
from timeline.dates.meaning import (
    Ended,
    Fixed,
    Found,
    Named,
    NamedStep,
    Plain,
    Step,
    Timed,
    Within,
    said_in,
)
from timeline.dates.ranges import completed, joined
from timeline.dates.resolve import locate, resolve
from timeline.dates.standpoint import Standpoint
from timeline.dates.tense import direction, is_aside, is_held_against, is_of_a_saying
from timeline.dates.tokens import STOPS, Tokens, tokenize
from timeline.errors import UsageError
from timeline.records import DatedExpression, Day, ResolvedDate, TimeExpression

REPORTED = re.compile(r"P([2-9]|1\d)M|P1Y")  # "the first nine months" of a report
TOLD = "vague-told"
COMPARISONS = ("year-ago", "same-month", "year-of-quarter", "same-period", "last-years-quarter")
FISCAL_PARTS = ("quarter", "half")
LEANING = ("part", "small-hours")  # parts of day that say nothing without their day
OVERNIGHT = "overnight"  # which alone is the night before
LOOKING_BACK = ("year", "decade", "century", "millennium")


def unread_language(lang: str) -> str | None:
    """Why no text in this language can be dated; None when it can."""
    try:
        grammar(lang)
    except UsageError as error:
        return str(error)
    return None


def find(text: str, *, lang: str = "en") -> tuple[TimeExpression, ...]:
    """Every time expression of the text, in order, without overlaps."""
    rules = grammar(lang)
    tokens = tokenize(text, rules.lexicon)
    found = _kept(_found(tokens, rules, None), narrative=False)
    return tuple(_expression(each, tokens) for each in found)


def read_dates(
    text: str,
    *,
    published: datetime.date | None,
    lang: str = "en",
    date_order: DateOrder | None = None,
    anchor: AnchorChoice = "auto",
) -> tuple[DatedExpression, ...]:
    """Every time expression of the text in order, without overlaps, as found and as read.

    `published` None: relative expressions have no date. `date_order` None: that of the language.
    `anchor`: what bare months and weekdays are counted from; "auto" decides from the document.
    The two ends of a range are one expression. UsageError when there is no table for `lang`.
    """
    ends = read_timexes(text, published=published, lang=lang, date_order=date_order, anchor=anchor)
    return joined(ends, text, grammar(lang))


def read_timexes(
    text: str,
    *,
    published: datetime.date | None,
    lang: str = "en",
    date_order: DateOrder | None = None,
    anchor: AnchorChoice = "auto",
) -> tuple[DatedExpression, ...]:
    """As `read_dates`, with the two ends of a range apart, which is how TIMEX3 has them."""
    rules = grammar(lang)
    tokens = tokenize(text, rules.lexicon)
    found = _found(tokens, rules, date_order)
    day = None if published is None else Day.of(published)
    narrative = is_narrative(found, day, anchor)
    found = _kept(found, narrative)
    asides = leaps(found, None if narrative or day is None else day.year)
    at = Standpoint(day, (), narrative)
    read: list[DatedExpression] = []
    fiscal = False  # whether the quarters that are spoken of are those of a company's own year
    told = 0  # the token after what was mentioned last
    for index, each in enumerate(found):
        if _needs_direction(each):
            spot = found[index + 1] if isinstance(each.meaning, Ended) else each
            way = direction(tokens, spot.first, spot.last, rules.lexicon, narrative=narrative)
            at = replace(at, direction=way)
        here = _after_start(found, index, read, tokens, rules) or at
        if here is at and (told_on := _told_on(found, index, read, tokens, at)) is not None:
            here = told_on
        if each.rule == THE_UNIT and not narrative:
            here = replace(here, said=None)  # "that year" is the one named last, "the year" is not
        if leaves_background(each, here, tokens, told, rules.lexicon):
            here = here.back_in_the_news()
        timex, date = resolve(_last_night(each, at) if each.rule == OVERNIGHT else each, here)
        date = stretch_ahead(each, tokens, rules.lexicon, at) or date
        if date is not None and not narrative:
            date = deadline(each, date, tokens, rules.lexicon, day)
        if _is_part_of_year(date):
            own = _is_fiscal(each, tokens, rules)
            fiscal = own or (fiscal and isinstance(each.meaning, Step | Ended))
            known = not fiscal or isinstance(each.meaning, Ended)
            date = date if known else None  # nobody says when this company's quarters end
        read.append(DatedExpression(_expression(each, tokens), timex, each.mod, date, each.rule))
        said = _mentioned(each, at)
        if said is not None and (narrative or said.granularity == "year"):
            at = replace(at, said=said)
        if at.narrative:
            leaves = is_aside(tokens, each.first, rules.lexicon)
        else:
            leaves = _is_of_a_saying(each, tokens, rules)
        aside = index in asides or leaves
        mention = None if aside else _mentioned(each, at)
        if mention is not None:
            at, told = at.after(mention), each.last
        elif not aside and (back := _looked_back(each, at)) is not None:
            at = replace(at, back=back)
    return tuple(read)


def _is_of_a_saying(found: Found, tokens: Tokens, rules: Grammar) -> bool:
    """Whether it is the day on which somebody told the news, which happened on another."""
    if is_held_against(tokens, found.first, rules.lexicon):
        return True
    day = found.meaning.on if isinstance(found.meaning, Timed) else found.meaning
    told = day is not None and is_day(day)
    return told and is_of_a_saying(tokens, found.first, rules.lexicon)


def _is_part_of_year(date: ResolvedDate | None) -> bool:
    return date is not None and date.granularity in FISCAL_PARTS


def _is_fiscal(found: Found, tokens: Tokens, rules: Grammar) -> bool:
    """Whether it is said to be of a company's own year: "the fiscal first quarter"."""
    words = tokens.words[found.first : found.last]
    return any(rules.lexicon.value("FISCAL", word) is not None for word in words)


def _after_start(
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


def _told_on(
    found: list[Found], index: int, read: list[DatedExpression], tokens: Tokens, at: Standpoint
) -> Standpoint | None:
    """Where an expression is counted from that goes on from an older date of its own sentence:
    "founded in 1926, it built a car thirty years later", "on March 9, 2012, and again on May 7".
    None elsewhere.
    """
    each, before = found[index], read[-1].date if index else None
    if at.narrative or before is None:
        return None
    gap = tokens.words[found[index - 1].last : each.first]
    if any(word in STOPS for word in gap):
        return None
    meaning, last = each.meaning, found[index - 1].meaning
    if isinstance(meaning, Step) and meaning.base == "mention" and meaning.steps > 0:
        return at.after(last.period) if isinstance(last, Fixed) else None
    named = isinstance(meaning, Named) and meaning.granularity == "day" and meaning.month
    full = isinstance(last, Fixed) or len(gap) == 1  # "between May 7 and May 9"
    if not named or not full or before.granularity != "day":
        return None
    if at.direction not in (-1, 0):
        return None  # what is to come, and "the trial opened on May 7", are of the time of the text
    return replace(at.after(day_period(before.start)), narrative=True)


def _expression(found: Found, tokens: Tokens) -> TimeExpression:
    start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
    return TimeExpression(start, end, tokens.text[start:end], found.kind)


def _found(tokens: Tokens, rules: Grammar, order: DateOrder | None) -> list[Found]:
    single = []
    for found in matches(tokens, rules):
        if found.rule == "numeric":
            written = tokens.covered(found.first, found.last)
            lang = rules.lexicon.lang
            period = numeric_period(written, lang, order or rules.lexicon.table["date_order"])
            if period is None:
                continue
            found = replace(found, meaning=Fixed(period))
        single.append(found)
    whole = [found for found in compose(single, tokens, rules) if found.rule not in LEANING]
    return _ended(completed(whole, tokens, rules), tokens, rules)


def _last_night(found: Found, at: Standpoint) -> Found:
    """The night that leads to the day that is spoken of, for "overnight" without its day."""
    meaning = found.meaning
    if not isinstance(meaning, Timed) or meaning.on is not None or at.narrative:
        return found
    told = bool(at.mentions) and at.mentions[0].granularity == "day"
    return replace(found, meaning=Timed(Step("day", -1, "mention" if told else "anchor"), "TNI"))


def _ended(found: list[Found], tokens: Tokens, rules: Grammar) -> list[Found]:
    """With the units whose last day follows: "the quarter" of "the quarter ended July 31"."""
    out = list(found)
    for index, (each, after) in enumerate(pairwise(found)):
        meaning, day = each.meaning, after.meaning
        if (
            isinstance(meaning, Step)
            and (meaning.base, meaning.steps) == ("mention", 0)
            and isinstance(day, Fixed | Named | NamedStep | Within)
            and after.first == each.last + 1
            and rules.lexicon.value("ENDED", tokens.words[each.last]) is not None
            and (is_day(day) or meaning.unit in ("quarter", "half"))
        ):
            out[index] = replace(each, meaning=Ended(meaning.unit, day))
    return out


def _kept(found: list[Found], narrative: bool) -> list[Found]:
    """Without the vague words that only a history uses as times ("the former premier")."""
    return found if narrative else [each for each in found if each.rule != TOLD]


def _needs_direction(found: Found) -> bool:
    return isinstance(said_in(found.meaning), Named)


def _mentioned(found: Found, at: Standpoint) -> Period | None:
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
    if _looked_back(found, at) is not None:
        return None  # "more than the previous year" looks back; the story goes on where it was
    place = locate(meaning, at)
    if place is None or not in_calendar(place.period) or _is_outlook(place.period, at):
        return None
    return place.period


def _looked_back(found: Found, at: Standpoint) -> Period | None:
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
