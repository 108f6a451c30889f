"""Forms of English verbs, told from their letters."""

from __future__ import annotations

import re

from timeline.language.tense import IRREGULAR, PARTICIPLES, SAME_FORMS
from timeline.language.words import BASES

PREPOSITION = re.compile(
    r"(?:about|after|against|at|before|between|by|during|for|from|in|into|near|of|on|over|through|to|"
    r"under|with|within|without)"
)


def is_past(word: str) -> bool:
    """Whether a word may be a past form or a participle."""
    return word in IRREGULAR or word.endswith("ed")


def is_participle(word: str) -> bool:
    """Whether a word is the participle of an irregular verb that is no past form: "taken"."""
    return word in PARTICIPLES


def is_past_of(form: str, verb: str) -> bool:
    """Whether `form` may be the past of `verb`: "arrested" of "arrest", "gave" of "give"."""
    if len(verb) < 3 or not verb.islower() or PREPOSITION.fullmatch(verb):
        return False
    if form in IRREGULAR:
        return BASES.get(form, form) == verb
    if form == verb:
        return SAME_FORMS.fullmatch(form) is not None
    return form in (f"{verb}ed", f"{verb}d", f"{verb[:-1]}ied", f"{verb}{verb[-1]}ed")


def is_present_of(word: str, past: str) -> bool:
    """Whether a title's word may be the verb in -s that a sentence has in the past: "asks" of
    "asked".
    """
    return word.endswith("s") and any(is_past_of(past, base) for base in bases(word))


def bases(word: str) -> tuple[str, ...]:
    """What a verb in the third person may be of: "carries" → "carrie", "carri", "carry"."""
    return word[:-1], word.removesuffix("es"), f"{word[:-3]}y"
