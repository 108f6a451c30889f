"""Titles that do not fit their text: names, numbers, days or words that it has not, or undone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.language.words import content_words, plain_words

_LETTERS = re.compile(r"[^\W\d_]+")
_BEGINNING = 4  # letters by which a name is known, whatever its ending
_GROUNDED = 0.6  # share of a title's words that its article must have, in any form
# "Was set up in 1951" → "is founded", the one paraphrase that titles are full of.
_FOUNDED = next(iter(content_words("founded")))
_SET_UP = re.compile(r"\b(?:set up|established|created|started|began|begun)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_LEFT = 4  # words that a title without what it adds must have
_COUNT = re.compile(r"\d[\d.,]*")  # not "3G"
_NUMBER = re.compile(r"\d[\d.,]*")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY_NAME = re.compile(
    rf"\b(?:{_MONTH}\b(?=\.? \d)|(?<=\d ){_MONTH}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_EDGES = "$£€%(),.;:'\""
# "Did not prevent", "failed to win": what did not happen.
_UNDONE = re.compile(
    r"(?:\b(?:did|does|do|has|have|had|was|were|will|would|could|is|are) (?:\w+ly )?not|n['’]t|"
    r"\bnever|\b(?:fail(?:s|ed|ing)?|refus(?:es|ed|ing)|declin(?:es|ed|ing)) to|\bwithout|"
    r"\b(?:decid(?:es|ed|ing)|vot(?:es|ed|ing)) against|\brul(?:es|ed|ing) out)"
    r" (?:(?:\w+ly|yet|been|be|even|to) )*(\w+)",
    re.IGNORECASE,
)
# "Expressed hope that terrorism will be uprooted": nobody has done it, nor will for certain.
_HOPED = re.compile(
    r"\bhop(?:e|es|ed|ing)\b(?! to\b) (?:[^\s.;]+ ){1,8}?(?:will|would|can|could) (?:be )?(\w+)",
    re.IGNORECASE,
)
# "No factories would be closed": none of them.
_NONE_OF = re.compile(
    r"\b(?:no|neither|none of the) (?:(?:new|such|more|other) )?([a-z]{3,})\b", re.IGNORECASE
)
_SAYS_NOT = re.compile(
    r"\b(?:not|cannot|no|none|nobody|neither|against|never|nor|without|fail\w*|refus\w*|declin\w*|den(?:y|ies|ied)|reject\w*|"
    r"lacks?)\b|n['’]t\b",
    re.IGNORECASE,
)
_STANDS_FOR_OTHERS = re.compile(r"(?:he|she|it|they|this|that|these|those|there)\b", re.IGNORECASE)


_NOT_DONE = re.compile(
    r"\b(?:do|does|did) not\b|\b\w+n['’]t\b|^(?:no(?:body| one)?|neither)\b"
    r"|\b(?:gives?|makes?|offers?|finds?|sees?|shows?|takes?) no\b"
    r"|(?<!\bor )\b(?:is|are) not (?:yet )?\w+(?:ed|en|wn|ne|ght|ld)\b",
    re.IGNORECASE,
)


def tells_nothing(title: str) -> bool:
    """Whether the title tells that something did not happen: "Orrin does not answer"."""
    deed, that, _ = title.partition(" that ")  # "admits that the oil does not exist" tells much
    return _NOT_DONE.search(deed if that else title) is not None


def is_undone(title: str, sentence: str) -> bool:
    """Whether the title tells as done what the sentence says did not happen, or only hopes."""
    if _SAYS_NOT.search(title.partition(" ")[2]):
        return False
    told, rest = content_words(title), sentence
    undone: set[str] = set()
    for pattern in (_UNDONE, _HOPED, _NONE_OF):
        undone.update(*(content_words(found[1]) for found in pattern.finditer(sentence)))
        rest = pattern.sub(" ", rest)
    return bool(undone & told - content_words(rest))


# "Said that it would defend itself", "expects to post a loss": it has not done so yet.
_PROMISED = re.compile(
    r"\b(?:would|will|(?:expect|plan|intend|hope|aim)(?:s|ed|ned)? to) "
    r"(?:\w+ly |also )?(?!be\b|have\b|not\b)([a-z]+)\b"
)
_TELLS_IT = re.compile(
    r"\b(?:announc|promis|pledg|vow|threat|plan|agree|expect|hope|want|decid|vote|will|would)\w*"
    r"|\b(?:is|are|set|due|able|ready|begins?|starts?|continues?|tr(?:y|ies)|seeks?) to\b",
    re.IGNORECASE,
)


def is_only_promised(title: str, sentence: str) -> bool:
    """Whether the title's verb is one that its sentence has only as what would be done."""
    if _TELLS_IT.search(title.partition(" ")[2]):
        return False
    promised = {word for found in _PROMISED.finditer(sentence) for word in content_words(found[1])}
    done = content_words(_PROMISED.sub(" ", sentence))
    verbs = content_words(
        " ".join(word for word in title.split()[1:5] if re.match(r"[a-z]+s$", word))
    )
    return bool(verbs & (promised - done))


_COUNTS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()


def has_another_number(title: str, sentence: str, around: str = "") -> bool:
    """Whether the title has a number that its sentence has not, nor a year that the sentences
    `around` it have. "WWDC 2005" is a name; "two" may be "2" there.
    """
    words = title.split()
    for before, word in zip(["", *words], words, strict=False):
        number = word.strip(_EDGES)
        told = f"{sentence} {around}" if _YEAR.fullmatch(number) else sentence
        if _COUNT.fullmatch(number) and before.islower() and number not in told:
            return True
    said = set(_LETTERS.findall(sentence.lower()))
    counted = (word for word in _LETTERS.findall(title.lower()) if word in _COUNTS)
    return any(
        word not in said and str(_COUNTS.index(word) + 2) not in sentence for word in counted
    )


