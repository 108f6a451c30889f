"""Who did it, and to whom: a title against its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.language.speakers import saying
from timeline.language.verbs import PREPOSITION, is_present_of
from timeline.language.words import FUNCTION_WORDS, content_words

_EDGES = "$£€%(),.;:'\""
_LETTERS = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[,;:]")
_OBJECT = re.compile(
    r" (?:(?:to|from|with|against|for|on|at) )?(?:the )?((?:[^\W\d_a-z][\w.-]*(?: |$|(?=\W)))+)"
)
_POSSESSIVE = re.compile(r"['’]s?(?= )")
_AGENT = re.compile(r"\bby (?:the |a |an )?([^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)*)")


# Whom a sentence tells of: "Ms Holm was met", "Touring the mill, Ms Holm stopped".
_DOER = re.compile(
    r"^(?:(?:But|And|Meanwhile,|[^,;:\"“]{3,80},) )?"
    r"(?P<name>(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady)\.? (?P<surname>[^\W\d_a-z][\w-]+))"
    r"(?= (?!and\b|or\b|of\b)[a-z])"
)
_SUBJECT_BEFORE = re.compile(r"\b(?:he|she|it|they|we|i|who|which|that|there)\b", re.IGNORECASE)
_FIRST_NAME = re.compile(r"(?:[^\W\d_a-z][\w.-]* ){2,}(?=[a-z]+s\b)")


def by_its_doer(title: str, sentence: str) -> str:
    """The title with the person whom its sentence tells of, instead of a name that it begins with
    and that the sentence does not have: "Ada Vik tours mill" of "Ms Holm toured the mill" →
    "Ms Holm tours mill".
    """
    doer, told = _DOER.match(sentence), _FIRST_NAME.match(title)
    if not doer or not told or doer["surname"] in title:
        return title
    if _SUBJECT_BEFORE.search(sentence[: doer.start("name")]):
        return title
    if any(word.strip(_EDGES) in sentence for word in told.group().split()):
        return title
    return f"{doer['name']} {title[told.end() :]}"


# "It sold the mill", "On Monday, its shares fell": whose, the sentence before says.
_STANDS_FOR = re.compile(
    r"(?:(?:On|In|At|By|Last|Since) [^,;:]{2,40}, )?"
    r"(?P<word>[Ii]t|[Ii]ts|[Hh]e|[Hh]is|[Ss]he|[Hh]er) (?P<next>[a-z]+)"
)
_SPEAKS = ("said", "says", "told", "announced", "added", "warned", "confirmed", "revealed")
_NAMED_FIRST = re.compile(
    r"(?P<name>[^\W\d_a-z][\w&.'’-]*(?: [^\W\d_a-z][\w&.'’-]*){,4})(?=,? [a-z(])"
)
_NAME_TOLD = re.compile(r"(?:[^\W\d_a-z][\w&.-]*(?:['’]s?)? )+(?=[a-z])")


def by_its_antecedent(title: str, sentence: str, before: str, text: str) -> str:
    """The title with the name that the sentence before begins with, where the sentence tells of
    "it" or "he" and the title begins with a name that neither of them has: "Vik shares fall" of
    "Orrin did not answer. Its shares fell." → "Orrin shares fall". `text`: of the article.
    """
    word, first, told = (
        _STANDS_FOR.match(sentence),
        _NAMED_FIRST.match(before),
        _NAME_TOLD.match(title),
    )
    if not word or not first or not told or saying(before) or word["next"] in _SPEAKS:
        return title
    if _is_common(first["name"], text):
        return title  # "Markets fell. Its shares, too."
    name, of_person = first["name"], word["word"].lower() in ("he", "his", "she", "her")
    if of_person != (len(name.split()) > 1):
        return title
    if not _is_of(title[told.end() :], sentence):
        return title
    around = f"{before} {sentence}"
    if any(one.strip(_EDGES).removesuffix("'s") in around for one in told.group().split()):
        return title
    owned = word["word"].lower() in ("its", "his", "her") and word["next"] in title.split()
    return f"{name}{_owner(told.group()) if owned else ''} {title[told.end() :]}"


def _owner(told: str) -> str:
    """The apostrophe of the owner, where a title has one."""
    return "'s" if re.search(r"['’]s? $", told) else ""


_SUBJECT_FIRST = re.compile(
    r"(?:The )?(?P<name>[^\W\d_a-z][\w&.-]*(?: (?:of (?:the )?)?[^\W\d_a-z][\w&.-]*){,5})"
    r"(?:, [^;:]{2,120}?,)? (?:had |has |was |were |also |later |then )*(?P<verb>[a-z]+)\b"
    r"(?:[^,;:]{,40}? (?:that )?(?:it|he|she|they) (?:had |has )?(?P<said>[a-z]+)\b)?"
    r"(?:[^,;:]*? (?:and|but) (?:then |later |also )?(?P<next>[a-z]+)\b)?"
)
_ALIAS = 3  # letters that a short name begins with: "Fed" is the Federal Reserve


def by_its_subject(title: str, sentence: str, text: str) -> str:
    """The title with the name that its sentence begins with, where the title begins with one that
    the sentence does not have, and tells a deed of that subject: "Vik sets aside $7 million" of
    "Orrin, which was criticised, said that it had set aside $7 million" → "Orrin sets aside …".
    `text`: of the article.
    """
    subject, told = _SUBJECT_FIRST.match(sentence), _NAME_TOLD.match(title)
    if not subject or not told or told.group().rstrip().endswith(("'s", "’s")):
        return title
    name, words = subject["name"], told.group().split()
    deed, lowered = title[told.end() :].split()[0], sentence.lower()
    verbs = [verb for verb in subject.group("verb", "said", "next") if verb]
    if PREPOSITION.fullmatch(subject["verb"]) or name in title:
        return title  # "According to a report it published"
    if not any(is_present_of(deed, verb) for verb in verbs):
        return title
    if _is_common(name, text) or _may_be_called(name, words):
        return title
    if any(word.strip(_EDGES).lower() in lowered for word in words):
        return title
    return f"{name} {title[told.end() :]}" if _is_of(title[told.end() :], sentence) else title


def _is_common(name: str, text: str) -> bool:
    """Whether a word with a capital is no name: it begins a sentence, and stands without a capital
    elsewhere in the text.
    """
    first = name.split()[0].lower()
    return first in FUNCTION_WORDS or re.search(rf"\b{re.escape(first)}\b", text) is not None


def _is_of(rest: str, sentence: str) -> bool:
    """Whether most of the words of a title after its doer are of the sentence: a title that is made
    up gets no doer.
    """
    words = content_words(rest)
    return len(words & content_words(sentence)) > len(words) / 2


def _may_be_called(name: str, words: Sequence[str]) -> bool:
    """Whether a name may be a short form of these words: "GM", "Fed", "Merc"."""
    initials = "".join(word[0] for word in words)
    begins = name[:_ALIAS].lower()
    return name.replace(".", "") in initials or any(
        word.lower().startswith(begins) or begins.startswith(word[:_ALIAS].lower())
        for word in words
    )


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


def lacks_what_is_owned(title: str, sentence: str) -> bool:
    """Whether the sentence tells of somebody's something, and the title neither of that nor of its
    name: "Minister calls for march" of "Its members will march".
    """
    found = _OWNED.match(sentence)
    if not found:
        return False
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
