"""Words around a date that tell a plan, whatever the verb: "put off to May", "ahead of a vote"."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates.lexicon import Lexicon
from timeline.dates.tokens import STOPS, Tokens

NEAR = 12  # tokens
NAMED = 4  # tokens after a date that can name what happened then: "'s deadly bomb attack"
CLOSE = 5  # tokens between a verb and the date that it certainly speaks of


def unforeseen(tokens: Tokens, last: int, lexicon: Lexicon) -> bool:
    """Whether the date is that of what nobody plans: "Wednesday's attack", "the May 2 shooting"."""
    for word in tokens.words[last : last + NAMED]:
        if word in STOPS or word == "," or word.isspace():
            return False
        if lexicon.value("UNFORESEEN", word) is not None:
            return True
        if lexicon.value("PREP", word) is not None:
            return False
    return False


def is_put_off(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether something was moved to the date: "the vote has slipped to September"."""
    words = tokens.words
    if first < 2 or lexicon.value("MOVED_TO", words[first - 1]) is None:
        return False
    for index in range(first - 2, max(-1, first - NEAR), -1):
        word = words[index]
        if word in STOPS or word == "," or word.isspace():
            return False
        if lexicon.value("FROM", word) is not None:
            return False  # "extended its gains from January to March"
        near = first - index <= CLOSE and lexicon.value("MOVED_BY", word) is not None
        if near or lexicon.value("PUT_OFF", word) is not None:
            return True
    return False


def is_soon(tokens: Tokens, first: int, lexicon: Lexicon) -> int:
    """1 for "may vote as early as Monday", -1 for "had reported it as early as May" and "learned as
    early as May", else 0.
    """
    if lexicon.value("SOON", tokens.words[first - 2]) is None:
        return 0
    before = tokens.words[max(0, first - NEAR) : first]
    if any(lexicon.value("PLUPERFECT", word) is not None for word in before):
        return -1
    verb = before[-4] if len(before) > 3 else ""
    ending = verb.endswith(tuple(lexicon.table.get("past_endings", ())))
    told = lexicon.value("PASTVERB", verb) is not None or ending
    told = told and lexicon.value("FUTURE", verb) is None
    helped = len(before) > 4 and lexicon.value("FUTURE", before[-5]) is not None
    return -1 if told and not helped else 1


def is_promised(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the date ends or begins what will be: "I'll be here until Christmas", "those hired
    after July 1 will get less".
    """
    words = tokens.words
    if first and lexicon.value("LATER", words[first - 1]) is not None and last < len(words):
        return lexicon.value("CERTAIN_FUTURE", words[last]) is not None
    if not first or lexicon.value("DEADLINE", words[first - 1]) != 1:
        return False
    return any(
        lexicon.value("CERTAIN_FUTURE", word) is not None for word in _before_lead(tokens, first)
    )


def is_set_to(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether something is to be on the day: "called a strike for Wednesday", "banned it for three
    months from Wednesday"; not "for Wednesday's vote", "for the summer".
    """
    words = tokens.words
    if first < 2 or (last < len(words) and lexicon.value("POSSESSIVE", words[last]) is not None):
        return False
    named = lexicon.value("WEEKDAY", words[first]) is not None
    dated = any(lexicon.value("MONTH", word) is not None for word in words[first:last])
    if not named and not (dated and last - first > 1):
        return False  # "figures for June"
    if lexicon.value("SET_TO", words[first - 1]) is not None:
        return True
    length = any(lexicon.value(name, words[first - 2]) is not None for name in ("UNIT", "UNITS"))
    return length and lexicon.value("FROM", words[first - 1]) is not None


def is_overtaken(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a plan for the date may have come to nothing: "had been scheduled for Thursday", "the
    talks planned for Friday were called off".
    """
    return is_called_off(tokens, last, lexicon) or any(
        lexicon.value(name, word) is not None
        for word in tokens.words[max(0, first - CLOSE) : first]
        for name in ("PLUPERFECT", "CERTAIN_PAST")
    )


def is_called_off(tokens: Tokens, last: int, lexicon: Lexicon) -> bool:
    """Whether what was planned for the date is told to be over: "planned for Friday were"."""
    following = tokens.words[last] if last < len(tokens.words) else ""
    return lexicon.value("OVERTAKEN", following) is not None


def is_before_it(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether something is told before what the date is of: "ahead of a summit on Sunday", "before
    Tuesday's vote", "probably by Friday".
    """
    words = tokens.words
    lead = words[first - 1] if first else ""
    if lexicon.value("DEADLINE", lead) == 0 and first > 1:
        if lexicon.value("PERHAPS", words[first - 2]) is not None:
            return True
        of_it = last < len(words) and lexicon.value("POSSESSIVE", words[last]) is not None
        if of_it and lexicon.value("SOONER", lead) is not None:
            return True
    for index in range(first - 1, max(0, first - NEAR), -1):
        word = words[index]
        if word in STOPS or word == "," or word.isspace():
            return False
        of = lexicon.value("OF", word) is not None
        if of and lexicon.value("AHEAD", words[index - 1]) is not None:
            return True
    return False


def is_wanted(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether a "by Friday" says until when somebody wants or has to do something."""
    for word in _before_lead(tokens, first):
        if lexicon.value("PLUPERFECT", word) is not None:
            return False
        if lexicon.value("WANTED", word) is not None:
            return True
    return False


def _before_lead(tokens: Tokens, first: int) -> Iterator[str]:
    """The words before the "by" or "until" of a date, the nearest first, back to where the sentence
    begins.
    """
    for index in range(first - 2, max(-1, first - NEAR), -1):
        word = tokens.words[index]
        if word in STOPS or word.isspace():
            return
        yield word


def begins_a_plan(tokens: Tokens, last: int, lexicon: Lexicon) -> bool:
    """Whether the verb soon after is a present that tells a plan: "On Thursday she takes over"."""
    words = tokens.words
    for index in range(last + 1, min(len(words), last + 1 + CLOSE)):
        if words[index] in STOPS or words[index].isspace():
            return False
        if lexicon.value("SCHEDULED", words[index]) is not None:
            return lexicon.value("NOUN_FOLLOWS", words[index - 1]) is None
    return False
