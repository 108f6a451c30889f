"""Where an article comes back from its background to the news."""

from __future__ import annotations

from timeline.dates.calendar import Period, containing, day_number, first_day, last_day
from timeline.dates.lexicon import Lexicon
from timeline.dates.meaning import Found, Step, Timed
from timeline.dates.standpoint import NEWS_DAYS, Standpoint
from timeline.dates.tense import direction
from timeline.dates.tokens import STOPS, Tokens
from timeline.records import Granularity

REACH = 40  # tokens before a clock in which its sentence begins
EARLIER_IN_DAY = "earlier-in-day"  # "earlier in the day"
THE_UNIT = "the-unit"  # "the year", "the end of the month"


def leaves_background(
    found: Found, at: Standpoint, tokens: Tokens, told: int, lexicon: Lexicon
) -> bool:
    r"""Whether a clock without its day, or "the year", is of the news and not of what was mentioned
    last, whose words end before the token `told`.

    So it is when a paragraph has begun since a day that is not of the last week, or a year that is
    not that of the publication: "It forecast a profit on May 31.\n\nBy 10:15 the stock was down".
    A day of years ago lasts no longer than its sentence.
    So it is, too, when the clock is over and the day is still to come: "It will stay open until
    November 7. The first guests sat down at 8:20"; and when the unit is still to come and what was
    mentioned is over: "They applied in May. A decision is expected by the end of the month".
    """
    if at.narrative or at.published is None or not at.mentions:
        return False
    last = at.mentions[0]
    begun = tokens.breaks_between(told, found.first)
    if isinstance(found.meaning, Timed) and found.meaning.on is None:
        if at.is_of_the_news(last):
            return False
        old = first_day(last).year < at.published.year - 1
        begun = begun or (old and _ends_between(tokens, told, found.first))
        soon = 0 < day_number(first_day(last)) - day_number(at.published) <= NEWS_DAYS
        far = begun and not soon  # but "on Thursday.\n\nThe polls open at 6 a.m."
        return far or _is_over(found, last, at, tokens, lexicon)
    if found.rule == EARLIER_IN_DAY:
        return not at.is_of_the_news(last) and _ends_between(tokens, told, found.first)
    if found.rule == THE_UNIT and isinstance(found.meaning, Step):
        other_year = begun and first_day(last).year != at.published.year
        return other_year or _is_to_come(found.meaning.unit, found, at, tokens, lexicon)
    return False


def _ends_between(tokens: Tokens, told: int, first: int) -> bool:
    """Whether a sentence ends in the few tokens before `first`, and after what was told."""
    return any(word in STOPS for word in tokens.words[max(told, first - REACH) : first])


def _is_over(found: Found, last: Period, at: Standpoint, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the verb is in the past and what was mentioned last is to come."""
    if at.published is None or last_day(last) <= at.published:
        return False
    return direction(tokens, found.first, found.last, lexicon) < 0


def _is_to_come(
    unit: Granularity, found: Found, at: Standpoint, tokens: Tokens, lexicon: Lexicon
) -> bool:
    """Whether the verb is in the future and the unit that was mentioned last is over."""
    said = at.spoken_of(unit)
    if said is None or at.published is None:
        return False
    if last_day(containing(last_day(said), unit)) >= at.published:
        return False
    return direction(tokens, found.first, found.last, lexicon) > 0
