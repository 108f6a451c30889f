"""What somebody says in an article, asked about as a statement: who says it, and on what day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline.language.focus import dates_a_saying
from timeline.language.quotes import without_quotes
from timeline.language.speakers import Saying, saying
from timeline.questions.newsday import NewsDay
from timeline.questions.openings import announcement
from timeline.records import DatedExpression, DateSource, ResolvedDate, Sentence

SAME_SPEAKER = 3  # sentences back in which "he said" has who that is
# "Said on Monday that", "told reporters in Vik late on Monday": the day of the saying.
_RIGHT_AFTER = re.compile(
    r"(?: (?:in an? \w+(?: \w+)?|(?:in|at) [A-Z][\w.]*|reporters|journalists|on|in|late|early|at))*"
    r",? ?$"
)
# "Told a news conference in Vik on Monday that", "said in an interview with the paper on Monday."
_BEFORE_THAT = re.compile(r"(?:(?!\bthat\b)[^,;:\"“”])*")
_AT_AN_OCCASION = re.compile(
    r"(?: (?!that\b)[\w.'’-]+){,3}? (?:in|at|during) (?:an?|his|her|its|their) "
    r"(?:(?!\bthat\b)[^,;:\"“”])*"
)
_LEANS = re.compile(r" (?:on|in|late|early)(?: on)? $")  # "praised them on Monday"
_AFTERWARDS = re.compile(r" (?:afterwards|afterward|later)\b")  # than what was told before
_OVER = re.compile(r"[.,;]?[\s\"”’]*(?:$|[,;])")
# "In a statement last year he said", "On Monday, Holm said", "In a July 16 speech, Holm said".
_OCCASION = re.compile(
    r"(?:In|At|During) (?:an?|his|her|its|their) (?:[\w-]+ ){1,4}?"
    r"(?:(?:on|in|late|early|published|issued|released|made|given) )*"
)
_OPENS = re.compile(
    r"(?:(?:on|in|at|during|late|early|later|earlier|speaking|an?|the|his|her|its),? ?)*",
    re.IGNORECASE,
)
_UP_TO_WHO = re.compile(r"(?: [\w-]+){0,4},? ?")
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]")


class Statement(NamedTuple):
    """How its title begins, and as in a `Question`, when it was made."""

    begins: str
    when: DatedExpression | None
    day: ResolvedDate | None
    day_from: DateSource | None


class Statements:
    """The statements of one document."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        dates: Sequence[Sequence[DatedExpression]],
        news_day: NewsDay,
    ) -> None:
        """`dates`: all expressions of each sentence."""
        self._sentences, self._dates, self._news_day = sentences, dates, news_day
        self._said = [
            saying(one.text) if one.kind in ("body", "list") else None for one in sentences
        ]
        # The dates of each sentence on which somebody spoke.
        self._spoken = [
            [one.date for one in inside if one.date and self._is_of_a_saying(index, one)]
            for index, inside in enumerate(dates)
        ]
        for index, spoken in enumerate(self._spoken):
            for date in spoken:
                news_day.was_said_on(index, date)

    def of(self, at: int) -> Statement | None:
        """What the `at`-th sentence says in somebody's name. None where nobody speaks, nobody
        knows who "he" is, or the sentence is an announcement, which is an event.
        """
        said, sentence = self._said[at], self._sentences[at]
        if not said or announcement(sentence.text, None):
            return None
        who = said.who or self._speaker_before(at, sentence.text[: said.start])
        if not who:
            return None
        begins = f"{who} {said.verb}"
        for dated in self._dates[at]:
            if dated.date and _dates_the_saying(dated, said, sentence):
                return Statement(begins, dated, dated.date, "expression")
        if said.looks_back:
            return None
        if _AFTERWARDS.match(sentence.text, said.end) and (day := self._news_day.before(at)):
            return Statement(begins, None, day, "previous")
        if day := self._spoke_then(at, who):
            return Statement(begins, None, day, "previous")
        return Statement(begins, None, *self._news_day.said(at))

    def _spoke_then(self, at: int, who: str) -> ResolvedDate | None:
        """The day on which the same one spoke in the sentences before, where one of them names it:
        "Holm and Vik told the press on Sunday that it was over."
        """
        surname = who.split()[-1]
        for index in range(at - 1, max(at - SAME_SPEAKER, 0) - 1, -1):
            if surname not in self._sentences[index].text:
                continue
            for date in self._spoken[index]:
                if date.granularity in ("day", "time"):
                    return date
        return None

    def _is_of_a_saying(self, at: int, dated: DatedExpression) -> bool:
        """Whether an expression is of a saying, whoever it is that speaks."""
        sentence, said = self._sentences[at], self._said[at]
        if said and _dates_the_saying(dated, said, sentence):
            return True
        place = sentence.place_of(dated.expression)
        return dates_a_saying(sentence.text, place)

    def _speaker_before(self, at: int, opening: str) -> str | None:
        """Who spoke last, a few sentences ago at most, and is "he". None where the sentence's own
        opening may name him: "When Holm came, he said".
        """
        if _NAME.search(without_quotes(opening)):
            return None
        for said in reversed(self._said[max(at - SAME_SPEAKER, 0) : at]):
            if said and said.who and not (said.is_personal and self._is_no_person(said.who)):
                return said.who if said.is_personal else None
        return None

    def _is_no_person(self, who: str) -> bool:
        """Whether a single word that spoke has no first name anywhere: a firm is not "she"."""
        if " " in who:
            return False
        named = re.compile(rf"\b(?:[A-Z][a-z]+|Mrs?\.?|Ms\.?|Dr\.?) {re.escape(who)}\b")
        return not any(named.search(one.text) for one in self._sentences)


def _dates_the_saying(dated: DatedExpression, said: Saying, sentence: Sentence) -> bool:
    """Whether the expression is of the saying, and not of what is said."""
    start, end = sentence.place_of(dated.expression)
    if said.start <= start and end <= said.end:
        return "," not in sentence.text[end : said.end]  # "Holm, elected in May, said"
    if start >= said.end:
        between, after = sentence.text[said.end : start], sentence.text[end:]
        if after.startswith(" that "):
            return _BEFORE_THAT.fullmatch(between) is not None
        if not said.verb.endswith(" that") and said.verb != "tells" and _LEANS.search(between):
            return _BEFORE_THAT.fullmatch(between) is not None
        occasion = _AT_AN_OCCASION.fullmatch(between) and _OVER.match(after)
        return bool(occasion or _RIGHT_AFTER.fullmatch(between))
    before, between = sentence.text[:start], sentence.text[end : said.start]
    opens = _OPENS.fullmatch(before) or _OCCASION.fullmatch(before)
    return bool(opens and _UP_TO_WHO.fullmatch(between))
