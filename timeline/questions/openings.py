"""How a title has to begin, where code knows what a sentence's date belongs to."""

from __future__ import annotations

import re

from timeline.language.apart import clause_apart
from timeline.language.nouns import dated_noun
from timeline.language.speakers import ADVERBS, WHO
from timeline.language.status import is_future
from timeline.language.subject import is_no_name, subject
from timeline.language.tense import main_part
from timeline.records import Day, Document, ResolvedDate

# What somebody did by speaking, as a headline puts it. What only is "said" is an announcement
# where it is about the speaker.
_ANNOUNCES = {
    "announced": "announces",
    "confirmed": "confirms",
    "disclosed": "discloses",
    "revealed": "reveals",
    "said": "announces",
    "pledged": "pledges",
    "promised": "promises",
    "threatened": "threatens",
    "vowed": "vows",
}
_ANNOUNCEMENT = re.compile(rf"{WHO}{ADVERBS} (?P<verb>{'|'.join(_ANNOUNCES)})\b")
# "Orrin agreed to buy the mill": it has not bought it; "said it may sell": nor sold.
_SELF = (
    r"said (?:(?:today|yesterday|(?:on )?\w+day) )?(?:that )?"
    r"(?:it|he|she|they)(?: has| have| had)?"
)
_AGREEMENT = re.compile(
    rf"{WHO}{ADVERBS} (?:{_SELF} )?(?:\w+ly )?agreed "
    r"(?:(?:(?:on )?\w+day|in principle|tentatively) )*to (?!the\b|an?\b)"
)
_MAYBE = re.compile(rf"{WHO}{ADVERBS} {_SELF} (?:may|might|could) (?!not\b|be\b|have\b)")
_EXPECTS = re.compile(rf"{WHO}{ADVERBS} (?:{_SELF} )?expects? to (?!be\b|have\b)")
_SHORT_OF_A_DEED = (
    (_AGREEMENT, "agrees to"),
    (_MAYBE, "considers"),
    (_EXPECTS, "expects to"),
)
_WEEKDAY = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_TO_COME = re.compile(r"\b(?:will|would|shall|going to|(?:plans?|intends?) to|to be|it is to)\b")
_NOT = re.compile(r"\b(?:not|no|never|nothing)\b|n['’]t\b")
_OWN = re.compile(r"\b(?:it|he|she|they|its|his|her|their)\b")
# What is no noun phrase alone: "public on Thursday and ends", "auction set", "talks to be held".
_NO_NOUN = re.compile(
    r"\b(?:and|or|but|is|are|was|were|be|been|has|have|had|will|would|can|to|that|which|who|on|set|due|"
    r"planned|scheduled|expected|called|held|(?i:same|other|latter|rest)|it|him|her|them)\b"
)
_WOULD = re.compile(
    r"\b(?:will|would|(?:expect|plan|intend|hope|aim|want)(?:s|ed|d|ned)? to"
    r"|(?:plann|hop|aim|intend|prepar)ing to)\b[^,;:]*$"
)
_UNIT = re.compile(r"^(?:day|week|month|year|hour|minute)s?$", re.IGNORECASE)
# "An auction set for May".
_SET = re.compile(r" (?:set|due|planned|scheduled|expected|called|held)$")
# "A march through the town has been called for Saturday": the march is then, the call was before.
_IS_CALLED = re.compile(
    r"(?:^|, (?:and |but )?)(?:[Aa]n?|[Tt]wo|[Tt]hree) "
    r"(?P<noun>(?!(?:\w+ )?(?:date|deadline|price|rate|target|record|limit)s?\b)"
    r"[a-z][^,;:.“”\"]{3,80}?) "
    r"(?:has been|have been|was|were|is|are) (?:now |also |already )?"
    r"(?:called|planned|scheduled|set|arranged|fixed|announced) (?:for|on) $"
)
_CALLED = re.compile(r"\b(?:called|scheduled|arranged|organi[sz]ed) (?:an? |the )?$")
# A plan in the present tense is told as it stands: "The show ends on May 7", "is due in May".
_IS_PLANNED = re.compile(
    r"\b(?:is|are) (?:\w+ly )?(?:to be|due|expected|set|scheduled|planned)\b"
    r"|\b(?:opens?|closes|ends|begins|starts|runs|expires|resumes)\b"
)
_REACH = 80  # characters after the verb, in which what is announced is to come
# "Said on Monday", "said in a statement late on Monday": the date is that of the saying.
_LEANS = re.compile(r"(?: (?:in an? \w+(?: \w+)?|on|in|late|early|at))*,? ?$")