# Before what a title adds: "in exchange for a loan of", "after a loss of".
_ADDS = re.compile(
    r",? (?:in (?:exchange|return) for|and|for|after|with|over|amid|from|by|of|to|at|in) "
)


def without_another_number(title: str, sentence: str, text: str) -> str:
    """The title without what it adds that has a number of another sentence of the text: "Parliament
    passes cuts for $5 million loan" → "Parliament passes cuts". As it was where that says too
    little, and where the text has no such number.
    """
    if any(number.rstrip(".,") not in text for number in _NUMBER.findall(title)):
        return title
    cut = title
    while has_another_number(cut, sentence, text):
        ends = [found.start() for found in _ADDS.finditer(cut)]
        if not ends or len(cut[: ends[-1]].split()) < _LEFT:
            return title
        cut = cut[: ends[-1]]
    return cut


# Before why something was done.
_WHY = re.compile(
    r",? (?:(?<!take )(?<!takes )(?<!taken )(?<!turns )(?<!hands )(?<!hand )(?<!wins )(?<!rolls )"
    r"over(?! (?:[$£€]?\d|to\b))|amid|because of|due to|following|despite|in protest at|"
    r"(?<=takes place )for|(?<=take place )for) "
)
_TOLD = 3  # words of a title that say who does what


def without_another_cause(title: str, sentence: str) -> str:
    """The title without a reason at its end that its sentence does not give: "Orrin declares force
    majeure over unpaid wages" → "Orrin declares force majeure".
    """
    *_, why = [None, *_WHY.finditer(title)]
    if why is None or len(title[: why.start()].split()) < _TOLD:
        return title
    cause = title[why.end() :]
    return title if content_words(cause) & content_words(sentence) else title[: why.start()]


def has_another_date(title: str, sentence: str) -> bool:
    """Whether the title names a weekday, or the month of a day, that its sentence does not."""
    return any(not re.search(rf"\b{day[:3]}", sentence) for day in _DAY_NAME.findall(title))


def is_of_another(title: str, part: str, others: str = "", *, wholly: bool = False) -> bool:
    """Whether the title is told from elsewhere than from this part of its sentence: none of its
    plain words is there, nor a name that the other sentences have not.

    Names may come from anywhere. Where the sentence begins with "it", or with `wholly`, so may
    everything, but for a title whose every plain word other sentences have: it tells them again.
    """
    words = title.split()
    names = {word.strip(_EDGES) for word in words[1:] if word[0].isupper()}
    if any(name in part and name not in others for name in names if others):
        return False
    plain = plain_words(title)
    if len(plain) < 2 or _akin(plain, content_words(part)):
        return False
    wholly = wholly or _STANDS_FOR_OTHERS.match(part) is not None
    return not wholly or plain <= content_words(others)


_KIN = 6  # letters that two words have in common which are of one: "delivers", "deliveries"


def _akin(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one of the words is, or begins like, one of the others."""
    begun = {word[:_KIN] for word in others if len(word) >= _KIN}
    return bool(words & others) or any(word[:_KIN] in begun for word in words)


_ENOUGH = 3  # plain words of a title by which the sentence that tells it can be known
_FEW = 0.6  # share of a title's plain words below which its sentence does not tell it


def is_told_elsewhere(title: str, sentence: str, others: Iterable[str]) -> bool:
    """Whether another sentence has every plain word of the title, `_ENOUGH` of them, and this one
    less than `_FEW`. "It was sold" takes its words from elsewhere.
    """
    plain = plain_words(title)
    if len(plain) < _ENOUGH or _STANDS_FOR_OTHERS.match(sentence):
        return False
    own = len(plain & content_words(sentence))
    return own < _FEW * len(plain) and any(plain <= content_words(other) for other in others)


_ANNOUNCES = re.compile(r"(?:[^\s,;:]+ ){1,5}?(?:announce|announces)\b")
_HAS_SPOKEN = re.compile(
    r"\b(?:announc|sa(?:id|ys)\b|t[eo]l[dl]|unveil|reveal|introduc|present|confirm|disclos|declar|"
    r"report|notice|releas|statement|according|launch|publish|promis|agree|plan|decid|order|propos|"
    r"call(?:s|ed|ing)?\b|show|demonstrat|outlin|detail|debut|preview|describ|suggest|commit|pledg|"
    r"vow|will\b|would\b|offer|warn|news\b|press\b)",
    re.IGNORECASE,
)


def is_announced_by_nobody(title: str, sentence: str) -> bool:
    """Whether the title tells that something is announced, and the sentence has no word for it."""
    return _ANNOUNCES.match(title) is not None and _HAS_SPOKEN.search(sentence) is None


def is_grounded(title: str, article: frozenset[str], text: str) -> bool:
    """Whether the title is made of the article: most of its words, and every number.

    `article`: the content words of the text. A model that has nothing to say repeats its
    examples, or makes something up.
    """
    words = content_words(title)
    if not words or _has_a_strange_name(title, text):
        return False
    if any(number.rstrip(".,") not in text for number in _NUMBER.findall(title)):
        return False
    made = {_FOUNDED} if _FOUNDED in words and _SET_UP.search(text) else set()
    return len(words & article | made) / len(words) >= _GROUNDED


def _has_a_strange_name(title: str, text: str) -> bool:
    """Whether the text has no word that begins like a word with a capital, after the first one.

    "Americans" may be "American" there; what is all capitals may be short for anything.
    """
    return any(
        word[0].isupper()
        and not word.isupper()
        and not re.search(rf"\b{re.escape(word[:_BEGINNING])}", text, re.IGNORECASE)
        for word in _LETTERS.findall(title.partition(" ")[2])
    )
