"""Dating a sentence that names no day itself: by evidence, or not at all."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from timeline.language.apart import clause_apart
from timeline.language.status import is_future
from timeline.language.tense import main_part
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
RECENT_DAYS = 7  # news is at most a week old; what the lead names beyond that is background
LONG_GONE_DAYS = 31  # a report names quarters that ended a month ago, and is news
NEXT_IN_PARAGRAPH = 2  # characters between two sentences at most: a space, or two
_DAY = ("day", "time")
# What is told in the perfect or the present, or said, is news, whatever was told before it; so are
# figures, which are held against those of a year ago.
_OF_NOW = re.compile(
    r"[$£€%]|\b(?:percent|per cent|cents|points)\b"
    r"|\b(?:has|have|is|are|said|says|told|announced|reported|added|now|today)\b|['’]ve\b"
)
# The sentence looks back: whatever happened then, it was not on the day of the news.
_BACKGROUND = re.compile(
    r"\bhad (?:\w+ly |also |already |never |been )*\w+(?:ed|en|wn|ne|ght|ld|de|pt|st|id)\b"
    r"|\b(?:comes?|came|coming) (?:just |shortly |only )?"
    r"(?:(?:\w+ )?(?:hour|day|week|month|year)s? )?after\b"
    r"|\bfollow(?:s|ed|ing) (?!by\b)"
    # "Formerly a teacher": an aside about somebody.
    r"|\b(?:in the wake of|(?<!\ba )(?<!\bthe )(?<!\bits )previously"
    r"|formerly(?! (?:an?|the|known)\b)|in the past|since then"
    r"|historically|originally|at the time|(?:once|twice|three times) before)\b"
    r"|\b(?:last|past|previous|prior) (?:\w+ )?(?:quarter|year|season|decade|century|time)s?\b"
    r"|\b(?:has|have)\b.{,80}\b(?:since|over the (?:past|last|years)|in recent|so far|"
    r"for (?:years|decades|months|weeks))\b"
    r"|\bfor the (?:past|last)\b.{,80}\b(?:has|have)\b"
    r"|^since\b[^,]*\b(?:has|have)\b"
    # What this year's figures are held against.
    r"|^in the year-(?:earlier|ago)\b|^(?:the )?(?:year-(?:earlier|ago)|last year['’]s) "
    r"(?:\w+ )?(?:results?|figures?|quarter|period|earnings|profits?|loss)\b"
    r"|\bon (?:several|many|numerous|various|some) occasions\b|\b(?:many|several) times\b"
    r"|\b(?:several|many|some|a few) (?:week|month|year|decade)s (?:ago|earlier)\b"
    # Not "its recently opened mill".
    r"|(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bmost )(?<!\bof )"
    r"\brecently\b"
    r"|(?<!the )\bfirst (?:\w+ed|to)\b|^before (?:his|her|its|their)\b"
    # On a day that is told by what happened on it: "the night of the fire".
    r"|\bthe (?:(?:very|same) )?(?:next |following )?(?:day|night|morning|evening|week|month|year|"
    r"season) (?:after|before|of) (?!(?:today|tomorrow|yesterday)\b)"
    # What somebody thinks was done: "police believe he was driven to Vik".
    r"|^(?:[\w.'’-]+ ){1,6}(?:believes?|thinks?|suspects?) (?:that )?"
    r"(?:[\w.'’-]+ ){1,6}(?:was|were|had)\b",
    re.IGNORECASE,
)
_DIED = re.compile(
    r"\b(?:died|drowned|perished|(?:was|were|been) (?:\w+ly )?(?:killed|murdered|slain|"
    r"assassinated|executed|gunned down|shot dead|beaten to death))\b"
)
# What people die of, and words for it.
_DEADLY = re.compile(
    r"\b(?:die[sd]?|dying|dead|death|deadly|fatal\w*|kill\w*|murder\w*|slain|slay\w*|shot|shoot\w*|"
    r"bomb\w*|blast\w*|explo\w*|crash\w*|quake|earthquake\w*|fires?|blaze|storm\w*|flood\w*|tsunami|"
    r"hurricane|tornado\w*|typhoon|cyclone|avalanche|landslide|mudslide|attack\w*|clash\w*|battle\w*|"
    r"fight\w*|war|raid\w*|strikes?|violence|riot\w*|massacre\w*|sank|sink\w*|capsiz\w*|derail\w*|"
    r"collaps\w*|accident\w*|disaster|poison\w*|virus|disease|outbreak|epidemic|funeral|obituary|"
    r"mourn\w*|bod(?:y|ies)|victim\w*|survivor\w*|casualt\w*|toll|rescue\w*|stab\w*|burn\w*)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:announced|revealed|confirmed|unveiled|promised|pledged|vowed|agreed|decided|ordered|"
    r"ruled|approved|voted|proposed|disclosed)\b.{,120}\b(?:will|would|going to|plans? to)\b"
)
_BECAUSE = re.compile(r",? because\b")
# Prices of one day, told in one breath: "Its shares fell yesterday. Vik closed at $12."
_TRADING = re.compile(
    r"\b(?:shares?|stocks?|index|average|futures?|bonds?|dollar|pound|yen|gold|oil|composite|volume)\b"
    r".*\b(?:closed|ended|finished|settled|rose|fell|gained|lost|added|jumped|plunged|plunging|"
    r"dropped|slipped|climbed|surged|tumbled|declined|advanced|shed|eased|edged|traded|trading)\b"
    r"|\b(?:closed|ended|finished|settled) (?:at|up|down|unchanged|higher|lower|off)\b",
    re.IGNORECASE,
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
    ) -> None:
        self._published = Day.of(published) if published else None
        self._sentences, self._dates = sentences, dates
        self._lead = self._lead_day(sentences, dates)
        self._reported = _day(self._published, "publication-day") if self._published else None

    def of(self, index: int) -> tuple[ResolvedDate | None, DateSource | None]:
        """The day of the `index`-th sentence, and where it comes from; (None, None) when the
        words give no reason for one.

        What happened "then" happened when the sentences before say. What is to come has no day
        until somebody names it, and what a sentence looks back on was not on the day of the news.
        Everything else happened on the day that the article's lead names, else on the
        publication day.
        """
        sentence = self._sentences[index]
        if _CONTINUED.search(sentence.text) and (before := self._before(index)):
            return replace(before, rule=f"previous, {before.rule}"), "previous"
        if _TRADING.search(sentence.text) and (traded := self._traded(index)):
            return replace(traded, rule=f"previous, {traded.rule}"), "previous"
        main = _BECAUSE.split(main_part(sentence.text))[0]
        told = _ANNOUNCED.search(main) or announcement(sentence.text, None)
        if (is_future(main) and not told) or _BACKGROUND.search(main):
            return None, None
        if self._goes_on_in_the_past(index, main) or self._is_an_old_death(index, main):
            return None, None
        if self._lead is not None:
            return self._lead, "previous"
        return self._reported, "publication" if self._reported else None

    def is_undated_plan(self, index: int) -> bool:
        """Whether the sentence tells, after the lead, of something to come on no known day.

        No timeline has a place for it; in the lead it is the news.
        """
        if index < LEAD_SENTENCES or self.of(index)[0]:
            return False
        return is_future(main_part(self._sentences[index].text))

    def _goes_on_in_the_past(self, index: int, main: str) -> bool:
        """Whether the sentence before tells of a day long gone, and this one, in the same paragraph
        and the simple past, tells on: "In 1991 Holm was convicted. The mill burned down."
        """
        if index <= LEAD_SENTENCES or self._published is None or _OF_NOW.search(main):
            return False
        sentence, before = self._sentences[index], self._sentences[index - 1]
        if sentence.start - before.end > NEXT_IN_PARAGRAPH:
            return False
        first = bisect_left(self._dates, before.start, key=lambda one: one.expression.start)
        last = bisect_left(self._dates, before.end, key=lambda one: one.expression.start)
        days = [
            one.date.end.ordinal()
            for one in self._dates[first:last]
            if one.date and not _is_aside(before, one.expression)
        ]
        return bool(days) and max(days) < self._published.ordinal() - LONG_GONE_DAYS

    def _is_an_old_death(self, index: int, main: str) -> bool:
        """Whether somebody died that the lead has no word of: were it the news, it would lead."""
        if index < LEAD_SENTENCES or not _DIED.search(main):
            return False
        return not any(_DEADLY.search(one.text) for one in self._sentences[:LEAD_SENTENCES])

    def _traded(self, index: int) -> ResolvedDate | None:
        """The recent day of which the few sentences before tell as a day of trading."""
        before = self._sentences[max(index - CONTINUES, 0) : index]
        day = self._before(index)
        if day is None or day.granularity != "day" or self._published is None:
            return None
        if day.days > 1 or not any(_TRADING.search(one.text) for one in before):
            return None
        today = self._published.ordinal()
        return day if 0 <= today - day.start.ordinal() <= RECENT_DAYS else None

    def _before(self, index: int) -> ResolvedDate | None:
        """The last date in the few sentences before."""
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
        today = self._published.ordinal()
        for dated in dates:
            if dated.expression.start >= end:
                break
            date = dated.date
            one_day = date is not None and date.granularity in _DAY and date.start == date.end
            if date and one_day and 0 <= today - date.start.ordinal() <= RECENT_DAYS:
                return _day(date.start, "lead-day")
        return None


def _is_aside(sentence: Sentence, expression: TimeExpression) -> bool:
    """Whether the expression dates a clause on the side, and not what the sentence tells."""
    place = expression.start - sentence.start, expression.end - sentence.start
    return clause_apart(sentence.text, place) is not None


def _day(day: Day, rule: str) -> ResolvedDate:
    return ResolvedDate(
        start=day,
        end=day,
        granularity="day",
        edtf=str(day),
        timex=str(day),
        approximate=False,
        anchor=day,
        rule=rule,
    )
