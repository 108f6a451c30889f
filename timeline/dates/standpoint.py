"""Where a text stands when it says a time: its publication day and what was named before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.dates.calendar import Period, day_period, first_day, last_day
from timeline.records import Day, Granularity

NEWS_DAYS = 7  # before the publication: older days are background

SIZES = {
    "day": 0,
    "weekend": 1,
    "week": 1,
    "month": 2,
    "season": 3,
    "quarter": 3,
    "half": 4,
    "year": 5,
    "decade": 6,
    "century": 7,
    "millennium": 8,
}


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where the text stands when it says a time."""

    published: Day | None
    mentions: tuple[Period, ...]  # what was named, the last one first, one for each granularity
    narrative: bool  # undated names are counted from the last mention
    direction: int = 0  # of the verb nearby: -1 past, 1 future, -2 and 2 for certain
    back: Period | None = None  # what the text looked back on since the last mention

    said: Period | None = None  # what was named last, be it an aside: "in 1939 … that year"
    news: Period | None = None  # the last day that was told of the week up to the publication

    @property
    def today(self) -> Period | None:
        return None if self.published is None else day_period(self.published)

    @property
    def here(self) -> Period | None:
        """What a bare weekday or month is counted from."""
        return (self.spoken_of("year") if self.narrative else None) or self.today

    def spoken_of(self, unit: Granularity) -> Period | None:
        """What "the following day" is counted from: the last mention not longer than the unit."""
        for period in self.mentions:
            if SIZES[period.granularity] <= SIZES[unit]:
                last = self.mentions[0]
                moved = SIZES[unit] < SIZES["year"] and not _holds(last, period)
                # "On 3 May … In July … Two days later"; what lies before it was only looked back on
                return None if moved and first_day(last) > first_day(period) else period
        return None

    def after(self, period: Period) -> Standpoint:
        """The same place after one more mention."""
        others = tuple(each for each in self.mentions if each.granularity != period.granularity)
        news = period if self.is_of_the_news(period) else self.news
        return replace(self, mentions=(period, *others), back=None, said=period, news=news)

    def is_of_the_news(self, period: Period) -> bool:
        """Whether it is the publication day or one of the days right before it."""
        if self.today is None or period.granularity != "day":
            return False
        return 0 <= self.today.number - period.number <= NEWS_DAYS

    def back_in_the_news(self) -> Standpoint:
        """The same place where an article comes back from another time to its news."""
        day = self.news or self.today
        return replace(self, mentions=(day,) if day else (), back=None, said=None)


def _holds(longer: Period, period: Period) -> bool:
    return first_day(longer) <= first_day(period) and last_day(period) <= last_day(longer)
