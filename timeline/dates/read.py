"""A document's text → its time expressions, each as found and as read."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

from timeline.dates.anchors import AnchorChoice, is_narrative, leaps
from timeline.dates.backbone import DateOrder, numeric_period
from timeline.dates.background import THE_UNIT, leaves_background
from timeline.dates.coming import deadline, stretch_ahead
from timeline.dates.compose import compose, is_day
from timeline.dates.grammar import Grammar, grammar, matches
from timeline.dates.leaning import after_start, last_night, looked_back, mentioned, told_on
from timeline.dates.meaning import (
    Ended,
    Fixed,
    Found,
    Named,
    NamedStep,
    Step,
    Timed,
    Within,
    said_in,
)
from timeline.dates.ranges import completed, joined
from timeline.dates.resolve import resolve
from timeline.dates.standpoint import Standpoint
from timeline.dates.tense import direction, is_aside, is_held_against, is_of_a_saying
from timeline.dates.tokens import Tokens, tokenize
from timeline.errors import UsageError
from timeline.records import DatedExpression, Day, ResolvedDate, TimeExpression

TOLD = "vague-told"
FISCAL_PARTS = ("quarter", "half")
LEANING = ("part", "small-hours")  # parts of day that say nothing without their day
OVERNIGHT = "overnight"  # which alone is the night before


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
        here = after_start(found, index, read, tokens, rules)
        here = here or told_on(found, index, read, tokens, at) or at
        if each.rule == THE_UNIT and not narrative:
            here = replace(here, said=None)  # "that year" is the one named last, "the year" is not
        if leaves_background(each, here, tokens, told, rules.lexicon):
            here = here.back_in_the_news()
        timex, date = resolve(last_night(each, at) if each.rule == OVERNIGHT else each, here)
        date = stretch_ahead(each, tokens, rules.lexicon, at) or date
        if date is not None and not narrative:
            date = deadline(each, date, tokens, rules.lexicon, day)
        if _is_part_of_year(date):
            own = _is_fiscal(each, tokens, rules)
            fiscal = own or (fiscal and isinstance(each.meaning, Step | Ended))
            known = not fiscal or isinstance(each.meaning, Ended)
            date = date if known else None  # nobody says when this company's quarters end
        read.append(DatedExpression(_expression(each, tokens), timex, each.mod, date, each.rule))
        said = mentioned(each, at)
        if said is not None and (narrative or said.granularity == "year"):
            at = replace(at, said=said)
        if at.narrative:
            leaves = is_aside(tokens, each.first, rules.lexicon)
        else:
            leaves = _is_of_a_saying(each, tokens, rules)
        aside = index in asides or leaves or _is_held_beside(each, tokens, rules)
        mention = None if aside else mentioned(each, at)
        if mention is not None:
            at, told = at.after(mention), each.last
        elif not aside and (back := looked_back(each, at)) is not None:
            at = replace(at, back=back)
    return tuple(read)


def _is_of_a_saying(found: Found, tokens: Tokens, rules: Grammar) -> bool:
    """Whether it is the day on which somebody told the news, which happened on another."""
    if is_held_against(tokens, found.first, rules.lexicon):
        return True
    day = found.meaning.on if isinstance(found.meaning, Timed) else found.meaning
    told = day is not None and is_day(day)
    return told and is_of_a_saying(tokens, found.first, rules.lexicon)


def _is_held_beside(found: Found, tokens: Tokens, rules: Grammar) -> bool:
    """Whether it is the day before, that something is of: "the prices were those of the day before"
    leaves the story where it was.
    """
    meaning = found.meaning
    back = isinstance(meaning, Step) and meaning.unit == "day" and meaning.steps < 0
    before = tokens.words[found.first - 1] if found.first else ""
    return back and rules.lexicon.value("OF", before) is not None


def _is_part_of_year(date: ResolvedDate | None) -> bool:
    return date is not None and date.granularity in FISCAL_PARTS


def _is_fiscal(found: Found, tokens: Tokens, rules: Grammar) -> bool:
    """Whether it is said to be of a company's own year: "the fiscal first quarter"."""
    words = tokens.words[found.first : found.last]
    return any(rules.lexicon.value("FISCAL", word) is not None for word in words)


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
