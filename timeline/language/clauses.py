"""Which clause of a sentence a title tells, where the sentence has several dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.language.words import content_words

FEWEST_WORDS = 2  # that carry meaning, in a part of a sentence that can be asked about alone
_BREAK = re.compile(
    r"[;:]|,(?!\d)| [–—] |(?<=\s)(?:and|but|while|which|who|when|after|before|as|where|until|"
    r"having)(?=\s)",
    re.IGNORECASE,
)
_SO_LONG_AFTER = re.compile(
    r", (?:(?:just|only|about|nearly|almost|exactly|less than|more than) )?(?:an?|[\w-]+) "
    r"(?:hour|day|week|month|year)s? (?:after|before) [^;]*$"
)
# "In the May 2010 shooting": what was done at that date is in the noun.
_IN_THE = re.compile(r"\b(?:in|for|over|of|about|from|after|with) (?:the|an?|its|his|her|their) $")
_BEFORE_DATE = re.compile(r"(?:before|after|until) (?:the )?", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w'’-]+ ?$")
_NAME_NEXT = re.compile(r"and (?:the )?[A-Z]|, [A-Z][\w.-]+(?: [A-Z][\w.-]+)?,")
_PLACE_ENDS = re.compile(r", (?!(?:that|which|who|where|when|and|but|while)\b)")
_PLACE_BEFORE = re.compile(r"\b[A-Z][\w'’-]+, [A-Z][\w.-]+(?: [A-Z][\w.-]+)?$")
# A clause on what stands before it.
_ON_WHAT_WAS = re.compile(r"[,\s]*(?:which|who|whose|when|where|after|before|as|while)\b")
_BETWEEN = re.compile(r"[\W_]*(?:(?:and|or|in|on|at|to|both|again|then|early|late)\b[\W_]*)*")
# "Disclosed in May that", but not "said on Friday that", which is news of Friday.
_TOLD = re.compile(
    r"\b(acknowledged|admitted|conceded|confirmed|disclosed|reported|revealed|wrote) in (?:\w+ )?$"
)
# What is done by speaking. On a day to come it is not what was "announced" before that day.
_DONE_BY_SPEAKING = re.compile(
    r"\b(announce|agree|confirm|decide|disclose|pledge|promise|reveal|threaten|unveil|vow)s?\b"
)
# ", born in Vik in 1955, …", "Since the mill opened in 2007, …"
_ASIDE = re.compile(r"(?:, ?)?(?:born|since|although|though|while)\b", re.IGNORECASE)


def other_date_fits(
    title: str, sentence: str, own: tuple[int, int], other: tuple[int, int]
) -> bool:
    """Whether the title tells the clause of another time expression rather than that of its own.

    "In 1986 he bought a mill which Orrin took over in 2005": "Orrin takes over mill" belongs to
    2005. Not where the two are one adverbial: "in March and in June".
    """
    first, last = sorted((own, other))
    if _BETWEEN.fullmatch(sentence[first[1] : last[0]]):
        return False
    clauses = _clauses(sentence, [own, other])
    words = content_words(title)
    mine, others = _clause_of(clauses, own), _clause_of(clauses, other)
    if mine == others:
        return False
    told = [words & content_words(sentence[start:end]) for start, end in clauses]
    if told[mine] or told[others]:
        return len(told[others] - told[mine]) > len(told[mine] - told[others])
    # Neither has a word of it: the nearer one to the clause that has.
    where = [number for number, found in enumerate(told) if found]
    return bool(where) and sum(abs(n - others) for n in where) < sum(abs(n - mine) for n in where)


def without_what_was_before(sentence: str, own: tuple[int, int]) -> str:
    """The sentence without what it counts from: "The well was capped last Thursday, 86 days after a
    blast had killed two." → "The well was capped last Thursday."
    """
    tail = _SO_LONG_AFTER.search(sentence, own[1])
    return f"{sentence[: tail.start()]}." if tail else sentence


def is_aside(title: str, sentence: str, own: tuple[int, int]) -> bool:
    """Whether the time expression stands in a clause on the side that the title does not tell:
    "Holm, born in Vik in 1955, heads the port" has nothing to do with 1955.
    """
    words = content_words(title)
    clauses = _clauses(sentence, [own])
    start, end = clauses[_clause_of(clauses, own)]
    if not _ASIDE.match(sentence, start, end):
        return False
    clause = content_words(sentence[start : own[0]] + " " + sentence[own[1] : end])
    rest = content_words(sentence[:start] + " " + sentence[end:])
    return bool(clause) and len(words & clause) <= len(words & (rest - clause))


def is_of_the_telling(title: str, sentence: str, own: tuple[int, int]) -> bool:
    """Whether the time expression says when somebody told it, and the title tells the deed: "Orrin
    disclosed in May that it was sued" has nothing to do with "Orrin is sued" in May.
    """
    told = _TOLD.search(sentence[: own[0]])
    if not told or not sentence.startswith(" that ", own[1]):
        return False
    deed = content_words(sentence[own[1] :])
    return bool(content_words(title) & deed) and not content_words(told[1]) & content_words(title)


def is_announced_before(title: str, sentence: str) -> bool:
    """Whether the title tells an announcement that the sentence has as past, so that a day to come
    is not its own: "Orrin announced another sale for May 12", "Orrin announces sale" on May 12.
    """
    told = _DONE_BY_SPEAKING.search(title)
    if not told:
        return False
    # Not "is to be decided in October".
    return re.search(rf"(?<!\bbe )\b{told[1].removesuffix('e')}ed\b", sentence) is not None


def part_told(
    sentence: str, own: tuple[int, int], others: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The part of a sentence with several dates that belongs to one of them.

    "He bought a mill in 1986 and sold it in 2005" → "and sold it in 2005". Dates of one clause
    share it. A clause without a date goes to the next date, or to a bare "In 1986," before it; one
    on what stands before it ("which was old") to neither.
    """
    clauses = _clauses(sentence, [own, *others])
    mine = _clause_of(clauses, own)
    dated = sorted({_clause_of(clauses, other) for other in others} | {mine})
    at = dated.index(mine)
    first = 0 if at == 0 else dated[at - 1] + 1
    while at and first < mine and _ON_WHAT_WAS.match(sentence, clauses[first][0]):
        first += 1
    last = len(clauses) - 1 if at == len(dated) - 1 else mine
    if at and _is_bare(sentence, clauses[dated[at - 1]], others):
        first = mine
    if _is_bare(sentence, clauses[mine], [own, *others]) and at < len(dated) - 1:
        last = dated[at + 1] - 1
    start, end = clauses[first][0], clauses[last][1]
    told = content_words(sentence[start : own[0]] + " " + sentence[own[1] : end])
    return (start, end) if len(told) >= FEWEST_WORDS else (0, len(sentence))


