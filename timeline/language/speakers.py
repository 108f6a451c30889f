"""Who says something in a sentence, and how a headline puts it."""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.language.words import FUNCTION_WORDS, content_words

FEWEST_WORDS = 2  # that carry meaning, besides who says it: less is only an attribution

_CAPITAL = r"[^\W\d_a-z][\w.&'’-]*"
_SMALL = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS - {'of'}))})\b)[a-z]+"
_NO_NAMES = FUNCTION_WORDS | frozenset(
    """
    although because however if once since though until whether yesterday yet
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_NAME = (
    rf"(?!(?i:{'|'.join(sorted(_NO_NAMES))})\b)"
    rf"{_CAPITAL}(?:(?: (?:{_CAPITAL}|{_SMALL})){{,5}}? {_CAPITAL})?"
)
_ASIDE = (
    r"(?: \([A-Z][\w.&-]{1,12}\))?"
    r"(?:, (?!(?:to|and|but|or|on|for)\b)(?:[^,]|(?<=\d),(?=\d)){2,120},)?"
)
# "Orrin Steel", "Bank of Vik", "Vik mayor Ada Holm", at the beginning or after a comma; perhaps
# with an aside between commas after it. No "It", no "When Orrin".
WHO = rf"(?:^(?:On \w+day )?|, )(?:[Tt]he )?(?P<who>{_NAME}){_ASIDE}"
ADVERBS = r"(?: (?:also|later|then|today|yesterday|has|have|had|\w+ly))*"

# What somebody says, in the past and as a headline has it; with "that" where a clause follows.
_VERBS = {
    "acknowledged": "acknowledges that",
    "added": "says that",
    "admitted": "admits that",
    "argued": "argues that",
    "attributed": "attributes",
    "believes": "believes that",
    "blamed": "blames",
    "called": "calls",
    "claimed": "claims that",
    "commented": "says that",
    "compared": "compares",
    "complained": "complains that",
    "conceded": "concedes that",
    "criticised": "criticises",
    "criticized": "criticizes",
    "declared": "declares that",
    "described": "describes",
    "estimated": "estimates that",
    "explained": "explains that",
    "feared": "fears that",
    "hinted": "hints",
    "insisted": "insists that",
    "maintained": "maintains that",
    "noted": "notes that",
    "praised": "praises",
    "predicted": "predicts that",
    "reckoned": "reckons that",
    "remarked": "says that",
    "replied": "replies that",
    "said": "says that",
    "says": "says that",
    "stated": "says that",
    "states": "says that",
    "suggested": "suggests that",
    "testified": "testifies that",
    "told": "tells",
    "warned": "warns that",
    "wrote": "writes that",
}
# In the present, which is told as it stands, only with what is said: no "damage claims".
_PRESENT = {
    said.removesuffix(" that"): said
    for said in (*_VERBS.values(), "reports that", "thinks that")
    if said.endswith(" that") and said != "says that"
}
_VERB = (
    rf"(?P<verb>(?:{'|'.join(_VERBS)})\b|(?:{'|'.join(_PRESENT)})(?= (?:that|it|he|she|they)\b))"
)
_SAID = _VERBS | _PRESENT
_LATELY = r"(?: (?:also|later|then|today|yesterday|has|have|\w+ly))*"  # "had said" looks back
_QUOTED = r"(?:[”\"»]|'')"
_SPEAKER = rf"(?:[Hh]e|[Ss]he|(?:[Tt]he )?(?P<who>{_NAME}){_ASIDE})"
_OPENERS = r"(?:But|And|However|Still|Yet|Meanwhile|Later|Earlier|Instead)"
_LONGEST_NAME = _NAME.replace("{,5}?", "{,5}")
# "The mill's owner," before "Ada Holm, said".
_WHAT = (
    r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|[\w.&-]+['’]s?) (?:[\w.'’-]+ ){,6}?[\w.'’-]+"
)
# "A spokesman for the White House", "Analysts at Vik Bank".
_SPEAKER_FOR = (
    r"(?:An?|The|One|Two|Some|Several) (?:[a-z-]+ ){1,3}?(?:for|at|of|from|with) (?:the )?"
    rf"{_NAME}|[A-Z][a-z]+s (?:for|at|from|with) (?:the )?{_NAME}"
)
_SAYINGS = tuple(
    re.compile(pattern)
    for pattern in (
        # "The mill's owner, Ada Holm, said", "had told senators on Monday": see `looks_back`
        rf"^(?:[^,;:]{{2,40}} )?{_WHAT}, (?P<who>{_NAME}),(?P<back> had)?{_LATELY} {_VERB}",
        # "A spokesman for the White House said"
        rf"^(?P<who>{_SPEAKER_FOR}){_ASIDE}(?P<back> had)?{_LATELY} {_VERB}",
        # "In a statement last year he said"
        r"^(?:(?:In|At|During) (?:an?|his|her|its|their) [^;:]{3,80}?"
        r"|(?:Last|This|Late|Early|Earlier|On|Yesterday|Today)(?: \w+){,4}?) (?P<who>)"
        rf"(?:he|she){_LATELY} {_VERB}",
        # "Holm also said that", "…, Holm said", "“…,” Holm said", "On Friday, she said"
        rf"(?:^(?:{_OPENERS},? )?|[,;–—] |{_QUOTED} (?:(?:{_SMALL}|and) ){{,5}}?)"
        rf"{_SPEAKER}{_LATELY} {_VERB}",
        # "“…,” said the mill's owner, Ada Holm"; "said Vik mayor Ada Holm"
        rf"(?:,|{_QUOTED}) (?P<verb>said|says|added|explained|noted|insisted|argued|warned) "
        rf"(?:{_WHAT}, (?={_NAME}[,.]))?(?:the )?"
        rf"(?P<who>(?:The )?(?:{_SMALL} ){{0,3}}?{_LONGEST_NAME})",
        # "Holm closed the mill, and told guests that"
        rf"^(?:[Tt]he )?(?P<who>{_NAME}){_ASIDE} [^;“”\"]{{3,120}}?,? and{_LATELY} {_VERB}",
        # "According to Holm, …", "…, according to Orrin Steel."
        rf"(?:^A|, a)ccording to (?P<verb>)(?:the )?(?P<who>(?:The )?{_NAME})(?=[,.;])",
    )
)
_FULL_STOP = re.compile(
    r"(?<!\b\w)(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!\bLtd)(?<!\bJr)(?<!\bSr)[.'’]+$"
)
_SEVERAL = re.compile(r"(?:Two|Some|Several) |[A-Z][a-z]+[^\Ws]s (?:for|at|of|from|with) ")
_WEEKDAY = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")


class Saying(NamedTuple):
    """Who says something; the verb, "says that" or "calls"; where the sentence's words for it are.

    `who` is "" where the sentence has only "he" or "she". `is_personal`: may be "he" later on, as
    what a text is told "according to" is not. `looks_back`: it had been said before.
    """

    who: str
    verb: str
    start: int
    end: int
    is_personal: bool = True
    looks_back: bool = False


def saying(sentence: str) -> Saying | None:
    """Who says what the sentence reports; None where nobody does, or where nothing is said.

    "Holm said that the mill is old", "“It is old,” said mayor Ada Holm", "The mayor, Ada Holm, had
    said". Not "Holm had said", which mostly is no news, nor "Holm said." alone.
    """
    for pattern in _SAYINGS:
        found = pattern.search(sentence)
        if not found:
            continue
        who = _WEEKDAY.sub("", _FULL_STOP.sub("", found["who"] or ""))
        said = content_words(f"{sentence[: found.start()]} {sentence[found.end() :]}")
        if len(said - content_words(who)) < FEWEST_WORDS:
            return None
        who, verb = who[:1].upper() + who[1:], found["verb"]
        if re.search(r"['’]s?$", who):
            return None  # "said Vik's minister"
        says = _SAID[verb or "said"]
        if _SEVERAL.match(who):
            says = re.sub(r"s\b", "", says, count=1)
        back = bool(found.groupdict().get("back"))
        return Saying(who, says, found.start(), found.end(), bool(verb), back)
    return None
