"""The name that a title should begin with: that of the one whom its sentence tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.language.speakers import saying
from timeline.language.verbs import PREPOSITION, is_present_of
from timeline.language.words import FUNCTION_WORDS, content_words

_EDGES = "$£€%(),.;:'\""
# Whom a sentence tells of: "Ms Holm was met", "Touring the mill, Ms Holm stopped".
_DOER = re.compile(
    r"^(?:(?:But|And|Meanwhile,|[^,;:\"“]{3,80},) )?"
    r"(?P<name>(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady)\.? (?P<surname>[^\W\d_a-z][\w-]+))"
    r"(?= (?!and\b|or\b|of\b)[a-z])"
)
_SUBJECT_BEFORE = re.compile(r"\b(?:he|she|it|they|we|i|who|which|that|there)\b", re.IGNORECASE)
_FIRST_NAME = re.compile(r"(?:[^\W\d_a-z][\w.-]* ){2,}(?=[a-z]+s\b)")


def by_its_doer(title: str, sentence: str) -> str:
    """The title with the person whom its sentence tells of, instead of a name that it begins with
    and that the sentence does not have: "Ada Vik tours mill" of "Ms Holm toured the mill" →
    "Ms Holm tours mill".
    """
    doer, told = _DOER.match(sentence), _FIRST_NAME.match(title)
    if not doer or not told or doer["surname"] in title:
        return title
    if _SUBJECT_BEFORE.search(sentence[: doer.start("name")]):
        return title
    if any(word.strip(_EDGES) in sentence for word in told.group().split()):
        return title
    return f"{doer['name']} {title[told.end() :]}"


# "It sold the mill", "On Monday, its shares fell": whose, the sentence before says.
_STANDS_FOR = re.compile(
    r"(?:(?:On|In|At|By|Last|Since) [^,;:]{2,40}, )?"
    r"(?P<word>[Ii]t|[Ii]ts|[Hh]e|[Hh]is|[Ss]he|[Hh]er) (?P<next>[a-z]+)"
)
_SPEAKS = ("said", "says", "told", "announced", "added", "warned", "confirmed", "revealed")
_NAMED_FIRST = re.compile(
    r"(?P<name>[^\W\d_a-z][\w&.'’-]*(?: [^\W\d_a-z][\w&.'’-]*){,4})(?=,? [a-z(])"
)
_NAME_TOLD = re.compile(r"(?:[^\W\d_a-z][\w&.-]*(?:['’]s?)? )+(?=[a-z])")


def by_its_antecedent(title: str, sentence: str, before: str, text: str) -> str:
    """The title with the name that the sentence before begins with, where the sentence tells of
    "it" or "he" and the title begins with a name that neither of them has: "Vik shares fall" of
    "Orrin did not answer. Its shares fell." → "Orrin shares fall". `text`: of the article.
    """
    word, first, told = (
        _STANDS_FOR.match(sentence),
        _NAMED_FIRST.match(before),
        _NAME_TOLD.match(title),
    )
    if not word or not first or not told or saying(before) or word["next"] in _SPEAKS:
        return title
    if _is_common(first["name"], text):
        return title  # "Markets fell. Its shares, too."
    name, of_person = first["name"], word["word"].lower() in ("he", "his", "she", "her")
    if of_person != (len(name.split()) > 1):
        return title
    if not _is_of(title[told.end() :], sentence):
        return title
    around = f"{before} {sentence}"
    if any(one.strip(_EDGES).removesuffix("'s") in around for one in told.group().split()):
        return title
    owned = word["word"].lower() in ("its", "his", "her") and word["next"] in title.split()
    return f"{name}{_owner(told.group()) if owned else ''} {title[told.end() :]}"


def _owner(told: str) -> str:
    """The apostrophe of the owner, where a title has one."""
    return "'s" if re.search(r"['’]s? $", told) else ""


_SUBJECT_FIRST = re.compile(
    r"(?:The )?(?P<name>[^\W\d_a-z][\w&.-]*(?: (?:of (?:the )?)?[^\W\d_a-z][\w&.-]*){,5})"
    r"(?:, [^;:]{2,120}?,)? (?:had |has |was |were |also |later |then )*(?P<verb>[a-z]+)\b"
    r"(?:[^,;:]{,40}? (?:that )?(?:it|he|she|they) (?:had |has )?(?P<said>[a-z]+)\b)?"
    r"(?:[^,;:]*? (?:and|but) (?:then |later |also )?(?P<next>[a-z]+)\b)?"
)
_ALIAS = 3  # letters that a short name begins with: "Fed" is the Federal Reserve


def by_its_subject(title: str, sentence: str, text: str) -> str:
    """The title with the name that its sentence begins with, where the title begins with one that
    the sentence does not have, and tells a deed of that subject: "Vik sets aside $7 million" of
    "Orrin, which was criticised, said that it had set aside $7 million" → "Orrin sets aside …".
    `text`: of the article.
    """
    subject, told = _SUBJECT_FIRST.match(sentence), _NAME_TOLD.match(title)
    if not subject or not told or told.group().rstrip().endswith(("'s", "’s")):
        return title
    name, words = subject["name"], told.group().split()
    deed, lowered = title[told.end() :].split()[0], sentence.lower()
    verbs = [verb for verb in subject.group("verb", "said", "next") if verb]
    if PREPOSITION.fullmatch(subject["verb"]) or name in title:
        return title  # "According to a report it published"
    if not any(is_present_of(deed, verb) for verb in verbs):
        return title
    if _is_common(name, text) or _may_be_called(name, words):
        return title
    if any(word.strip(_EDGES).lower() in lowered for word in words):
        return title
    return f"{name} {title[told.end() :]}" if _is_of(title[told.end() :], sentence) else title


def _is_common(name: str, text: str) -> bool:
    """Whether a word with a capital is no name: it begins a sentence, and stands without a capital
    elsewhere in the text.
    """
    first = name.split()[0].lower()
    return first in FUNCTION_WORDS or re.search(rf"\b{re.escape(first)}\b", text) is not None


def _is_of(rest: str, sentence: str) -> bool:
    """Whether most of the words of a title after its doer are of the sentence: a title that is made
    up gets no doer.
    """
    words = content_words(rest)
    return len(words & content_words(sentence)) > len(words) / 2


def _may_be_called(name: str, words: Sequence[str]) -> bool:
    """Whether a name may be a short form of these words: "GM", "Fed", "Merc"."""
    initials = "".join(word[0] for word in words)
    begins = name[:_ALIAS].lower()
    return name.replace(".", "") in initials or any(
        word.lower().startswith(begins) or begins.startswith(word[:_ALIAS].lower())
        for word in words
    )
