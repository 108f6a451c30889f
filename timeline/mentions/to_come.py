"""Titles of what is announced, planned, promised or only tried, told as no more than that."""

from __future__ import annotations

import re

from timeline.language.verbs import bases
from timeline.language.words import content_words

_ANNOUNCED = re.compile(
    r"(?:[^\s,;:]+ ){1,6}?(?:announce|confirm|reveal|promise|pledge)s? that "
    r"(?!(?:it|he|she|they|there|its|his|her|their)\b)(?P<what>(?:\S+ ){2,}\S+)"
)
# "Orrin announces it will close the mill": Orrin will.
_OWN_PLAN = re.compile(
    r"(?P<who>(?:[^\s,;:]+ ){1,6}?)(?:announce|confirm|reveal|promise|pledge|say)s? (?:that )?"
    r"(?:(?:it|he|she|they) (?P<will>will (?:\S+ )+\S+)"
    r"|(?:its|his|her|their) (?P<owned>(?:[\w-]+ ){1,4}?will (?:\S+ )+\S+))"
)


def without_announcing(title: str) -> str:
    """What is announced, for the day on which it is to be: "Orrin announces that the ferry will
    sail again" → "The ferry will sail again", "Orrin announces it will sail" → "Orrin will sail".
    """
    if own := _OWN_PLAN.fullmatch(title):
        who = own["who"]
        return who + own["will"] if own["will"] else f"{who.rstrip()}'s {own['owned']}"
    found = _ANNOUNCED.fullmatch(title)
    if not found:
        return title
    what = found["what"]
    return what if what[1].isupper() else what[0].upper() + what[1:]  # "iPhone"


# "Voted to join": nobody has joined yet.
_SHORT_OF_IT = {
    "agreed": "agree",
    "asked": "ask",
    "attempted": "attempt",
    "hoped": "hope",
    "offered": "offer",
    "planned": "plan",
    "prepared": "prepare",
    "refused": "refuse",
    "sought": "seek",
    "threatened": "threaten",
    "tried": "try",
    "voted": "vote",
    "wanted": "want",
}
_SHORT = re.compile(rf"\b(?P<verb>{'|'.join(_SHORT_OF_IT)}) to (?P<deed>[a-z]+)\b")
_NOT_ALONE = re.compile(r"\b(?:to|not|will|would|is|are|be) $")


def as_far_as_done(title: str, sentence: str) -> str:
    """The title with what was only tried or voted for told so: "Members join union" of "members
    voted to join the union" → "Members vote to join union".
    """
    found = list(_SHORT.finditer(sentence))
    if len(found) != 1:
        return title
    deed, verb = found[0]["deed"], _SHORT_OF_IT[found[0]["verb"]]
    told = re.search(rf"(?<=\w ){deed}(?:e?s)?\b", title)
    if not told or verb[:3] in title.lower() or _NOT_ALONE.search(title[: told.start()]):
        return title
    if told.group() != deed:  # of one
        verb = f"{verb[:-1]}ies" if verb.endswith("ry") else f"{verb}s"
    return f"{title[: told.start()]}{verb} to {deed}{title[told.end() :]}"


_TO_DO = re.compile(r"[^\W\d_a-z][^,;:]{1,60}? to (?P<deed>[a-z]+) ")


def as_headline_plans(title: str, headline: str) -> str:
    """The title with what its headline has as to come told so: "Orrin buys mill" of "Orrin to buy
    mill" → "Orrin to buy mill".
    """
    found = _TO_DO.match(headline)
    if not found or re.search(r"\b(?:to|will)\b", title):
        return title
    deed = found["deed"]
    third = f"{deed[:-1]}ies" if deed.endswith("y") else deed
    return re.sub(rf"(?<=\w )(?:{deed}(?:e?s)|{third})\b", f"to {deed}", title, count=1)


_IS_SET = re.compile(
    r"^(?P<what>(?!.*\b(?i:date|deadline|price|rate|terms?|target|record|limit)s?\b).*) "
    r"(?P<be>is|are) (?:now |also )?(?:set|planned|scheduled|arranged)$"
)


def as_held(title: str) -> str:
    """The title for the day on which what is set or planned is to be: "Next hearing is set" → "Next
    hearing takes place".
    """
    found = _IS_SET.match(title)
    if not found:
        return title
    return f"{found['what']} {'takes' if found['be'] == 'is' else 'take'} place"


_SAID = re.compile(r"(?<![^\Ws]s )\bsa(?:id|ys)\b")  # not "analysts said it would"
_DEED = re.compile(
    r"(?P<who>(?:[^\W\d_a-z][\w.&'’-]*(?: (?:of|for|and|the|de|von|van))? )+)"
    r"(?:(?P<verb>(?!is\b|was\b)[a-z]+s)\b|will (?P<base>[a-z]+)\b)"
)


def as_promised(title: str, who: str, sentence: str) -> str | None:
    """The title of what somebody says that he will do: "Orrin closes mill" of "The firm said it
    would close the mill" → "Orrin says it will close mill", `who` being "it". None where the title
    is not of a name and that deed, and where its name is part of what is said.
    """
    deed = _DEED.match(title)
    said = _SAID.search(sentence)
    if not deed or not said or content_words(deed["who"]) & content_words(sentence[said.end() :]):
        return None
    told = bases(deed["verb"]) if deed["verb"] else (deed["base"],)
    for base in told:
        if re.search(rf"\b(?:will|would) (?:\w+ly )?{base}\b", sentence):
            return f"{deed['who']}says {who} will {base}{title[deed.end() :]}"
    return None
