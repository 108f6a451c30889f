"""A document's text → its time expressions, each as found and as read."""

from __future__ import annotations

import datetime
from dataclasses import replace

from timeline.dates import anchors
from timeline.dates.anchors import AnchorChoice
from timeline.dates.backbone import DateOrder, numeric_period
from timeline.dates.calendar import Period, containing
from timeline.dates.compose import compose
from timeline.dates.grammar import Grammar, grammar, matches
from timeline.dates.meaning import Fixed, Found, Named, Plain, Step, Timed
from timeline.dates.resolve import SIZES, Standpoint, locate, resolve
from timeline.dates.tense import direction
from timeline.dates.tokens import Tokens, tokenize
from timeline.records import DatedExpression, Day, TimeExpression


def find(text: str, *, lang: str = "en") -> tuple[TimeExpression, ...]:
    """Every time expression of the text, in order, without overlaps."""
    rules = grammar(lang)
    tokens = tokenize(text, rules.lexicon)
    return tuple(_expression(found, tokens) for found in _found(tokens, rules, lang, None))


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
    UsageError when there is no table of time words for `lang`.
    """
    rules = grammar(lang)
    tokens = tokenize(text, rules.lexicon)
    found = _found(tokens, rules, lang, date_order)
    day = None if published is None else Day.of(published)
    narrative = anchors.is_narrative(found, day, anchor)
    at = Standpoint(day, None, narrative)
    read = []
    for each in found:
        if _needs_direction(each):
            at = replace(at, direction=direction(tokens, each.first, each.last, rules.lexicon))
        timex, date = resolve(each, at)
        mention = _mentioned(each, at)
        if mention is not None:
            at = replace(at, mention=mention)
        read.append(DatedExpression(_expression(each, tokens), timex, each.mod, date, each.rule))
    return tuple(read)


def _expression(found: Found, tokens: Tokens) -> TimeExpression:
    start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
    return TimeExpression(start, end, tokens.text[start:end], found.kind)


def _found(tokens: Tokens, rules: Grammar, lang: str, order: DateOrder | None) -> list[Found]:
    single = []
    for found in matches(tokens, rules):
        if isinstance(found.meaning, Plain) and found.rule == "numeric":
            written = tokens.covered(found.first, found.last)
            period = numeric_period(written, lang, order or rules.lexicon.table["date_order"])
            if period is None:
                continue
            found = replace(found, meaning=Fixed(period))
        single.append(found)
    return [found for found in compose(single, tokens, rules) if not _is_loose(found)]


def _is_loose(found: Found) -> bool:
    """A bare part of day ("the evening") says no time unless it leans on a day."""
    return found.rule == "part"


def _needs_direction(found: Found) -> bool:
    meaning = found.meaning.on if isinstance(found.meaning, Timed) else found.meaning
    return isinstance(meaning, Named)


def _mentioned(found: Found, at: Standpoint) -> Period | None:
    """The period that the following expressions lean on; None when this one gives none."""
    meaning = found.meaning.on if isinstance(found.meaning, Timed) else found.meaning
    if meaning is None or isinstance(meaning, Plain):
        return None
    place = locate(meaning, at)
    return None if place is None else place.period
