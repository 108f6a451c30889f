"""Titles that report no deed: somebody's words, how things are, or only a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.language.tense import IRREGULAR
from timeline.language.verbs import PREPOSITION, is_participle, is_past, is_past_of, is_present_of

_LETTERS = re.compile(r"[^\W\d_]+")
# Titles about words: who said, thinks or wants something. What is announced, promised or
# ordered is a deed and stays.
_SPEECH = re.compile(
    # The subject, without a clause of its own: "Court jails man who said so" is a deed.
    r"^(?:(?!(?:who|which|that|after|before|as|when|while|because)\b)[^\s,;:]+ ){1,7}?"
    r"(?:(?:says?|said|saying|tells?|(?<!is )(?<!are )(?<!was )(?<!were )told|"
    r"thinks?|thought|believes?|believed|argues?|argued|"
    r"claimed|insists?|insisted|explains?|explained|commented|remarked|stated|noted|suggests?|"
    r"suggested|speaks?|spoke|expresses(?! (?:condolences|sympath|thanks))|speculates?|feels?|"
    r"reckons?|wonders?|praises?|praised|complain(?:s|ed)|describe[sd]?|"
    r"blam(?:es?|ed)|criticis(?:es?|ed)|criticiz(?:es?|ed)|emphasi[sz]e[sd]|"
    r"stress(?:es|ed) that|quotes|"
    r"points out|compares?|compared)\b(?! to\b)"
    r"|calls? (?!for\b|on\b|off\b|in\b)(?:[^\s]+ ){1,5}?(?:an?|the)\b"
    # Speech only with what is said: not the United States, claims for damages, or added jobs.
    r"|claims? (?:[^\s]+ ){1,4}(?:will|would|is|are|has|have)\b"
    r"|(?:adds?|added|claims?|comments?|fears?|hopes?|notes?|remarks?|states?) "
    r"(?:(?:that|he|she|it|they|there)\b|[“‘\"'])|not(?:es|ed) the\b|hopes? to\b|comments? on\b|"
    r"talk(?:s|ed) about\b|(?:estimate|expect|forecast|predict)s? that\b|"
    # What reporters were told, and how.
    r"(?:requests?|requested|asks? for|speaks? on condition of) anonymity\b|"
    r"(?:declin|refus)(?:es?|ed) (?:to )?comment\b|"
    r"reports? that\b|reports (?:on|from)\b)",
    re.IGNORECASE,
)
# Those who only watch, and what they see coming.
_FORECAST = re.compile(
    r"(?:[^\s,;:]+ ){0,5}?(?:analysts?|economists?|experts?|investors|observers|traders|critics|"
    r"strategists?|forecasters?) (?:expects?|predicts?|forecasts?|see|sees|worry|anticipates?|"
    r"estimates?|believe|doubt)\b",
    re.IGNORECASE,
)
# Titles about how things are: "The phone has two cameras". A passive ("is founded") is a deed.
_STATE = re.compile(
    r"^(?:(?!(?:who|which|that|after|before|as|when|while|because|to)\b)[^\s,;:]+ ){1,8}?"
    r"(?:(?:has|have|had) (?!\w+ed\b|been\b|won\b|lost\b)|contains?\b|includes?\b|"
    r"owns\b|(?<!its )(?<!his )(?<!her )(?<!their )own\b|wears?\b|admires?\b|likes\b|"
    r"loves\b|hates\b|prefers?\b|consists?\b|belongs?\b|"
    r"seems?\b|weighs?\b|stands? at\b|provides?\b|allows?\b|connects?\b|"
    r"(?-i:can|could|may|might|should|must|would) |works? with\b|"
    r"remain\b(?! to\b)|previously\b|"
    r"(?<!find )(?<!finds )(?<!found )(?<!discover )(?<!discovers )(?<!human )"
    r"remains (?!(?:of|found|are|is|were|was|\w+ed)\b)|"
    # Nouns, too: "cuts costs", "finds remains", "wins support".
    r"(?:costs?|features?|lacks?|means?|needs?|supports?|wants?) (?!(?:rise|fall|increase|"
    r"decline|decrease|drop|soar|grow|climb|jump|surge|double|hit|force|lead|cause|and|at|by|for|from|"
    r"in|of|on|over|with|is|are|was|were|has|have|that|which)\b)|"
    r"(?:is|are) (?:(?:\w+ly )?(?:known|considered|regarded|based|situated|worth)\b|"
    r"(?:expected|said|believed|thought|supposed|likely|able) to have (?!\w+ed\b)|"
    r"(?:expected|said|believed|thought|supposed|likely) to be (?!\w+(?:ed|en|wn|ld|ne|nt|ght)\b)|"
    r"(?:an?|the|not|no|one|more|less|too|very|so|in|on|at|of|about|under|\d\S*|\w+er than)"
    r"\b))",
    re.IGNORECASE,
)
# "Orrin shares close": every day, if nobody says at what price.
_PRICELESS = re.compile(
    r"[^\d]*\b(?:shares?|stocks?|index|futures) (?:close|end|finish|settle|trade)(?:s|d|es|ed)?$",
    re.IGNORECASE,
)
# Whatever it is that "Orrin announces it will support".
_ANNOUNCES = re.compile(
    r"(?:[^\s,;:]+ ){1,6}?(?:announce|confirm|pledge|promise)(?:s|es)? (?:that|it|to)\b"
)
_NOUNS_TOO = ("cost", "feature", "lack", "need", "support")
_VERB = re.compile(
    r"(?:is|are|was|were|be|been|has|have|had|do|does|did|goes|will|would|can|cannot|could|might|must|"
    r"should|won|lost|cut|cuts|hit|hits|put|"
    r"set|shut|let|\w{2,}ed|born|built|bought|sold|sent|held|made|met|led|left|fell|found|killed|"
    r"taken|given|shot|stolen|broken|driven|chosen|known|shown|seen|thrown|withdrawn|written)$"
)
_IN_S = re.compile(r"\w*(?:[^sui]|[aeo]u|i[^s])s$|\w+(?:ss|sh|ch|x|z)es$")
_INFINITIVE = re.compile(
    r"\b(?:to (?=[a-z]+[a-rt-z]\b)|(?:will|would|shall|should|can|could|may|might|must) )"
    r"(?:\w+ly |also |not )?([a-z]+)"
)
_ONLY_VERBS = frozenset(
    """
    accuse acquire adopt agree announce appoint approve arise arrive become begin bring buy
    choose come condemn declare defend deliver deny detain discuss dismiss elect enter establish
    expand express fail flee follow forbid get give go grow hear identify improve introduce
    investigate invite join keep lend lose meet merge obtain oppose oversee overtake prepare
    prevent propose protect provide publish raise receive recover reduce refuse reject remove
    replace resign resume retire reveal seek sell send settle sit speak spend submit succeed
    suffer suspend take teach tell threaten undergo undertake unveil uphold urge warn withdraw
    withstand write
    """.split()
)
_BEFORE_NOUNS = frozenset(
    "a an the its his her their this that these those some any no new about against at by for from "
    "in of on over to with".split()
)
_SUBJECTS = frozenset("it he she who which".split())
_NOUN = re.compile(
    r"\w+(?:ments|tions|sions|nesses|ities|isms|ists|ships|logies)$|sales$|layoffs$"
    r"|(?!(?:[rs]|br|sw|st|cl|fl|sl|spr|str|wr)ings$)\w+ings$"
)


def is_label(title: str, sentence: str, around: str = "") -> bool:
    """Whether a title names something and has no verb: "Problems with the new bridge".

    A word in -s is a verb unless the sentence has it after another word, or beside verbs in the
    past: a noun. A word without an ending is one where the sentence, or one `around` it, has its
    past or its infinitive: "Police arrest two", "Crews go on strike" of "will go on strike".
    """
    told_as_past = any(is_past(word) for word in _LETTERS.findall(sentence.lower()))
    past = {word for word in _LETTERS.findall(f"{sentence} {around}".lower()) if is_past(word)}
    infinitives = set(_INFINITIVE.findall(sentence.lower()))
    title = re.split(r" (?:who|which|that) ", title)[0]  # a clause on a noun has its own verb
    words = re.sub(r"['’]s\b", "", title).split()
    cased = all(word[0].isupper() for word in words if len(word) > 3)  # As a Headline May Be
    for before, word in pairwise(words):
        bare = word.strip("\"'“”‘’,;:.")
        if _VERB.match(bare) or bare in IRREGULAR:
            return False
        plural = re.match(r".+s$", before)
        if {bare, before.lower()} & {"and", "or"}:
            continue  # the first verb of two stands before it
        if plural and bare[:1].islower() and not PREPOSITION.fullmatch(bare):
            return False  # a plural, after which a verb has no ending: "shares fall"
        if any(is_present_of(bare, form) for form in past):
            return False
        if _IN_S.match(bare) and not _NOUN.match(bare) and (cased or bare[:1].islower()):
            places = re.findall(rf"(\S+) {re.escape(bare)}\b", sentence)
            if _is_verb_after(places) or (before in places and not told_as_past):
                return False
            if re.search(rf"\b{re.escape(bare)} to (?=[a-z])(?!the\b|an?\b)", title):
                return False  # "Orrin plans to spend"
        if before.lower() in _BEFORE_NOUNS:
            continue
        if (
            bare in _ONLY_VERBS
            or bare in infinitives
            or any(is_past_of(form, bare) for form in past)
        ):
            return False
    return True


def _is_verb_after(places: Sequence[str]) -> bool:
    """Whether a word in -s is a verb by the words that stand before it in its sentence: none, "it",
    "usually", or "May," of "The contract, signed in May, expires".
    """
    if not places or _SUBJECTS.intersection(place.lower() for place in places):
        return True
    return any(place.endswith(("ly", ",")) for place in places)


def is_speech(title: str) -> bool:
    """Whether a title reports words and no deed: "Smith says the plan is bad", "Analysts expect
    losses".
    """
    return (_SPEECH.match(title) or _FORECAST.match(title)) is not None


# "Orrin's value is $3 million", but not "Orrin is 3 percent lower", "is 31 votes short".
_IS_SO_MUCH = re.compile(
    r"[^,;:]{3,80}? (?:is|are) (?:about |nearly |almost )?[$£€]\d[^\s]*(?: \w+)?$"
)


def is_state(title: str, sentence: str) -> bool:
    """Whether a title describes and reports no deed: "The phone has two cameras".

    "Judge allows appeal" is a deed where the sentence has "allowed"; so is "Court rules he must
    go" where it has "ruled"; and a word like "feature" is a noun where a verb stands before it.
    """
    if _PRICELESS.match(title) or _IS_SO_MUCH.match(title):
        return True
    if _ANNOUNCES.match(title):
        return False
    found = _STATE.match(title)
    if not found:
        return _is_described(title)
    *before, last = found.group().split()
    last = last.lower()
    if "and" in before and _tells_a_deed(before, sentence):
        return False  # "puts $5 million into the mill and owns half of it"
    if re.fullmatch(r"(?:provide|allow|connect|support|want)s?", last):
        deed = re.search(rf"\b{last.rstrip('s').rstrip('e')}(?:ed|ing)\b", sentence)
        return deed is None and not _tells_a_deed(before, sentence)  # "presents support plan"
    if re.fullmatch(r"can|could|may|might|should|must|would", last):
        return not _tells_a_deed(before, sentence)
    singular = re.fullmatch(r"[a-z]+", last) and not last.endswith("s") and last in _NOUNS_TOO
    return not (singular and any(_IN_S.fullmatch(word) and len(word) > 3 for word in before))


_IS = re.compile(
    r"(?:(?!(?:who|which|that|after|before|as|when|while|because|to|and)\b)[^\s,;:]+ ){1,8}?"
    r"(?:is|are) (?:(?:\w+ly|also|still|too|very) )?(?P<how>[a-z]+)\b(?![-'’])"
)
# After "is": what has become of somebody or something, and what is no adjective at all.
_BECOME = frozenset(
    """
    told aboard available away back closed dead done down due first free home last missing next off
    open out over ready through under up victorious
    a about above across after against among around as at before behind below between by for from in
    inside into like near of on onto outside to toward towards with within without
    beat bid broadcast burst cast cut hit hurt let put quit set shed shut split spread thrust
    """.split()
)


def _is_described(title: str) -> bool:
    """Whether the title says of something how it is: "Presence is necessary to win"."""
    found = _IS.match(title)
    if not found:
        return False
    how = found["how"]
    return not (is_past(how) or is_participle(how) or how.endswith("ing") or how in _BECOME)


def _tells_a_deed(words: Sequence[str], sentence: str) -> bool:
    """Whether the words have a verb that their sentence has in the past, or a passive."""
    past = {word for word in _LETTERS.findall(sentence.lower()) if is_past(word)}
    future = set(_INFINITIVE.findall(sentence.lower()))
    if any(base in future for word in words[1:] if word.endswith("s") for base in _bases(word)):
        return True
    if any(one in ("is", "are") and is_past(two) for one, two in pairwise(words)):
        return True
    bases = {base for word in words[1:] if word.endswith("s") for base in _bases(word)}
    return any(is_past_of(form, base) for form in past for base in bases)


def _bases(verb: str) -> tuple[str, str]:
    """What a verb in -s may be without it: "reache" and "reach" of "reaches"."""
    return verb[:-1], verb[:-2]
