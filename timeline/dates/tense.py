"""Which way an undated weekday or month lies, from the nearest verb of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.dates.lexicon import Lexicon
from timeline.dates.plans import (
    CLOSE,
    NEAR,
    begins_a_plan,
    is_before_it,
    is_called_off,
    is_overtaken,
    is_promised,
    is_put_off,
    is_set_to,
    is_soon,
    is_wanted,
    unforeseen,
)
from timeline.dates.tokens import STOPS, Tokens

REACH = 32  # tokens looked at on either side
CLAUSE = 10  # tokens before "could" in which nobody can be its subject
CERTAIN = 2  # how a direction is told that no nearer occurrence outweighs
LOOKED_AT = -3  # "the failures of December", in a history
MIXED = 3  # "the talks planned for Friday were called off": whichever is nearer
PERFECT = 4  # words of "will have been closed"
PLAN_WORDS = 3  # "sale to be", "was to be"
SHORTEST = 5  # letters of a verb told by its ending: "owed", "need"


def direction(
    tokens: Tokens, first: int, last: int, lexicon: Lexicon, *, narrative: bool = False
) -> int:
    """-1 past, 1 future, 0 when no word near the tokens [first, last) says; -2 and 2 are certain,
    MIXED is for what was planned and has been overtaken. In a history only LOOKED_AT is told from
    0: "the failures of December".

    Left of the expression first: English puts the verb there; then right, up to the sentence's end.
    """
    if unforeseen(tokens, last, lexicon):
        return -CERTAIN
    lead = tokens.words[first - 1] if first else ""
    if narrative:
        return LOOKED_AT if lexicon.value("OF", lead) is not None else 0
    if lexicon.value("SINCE", lead) is not None:
        return -CERTAIN
    if lexicon.value("AS", lead) is not None and first > 1:
        return CERTAIN * is_soon(tokens, first, lexicon)
    if is_put_off(tokens, first, lexicon) or is_promised(tokens, first, last, lexicon):
        return CERTAIN
    if is_set_to(tokens, first, last, lexicon):
        return MIXED if is_overtaken(tokens, first, last, lexicon) else 1
    if is_before_it(tokens, first, last, lexicon):
        return 1
    if close := _close(tokens, first, last, lexicon):
        return close
    if way := _deadline(tokens, first, lexicon) or _may_from(tokens, first, lexicon):
        return way
    if _is_told_as_past(tokens, first, lexicon) or _opens_in_the_past(tokens, first, last, lexicon):
        return -CERTAIN
    before = _scan(tokens, range(first - 1, max(-1, first - 1 - REACH), -1), lexicon)
    if before > 0 and is_called_off(tokens, last, lexicon):
        return MIXED
    return (
        before
        or _scan(tokens, range(last, min(len(tokens.words), last + REACH)), lexicon)
        or int(
            lexicon.value("DEADLINE", lead) is not None
            or (_begins(tokens, first) and begins_a_plan(tokens, last, lexicon))
        )
    )


def _deadline(tokens: Tokens, first: int, lexicon: Lexicon) -> int:
    """What "until", "by" or "starting on" before the date says; 0 when nothing."""
    lead = tokens.words[first - 1] if first else ""
    deadline = lexicon.value("DEADLINE", lead)
    if deadline == 1 and _went_on(tokens, first, lexicon):
        return -CERTAIN
    if lexicon.value("PLACING", lead) is not None and first > 1:
        deadline = lexicon.value("DEADLINE", tokens.words[first - 2]) or None  # "starting on"
    if _begins(tokens, first):
        return 0
    return int(deadline == 1 or (deadline == 0 and is_wanted(tokens, first, lexicon)))


def _may_from(tokens: Tokens, first: int, lexicon: Lexicon) -> int:
    """1 for the day from which something can be done: "can be drawn from Tuesday"."""
    if not first or lexicon.value("FROM", tokens.words[first - 1]) is None:
        return 0
    before = tokens.words[max(0, first - CLOSE) : first - 1]
    return int(any(lexicon.value("MODAL", word) is not None for word in before))


def _begins(tokens: Tokens, first: int) -> bool:
    """Whether a sentence begins with the date, or with the word before it."""
    return first < 2 or tokens.words[first - 2] in STOPS or tokens.words[first - 2].isspace()


def _close(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> int:
    """What the verb says that stands in the same clause, right before the date; 0 for others.

    "was signed in December" is over and "will open in May" is not, however near the other one is;
    "meets on Friday" and "the vote is on Friday" say in the present tense what is to come.
    """
    words = tokens.words
    at = first - 1
    placed = at >= 0 and lexicon.value("PLACING", words[at]) is not None
    at -= placed
    if placed and lexicon.value("OBJECT", words[at]) is not None:
        at -= 1  # "told us in January"
    verb = words[at] if at >= 0 else ""
    if lexicon.value("PRESENT_BE", verb) is not None:
        return 1
    if placed and at > 0 and _is_over(tokens, at, lexicon):
        return -CERTAIN
    if placed and _is_to_be(words[max(0, at - 3) : at], lexicon):
        return 1
    following = words[last] if last < len(words) else ""
    since = at + 1 < first and lexicon.value("SINCE", words[first - 1]) is not None
    plan = not since and lexicon.value("POSSESSIVE", following) is None
    for index in range(at, max(-1, at - CLOSE), -1):
        word = words[index]
        plan = plan and lexicon.value("DETERMINER", word) is None
        if word in STOPS or word == "," or word.isspace():
            return 0
        before = words[index - 1] if index else ""
        told = placed and index == at and _is_done_by_plan(word, before, lexicon)
        if told or (plan and _is_under_way(word, before, lexicon)):
            return 1
        ahead = lexicon.value("FUTURE", before) is not None  # "will open"
        if not ahead and lexicon.value("SCHEDULED", word) is not None:
            return int(lexicon.value("NOUN_FOLLOWS", before) is None)
        if lexicon.value("CERTAIN_FUTURE", word) is not None:
            return CERTAIN * (placed and lexicon.value("NOT", words[index + 1]) is None)
        if lexicon.value("FUTURE", word) is not None:
            return 0
        if placed and lexicon.value("CERTAIN_PAST", word) is not None:
            over = index < at and words[index + 1] not in lexicon.table.get(
                "word_before_participle", ()
            )
            return -CERTAIN * (over and _is_participle(words[index + 1], lexicon))
    return 0


def _is_to_be(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a participle after these words is of what is to come: "a sale to be held in May", not
    "was to be held".
    """
    if len(before) < PLAN_WORDS:
        return False
    said, to, be = before[-PLAN_WORDS:]
    planned = lexicon.value("INFINITIVE", to) is not None and lexicon.value("BE", be) is not None
    return planned and lexicon.value("CERTAIN_PAST", said) is None


