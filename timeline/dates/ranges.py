"""Dates that share words: "6-7 February", "1954-59", "from March to June 2019".

`completed` gives each end its own expression, as TIMEX3 has it; `joined` makes one range of two
ends that a range word holds together, as a timeline needs it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates.calendar import (
    Period,
    day_number,
    day_period,
    first_day,
    last_day,
    month_period,
    valid_day,
    year_period,
)
from timeline.dates.grammar import Grammar
from timeline.dates.meaning import Fixed, Found, Named, Timed
from timeline.dates.numbers import number_of
from timeline.dates.shared import bare_number, clocks_shared, years_after, years_shared
from timeline.dates.tokens import Tokens
from timeline.dates.write import approximated, edtf_interval, edtf_value, timex_value
from timeline.records import DatedExpression, Day, ResolvedDate, TimeExpression

MONTHS = re.compile(r"P(\d|1[01])M")  # of a year
PLAIN = {"day", "month", "year"}  # what may stand as an end of an EDTF interval
DAY_FIRST = ("day-month-year", "day-month", "day-month-era")
YEARS = ("year", "the-year", "fiscal-year", "fiscal-year-short")
LAST_DAY = 31
MONTH_FIRST = ("month-day", "month-day-year")


def completed(found: list[Found], tokens: Tokens, rules: Grammar) -> list[Found]:
    """The expressions with the bare numbers beside them that are dates too."""
    out: list[Found] = []
    for index, each in enumerate(found):
        floor = out[-1].last if out else 0
        ceiling = found[index + 1].first if index + 1 < len(found) else len(tokens.words)
        left = _left(each, tokens, rules, floor)
        if each.rule == "centuries":
            out += _both_centuries(each, tokens, rules)
            continue
        out += [
            *left,
            *(_listed(each, tokens, rules, ceiling) or _right(each, tokens, rules, ceiling)),
        ]
    whole = clocks_shared(years_after(out, tokens), tokens, rules)
    return years_shared(whole, tokens, rules)


def _both_centuries(found: Found, tokens: Tokens, rules: Grammar) -> list[Found]:
    """Words like "the 17th and 18th centuries" are two."""
    known = rules.lexicon.value
    at = next(
        index
        for index in range(found.first, found.last)
        if known("AND", tokens.words[index]) is not None
    )
    number = number_of(tokens.words[at + 1 : found.last], rules.lexicon)
    if not isinstance(found.meaning, Fixed) or number is None:
        return [found]
    era = found.meaning.period.number < 0
    later = Fixed(Period("century", -int(number) if era else int(number) - 1))
    return [
        replace(found, last=at),
        Found(at + 1, found.last, "date", later, f"{found.rule}-shared", found.mod),
    ]


def _left(found: Found, tokens: Tokens, rules: Grammar, floor: int) -> list[Found]:
    """The 6 of "6-7 February", the 499 of "499-493 BC"."""
    at = found.first - 2
    dot = at > floor and tokens.words[at] == "."  # "6. bis 9. Mai"
    at -= dot
    if at < floor or rules.lexicon.value("PAIR", tokens.words[at + 1 + dot]) is None:
        return []
    number = bare_number(tokens, rules, at)
    if number is None:
        return []
    meaning: Fixed | Named | None = None
    if found.rule in DAY_FIRST:
        meaning = _with_day(found.meaning, number)
    elif found.rule in ("year-era",) and isinstance(found.meaning, Fixed):
        year = found.meaning.period.number
        meaning = Fixed(year_period(1 - number)) if year <= 0 and number > 1 - year else None
    if meaning is None:
        return []
    return [Found(at, at + 1 + dot, "date", meaning, f"{found.rule}-shared")]


def _right(found: Found, tokens: Tokens, rules: Grammar, ceiling: int) -> list[Found]:
    """The expression itself, and the 9 of "May 7-9", the 59 of "1954-59" after it."""
    at = found.last + 1
    if at >= ceiling or rules.lexicon.value("PAIR", tokens.words[found.last]) is None:
        return [found]
    number = bare_number(tokens, rules, at)
    if number is None:
        return [found]
    if found.rule == "season-year" and isinstance(found.meaning, Fixed):
        return [_winter_of_two_years(found, at, number)]
    meaning: Fixed | Named | None = None
    rule = found.rule.rpartition("+")[2]
    said = found.meaning.on if isinstance(found.meaning, Timed) else found.meaning
    if rule in MONTH_FIRST and not _counts_something(tokens, rules, at + 1):
        meaning = _with_day(said, number)
    elif found.rule in YEARS and isinstance(found.meaning, Fixed) and len(tokens.words[at]) == 2:
        year = found.meaning.period.number
        dash = tokens.starts[at] == tokens.ends[at - 1] or tokens.words[at - 1] != "-"
        meaning = (
            Fixed(year_period(year // 100 * 100 + number)) if dash and number > year % 100 else None
        )
    if meaning is None:
        return [found]
    return [found, Found(at, at + 1, "date", meaning, f"{found.rule}-shared")]


def _listed(found: Found, tokens: Tokens, rules: Grammar, ceiling: int) -> list[Found]:
    """The days of "Oct. 3, 4 and 5"; none where the figures do not end in "and" and a day."""
    said = found.meaning.on if isinstance(found.meaning, Timed) else found.meaning
    out = [found]
    at, linked = found.last, False
    while found.rule.rpartition("+")[2] in MONTH_FIRST and not linked and at + 1 < ceiling:
        comma = tokens.words[at] == ","
        at += comma
        linked = rules.lexicon.value("LISTED", tokens.words[at]) is not None
        number = bare_number(tokens, rules, at + linked) if comma or linked else None
        meaning = None if number is None or number > LAST_DAY else _with_day(said, number)
        if meaning is None or at + linked >= ceiling or len(out) > LAST_DAY:
            return []
        at += linked + 1
        out.append(Found(at - 1, at, "date", meaning, f"{found.rule}-shared"))
    full = linked and len(out) > 2 and not _counts_something(tokens, rules, at)
    return out if full else []


def _winter_of_two_years(found: Found, at: int, number: int) -> Found:
    """Words like "the winter of 1941-42" is the one that ends in 1942."""
    if not isinstance(found.meaning, Fixed) or found.meaning.period.number % 4 != 0:
        return found
    year = found.meaning.period.number // 4
    if number not in (year + 1, (year + 1) % 100):
        return found
    return replace(found, last=at + 1, meaning=Fixed(found.meaning.period.shift(4)))


def _counts_something(tokens: Tokens, rules: Grammar, at: int) -> bool:
    if at >= len(tokens.words):
        return False
    word = tokens.words[at]
    return any(
        rules.lexicon.value(name, word) is not None
        for name in ("COUNTED", "AFTER_NUMBER", "ANYTIME")
    )


def _with_day(meaning: object, day: int) -> Fixed | Named | None:
    if isinstance(meaning, Named):
        return replace(meaning, day=day) if valid_day(2000, meaning.month, day) else None
    if isinstance(meaning, Fixed) and meaning.period.granularity == "day":
        said = first_day(meaning.period)
        if valid_day(said.year, said.month, day):
            return Fixed(day_period(Day(said.year, said.month, day)))
    return None


def joined(
    dated: tuple[DatedExpression, ...], text: str, words: Grammar
) -> tuple[DatedExpression, ...]:
    """Two ends held together by a range word as one expression with the days of both; "the first
    nine months" with its year.
    """
    out: list[DatedExpression] = []
    for each in dated:
        whole = None
        if out:
            whole = _range(out[-1], each, text, words) or _months_of(out[-1], each, text, words)
        if whole is None:
            out.append(each)
        else:
            out[-1] = whole
    return tuple(out)


def _months_of(
    left: DatedExpression, right: DatedExpression, text: str, rules: Grammar
) -> DatedExpression | None:
    """The months that "the last three months of 2008" names: October to December."""
    year, length = right.date, MONTHS.fullmatch(left.timex or "")
    gap = text[left.expression.end : right.expression.start].lower().strip()
    if year is None or year.granularity != "year" or not length or year.approximate:
        return None
    edge = left.expression.text.lower().split()[1:2]
    if rules.lexicon.value("OF", gap) is None or not edge or left.expression.kind != "duration":
        return None
    number = int(length[1])
    if rules.lexicon.value("FINAL", edge[0]) is not None:
        months = [month_period(year.start.year, month) for month in (13 - number, 12)]
    elif rules.lexicon.value("ORD", edge[0]) == 1:
        months = [month_period(year.start.year, month) for month in (1, number)]
    else:
        return None
    first, last = first_day(months[0]), last_day(months[1])
    rule = f"{left.rule} of {right.rule}"
    timex = "/".join(timex_value(month) for month in months)
    edtf = "/".join(edtf_value(month) for month in months)
    start, end = left.expression.start, right.expression.end
    date = ResolvedDate(first, last, "range", edtf, timex, False, year.anchor, rule)
    return DatedExpression(
        TimeExpression(start, end, text[start:end], "date"), timex, None, date, rule
    )


def _range(
    left: DatedExpression, right: DatedExpression, text: str, rules: Grammar
) -> DatedExpression | None:
    first, last = left.date, right.date
    if first is None or last is None or {left.expression.kind, right.expression.kind} != {"date"}:
        return None
    if first.granularity == "range" or day_number(first.start) > day_number(last.end):
        return None
    if not _held_together(left, right, text, rules):
        return None
    start, end = left.expression.start, right.expression.end
    timex = f"{first.timex}/{last.timex}"
    plain = {first.granularity, last.granularity} <= PLAIN and not (
        first.approximate or last.approximate
    )
    edtf = f"{first.edtf}/{last.edtf}" if plain else edtf_interval(first.start, last.end)
    rule = f"{left.rule}..{right.rule}"
    approximate = first.approximate or last.approximate
    edtf = approximated(edtf) if approximate else edtf
    date = ResolvedDate(
        first.start, last.end, "range", edtf, timex, approximate, first.anchor or last.anchor, rule
    )
    return DatedExpression(
        TimeExpression(start, end, text[start:end], "date"), timex, None, date, rule
    )


def _held_together(
    left: DatedExpression, right: DatedExpression, text: str, rules: Grammar
) -> bool:
    """Whether a dash, "from … to" or "between … and" stands between the two."""
    gap = text[left.expression.end : right.expression.start].lower().split()
    before = text[max(0, left.expression.start - 12) : left.expression.start].lower().split()
    opening = before[-1] if before else ""
    known = rules.lexicon.value
    if len(gap) != 1 or left.date is None or right.date is None:
        return False
    if known("AND", gap[0]) is not None:
        return known("BETWEEN", opening) is not None
    same_unit = left.date.granularity == right.date.granularity
    return known("RANGE", gap[0]) is not None and (
        not gap[0].isalpha() or same_unit or known("FROM", opening) is not None
    )
