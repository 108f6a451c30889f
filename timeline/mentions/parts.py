"""Titles of another part of their sentence than the one that their date belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.language.clauses import FEWEST_WORDS
from timeline.language.verbs import bases, is_past, is_present_of
from timeline.language.words import content_words

_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d[\d.,]*")


def tells_other_deed(title: str, part: str, sentence: str) -> bool:
    """Whether every verb of the title that the sentence has in the past stands outside of its part,
    which has one of its own: "Orrin arranges loan" of "which opened the mill in May" in "Orrin,
    which opened the mill in May, has arranged a loan".
    """
    if part == sentence:
        return False
    if _RELATIVE.match(part) and _is_told_besides(title, part, sentence):
        return True
    own = [word for word in _LETTERS.findall(part) if is_past(word)]
    if not own:
        return False
    others = [word for word in _LETTERS.findall(sentence) if is_past(word) and word not in own]
    verbs = [word for word in title.split()[1:] if word.islower()]
    if any(is_present_of(word, past) for word in verbs for past in own):
        return False
    going = {word.removesuffix("s") + "ing" for word in verbs if word.endswith("s")}
    going &= set(_LETTERS.findall(sentence)) - set(_LETTERS.findall(part))
    return bool(going) or any(is_present_of(word, past) for word in verbs for past in others)


_RELATIVE = re.compile(r"(?:which|who|whose)\b")
_NAME_DOES = re.compile(
    r"(?:[^\W\d_a-z][\w.&'’-]* )+(?P<verb>[a-z]+s)\b"
    r"(?! (?:is|are|was|were|has|have|will|[a-z]+s)\b)"  # "Ferry routes are"
)


def _is_told_besides(title: str, part: str, sentence: str) -> bool:
    """Whether the title's verb is one that the sentence has outside of a clause on a noun, in the
    present or as to come: "Orrin expects ore" of "which opened a mine in 2006" in "Orrin, which
    opened a mine in 2006, expects to ship ore", "Orrin ships ore".
    """
    does = _NAME_DOES.match(title)
    if not does or content_words(does["verb"]) & content_words(part):
        return False
    besides = sentence.replace(part, " ")
    to_come = rf"\b(?:to|will|would|may|could) (?:\w+ly )?(?:{'|'.join(bases(does['verb']))})\b"
    return does["verb"] in besides.split() or re.search(to_come, besides) is not None


def is_of_other_part(title: str, part: str, others: Sequence[str]) -> bool:
    """Whether the title has words of another date's part of its sentence, and of its own at most
    the subject: "Union reaches deal" of "The union came back on Tuesday", where the other part is
    "and reached a deal on Friday". `part` begins with a capital where the sentence does.
    """
    words, own = content_words(title), content_words(part)
    numbers = {number.rstrip(".,") for number in _NUMBER.findall(title)}
    if any(number in part and not any(number in other for other in others) for number in numbers):
        return False  # "and a further 3.1 percent on Friday"
    verb = next((word for word in _LETTERS.finditer(part) if is_past(word.group())), None)
    subject = content_words(part[: verb.start()] if verb and part[:1].isupper() else "")
    for other in others:
        theirs = content_words(other)
        if words & (own - theirs) <= subject and len(words & (theirs - own)) >= FEWEST_WORDS:
            return True
    return False
