"""Which clause of a sentence a title tells, where the sentence has several dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.tense import IRREGULAR, main_verb, tells
from timeline.words import content_words

FEWEST_WORDS = 2  # that carry meaning, in a part of a sentence that can be asked about alone
_BREAK = re.compile(
    r"[;:]|,(?!\d)| [–—] |(?<=\s)(?:and|but|while|which|who|when|after|before|as|where|until|"
    r"having)(?=\s)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\W_]*(?:(?:and|or|in|on|at|to|both|again|then|early|late)\b[\W_]*)*")
# ", born in Vik in 1955, …", "Since the mill opened in 2007, …"
_ASIDE = re.compile(r"(?:, ?)?(?:born|since|although|though|while)\b", re.IGNORECASE)

# Between commas, or between a comma and the end: ", which closed at $10 on Friday,"; in brackets.
_PRONOUN = r"(?:which|who|whose|whom|(?:in|on|of|for|to|from|with|at) which|where)\b"
_ON_NOUN = re.compile(
    rf", (?P<words>{_PRONOUN}[^,;]*?)(?:,|(?=[.!?]?[\s\"”’]*$))"
    rf"| ?\((?P<bracketed>{_PRONOUN}[^()]*)\)"
)

# "Breaks an agreement signed by both in 1991", "kept to the deal signed in May": the date is that
# of the agreement. Not "at a meeting held on Friday", which is when the deed was done, too, and not
# "talks with the union began in May", where no verb stands before.
_DONE_NOUN = re.compile(
    r"(?:\b[a-z]+[^s\W]s (?=an? )"
    r"|\b(?P<verb>[a-z]+)\b[^,;:.]{,40} (?:of|with|to|by|from|for|under|into) )"
    r"(?P<words>(?:an?|the|its|his|her|their) (?:[\w'’-]+ ){1,4}?(?P<done>[a-z]+)\b"
    r"(?: (?!and\b|but\b|that\b)[\w'’-]+){,6}?) (?:in|on|at|during) $"
)
# "Prosecutes the men who robbed the bank on Friday": not "it was Holm who left on Friday".
_WHO = re.compile(
    r"(?<!,)(?<!said) (?P<who>who|which|that) (?P<clause>(?:[^,;:()]|, including [^,]*,)*)$"
)
_CLEFT = re.compile(r"\bit (?:is|was)\b[^,;]*$", re.IGNORECASE)
_NOUN = re.compile(r"(?:\b(?i:the|an?|its|his|her|their|two|some) (?:[\w'’-]+ ?){1,4}|[\w'’-]+ ?)$")
_AUXILIARIES = ("was", "were", "had", "has", "have", "is", "are")
# "Profits fell, but shares rose on Friday".
_BUT = re.compile(
    r"(?:, (?:but|while|whereas)|;(?: and| but| while)?) (?=\w+ \w+)(?!.*[,;] (?:but|while) )"
)
_AND = re.compile(r", and (?=\w+ \w+)")
_WILL = re.compile(r"\b(?:will|would|plans? to)\b")
_NOUN_REACH = 40  # characters before "who" in which what it stands for begins
_NOT_DONE = ("ended", "held", "called", "named", "based", "dubbed", "titled", "entitled", "known")


def clause_apart(sentence: str, expression: tuple[int, int]) -> tuple[int, int] | None:
    """The part of a sentence that a time expression in it dates, where it dates nothing else.

    A clause on a noun ("which closed at $10 on Friday" of "The shares, which closed at $10 on
    Friday, fell", "the man who fled on Friday"), a noun that something was done to ("an agreement
    signed in 1991"), or a clause with a subject of its own ("shares rose on Friday" of "Profits
    fell, but shares rose on Friday"). None where the expression is the whole sentence's.
    """
    for clause in _ON_NOUN.finditer(sentence):
        group = clause.lastgroup or 0
        if clause.start(group) <= expression[0] and expression[1] <= clause.end(group):
            return clause.span(group)
    before = sentence[: expression[0]]
    done = _DONE_NOUN.search(before)
    if done and _is_past(done["done"]) and (not done["verb"] or _is_past(done["verb"])):
        return done.start("words"), expression[1]
    who = _WHO.search(before)
    if who and _begins_with_verb(who["clause"]) and main_verb(f" {who['clause']}") is None:
        noun = _NOUN.search(before, max(who.start() - _NOUN_REACH, 0), who.start())
        if noun and not _CLEFT.search(before, 0, who.start()):
            return noun.start(), expression[1]
    but = _break(before)
    if but and tells(before[: but.start()]) and tells(sentence[but.end() :]):
        return but.end(), len(sentence)
    return None


def _break(before: str) -> re.Match[str] | None:
    """Where the last clause of its own begins: after "but", or after "and" where one tells of the
    future and the other does not.
    """
    if but := _BUT.search(before):
        return but
    last = next(reversed(list(_AND.finditer(before))), None)
    if last and bool(_WILL.search(before[: last.start()])) != bool(
        _WILL.search(before[last.end() :])
    ):
        return last
    return None


def _begins_with_verb(clause: str) -> bool:
    first = clause.split()[:1]
    return bool(first) and (_is_past(first[0]) or first[0] in _AUXILIARIES)


def _is_past(verb: str) -> bool:
    return verb not in _NOT_DONE and (verb in IRREGULAR or verb.endswith("ed"))


def rest_told(sentence: str, dated: Sequence[tuple[int, int]]) -> str:
    """What the sentence tells besides the parts that its time expressions date alone: "The shares
    fell", "Profits fell" of the examples above.
    """
    for expression in dated:
        part = clause_apart(sentence, expression)
        but = _break(sentence[: expression[0]])
        if part and but and part[0] == but.end():
            return sentence[: but.start()] + "."
    return _ON_NOUN.sub("", sentence)


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
    return bool(clause) and not words & clause


def part_told(
    sentence: str, own: tuple[int, int], others: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The part of a sentence with several dates that belongs to one of them.

    "He bought a mill in 1986 and sold it in 2005" → "and sold it in 2005". Dates of one clause
    share it. A clause without a date goes to the next date, or to a bare "In 1986," before it.
    """
    clauses = _clauses(sentence, [own, *others])
    mine = _clause_of(clauses, own)
    dated = sorted({_clause_of(clauses, other) for other in others} | {mine})
    at = dated.index(mine)
    first = 0 if at == 0 else dated[at - 1] + 1
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
    breaks = [
        found.start()
        for found in _BREAK.finditer(sentence)
        if not any(start < found.start() < end for start, end in dates)
    ]
    bounds = [0, *breaks, len(sentence)]
    return [(start, end) for start, end in pairwise(bounds) if end > start] or [(0, 0)]


def _clause_of(clauses: list[tuple[int, int]], place: tuple[int, int]) -> int:
    return max(n for n, (start, _) in enumerate(clauses) if start <= place[0])
