"""Whether an English sentence tells of something that happened, or describes how things are.

Told from the forms of its verbs alone: what happened stands in the past, in the perfect, in the
progressive or in the future; what only is stands in the present. Whoever reads this in another
language gets the answer "tells", so that nothing is lost.
"""

from __future__ import annotations

import re

from timeline.language.quotes import without_quotes
from timeline.language.words import BASES

# Past forms and participles that do not end in -ed. Left out: what says, knows or only is ("said",
# "wrote", "knew", "had", "was"), and what is a present form too ("put", "cut", "let").
_NO_DEED_FORMS = frozenset(
    """
    said told spoke spoken wrote written knew known thought understood meant heard felt saw went
    dreamt
    """.split()
)
IRREGULAR = (frozenset(BASES) | {"beat", "born", "lay", "wound"}) - _NO_DEED_FORMS
# Those of them that are no past forms: they need a "has" or a "was".
PARTICIPLES = frozenset(
    """
    beaten begun bitten blown borne broken chosen done drawn driven drunk eaten fallen flown
    forbidden forgiven forgotten frozen given gone grown hidden overtaken proven ridden risen rung
    seen shaken shown slain stolen stricken sung sunk sworn swum taken thrown torn trodden undergone
    woken worn woven withdrawn
    """.split()
)
SAME_FORMS = re.compile(
    r"bid|broadcast|burst|cast|cut|hit|hurt|let|put|quit|set|shed|shut|split|spread|thrust"
)
# Verbs before an object or a particle, unless after what makes them infinitives or nouns: "the
# bank cut its rate", "oil hit $100"; not "may cut the rate" or "a cut in rates".
_OBJECT = re.compile(
    r" (?:(?:the|an?|its|his|her|their|all|two|three|off|up|down|back|out|aside|go|loose|into|over)"
    r"\b|[$£€]?\d)|[.;]?$",
    re.IGNORECASE,
)
_NO_VERB_AFTER = re.compile(
    r"\b(?:to|can|could|may|might|must|should|would|will|not|an?|the|its|his|her|their|this|that|any|of|"
    r"in|for|tax|price|job|rate|cost|pay|record|biggest|deep|sharp|further)$|n['’]t$",
    re.IGNORECASE,
)
# Words in -ed that tell no deed: what somebody says or thinks, and how something is.
_NO_DEEDS = frozenset(
    """
    acknowledged advised aged alleged appeared argued assumed based believed belonged called
    claimed commented complained concerned considered consisted contained contended depended
    described desired doubted dubbed entitled estimated expected explained featured feared hoped
    hundred imagined included indeed indicated insisted intended involved kindred lacked liked
    limited located loved mattered mentioned named needed noted owned pointed praised predicted
    preferred priced reasoned related remained remarked resembled sacred seemed sized stated
    styled suggested supposed talented titled trusted used voiced wanted warned wicked wished
    wondered
    """.split()
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COMMON = 0.03  # share of these words in English texts; two or three times that is usual
# Common words that no neighbour of English has: Danish has "for" and "at", Dutch "of" and "is".
_ENGLISH = re.compile(
    r"\b(?:the|and|with|from|that|this|than|are|were|which|there|their|it|its|would)\b",
    re.IGNORECASE,
)
# What makes a participle after it a deed, and what makes it none.
_PERFECT = re.compile(r"\b(?:has|have|had|having|['’]ve)(?: \w+ly| not| also| already| just)?$")
_DEED_BE = re.compile(
    r"\b(?:was|were|being|been|get|gets|got)"
    r"(?: \w+ly| not| also| already| first| then| later| again| never)*$"
)
# "Would have died", "may have sold": nobody says that it was so.
_HYPOTHETICAL = re.compile(
    r"\b(?:would|could|should|might|may|must|cannot|can)(?:n['’]t| not)?(?: \w+ly| also| never)*"
    r" have"
    r"(?: \w+ly| also| already| never)*(?: been)?$",
    re.IGNORECASE,
)
# "Has led the campaign": what goes on, and on no day.
_GOES_ON_FORMS = frozenset(
    """
    led kept fought benefited benefitted struggled tried worked campaigned enjoyed served lived
    helped dominated operated competed fared existed faced
    """.split()
)
# "The board named Ada Holm", not "a man named Holm".
_NAMES = re.compile(
    r"(?:\b(?:[Tt]he|its|his|her|their|[Ii]t|[Hh]e|[Ss]he|[Tt]hey)\b(?: [a-z-]+){0,3}"
    r"|\b[A-Z][\w.&-]*)"
    r"(?: \w+ly| also| then| later| yesterday| today)?$"
)
_STATE_BE = re.compile(
    r"\b(?:is|are|am|(?:can|could|may|might|must|should)(?: \w+ly| not| also| only)? be|to be)"
    r"(?: \w+ly| not| also| already| only| now| still)?$"
)
_MARKER = re.compile(
    r"\b(?:a|an|the|its|his|her|their|our|my|your|this|that|these|those|some|any|new|newly|more|"
    r"most|very|highly|so|too|no|of|in|with|for)$",
    re.IGNORECASE,
)
_PROGRESSIVE = re.compile(
    # Not "has been using", which goes on.
    r"\b(?:is|are|was|were|(?<!has )(?<!have )been)(?: \w+ly| not| also| now| already)? \w+ing\b"
)
_NO_PROGRESS = re.compile(
    r"\b(?:is|are|was|were|been) (?:\w+ly )?(?:being|having|nothing|during)\b"
)
# "Will be able", "will cost": how things will be.
_WILL = re.compile(
    r"(?:\b(?-i:will|would(?! (?:\w+ly |not |also |never )*have\b)|shall)|['’]ll)"
    r"(?: not| also| only| likely| soon| then| \w+ly)* "
    r"(?!(?:have to|require|include|contain|feature|cost|need|allow|enable|let|support|remain|"
    r"depend|last|mean|own|compete)\b"
    r"|be (?!\w+(?:ed|en|wn|ne|ght|ld|de|pt|st|id|ing|ut)\b|held\b|sold\b|built\b|sent\b|met\b|"
    r"cut\b|shut\b|led\b)|have (?!to\b|\w+(?:ed|en|wn|ne|ght|ld|de|pt|st|id)\b))\w"
)
_MOVED = re.compile(r"\b(?:was|were) (?:up|down|off) (?:by )?(?:[$£€]?\d|more|almost|nearly|about)")
_PLAN = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:set|due|scheduled|expected|planned|slated|about) "
    r"(?:to|for)\b|\b(?:plans?|intends?|hopes?|aims?|decides?|agrees?) to\b|\bgoing to\b"
    r"|\b(?:is|are|was|were) to (?!be able\b)\w|\bwon[’']t\b"
    # An event that is a noun, and what a text of today tells as following upon one.
    r"|\bthere (?:was|were|has been|have been)\b|\b(?:follows|comes (?:after|amid|ahead))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:and|or|but)$")