def _is_told_as_past(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether the date ends a clause in the simple past: "sold its mill to Vik in December".

    Not where the verb arranges or says what may be still to come: "called an election in December".
    """
    words, over = tokens.words, False
    if first < 2 or lexicon.value("PLACING", words[first - 1]) is None:
        return False
    for index in range(first - 2, max(-1, first - NEAR), -1):
        word = words[index]
        if word in STOPS or word == "," or word.isspace():
            break
        if any(lexicon.value(name, word) is not None for name in ("FUTURE", "ARRANGED", "SAID")):
            return False
        if lexicon.value("INFINITIVE", word) is not None and _is_infinitive(tokens, index, lexicon):
            return False
        if lexicon.value("PASTVERB", word) is not None or _ends_as_past(tokens, index, lexicon):
            over = True  # or "preferred shares": a verb may stand before it
    return over


def _opens_in_the_past(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the date opens a sentence, or a clause after "but", in the simple past: "In February
    it bought a mill".
    """
    words = tokens.words
    if not first or lexicon.value("PLACING", words[first - 1]) is None:
        return False
    if not _begins(tokens, first) and lexicon.value("CLAUSE_BREAK", words[first - 2]) is None:
        return False
    for index in range(last, min(len(words), last + NEAR)):
        word = words[index]
        if word in STOPS or word.isspace() or lexicon.value("ARRANGED", word) is not None:
            return False
        if any(lexicon.value(name, word) is not None for name in ("FUTURE", "INFINITIVE")):
            return False
        if lexicon.value("PASTVERB", word) is not None or _ends_as_past(tokens, index, lexicon):
            return True
    return False


def _went_on(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether something is told to have gone on until the date: "the talks lasted until Monday"."""
    near = tokens.words[max(0, first - 1 - CLOSE) : first - 1]
    ahead = any(lexicon.value("FUTURE", word) is not None for word in near)
    return not ahead and any(lexicon.value("WENT_ON", word) is not None for word in near)


def _is_infinitive(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a verb may follow this "to": not "to a mill", "to Vik"."""
    word = tokens.words[index + 1]
    named = tokens.text[tokens.starts[index + 1]].isupper()
    return not named and lexicon.value("DETERMINER", word) is None


def _is_under_way(word: str, before: str, lexicon: Lexicon) -> bool:
    """Whether two words are a present that tells a plan beside a date: "is returning Sunday"."""
    endings = tuple(lexicon.table.get("present_endings", ()))
    going = len(word) >= SHORTEST and bool(endings) and word.endswith(endings)
    return going and lexicon.value("PRESENT_BE", before) is not None


def _is_done_by_plan(word: str, before: str, lexicon: Lexicon) -> bool:
    """Whether two words are a passive in the present: "are auctioned on Thursday"."""
    return lexicon.value("PRESENT_BE", before) is not None and _is_participle(word, lexicon)


def _is_over(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Whether the verb right before is in the past: "died in May", "had forecast in May"; not "to
    be held in May".
    """
    if lexicon.value("PLUPERFECT", tokens.words[at - 1]) is not None:
        return True
    for word in tokens.words[max(0, at - 2) : at]:
        if any(lexicon.value(name, word) is not None for name in ("INFINITIVE", "FUTURE", "BE")):
            return False
    word = tokens.words[at]
    if lexicon.value("FUTURE", word) is not None:
        return False
    return lexicon.value("PASTVERB", word) is not None or _ends_as_past(tokens, at, lexicon)


def _is_participle(word: str, lexicon: Lexicon) -> bool:
    """Whether "was" and this word make a passive: "signed", "held"; "expected" is no such word."""
    if lexicon.value("FUTURE", word) is not None:
        return False
    endings = tuple(lexicon.table.get("past_endings", ()))
    regular = len(word) >= SHORTEST and word.endswith(endings)
    return regular or any(
        lexicon.value(name, word) is not None for name in ("PASTVERB", "PARTICIPLE")
    )


def is_aside(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether the date is a plan, a flashback or an end, which the story does not move to."""
    words = tokens.words
    for index in range(first - 1, max(-1, first - 1 - NEAR), -1):
        if words[index] in STOPS or words[index] == "," or words[index].isspace():
            return False
        if lexicon.value("ASIDE", words[index]) is not None:
            return True
    return False


def is_held_against(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether the date is what the news is held against: "the worst attack since Christmas"."""
    return first > 0 and lexicon.value("SINCE", tokens.words[first - 1]) is not None


def is_of_a_saying(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether the date is the day on which somebody said so: "Lt. Dolan said Thursday"."""
    at = first - 1
    while at > 0 and lexicon.value("PLACING", tokens.words[at]) is not None:
        at -= 1
    if at >= 0 and lexicon.value("SAID_TO", tokens.words[at]) is not None:
        at -= 1
    return at >= 0 and lexicon.value("SAID", tokens.words[at]) is not None


def _scan(tokens: Tokens, indices: range, lexicon: Lexicon) -> int:
    words = tokens.words
    for index in indices:
        word = words[index]
        if word.isspace() or (word in STOPS and not _abbreviation(words, index, lexicon)):
            return 0
        before = words[index - 1] if index else ""
        if lexicon.value("FUTURE", word) is not None and not _is_other(words, index, lexicon):
            if indices.step > 0 and word.endswith(tuple(lexicon.table.get("past_endings", ()))):
                return -1  # "On Friday they planned to go": the planning is over
            return _ahead(words, index, lexicon)
        if indices.step < 0 and _arrives(words, index, lexicon):
            return 1
        if lexicon.value("PASTVERB", word) is not None:
            if lexicon.value("FUTURE", before) is not None:
                return _ahead(words, index - 1, lexicon)  # "will hit"
            if lexicon.value("INFINITIVE", before) is None:
                return -1  # but "to be held" is not over
        if word == "to" and lexicon.value("BE", before) is not None:
            return 1
        if _ends_as_past(tokens, index, lexicon):
            ahead = _auxiliary(words, index, lexicon)
            return -1 if ahead is None else _ahead(words, ahead, lexicon)
    return 0


def _arrives(words: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a verb in the present tells a plan: "arrives in shops in Vik on Sunday"."""
    if lexicon.value("SCHEDULED", words[index]) is None or not words[index].endswith("s"):
        return False
    before = words[index - 1] if index else ""
    named = before.isalpha() or before == ","
    return named and lexicon.value("NOUN_FOLLOWS", before) is None


def _auxiliary(words: list[str], index: int, lexicon: Lexicon) -> int | None:
    """Where the "will" of "will have faded" and of "will be opened" stands."""
    at = index - 1
    while at > 0 and index - at < PERFECT and lexicon.value("HELPING", words[at]) is not None:
        at -= 1
    moved = at < index - 1 and lexicon.value("FUTURE", words[at]) is not None
    return at if moved else None


def _is_other(words: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a word for the future tells none: "the plan", "planning law", "won" but "won't"."""
    word, before = words[index], words[index - 1] if index else ""
    if lexicon.value("WITH_TO", word) is not None:
        return words[index + 1 : index + 2] != ["to"]
    if lexicon.value("CLIPPED", word) is not None:
        return words[index + 1 : index + 2] not in (["'"], ["’"])
    both = lexicon.value("NOUN_TOO", word) is not None
    return both and lexicon.value("DETERMINER", before) is not None


def _ends_as_past(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether it ends as a past tense does; "the devolved powers" and "United" are no verbs."""
    word, table = tokens.words[index], lexicon.table
    if len(word) < SHORTEST or not word.endswith(tuple(table.get("past_endings", ()))):
        return False
    if word.endswith(tuple(table.get("not_past_endings", ()))):
        return False
    if lexicon.value("NO_VERB", word) is not None:
        return False
    named = tokens.text[tokens.starts[index]].isupper()
    return not (named or (index and tokens.words[index - 1] in table["word_before_participle"]))


def _ahead(words: list[str], index: int, lexicon: Lexicon) -> int:
    """What a word for the future says: "could not stop it" and "had been due Friday" are past."""
    following = words[index + 1] if index + 1 < len(words) else ""
    if index > 1 and lexicon.value("PLUPERFECT", words[index - 2]) is not None:
        return MIXED if lexicon.value("SET_FOR", words[index]) is not None else -1
    if index and lexicon.value("CERTAIN_PAST", words[index - 1]) is not None:
        return MIXED  # "was due on Monday" is as often to come as it is over
    if lexicon.value("COULD", words[index]) is not None and any(
        lexicon.value("NOBODY", word) is not None for word in words[max(0, index - CLAUSE) : index]
    ):
        return -1  # "neither of them could be reached Thursday"
    return 0 if lexicon.value("NOT", following) is not None else 1


def _abbreviation(words: list[str], index: int, lexicon: Lexicon) -> bool:
    return (
        words[index] == "."
        and index > 0
        and (
            (len(words[index - 1]) == 1 and words[index - 1].isalpha())
            or lexicon.value("ABBREVIATION", words[index - 1]) is not None
        )
    )
