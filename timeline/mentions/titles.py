"""Titles as the model writes them → titles as an editor prints them.

Only what code can know: where a cut-off title has its last whole clause, and what a person who is
"Mr Smith" in one sentence is called in full elsewhere in the article.
"""

from __future__ import annotations

import re

_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Prof|Professor)"
_NAME = r"[^\W\d_a-z][\w'’-]+"  # begins with a capital, or in a script without them
_HONORED = re.compile(rf"\b{_HONORIFIC}\.?\s+({_NAME})\b(?!\s+{_NAME})")
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr)\.$")
# A title tells one event. Four words before it and no comma: not the last of a list of names.
_SECOND = re.compile(r"^((?:[^\s,]+ ){3,}?[^\s,]+)(?:, (?:and|but) |; ).*")
# "Orrin shuts mill and does not say why".
_NOT_DONE_NEXT = re.compile(
    r"^((?:[^\s]+ ){2,}?[^\s,]+),? (?:and|but) "
    r"(?:(?:does|do|did|will|has|have|is|are) not|still) .*"  # or what is so still
)
LONG = 120  # characters; headlines have 60 to 90, but what is cut off often tells what matters
# Where a long title can end without saying anything else than before.
_TAIL = re.compile(
    r",? (?:in an? (?:attempt|bid|effort|move)|in order to|so that|(?<!same )(?<!same time )as|"
    r"after|amid|because|while|which|who|where|following|despite) |, "
)
# Words with a capital that often stand before a surname: "But Smith said", "On Monday Smith left".
_NO_FIRST_NAME = frozenset(
    """
    a after also although an and as at because before both but by for from had has he her his how
    however if in is it its later like meanwhile nor on once or our she since so still than that
    the their then they this though through to today tomorrow under unless until was we what when
    where whether which while who why will with without yesterday yet
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
# What a clause cannot end with: "has not been (as bad as …)", "is as big (as …)".
_OPEN = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|not|never"
    r"|(?:as|so|such|more|less) \S+)$"
)
_INITIALS = re.compile(r"\b[A-Z]\.(?: [A-Z]\.)+")
# "The mill opens the mill opens": a model that does not find an end says the same again.
_REPEATED = re.compile(r"((?<!\S)\S+(?: \S+){1,11}?)(?: \1)+(?:\s.*)?$")
_FEWEST_WORDS = 3  # what is left of a cut-off title must still say who did what
# What no title ends with. Not "on", "over": "Strike goes on".
_HANGING = re.compile(
    r"(?:,? \b(?:the|an?|and|or|but|as|that|those|which|who|whose|of|from|with|than|its|his|"
    r"her|their|ended|ending|until|within|to|into|by|for))+$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"(?:[,;:]|\s[–—-]|\s(?:and|as|after|against|amid|before|between|but|by|for|from|in|into|near|of|on|"
    r"or|over|than|that|the|to|under|where|which|while|who|with|a|an|at))+\s*$",
    re.IGNORECASE,
)


def tidy(title: str, *, complete: bool) -> str | None:
    """One line without a final full stop; None when too little of a cut-off title is left.

    A title that ran out of tokens loses its last word, which may be half a word, and what
    hangs in the air before it: "A does B in an attem" → "A does B".
    """
    written = " ".join(title.split())
    words = _REPEATED.sub(r"\1", written)
    if not complete and words == written:
        words = _end_of_clause(words.rpartition(" ")[0])
        if len(words.split()) < _FEWEST_WORDS:
            return None
    words = _shorten(_NOT_DONE_NEXT.sub(r"\1", _SECOND.sub(r"\1", words)))
    words = _HANGING.sub("", words.rstrip(" ,;:–—-{}"))
    if words.endswith(".") and not _ABBREVIATION.search(words):
        words = words[:-1]
    return words or None


def _shorten(title: str) -> str:
    """A long title without its last subordinate clauses, as many as it takes."""
    while len(title) > LONG:
        ends = [match.start() for match in _TAIL.finditer(title)]
        ends = [
            end
            for end in ends
            if len(title[:end].split()) >= _FEWEST_WORDS + 2 and not _OPEN.search(title[:end])
        ]
        if not ends:
            break
        title = _end_of_clause(title[: ends[-1]])
    return title


def _end_of_clause(words: str) -> str:
    """Without the conjunctions, prepositions and commas that hang at the end."""
    while hanging := _CLAUSE_END.search(words):
        words = words[: hanging.start()]
    return words


def without_date(title: str, expression: str) -> str:
    """The title without the time expression, which stands beside it: "X meets Y on Friday" →
    "X meets Y", "X flies to Vik in May to meet Y" → "X flies to Vik to meet Y". As it was where
    the expression is more than an addition.
    """
    words = re.escape(" ".join(expression.split()))
    addition = re.search(
        rf",? (?:(?:in|on|at|by|for|during|since|from|within|over) )?"
        rf"(?:(?:most|much|part|all|the rest) of )?(?:the )?{words}"
        r"(?:$|(?= (?:to|with|after|as|for|at|by|in|against|amid|is|are)\b))",
        title,
        re.IGNORECASE,
    )
    if not addition:
        return title
    rest = title[: addition.start()] + title[addition.end() :]
    return title if len(rest.split()) < _FEWEST_WORDS else _HANGING.sub("", rest)


def without_that(title: str) -> str:
    """A statement as a headline has it: "Holm says that it rains" → "Holm says it rains"."""
    return re.sub(r"^((?:\S+ )+?\w+s) that (?=\S)", r"\1 ", title, count=1)


_ANNOUNCED = re.compile(
    r"(?:[^\s,;:]+ ){1,6}?(?:announce|confirm|reveal|promise|pledge)s? that "
    r"(?!(?:it|he|she|they|there|its|his|her|their)\b)(?P<what>(?:\S+ ){2,}\S+)"
)
# "Orrin announces it will close the mill": Orrin will.
_OWN_PLAN = re.compile(
    r"(?P<who>(?:[^\s,;:]+ ){1,6}?)(?:announce|confirm|reveal|promise|pledge|say)s? (?:that )?"
    r"(?:(?:it|he|she|they) (?P<will>will (?:\S+ )+\S+)"
    r"|(?:its|his|her|their) (?P<owned>(?:[\w-]+ ){1,4}?will (?:\S+ )+\S+))"
)


def without_announcing(title: str) -> str:
    """What is announced, for the day on which it is to be: "Orrin announces that the ferry will
    sail again" → "The ferry will sail again", "Orrin announces it will sail" → "Orrin will sail".
    """
    if own := _OWN_PLAN.fullmatch(title):
        who = own["who"]
        return who + own["will"] if own["will"] else f"{who.rstrip()}'s {own['owned']}"
    found = _ANNOUNCED.fullmatch(title)
    if not found:
        return title
    what = found["what"]
    return what if what[1].isupper() else what[0].upper() + what[1:]  # "iPhone"


def as_spelled(title: str, text: str) -> str:
    """The title with initials and apostrophes as the text has them: "U. S. Embassy" → "U.S.
    Embassy", "Vik's" → "Vik’s".
    """
    for one, other in (("'", "’"), ("’", "'")):
        if other in text and one not in text:
            title = re.sub(rf"(?<=\w){one}(?=\w)", other, title)
    return _INITIALS.sub(
        lambda found: close if (close := found[0].replace(" ", "")) in text else found[0], title
    )


_BECOMES = re.compile(r"\bbecomes?\b")
_BECAME = re.compile(r"\bbec[ao]m", re.IGNORECASE)
_CHOSEN = re.compile(
    r"\b(?:was|were|is|are|been)(?: \w+ly| also)? (?P<verb>named|appointed|elected|re-elected|"
    r"nominated|promoted to)\b"
)


def as_chosen(title: str, sentence: str) -> str:
    """The title without "becomes" where the sentence says only that somebody was chosen, which is
    another day: "Holm becomes chair" of "Holm was elected chair" → "Holm is elected chair".
    """
    chosen = _CHOSEN.search(sentence)
    if not chosen or _BECAME.search(sentence):
        return title
    return _BECOMES.sub(lambda word: f"{_be(word[0])} {chosen['verb']}", title, count=1)


# "Voted to join": nobody has joined yet.
_SHORT_OF_IT = {
    "agreed": "agree",
    "asked": "ask",
    "attempted": "attempt",
    "hoped": "hope",
    "offered": "offer",
    "planned": "plan",
    "prepared": "prepare",
    "refused": "refuse",
    "sought": "seek",
    "threatened": "threaten",
    "tried": "try",
    "voted": "vote",
    "wanted": "want",
}
_SHORT = re.compile(rf"\b(?P<verb>{'|'.join(_SHORT_OF_IT)}) to (?P<deed>[a-z]+)\b")
_NOT_ALONE = re.compile(r"\b(?:to|not|will|would|is|are|be) $")


def as_far_as_done(title: str, sentence: str) -> str:
    """The title with what was only tried or voted for told so: "Members join union" of "members
    voted to join the union" → "Members vote to join union".
    """
    found = list(_SHORT.finditer(sentence))
    if len(found) != 1:
        return title
    deed, verb = found[0]["deed"], _SHORT_OF_IT[found[0]["verb"]]
    told = re.search(rf"(?<=\w ){deed}(?:e?s)?\b", title)
    if not told or verb[:3] in title.lower() or _NOT_ALONE.search(title[: told.start()]):
        return title
    if told.group() != deed:  # of one
        verb = f"{verb[:-1]}ies" if verb.endswith("ry") else f"{verb}s"
    return f"{title[: told.start()]}{verb} to {deed}{title[told.end() :]}"


_TO_DO = re.compile(r"[^\W\d_a-z][^,;:]{1,60}? to (?P<deed>[a-z]+) ")


def as_headline_plans(title: str, headline: str) -> str:
    """The title with what its headline has as to come told so: "Orrin buys mill" of "Orrin to buy
    mill" → "Orrin to buy mill".
    """
    found = _TO_DO.match(headline)
    if not found or re.search(r"\b(?:to|will)\b", title):
        return title
    deed = found["deed"]
    third = f"{deed[:-1]}ies" if deed.endswith("y") else deed
    return re.sub(rf"(?<=\w )(?:{deed}(?:e?s)|{third})\b", f"to {deed}", title, count=1)


_IS_SET = re.compile(
    r"^(?P<what>(?!.*\b(?i:date|deadline|price|rate|terms?|target|record|limit)s?\b).*) "
    r"(?P<be>is|are) (?:now |also )?(?:set|planned|scheduled|arranged|called)$"
)


def as_held(title: str) -> str:
    """The title for the day on which what is set or planned is to be: "Next hearing is set" → "Next
    hearing takes place".
    """
    found = _IS_SET.match(title)
    if not found:
        return title
    return f"{found['what']} {'takes' if found['be'] == 'is' else 'take'} place"


_DEED = re.compile(
    r"(?P<who>(?:[^\W\d_a-z][\w.&'’-]*(?: (?:of|for|and|the|de|von|van))? )+)"
    r"(?:(?P<verb>(?!is\b|was\b)[a-z]+s)\b|will (?P<base>[a-z]+)\b)"
)


def as_promised(title: str, who: str) -> str | None:
    """The title of what somebody says that he will do: "Orrin closes mill" → "Orrin says it will
    close mill", `who` being "it". None where the title is not of a name and its deed.
    """
    deed = _DEED.match(title)
    if not deed or (deed["verb"] or "").endswith("ss"):
        return None
    base, rest = deed["base"] or _base(deed["verb"]), title[deed.end() :]
    return f"{deed['who']}says {who} will {base}{rest}"


def _base(verb: str) -> str:
    """The infinitive of a verb in the third person: "carries" → "carry", "reaches" → "reach"."""
    if verb in ("does", "goes", "undergoes", "has"):
        return {"has": "have"}.get(verb, verb[:-2])
    if verb.endswith("ies") and len(verb) > len("ties"):
        return f"{verb[:-3]}y"
    return verb[:-2] if re.search(r"(?:ss|sh|ch|x|zz)es$", verb) else verb[:-1]


def _be(become: str) -> str:
    return "is" if become.endswith("s") else "are"


def full_names(title: str, text: str) -> str:
    """The title with "Ms Smith" and "Sir John" in full where the text has one such person.

    `full_names("Ms Smith resigns", "… Jane Smith …")` → "Jane Smith resigns". A name that two
    people share stays as it is.
    """
    return _HONORED.sub(lambda match: _full_name(match, text), title)


def _full_name(match: re.Match[str], text: str) -> str:
    name = re.escape(match.group(1))
    firsts = {
        first
        for first in re.findall(rf"\b({_NAME})[^\S\n]+{name}\b", text)
        if not re.fullmatch(_HONORIFIC, first) and not _is_common(first, text)
    }
    if len(firsts) == 1:
        return f"{firsts.pop()} {match.group(1)}"
    following = re.findall(rf"\b{name}[^\S\n]+({_NAME})", text)
    lasts = {last.removesuffix("'s").removesuffix("’s") for last in following}
    if not firsts and len(lasts) == 1:
        return f"{match.group(1)} {lasts.pop()}"
    return match.group()


def _is_common(word: str, text: str) -> bool:
    """Whether a word with a capital is no first name: it begins a sentence, or is a weekday."""
    return word.lower() in _NO_FIRST_NAME or re.search(rf"\b{word.lower()}\b", text) is not None