_BY = re.compile(r" by (?!\w+ing\b)")  # "a phone developed by the firm"
_ALWAYS = re.compile(r"\b(?:has|have) (?:always|long|often)\b")  # and on no day
_EXAMPLE = re.compile(r"For (?:example|instance)\b")
# A clause on a noun: what it tells is told in passing.
_RELATIVE = re.compile(
    r",? (?:which|who|whose|whom|(?:in|on|of|for|to|from|with|at) which|where"
    r"|that(?= (?:(?:had|has|have|was|were|is|are)\b|\w{3,}ed\b)))\b([^,;]*)"
    r"| ?\((?:which|who|whose|where)\b[^()]*\)"
)
_AUXILIARY = re.compile(
    r"(?:was|were|is|are|has|have|had|will|would|can|could|may|might|be|been|being)$"
)
_ADVERBS = ("not", "never", "also", "already", "since", "now", "just", "then")
# Words after which a verb belongs to the one before it, or is none.
_GOES_ON = re.compile(r"\b(?:and|or|but|to|as|than|he|she|it|they|we|you|i)$", re.IGNORECASE)


def tells(sentence: str, lang: str = "en") -> bool:
    """Whether the sentence has a verb that tells of a deed or a happening, outside of quotes and
    of clauses on nouns.

    "The firm sold a mill", "has bought", "is leaving", "will leave": yes. "The mill has two
    wheels", "is said to be old", "can be rented", one word: no. True for what is not English.
    `lang` is BCP 47.
    """
    if len(sentence.split()) == 1:
        return False  # a signature, a heading
    if lang.partition("-")[0] != "en":
        return True
    bare = main_part(sentence)
    if _EXAMPLE.match(bare) or _ALWAYS.search(bare):
        return False
    if _WILL.search(bare) or _PLAN.search(bare) or _MOVED.search(bare):
        return True
    if _PROGRESSIVE.search(_NO_PROGRESS.sub("", bare)):
        return True
    return any(_is_deed(bare, word) for word in _TOKEN.finditer(bare))


