"""Who or what a clause is about, as its title would begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.language.tense import IRREGULAR, PARTICIPLES, SAME_FORMS
from timeline.language.verbs import is_past
from timeline.language.words import FUNCTION_WORDS, content_words

_CAPITAL = r"[^\W\d_a-zßàáâãäåæçèéêëìíîïñòóôõöøùúûüý][\w&’'-]*(?:\.(?= [A-Z]))?"
_NAME = (
    rf"{_CAPITAL}(?: (?:(?:of the|of|for|and|&|de|del|der|von|van|la|le|du|di|da) )?{_CAPITAL})*"
)
# "The carmaker Orrin", "Orrin's own board": words before a name, or what it owns. Nothing that
# leans on something else: "a competitor in Vik".
_NAMED = (
    r"(?:(?:[Tt]he|[Aa]n?) )?(?P<before>(?:[A-Za-z][a-z’'-]* ){0,3}?)"
    rf"(?P<who>{_NAME}(?:(?:['’]s|(?<=s)['’])(?: [a-z-]+){{1,3}})?)"
)
# "The roster, which was introduced in May", "the offer which the board rejected in May".
_THING = r"[Tt]he (?P<who>[a-z-]+(?: (?:of the |of )?[a-z-]+){0,4}?)"
_ASIDE = r"(?:, (?:who|which|whose|where|an?|the|[a-z])[^;:]{2,120}?,| \([^()]*\))?"
_HELPS = "was were is are has have had will would did".split()
_ADVERBS = r"(?:also|later|then|first|now|once|already|since|again|soon|still|\w+ly)"
_VERB = rf"(?P<helps>(?:(?:{'|'.join(_HELPS)}|been|be|to|{_ADVERBS}) )*)(?P<verb>[a-z]+)\b"
_DOES = _VERB.replace(
    "[a-z]+)", rf"(?:{'|'.join(_HELPS)}|[a-z]{{3,}}ed|{'|'.join(sorted(IRREGULAR))}))"
)  # what may be a verb by its form alone
_BEGINS = (
    r"(?:^|(?<=[,;] )|(?<=\bthat )|(?<=\bbut )|(?<=\bwhen )|(?<=\bafter )|(?<=\bbefore )"
    r"|(?<=\bwhile )|(?<=\bbecause )|(?<=, and ))"
)
# "Said that from 2006 Orrin sold it", "In May Orrin sold it": the date comes first.
_DATE_FIRST = r"(?P<date>(?:(?:in|on|from|by|since|at|during|last|early|late) )?⟦[^⟦⟧]*⟧,? )?"
_CLAUSES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BEGINS}(?i:{_DATE_FIRST}){_NAMED}{_ASIDE} {_VERB}",
        rf"(?:{_BEGINS}|(?<=\bby )|(?<=\bwith )){_NAMED},? (?:who|which) {_VERB}",
        # "The yard", with which a sentence begins, is somebody with a name.
        rf"(?:^(?=The [a-z]+ )|(?<=[a-z,;] )){_THING}, which {_DOES}",
        rf"\bwhich {_THING} {_DOES}",
    )
)
# What ends a clause, between its verb and a date.
_ENDS = re.compile(
    r"[;:“\"]|, (?:and|but|while|where)\b|\b(?:which|who|that|whose|after|before|when|while|"
    r"because|it|he|she|they|its|their)\b"
)
_AND = re.compile(r"\band (?:the )?[A-Z][\w'’-]* (?P<verb>[a-z]+)\b")
_LEANS = re.compile(
    r"\b(?:about|after|against|at|before|between|by|during|for|from|in|into|near|of|on|over|through|to|"
    r"under|with|within|without|and|or|than|as)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(rf"{_LEANS.pattern} $", re.IGNORECASE)
_BY = re.compile(r"[^,;]*? by (?![\d⟦])")
_SAYS = frozenset(
    """
    said told announced reported says added confirmed testified wrote insisted argued warned
    acknowledged predicted estimated claimed admitted declared
    """.split()
)
_NO_NAMES = frozenset(
    """
    according monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december
    """.split()
)
# What stands for somebody who has a name, which is for the title to give.
_STANDS_FOR = frozenset(
    """
    airline bank business carmaker carrier chain club company concern firm fund government group
    insurer maker man manufacturer paper retailer team town union woman
    """.split()
)


class _Clause(NamedTuple):
    verb: tuple[int, int]
    start: int
    who: str
    is_passive: bool
    has_date_first: bool


def subject(sentence: str, date: tuple[int, int] | None, text: str) -> str | None:
    """Who or what the clause of a date is about, or, without a date, the sentence: "Orrin" of
    "Analysts say that Orrin, the largest maker, sold a mill in May", "Roster" of "the roster, which
    was introduced in May". `date`: its first character and the one after its last. `text`: of the
    article.

    None where that is somebody whose name the clause does not give, where the clause says what
    somebody says, and where it cannot be told.
    """
    marked = sentence
    if date is not None:
        start, end = date
        marked = f"{sentence[:start]}⟦{sentence[start:end]}⟧{sentence[end:]}"
    clauses = sorted(_clauses(marked, text))
    if date is None:
        clause = next((one for one in clauses if one.start == 0), None)
    else:
        clause = _of_date(marked, date[0], clauses)
    if clause is None or marked[slice(*clause.verb)] in _SAYS:
        return None
    rest = marked[clause.verb[1] :]
    if rest.startswith(" by ") or (clause.is_passive and _BY.match(rest)):
        return None  # "was sued by Orrin" may be told either way; "Orrin hit by strike"
    return clause.who[:1].upper() + clause.who[1:].replace(" own ", " ")


def _of_date(marked: str, date: int, clauses: list[_Clause]) -> _Clause | None:
    """The clause that begins with the date, or whose verb is the last one before it."""
    for clause in clauses:
        if clause.has_date_first:
            return clause
    before = [clause for clause in clauses if clause.verb[1] <= date]
    if not before:
        return None
    between = marked[before[-1].verb[1] : date]
    other = _AND.search(between)  # "Orrin sold mills and Vik bought yards"
    if _ENDS.search(between) or (other and is_past(other["verb"])):
        return None
    return before[-1]


def _clauses(marked: str, text: str) -> Iterator[_Clause]:
    """The clauses of a sentence whose subject can be told; ⟦⟧ are around its date."""
    for pattern in _CLAUSES:
        at = 0
        while found := pattern.search(marked, at):
            at = found.start() + 1
            helps, groups = found["helps"].split(), found.groupdict()
            if not _is_verb(found["verb"], helps) or _LEANS.search(groups.get("before") or ""):
                continue
            if not _can_begin(found["who"], text) or (found.start() and " and " in found["who"]):
                continue  # "the searches in Opole, Kielce and Lublin"
            if found["who"][0].islower() and _LEANING.search(marked[: found.start()]):
                continue  # "work on the line, which"
            passive = bool({"was", "were", "is", "are", "been", "be"} & set(helps))
            first = bool(groups.get("date"))
            yield _Clause(found.span("verb"), found.start(), found["who"], passive, first)


def _is_verb(word: str, helps: list[str]) -> bool:
    if word in _HELPS or word in _SAYS:
        return True
    if word in PARTICIPLES:
        return bool(helps)
    if {"will", "would", "to", "did"} & set(helps):
        return True
    return is_past(word) or SAME_FORMS.fullmatch(word) is not None


def is_no_name(word: str) -> bool:
    """Whether a word with a capital is no name whatever the text: "On", "Monday", "May"."""
    return word.lower() in FUNCTION_WORDS | _NO_NAMES


def _can_begin(who: str, text: str) -> bool:
    """Whether a title can begin with these words: a name, or a thing that has none."""
    first, *_ = words = who.split()
    if first[0].islower():
        return words[-1] not in _STANDS_FOR and len(content_words(who)) == len(
            [word for word in words if word not in FUNCTION_WORDS]
        )
    bare = re.sub(r"['’]s?$", "", first)
    if is_no_name(bare) or bare.isupper() or who.endswith(("'s", "’s", "'", "’")):
        return False
    if re.search(rf"\b{re.escape(bare.lower())}\b", text):
        return False
    # A single word that only begins sentences may be no name.
    return len(words) > 1 or re.search(rf"[\w,’'] {re.escape(bare)}\b", text) is not None
