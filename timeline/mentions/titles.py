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