def is_english(text: str) -> bool:
    """Whether a text, better an article than a sentence, has the commonest English words."""
    words = sum(1 for _ in _TOKEN.finditer(text))
    return sum(1 for _ in _ENGLISH.finditer(text)) >= max(_COMMON * words, 1)


def main_part(sentence: str) -> str:
    """The sentence without its quotes and without clauses on nouns ("…, which was sold, …")."""
    return _RELATIVE.sub(_after_clause, without_quotes(sentence))


def _after_clause(clause: re.Match[str]) -> str:
    """What is left of a clause on a noun, and all that follows up to a comma: without a comma
    before it, the words from the main verb on ("crews who had left came back" → ", came back").
    """
    text = clause[1]
    if text is None or clause.group().startswith(","):
        return " ,"
    verb = main_verb(text)
    return " ," if verb is None else f" , {text[verb:]}"


def main_verb(text: str) -> int | None:
    """Where the main clause goes on after a clause on a noun, `text` being all that follows its
    pronoun: 9 for " had left came back", of "crews who had left came back". None where it does not.
    """
    goes_on: bool | None = None  # whether the verb before takes this one; None: none was there yet
    for word in _TOKEN.finditer(text):
        helps = _AUXILIARY.match(word.group()) is not None
        if not helps and not _is_deed(text, word):
            goes_on = goes_on and (word.group().endswith("ly") or word.group() in _ADVERBS)
            continue
        if goes_on is False and not _GOES_ON.search(text[: word.start()].rstrip()):
            return word.start()
        goes_on = helps
    return None


def _is_deed(sentence: str, word: re.Match[str]) -> bool:
    """Whether a word is a past form or a participle that tells of a deed."""
    text = word.group().lower()
    before = sentence[max(0, word.start() - 40) : word.start()].rstrip()
    if text == "named" and not word.group()[0].isupper():
        after = sentence[word.end() :]
        somebody = re.match(r" (?:[A-Z]|(?:the|its|his|her|their) )", after) and _NAMES.search(
            before
        )
        return bool(somebody or _DEED_BE.search(before) or _PERFECT.search(before))
    if text == "called" and _DEED_BE.search(before):
        return (
            re.match(r" (?:to|in|out|off|up|away|back|for)\b", sentence[word.end() :]) is not None
        )
    if text in IRREGULAR or (text.endswith("ed") and len(text) > 3 and text not in _NO_DEEDS):
        if _STATE_BE.search(before) or "-" in text or word.group()[0].isupper():
            return False
        if _HYPOTHETICAL.search(before):
            return False
        if text in _GOES_ON_FORMS and _PERFECT.search(before):
            return False
        helped = _PERFECT.search(before) or _DEED_BE.search(before)
        if text in PARTICIPLES and not helped and not _JOINED.search(before):
            return False  # "an approach seen elsewhere"
        if _MARKER.search(before) and not _PERFECT.search(before):
            return False
        return not _BY.match(sentence, word.end()) or bool(_DEED_BE.search(before))
    if SAME_FORMS.fullmatch(text):
        if _PERFECT.search(before) or _DEED_BE.search(before):
            return True
        alone = before == "" or _NO_VERB_AFTER.search(before)
        return not alone and _OBJECT.match(sentence, word.end()) is not None
    return False
