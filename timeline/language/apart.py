"""The part of a sentence that a time expression in it dates alone, and the rest of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.language.tense import IRREGULAR, main_verb, tells
from timeline.language.words import FUNCTION_WORDS

# Between commas, or between a comma and the end: ", which closed at $10 on Friday,"; in brackets.
_PRONOUN = r"(?:which|who|whose|whom|(?:in|on|of|for|to|from|with|at) which|where)\b"
_ON_NOUN = re.compile(
    rf", (?P<words>{_PRONOUN}(?:[^,;]|(?<=\d),(?=\d))*?)(?:,(?!\d)|(?=[.!?]?[\s\"”’]*$))"
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
# "Bought a stake before selling it in May".
_BEFORE_DOING = re.compile(r"\bbefore (?P<deed>(?!being\b|having\b)\w+ing\b[^,;:]*)$")
# "Revenue rose, reflecting its purchase of the mill in May".
_REFLECTING = re.compile(
    r", (?:(?:mainly|largely|partly) )?(?:reflecting|following|citing|because of|due to|thanks to) "
    r"(?P<noun>(?:the|an?|its|his|her|their|[\w.&]+['’]s) [^,;:]*)$"
)
_WHO = re.compile(
    r"(?<!,)(?<!said) (?P<who>who|which|that) (?P<clause>(?:[^,;:()]|, including [^,]*,)*)$"
)
# "Found in a house where Holm, a teacher, lived last year".
_WHERE = re.compile(
    r"(?P<noun>\b(?:an?|the) (?:[\w.,'’-]+ ){1,4}?)where (?:[^,;:()]|, (?:an?|the) [^,]*,)*$"
)
# "Suspected of bombing the mill in 1988", "charged with robbing it on Friday".
_ACCUSED = re.compile(
    r"\b(?:suspected|accused|convicted|guilty|acquitted|charged|charges) (?:of|with) "
    r"(?P<deed>(?!being\b|having\b)\w+ing\b[^,;:]*)$"
)
# "The boy whose rescue two months ago set off a quarrel", "the rule that it broke last year".
_WHOSE = re.compile(
    r"(?P<noun>\b(?:an?|the) (?:[\w.'’-]+ ){1,4}?)whose (?:[\w.,$£€%'’-]+ ){1,12}?$"
)
_CONTACT = re.compile(
    r"(?P<noun>\b(?:an?|the) (?:[\w.'’-]+ ){1,5}?)(?:that )?(?:it|he|she|they|we) "
    r"(?P<verb>[a-z]+)(?: [a-z]+)? (?:in |on )?$"
)
# "Half of what it had forecast in February".
_WHAT = re.compile(r"\b(?P<clause>what (?:it|he|she|they) had [a-z]+) (?:in|on) $")
_LEANING = frozenset(  # "after the vote he left on Friday" has no clause on the vote
    """
    about after against amid and as at because before but by despite during for from in into like of
    on or over since than that through to under until when where while with within without
    """.split()
)
# "Was shut after talks with a buyer broke down on Tuesday": the talks did so that day. Not "after
# the vote on Tuesday", where no verb stands.
_AFTER = re.compile(
    r"(?<!shortly )(?<!soon )(?<!day )(?<!days )\b(?:after|because) "
    r"(?P<clause>(?!(?:which|it emerged)\b)[^;:]{3,120})$"
)
_NEAR_VERB = 7  # words from the verb of such a clause to its date
_OF_THEIR_OWN = (
    (_WHERE, "noun"),
    (_ACCUSED, "deed"),
    (_WHOSE, "noun"),
    (_WHAT, "clause"),
    (_BEFORE_DOING, "deed"),
    (_REFLECTING, "noun"),
)
_CLEFT = re.compile(r"\bit (?:is|was)\b[^,;]*$", re.IGNORECASE)
_NOUN = re.compile(r"(?:\b(?i:the|an?|its|his|her|their|two|some) (?:[\w'’-]+ ?){1,4}|[\w'’-]+ ?)$")
_ARTICLES = frozenset(("a", "an", "the", "its", "his", "her"))
_SAYS = ("said", "told", "added", "reported", "announced", "wrote", "warned", "confirmed")
_AUXILIARIES = ("was", "were", "had", "has", "have", "is", "are")
# "Profits fell, but shares rose on Friday".
_BUT = re.compile(
    r"(?:, (?:but|while|whereas)|;(?: and| but| while)?) (?=\w+ \w+)(?!.*[,;] (?:but|while) )"
)
_AND = re.compile(r", and (?=\w+ \w+)")
_WILL = re.compile(r"\b(?:will|would|plans? to)\b")
_HAD = re.compile(r"\bhad (?:\w+ly )?\w+(?:ed|en|wn|ne|ght|ld|de|pt|st|id)\b")
# "Holm, born in Vik on May 7, 1955, heads the port": between a name and its verb. Not "the suit,
# filed in May, claims", which tells what was filed.
_DONE_SUBJECT = re.compile(
    r"(?P<subject>(?:[\w.&'’-]+ ){,6}?[^\W\d_a-z][\w.&'’-]*), "
    r"(?:\w+ly |first |then )?(?P<done>[a-z]+)\b[^,;:]*$"
)
_GOES_ON = re.compile(r", (?:(?:\w+ly|also|now|then|since) )?(?P<verb>[a-z]+)\b")
_NOUN_REACH = 40  # characters before "who" in which what it stands for begins
_NOT_DONE = ("ended", "held", "called", "named", "based", "dubbed", "titled", "entitled", "known")


def clause_apart(sentence: str, expression: tuple[int, int]) -> tuple[int, int] | None:
    """The part of a sentence that a time expression in it dates, where it dates nothing else.

    A clause on a noun ("which closed at $10 on Friday" of "The shares, which closed at $10 on
    Friday, fell", "the man who fled on Friday"), a noun that something was done to ("an agreement
    signed in 1991", "Holm, elected in 1991," before "resigned"), or a clause with a subject of its
    own ("shares rose on Friday" of "Profits fell, but shares rose on Friday"). None where the
    expression is the whole sentence's.
    """
    sentence = _without_commas_inside(sentence, expression)
    for clause in _ON_NOUN.finditer(sentence):
        group = clause.lastgroup or 0
        if clause.start(group) <= expression[0] and expression[1] <= clause.end(group):
            return clause.span(group)
    before = sentence[: expression[0]]
    if _is_done_subject(sentence, expression):
        return 0, expression[1]
    start = _clause_begins(before)
    if start is not None:
        return start, expression[1]
    but = _break(before)
    if but and tells(before[: but.start()]) and tells(sentence[but.end() :]):
        return but.end(), len(sentence)
    return None


def _clause_begins(before: str) -> int | None:
    """Where the clause begins that belongs to a noun or is a deed on the side, and that the words
    before a date end in; None where they end in the main clause.
    """
    done = _DONE_NOUN.search(before)
    if done and _is_past(done["done"]) and (not done["verb"] or _is_past(done["verb"])):
        return done.start("words")
    who = _WHO.search(before)
    if who and _begins_with_verb(who["clause"]) and main_verb(f" {who['clause']}") is None:
        noun = _NOUN.search(before, max(who.start() - _NOUN_REACH, 0), who.start())
        if noun and not _CLEFT.search(before, 0, who.start()):
            return noun.start()
    contact = _CONTACT.search(before)
    if contact and _is_past(contact["verb"]) and contact["verb"] not in _SAYS:
        words = before[: contact.start()].split()
        if words and words[-1].lower() not in _LEANING:
            return contact.start("noun")
    after = _AFTER.search(before)
    if after and comes_after(before, len(before)):
        return after.start("clause")
    for pattern, group in _OF_THEIR_OWN:
        if found := pattern.search(before):
            return found.start(group)
    return None


def comes_after(sentence: str, expression: int) -> bool:
    """Whether an expression, by where it begins, is that of what the deed came after: "Orrin has
    shut the mill after a boiler burst on Tuesday".
    """
    before = sentence[:expression]
    after = _AFTER.search(before)
    return bool(after and _has_a_late_verb(after["clause"]) and tells(before[: after.start()]))


def _has_a_late_verb(clause: str) -> bool:
    """Whether a clause with a subject has a verb in the past among its last words."""
    words = clause.split()[1:]
    return any(word.isalpha() and _is_past(word) for word in words[-_NEAR_VERB:])


def _without_commas_inside(sentence: str, expression: tuple[int, int]) -> str:
    """The sentence with a space for each comma of the expression, which ends no clause: "on Dec. 2,
    1956".
    """
    start, end = expression
    return sentence[:start] + sentence[start:end].replace(",", " ") + sentence[end:]


def _is_done_subject(sentence: str, expression: tuple[int, int]) -> bool:
    """Whether the sentence begins with a subject and what was done to it then, between commas."""
    found = _DONE_SUBJECT.match(sentence[: expression[0]])
    goes_on = _GOES_ON.match(sentence, expression[1])
    if not found or not goes_on or not _is_past(found["done"]) or found["done"] in _SAYS:
        return False
    first, *_ = found["subject"].split()
    if first.lower() in FUNCTION_WORDS - _ARTICLES or tells(found["subject"]):
        return False
    verb = goes_on["verb"]
    return verb in _AUXILIARIES or _is_past(verb) or verb.endswith("s")


def _break(before: str) -> re.Match[str] | None:
    """Where the last clause of its own begins: after "but", or after "and" where one tells of the
    future and the other does not.
    """
    if but := _BUT.search(before):
        return but
    last = next(reversed(list(_AND.finditer(before))), None)
    if not last:
        return None
    first, second = before[: last.start()], before[last.end() :]
    other_time = any(
        bool(tense.search(first)) != bool(tense.search(second)) for tense in (_WILL, _HAD)
    )
    return last if other_time else None


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
        after = _AFTER.search(sentence[: expression[0]])
        if part and after and part[0] == after.start("clause") and "," not in sentence[part[1] :]:
            return sentence[: after.start()].rstrip(" ,") + "."
        if _is_done_subject(sentence, expression):
            subject = sentence[: expression[0]].partition(",")[0]
            return subject + sentence[expression[1] + 1 :]
    read = sentence
    for expression in dated:
        read = _without_commas_inside(read, expression)
    for clause in reversed(list(_ON_NOUN.finditer(read))):
        sentence = sentence[: clause.start()] + sentence[clause.end() :]
    return sentence
