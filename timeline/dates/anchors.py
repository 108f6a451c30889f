"""Is this an article of its day, or a history? Decided from the document's own time expressions."""

from __future__ import annotations

from typing import Literal

from timeline.dates.calendar import first_day
from timeline.dates.meaning import Fixed, Found, Meaning, Named, NamedStep, Step, Timed
from timeline.records import Day

AnchorChoice = Literal["auto", "published", "previous"]
HOP_YEARS = 3  # so far from one year that is told before it and after it, too
LEAP_YEARS = 5  # a lone date this far from its neighbours is an aside
NEAR_YEARS = 1  # a full date this near to the publication is news, not history
MIN_BARE = 3  # bare months and days after a single far date that make a history of it
MIN_FAR = 3  # full dates far from the publication that a history has at least


def is_narrative(found: list[Found], published: Day | None, choice: AnchorChoice) -> bool:
    """Whether bare months and weekdays are counted from the last mention.

    A history names years far from its publication and hardly says "yesterday" or "on Friday". An
    article that begins with such a day is news, however much it looks back afterwards.
    """
    if choice != "auto":
        return choice == "previous"
    far = near = deictic = bare = 0
    living = published.year - LEAP_YEARS if published is not None else 0
    recent = published is None
    for each in found:
        meaning = each.meaning.on if isinstance(each.meaning, Timed) else each.meaning
        if isinstance(meaning, Fixed):
            distant = (
                published is None
                or abs(first_day(meaning.period).year - published.year) > NEAR_YEARS
            )
            far += distant
            near += not distant
            recent = recent or first_day(meaning.period).year >= living
        elif isinstance(meaning, Named) and meaning.granularity in ("day", "month"):
            bare += bool(far)
        elif (isinstance(meaning, Named) and meaning.granularity == "week") or (
            isinstance(meaning, Step | NamedStep) and meaning.base == "anchor"
        ):
            if published is not None and not far and _is_day(meaning):
                return False
            deictic += 1
    if published is None and far and not deictic:
        return True
    if far and bare >= MIN_BARE and not deictic and not recent:
        return True  # "On June 6, 1944, … By June 30 … In September"
    return far >= MIN_FAR and far > 4 * deictic + near


def _is_day(meaning: Meaning) -> bool:
    """Whether it is "yesterday", "on Friday" or "this week", and not "this century"."""
    if isinstance(meaning, Named):
        return True
    return isinstance(meaning, Step) and meaning.unit in ("day", "week")


def leaps(found: list[Found], home: int | None = None) -> set[int]:
    """Indices of dates that are asides: years away from both the date before and the one after.

    `home`: the year that the text returns to, None for a history.
    """
    years = [
        (index, first_day(each.meaning.period).year)
        for index, each in enumerate(found)
        if isinstance(each.meaning, Fixed)
    ]
    asides: set[int] = set()
    before: int | None = None
    for place, (index, year) in enumerate(years):
        following = years[place + 1][1] if place + 1 < len(years) else home
        if before is not None and _is_away(year, before, following):
            asides.add(index)
        else:
            before = year
    return asides


def _is_away(year: int, before: int, following: int | None) -> bool:
    """Whether the story goes on after the year where it was before: not in it, nor near it."""
    if following == before:
        return abs(year - before) >= HOP_YEARS
    after = before if following is None else following
    away = min(abs(year - before), abs(year - after))
    return away > LEAP_YEARS and abs(before - after) <= LEAP_YEARS