def opening(
    document: Document,
    sentence: str,
    expression: tuple[int, int] | None,
    day: ResolvedDate | None,
) -> str:
    """The first words of the title for a sentence and the place of a time expression in it; ""
    where the model may begin as it likes.

    Who announces what is to come has done no more than that: "Orrin said on Monday it would close
    the mill" → "Orrin announces". A date still to come in a sentence about what has happened dates
    no deed of it, but a noun: "they fear the elections on May 7" → "Elections are". Else a title
    begins with the one whom its clause tells of, where that is clear.
    """
    if words := announcement(sentence, expression):
        return words
    if expression and day and document.published and day.start > Day.of(document.published):
        if called := _IS_CALLED.search(sentence[: expression[0]]):
            return _takes_place(called["noun"])
        if not is_future(sentence) and not _WOULD.search(sentence[: expression[0]]):
            return _dated_noun(sentence, expression)
    who = subject(sentence, expression, document.text)
    return _in_full(who, document.text) if who else ""


def _dated_noun(sentence: str, expression: tuple[int, int]) -> str:
    noun = dated_noun(sentence, expression)
    noun = _SET.sub("", noun) if noun else noun
    if not noun or _UNIT.search(noun) or _NO_NOUN.search(noun) or _IS_PLANNED.search(sentence):
        return ""
    if _CALLED.search(sentence[: sentence.find(noun[1:]) - 1]):
        return _takes_place(noun)
    return f"{noun} {'are' if _is_plural(noun) else 'is'}"


def _takes_place(noun: str) -> str:
    return f"{noun[:1].upper()}{noun[1:]} {'take' if _is_plural(noun) else 'takes'} place"


def _in_full(who: str, text: str) -> str:
    """A surname with its first name, where the text has one person of that name: in the middle of
    a sentence, or at its beginning before a comma.
    """
    if not re.fullmatch(r"[A-Z][\w'’-]+", who):
        return who
    name = re.escape(who)
    found = re.findall(
        rf"(?<=[a-z,] )([A-Z][a-z]+) {name}\b|(?:^|[.!?”\"\n] ?)([A-Z][a-z]+) {name}(?=,)", text
    )
    firsts = {first for pair in found for first in pair if first and not is_no_name(first)}
    (first, *more) = firsts or ("",)
    is_name = first and not more and not re.search(rf"\b{first.lower()}\b", text)
    return f"{first} {who}" if is_name else who


def _is_plural(noun: str) -> bool:
    """Whether a noun phrase is of several: "early elections", "leaders of the party"."""
    head = re.split(
        r" (?:of|for|to|in|on|with|by|from|at|against|near|outside|inside|through) ", noun
    )[0]
    return head.endswith("s") and not head.endswith("ss")


def announcement(sentence: str, expression: tuple[int, int] | None) -> str | None:
    """Who announces, and the verb as a headline has it, where the sentence's main clause announces
    what is to come and the expression, if there is one, dates the announcement.
    """
    if expression and clause_apart(sentence, expression):
        return None  # "Orrin, which opened a mine in 2006, expects to ship ore"
    for pattern, verb in _SHORT_OF_A_DEED:
        if (found := pattern.search(sentence)) and not (expression and expression[1] > found.end()):
            return f"{_WEEKDAY.sub('', found['who'])} {verb}"
    found = _ANNOUNCEMENT.search(sentence)
    if not found:
        return None
    rest = main_part(sentence[found.end() :])[:_REACH]
    to_come = _TO_COME.search(rest)
    promises = _ANNOUNCES[found["verb"]] in ("pledges", "promises", "threatens", "vows")
    if _NOT.search(rest) or not (to_come or promises):
        return None
    if found["verb"] == "said" and to_come and not _OWN.search(rest[: to_come.start()]):
        return None
    if expression and expression[1] > found.start("verb"):
        between = sentence[found.end() : expression[0]]
        if expression[0] < found.end() or not _LEANS.fullmatch(between):
            return None
    return f"{_WEEKDAY.sub('', found['who'])} {_ANNOUNCES[found['verb']]}"
