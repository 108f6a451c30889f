"""Dating a sentence that names no day itself: by evidence, or not at all."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from timeline.language.apart import clause_apart, comes_after
from timeline.language.status import begins_in_future, is_future, promises
from timeline.language.tense import main_part
from timeline.questions.background import (
    is_of_now,
    is_so_by_now,
    knows_of_death,
    looks_back,
    tells_a_death,
    tells_prices,
)
from timeline.questions.openings import announcement
from timeline.records import (
    DatedExpression,
    DateSource,
    Day,
    ResolvedDate,
    Sentence,
    TimeExpression,
)

LEAD_SENTENCES = 4  # headline and the paragraph that tells the news; datelines count as one
LONGEST_DAYS = 31  # a longer stretch is no time at which one thing follows another
CONTINUES = 3  # sentences back in which "then" and "later" have what they follow
FRESH_DAYS = 2  # after its first sentence, what a lead names beyond that is background, too
RECENT_DAYS = 7  # news is at most a week old; what the lead names beyond that is background
LONG_GONE_DAYS = 31  # a report names quarters that ended a month ago, and is news
NEXT_IN_PARAGRAPH = 2  # characters between two sentences at most: a space, or two
_DAY = ("day", "time")
_ANNOUNCED = re.compile(
    r"\b(?:announced|revealed|confirmed|unveiled|promised|pledged|vowed|agreed|decided|ordered|"
    r"ruled|approved|voted|proposed|disclosed)\b.{,120}\b(?:will|would|going to|plans? to)\b"
)
# "Orrin rejected the offer and said that it would appeal": what it did comes first.
_AND_SAID = re.compile(r"(?<=\w),? and (?:\w+ )?(?:said|added|announced|promised|warned)\b.*")
_BECAUSE = re.compile(r",? because\b")
# "Holm testified that the mill had closed": what had been so is what she said, and no background.
_SAYS_THAT = re.compile(
    r"\b(said|told|testified|warned|argued|claimed|admitted|insisted|confirmed|reported|revealed|"
    r"ruled|found|concluded|wrote|denied)\b(?: [\w.'’-]+){,5}? that\b.*"
)
_CONTINUED = re.compile(
    r"\b(?:then|later|afterwards|subsequently|thereafter)\b(?! (?:that|this|in|on|than)\b)"
    # "In that suit, the agency accused Holm": on the day of the suit.
    r"|^(?:in|at|during) (?:that|the same) (?!time\b|way\b|case\b|sense\b|vein\b|regard\b|"
    r"respect\b|period\b|quarter\b|year\b)\w+",
    re.IGNORECASE,
)


class NewsDay:
    """What day a document's sentences report on when they do not say."""

    def __init__(
        self,
        published: datetime.date | None,
        sentences: Sequence[Sentence],
        dates: Sequence[DatedExpression],
        text: str,
    ) -> None:
        """`text`: of the document, which `sentences` and `dates` point into."""
        self._text = text
        self._published = Day.of(published) if published else None
        self._sentences, self._dates = sentences, dates
        self._lead = self._lead_day(sentences, dates)
        self._is_background = self._lead is not None and self._looks_on()
        self._said: list[tuple[int, ResolvedDate]] = []
        self._reported = (
            ResolvedDate.of_day(self._published, "publication-day") if self._published else None
        )

    def of(self, index: int) -> tuple[ResolvedDate | None, DateSource | None]:
        """The day of the `index`-th sentence, and where it comes from; (None, None) when the
        words give no reason for one.

        What happened "then" happened when the sentences before say. What is to come has no day
        until somebody names it, and what a sentence looks back on was not on the day of the news.
        Everything else happened on the day that the article's lead names, else on the
        publication day; so did what has happened or is happening by now.
        """
        sentence = self._sentences[index]
        before = self.before(index) if _CONTINUED.search(sentence.text) else None
        if before and not self._is_too_late(before, sentence.text):
            return replace(before, rule=f"previous, {before.rule}"), "previous"
        if tells_prices(sentence.text) and (traded := self._traded(index)):
            return replace(traded, rule=f"previous, {traded.rule}"), "previous"
        main = _AND_SAID.sub("", _BECAUSE.split(main_part(sentence.text))[0])
        told = _ANNOUNCED.search(main) or announcement(sentence.text, None) or promises(main)
        if (begins_in_future(main) and not told) or looks_back(_SAYS_THAT.sub(r"\1", main)):
            return None, None
        if before := self._told_on(index, main):
            return replace(before, rule=f"previous, {before.rule}"), "previous"
        if self._goes_on_in_the_past(index, main) or self._is_an_old_death(index, main):
            return None, None
        return self._or_published(None if is_so_by_now(main) else self._lead)

    def said(self, index: int) -> tuple[ResolvedDate | None, DateSource | None]:
        """The day on which somebody said what the `index`-th sentence reports, unless it names
        another one: the last one that the article has named for a saying, else the day that the
        lead names, where what it tells of that day is the news, else that of publication.
        """
        named = [day for at, day in self._said if at <= index]
        if named:
            return named[-1], "previous"
        return self._or_published(None if self._is_background else self._lead)

    def _or_published(
        self, day: ResolvedDate | None
    ) -> tuple[ResolvedDate | None, DateSource | None]:
        """A day that the article names, else that of publication, if it is known."""
        if day is not None:
            return day, "previous"
        return self._reported, "publication" if self._reported else None

    def was_said_on(self, index: int, date: ResolvedDate) -> None:
        """Note that the `index`-th sentence names the day of a saying; call it in order."""
        if self._lead is None or self._published is None or date.granularity not in _DAY:
            return
        if date.rule == "deictic-day":
            return  # "today" is often that of a draft
        last = self._said[-1][1] if self._said else self._lead
        if date.days == 1 and last.end < date.end <= self._published:
            self._said.append((index, ResolvedDate.of_day(date.end, "lead-day")))

    def is_undated_plan(self, index: int) -> bool:
        """Whether the sentence tells, after the lead, of something to come on no known day.

        No timeline has a place for it; in the lead it is the news.
        """
        if index < LEAD_SENTENCES or self.of(index)[0]:
            return False
        return begins_in_future(_AND_SAID.sub("", main_part(self._sentences[index].text)))

    def _looks_on(self) -> bool:
        """Whether the first sentence tells what has been done by now, or what was done after the
        day that it names: "Orrin has shut the mill after a boiler burst on Tuesday".
        """
        first = next((one for one in self._sentences if one.kind != "headline"), None)
        if first is None:
            return False
        if is_so_by_now(main_part(first.text)):
            return True
        days = (one.expression for one in self._dates if one.date)
        inside = (one for one in days if first.start <= one.start < first.end)
        return any(comes_after(first.text, one.start - first.start) for one in inside)

    def _told_on(self, index: int, main: str) -> ResolvedDate | None:
        """The recent day of the sentence before, where this one tells on in its paragraph and the
        simple past: "On May 6 prices fell. Shares of Orrin changed hands for a cent."
        """
        days = self._days_before(index, main)
        if self._published is None or len(days) != 1 or days[0].granularity not in _DAY:
            return None
        ago = self._published.ordinal() - days[0].end.ordinal()
        return days[0] if 0 < ago <= LONG_GONE_DAYS and days[0].days == 1 else None

    def _days_before(self, index: int, main: str) -> list[ResolvedDate]:
        """The dates of the sentence before, in the same paragraph, where this one can tell on."""
        if index < 2 or is_of_now(main):
            return []
        sentence, before = self._sentences[index], self._sentences[index - 1]
        gap = self._text[before.end : sentence.start]
        if len(gap) > NEXT_IN_PARAGRAPH or gap.count("\n") > 1:
            return []
        first = bisect_left(self._dates, before.start, key=lambda one: one.expression.start)
        last = bisect_left(self._dates, before.end, key=lambda one: one.expression.start)
        return [
            one.date
            for one in self._dates[first:last]
            if one.date and not _is_aside(before, one.expression)
        ]

    def _is_too_late(self, date: ResolvedDate, sentence: str) -> bool:
        """Whether what the sentence tells as done cannot be of a day to come: "will be heard on
        Friday. He was arrested and later released."
        """
        published = self._published
        return published is not None and date.start > published and not is_future(sentence)

    def _goes_on_in_the_past(self, index: int, main: str) -> bool:
        """Whether the sentence before tells of a day long gone, and this one, in the same paragraph
        and the simple past, tells on: "In 1991 Holm was convicted. The mill burned down."
        """
        if index <= LEAD_SENTENCES or self._published is None:
            return False
        days = [date.end.ordinal() for date in self._days_before(index, main)]
        return bool(days) and max(days) < self._published.ordinal() - LONG_GONE_DAYS

    def _is_an_old_death(self, index: int, main: str) -> bool:
        """Whether somebody died that the lead has no word of: were it the news, it would lead."""
        if index < LEAD_SENTENCES or not tells_a_death(main):
            return False
        return not any(knows_of_death(one.text) for one in self._sentences[:LEAD_SENTENCES])

    def _traded(self, index: int) -> ResolvedDate | None:
        """The recent day of which the few sentences before tell as a day of trading."""
        before = self._sentences[max(index - CONTINUES, 0) : index]
        day = self.before(index)
        if day is None or day.granularity != "day" or self._published is None:
            return None
        if day.days > 1 or not any(tells_prices(one.text) for one in before):
            return None
        today = self._published.ordinal()
        return day if 0 <= today - day.start.ordinal() <= RECENT_DAYS else None

    def before(self, index: int) -> ResolvedDate | None:
        """The last date in the few sentences before the `index`-th."""
        first = self._sentences[max(index - CONTINUES, 0)].start
        last = self._sentences[index].start
        position = bisect_left(self._dates, last, key=lambda dated: dated.expression.start)
        while position and self._dates[position - 1].expression.start >= first:
            position -= 1
            date = self._dates[position].date
            if date and date.days <= LONGEST_DAYS:
                return date
        return None

    def _lead_day(
        self, sentences: Sequence[Sentence], dates: Sequence[DatedExpression]
    ) -> ResolvedDate | None:
        """The first recent single day that the lead names."""
        if self._published is None or not sentences:
            return None
        end = sentences[min(LEAD_SENTENCES, len(sentences)) - 1].end
        bodies = [one.end for one in sentences if one.kind != "headline"]
        news = bodies[0] if bodies else end  # where the first sentence of the article ends
        today = self._published.ordinal()
        for dated in dates:
            if dated.expression.start >= end:
                break
            date = dated.date
            one_day = date is not None and date.granularity in _DAY and date.start == date.end
            most = RECENT_DAYS if dated.expression.start < news else FRESH_DAYS
            if date is None or not one_day or self._is_looked_back_on(dated):
                continue
            if 0 <= today - date.start.ordinal() <= most:
                return ResolvedDate.of_day(date.start, "lead-day")
        return None

    def _is_looked_back_on(self, dated: DatedExpression) -> bool:
        """Whether it is the day of what came before the news: "since Sunday, when crews struck"."""
        before = self._text[: dated.expression.start].rstrip()
        return dated.rule == "days-after" or before.endswith(" since")


def _is_aside(sentence: Sentence, expression: TimeExpression) -> bool:
    """Whether the expression dates a clause on the side, and not what the sentence tells."""
    return clause_apart(sentence.text, sentence.place_of(expression)) is not None
