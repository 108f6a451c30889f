"""Who did it, and to whom: a title against its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.language.verbs import PREPOSITION, is_present_of
from timeline.language.words import content_words, plain_words

_EDGES = "$£€%(),.;:'\""
_LETTERS = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[,;:]")
_OBJECT = re.compile(
    r" (?:(?:to|from|with|against|for|on|at) )?(?:the )?((?:[^\W\d_a-z][\w.-]*(?: |$|(?=\W)))+)"
)
_POSSESSIVE = re.compile(r"['’]s?(?= )")
_AGENT = re.compile(r"\bby (?:the |a |an )?([^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)*)")


def has_another_agent(title: str, part: str, sentence: str) -> bool:
    """Whether the title's deed is done "by" a name that only another part of its sentence has:
    "The mill is bought by Orrin" of "she bought the mill, which Orrin took over".
    """
    agent = _AGENT.search(title)
    if not agent:
        return False
    name = agent[1].split()[-1]
    return name not in part and name in sentence


# Who acts for those whose they are: "Ministry visits plant" of "its officials visited the plant".
# "Its members will march", "In June, her husband left"; with what it is called: "His predecessor,
# Ada Holm, left".
_FOR_IT = (
    "officials inspectors investigators engineers lawyers managers board chief chairman president "
    "spokesman spokeswoman leaders executives directors owner owners"
)
_OWNED = re.compile(
    r"^(?:(?:In|On|At|By|Last|Since) [^,;]{2,30}, )?(?:Its|His|Her|Their|its|his|her|their) "
    r"(?P<owned>(?:[a-z][\w-]+ ){0,4}?[a-z][\w-]+)(?P<called>, [A-Z][^,;]+,| [A-Z]\w+)?"
    r"(?= (?:will|would|is|are|was|were|has|have|had|also|then|later|\w+ed|fell|rose|left|said|won|"
    r"lost|made|took|came|went|met|began|sold|bought)\b|,)"
)


_SAID_THAT = re.compile(r"\b(?:said|says|told|testified|added|warned|confirmed)\b[^;:]*? that ")


def lacks_what_is_owned(title: str, sentence: str) -> bool:
    """Whether the sentence tells of somebody's something, and the title neither of that nor of its
    name: "Minister calls for march" of "Its members will march".
    """
    found = _OWNED.match(sentence)
    if not found:
        return False
    said = _SAID_THAT.search(sentence, found.end())
    if said and plain_words(title) & content_words(sentence[said.end() :]):
        return False  # "Its head, Ada Holm, said that guards had noticed a crack"
    named = content_words(f"{found['owned']} {found['called'] or ''}")
    return bool(named) and not named & (content_words(title) | content_words(_FOR_IT))


_PASSIVE = re.compile(
    r"(?:^|[,;] )(?P<subject>[^,;:]{1,60}?) (?:was|were|(?:has|have|had) been)"
    r"(?: \w+ly| also| later| then)* (?P<verb>[a-z]+)\b(?! by\b)"
)

# "A suit was filed against Orrin": by somebody else.
_AGAINST = re.compile(
    r"(?:^|[,;:] )(?:[Aa]n?|[Tt]he) (?P<what>(?:[\w-]+ ){0,4}?[\w-]+) (?P<be>was|were|has been|is) "
    r"(?P<verb>[a-z]+)(?: (?!by\b)[\w-]+){0,2}? against (?:the )?"
    r"(?P<name>[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)*)"
)


def as_done_to(title: str, sentence: str) -> str:
    """The title in the passive where it makes a doer of the one against whom it was done: "Orrin
    files suit" of "a suit was filed against Orrin" → "Suit is filed against Orrin".
    """
    against = _AGAINST.search(sentence)
    if not against:
        return title
    for before, word in pairwise(title.split()):
        if before in against["name"].split() and is_present_of(word, against["verb"]):
            what = against["what"][0].upper() + against["what"][1:]
            be = "are" if against["be"] == "were" else "is"
            return f"{what} {be} {against['verb']} against {against['name']}"
    return title


def is_turned_round(title: str, sentence: str) -> bool:
    """Whether the title makes a doer of the one whom the sentence says it was done to: "Holm takes
    visitors to the mill" of "Holm was taken to the mill", "Vik asks Holm" of "Holm asked Vik".
    """
    words = title.split()
    if _is_exchanged(words, sentence) or _is_object(words, sentence):
        return True
    for passive in _PASSIVE.finditer(sentence):
        subject = set(_LETTERS.findall(passive["subject"].lower()))
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            doer = before.lower().strip(_EDGES) in subject
            same = is_present_of(word, passive["verb"])
            if doer and same and not PREPOSITION.fullmatch(after):
                return True
    return False


_SUBJECT = re.compile(r"(?:[^\W\d_a-z][\w.'’-]* )+")


def without_turned(title: str, sentence: str) -> str:
    """The title without a second deed that was done to its doer: "Holm visits mill" of "Holm
    visits mill and takes guests to the port", where Holm "was taken to the port".
    """
    first, _, second = title.partition(" and ")
    doer = _SUBJECT.match(first)
    turned = doer and second and is_turned_round(f"{doer.group()}{second}", sentence)
    return first if turned else title


def _is_exchanged(words: Sequence[str], sentence: str) -> bool:
    """Whether the names before and after the verb of the title stand the other way round in the
    sentence, which has the verb in the past.
    """
    told = [word.strip(_EDGES).removesuffix("'s").removesuffix("’s") for word in words]
    for at, word in enumerate(told[:-1]):
        if not at or not word.endswith("s") or not word.islower():
            continue
        doer, other = told[at - 1], told[at + 1]
        if not (doer[:1].isupper() and other[:1].isupper()):
            continue
        for verb in _LETTERS.finditer(sentence):
            if is_present_of(word, verb.group()):
                before, after = sentence[: verb.start()], sentence[verb.end() :]
                clause = _CLAUSE.split(before)[-1]
                if other in clause and doer not in before and _is_next(doer, after):
                    return True
    return False


def _is_object(words: Sequence[str], sentence: str) -> bool:
    """Whether the name before the verb of the title stands only right after that verb in the
    sentence: "Orrin clears sale" of "the court cleared Orrin's sale".
    """
    told = [word.strip(_EDGES) for word in words]
    for at, word in enumerate(told[1:], start=1):
        doer = told[at - 1]
        if not word.endswith("s") or not word.islower() or not doer[:1].isupper():
            continue
        verbs = [v for v in _LETTERS.finditer(sentence) if is_present_of(word, v.group())]
        if len(verbs) != 1 or re.match(r" by\b", sentence[verbs[0].end() :]):
            continue
        before, after = sentence[: verbs[0].start()], sentence[verbs[0].end() :]
        subject = _CLAUSE.split(before)[-1].strip()
        leaning = _LEANING.match(after)
        if subject and (leaning or not _PRONOUN.search(subject)) and told[0] not in before:
            return doer not in before and _is_next(doer, _POSSESSIVE.sub("", after))
    return False


# "It turned to Orrin": whatever "it" is, it is not Orrin.
_LEANING = re.compile(r" (?:to|from|with|against) ")
_PRONOUN = re.compile(r"(?:^|\b)(?:it|he|she|they|we|i|who|which|that|and|or)$", re.IGNORECASE)


def _is_next(name: str, after: str) -> bool:
    """Whether the first name after the verb holds this one: "asked President Ada Holm"."""
    first = _OBJECT.match(after)
    return first is not None and name in first[1].split()
