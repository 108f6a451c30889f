"""What a sentence says has become of an event: happened, planned, alleged, denied, cancelled."""

from __future__ import annotations

import datetime
import re

from timeline.language.tense import tells
from timeline.language.words import content_words
from timeline.records import Day, ResolvedDate, Status

_FUTURE = re.compile(
    # "Will" with a capital is a question, or the first name of somebody.
    r"\b(?:(?-i:will|WILL|Will(?= [a-z]))|shall|going to)\b"
    # Not "his plan to kill".
    r"|(?<![’']s )(?<!s[’'] )(?<!\bthe )(?<!\ba )(?<!\bhis )(?<!\bher )(?<!\btheir )"
    r"\b(?:plans?|intends?|hopes?|aims?) to\b"
    # Not "the aim is to save": what comes after it is no deed of the subject's.
    r"|(?<!aim )(?<!idea )(?<!goal )(?<!task )\b(?:is|are) to (?!blame\b|date\b)[a-z]+"
    r"|\b(?:is|are|was|were) (?:set|due|scheduled|expected|planned|slated|about|likely) to\b"
    # What somebody said would come.
    r"|\b(?:announced|said|promised|revealed|confirmed|vowed|pledged|told)\b[^,;.]{,60}"
    r"\bwould (?!have\b)"
    # What would come of it, if it came: "the sale would bring jobs".
    r"|^(?!.*\b(?:if|wish(?:es|ed)?)\b)(?:[^,;.]{0,60}, )?[^,;.]{0,60}"
    r"\bwould (?!have\b|not\b|like\b)"
    r"|\b(?:(?:scheduled|planned|slated) for|due (?:on|in|at))\b|\w[’']ll\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\balleged(?:ly)?\b|\balleges?\b|\baccus(?:ed|es|ing)\b|\bsuspected of\b", re.IGNORECASE
)
_DENIED = re.compile(
    r"\bden(?:ied|ies|y|ying) (?:that|having|any|the (?:claim|allegation|report)s?|\w+ing)\b",
    re.IGNORECASE,
)
# What else is said in the same breath: "denied that it was bankrupt and said that it would pay".
_SAYS_ELSE = re.compile(
    r";|,? (?:and|but) (?:[a-z]+ ){,2}?(?:said|says|told|promised|announced|added|confirmed)\b"
)
_CANCELLED = re.compile(
    r"\b(?:is|are|was|were|been|be) (?:cancell?ed|called off|scrapped|abandoned|aborted)\b",
    re.IGNORECASE,
)

# "The recorder was found on Tuesday, and will be sent to Vik".
_DONE_FIRST = re.compile(
    r"^(?:[^\s,;]+ ){1,8}?(?:was|were|has been|have been) (?:\w+ly )?"
    r"\w+(?:ed|en|wn|ne|ght|ld|de|nd|st|t)\b[^.;]*,? and (?:will|would|is to|are to) "
)
# "The bank cut its rate to 1%, and will buy bonds": the first is done.
_THEN = re.compile(
    r"(?<=[\w”\"]),?(?: and| but|(?<=,)) (?:(?:it|he|she|they) )?(?:then |now |also )?"
    r"(?:will|would|plans? to|intends? to|(?:is|are) (?:\w+ )?to)\b.*"
)
_ANNOUNCES = re.compile(
    r"\b(?:announc|reveal|confirm|unveil|promis|pledg|vow|agree(?!ment)|decid|order|rul(?:e|ing)s?\b|approv|vote|"
    r"propos|disclos|introduc|present(?:s|ed)\b|plans?\b|warn|appoint|nam(?:e|ing)s?\b|"
    r"issues? (?:an? )?statement\b|says? (?:it|he|she|they) will\b)\w*",
    re.IGNORECASE,
)


def status_of(
    title: str, sentence: str, *, date: ResolvedDate | None, published: datetime.date | None
) -> Status:
    """The status, from the date and from the words of the title and its sentence.

    A date after publication means planned whatever the words; a date before it, never planned.
    """
    if _CANCELLED.search(title):
        return "cancelled"
    if _is_denied(title, sentence):
        return "denied"
    if _ALLEGED.search(title) or _is_alleged(title, sentence):
        return "alleged"
    if date is not None and published is not None:
        if date.start > Day.of(published):
            return "planned"
        if date.end < Day.of(published):
            return "happened"
        if date.start == date.end and _DONE_FIRST.search(sentence):
            return "happened"
    if is_announcement(title):
        return "happened"
    return "planned" if begins_in_future(sentence) else "happened"


_SIDE = re.compile(r", (?:when|where|while|after|before|as) ")  # begins a clause on the side


def _is_denied(title: str, sentence: str) -> bool:
    """Whether the sentence denies something, and the title is not of what else it says."""
    denied = _DENIED.search(sentence)
    if not denied:
        return False
    said = _SAYS_ELSE.search(sentence, denied.end())
    if not said or _DENIED.search(title):
        return True
    told, rest = content_words(title), content_words(sentence[said.start() :])
    return len(told & rest) <= len(told & content_words(sentence[: said.start()]))


def _is_alleged(title: str, sentence: str) -> bool:
    """Whether the sentence alleges something, and the title is not of what it tells before: "Holm
    was questioned in March, when lawyers alleged that he lied".
    """
    alleged = _ALLEGED.search(sentence)
    clause = alleged and _SIDE.search(sentence, 0, alleged.start())
    if not alleged or not clause or "," in sentence[clause.end() : alleged.start()]:
        return alleged is not None
    first, side = sentence[: clause.start()], sentence[clause.start() :]
    return not content_words(title) & (content_words(first) - content_words(side))


def is_announcement(title: str) -> bool:
    """Whether the title itself tells that something is announced, agreed or decided."""
    return _ANNOUNCES.search(title) is not None


# "The company said on Friday it would go on paying wages".
_PROMISES = re.compile(
    r"\b(?:said|says)(?: (?:on )?\w+day| today| yesterday)?(?: that)? "
    r"(?P<who>it|he|she|they) (?:will|would) (?!not\b|be\b|have\b|never\b)"
)


def promises(sentence: str) -> str | None:
    """How a sentence calls the one who says what he himself will do: "it", "he", "she" or "they";
    None where nobody does.
    """
    found = _PROMISES.search(sentence)
    return found["who"] if found else None


def is_future(sentence: str) -> bool:
    """Whether the sentence speaks of what is still to come."""
    return _FUTURE.search(sentence) is not None


def begins_in_future(sentence: str) -> bool:
    """Whether what the sentence tells first is still to come: not "Orrin closed a mill and will
    sell it".
    """
    first = _THEN.sub("", sentence)
    return is_future(first if first != sentence and tells(first) else sentence)