def _is_bare(sentence: str, clause: tuple[int, int], dates: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause is a date and nothing else: "In 1986,"."""
    words = sentence[clause[0] : clause[1]]
    for start, end in dates:
        if clause[0] <= start and end <= clause[1]:
            words = words.replace(sentence[start:end], "")
    return not content_words(words)


def _clauses(sentence: str, dates: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the clauses are, in order, together the whole sentence; no date is cut."""
    breaks = {
        found.start()
        for found in _BREAK.finditer(sentence)
        if not any(start < found.start() < end for start, end in dates)
    }
    breaks -= {at for at in breaks if _is_in_a_name(sentence, at, dates)}
    breaks -= {at for at in breaks if _is_before_a_date(sentence, at, dates)}
    if len(dates) > 1:
        breaks |= {found.start() for at in dates if (found := _dated_thing(sentence, at))}
    bounds = [0, *sorted(breaks), len(sentence)]
    return [(start, end) for start, end in pairwise(bounds) if end > start] or [(0, 0)]


def _is_in_a_name(sentence: str, at: int, dates: Sequence[tuple[int, int]]) -> bool:
    """Whether a break stands between names: "in Vik and Orrin", "in Vik, Denmark, that"."""
    if any(end in (at, at - 1) for _, end in dates):
        return False
    before, after = sentence[:at], sentence[at:]
    if _NAME_BEFORE.search(before) and _NAME_NEXT.match(after):
        return True
    return bool(_PLACE_ENDS.match(after) and _PLACE_BEFORE.search(before))


def _is_before_a_date(sentence: str, at: int, dates: Sequence[tuple[int, int]]) -> bool:
    """Whether a break is the preposition of a date: "at ten and again shortly before noon"."""
    word = _BEFORE_DATE.match(sentence, at)
    return word is not None and any(start == word.end() for start, _ in dates)


def _dated_thing(sentence: str, date: tuple[int, int]) -> re.Match[str] | None:
    """Where a thing with its date before it begins: "in the May 2010 shooting of two guards"."""
    noun = re.match(
        r" [a-z]{3,} (?:of|at|in|on|near|with|against|death|that|which)\b", sentence[date[1] :]
    )
    return _IN_THE.search(sentence[: date[0]]) if noun else None


def _clause_of(clauses: list[tuple[int, int]], place: tuple[int, int]) -> int:
    return max(n for n, (start, _) in enumerate(clauses) if start <= place[0])
