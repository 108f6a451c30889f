"""Who took part and where, as words of the article: what capitals and prepositions prove.

There is no list of people or places here. A name is what the article writes with capitals where no
sentence begins; what cannot be told so is left out, so that what is given can be believed.
"""

from __future__ import annotations

import re

_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Prof|Professor)\.?"
# Begins with a capital, or has one early: "Vik", "iPhone", "eBay", "AT&T".
_WORD = r"[a-z]{0,2}[^\W\d_a-zßàáâãäåæçèéêëìíîïñòóôõöøùúûüý][\w.&'’-]*"
_LINK = r"(?:of(?: the)?|de|del|der|den|van|von|di|da|du|dos|das|la|le|bin|ibn|al|el|y|&)"
_NAME = re.compile(rf"(?<![\w’'-]){_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD})*")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?= |$)")
_DOTTED = re.compile(r"(?:\b\w\.){2,}$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr)\.$")
# Adjectives: "Labour-led", "Paris-based".
_COMPOUND = re.compile(
    r"-(?:l(?:ed|ike)|b(?:ased|acked|orn)|style|era|run|owned|wide|made|held|controlled|friendly)\b"
)
# Capitals that make no name: days, months, and words that begin sentences and titles.
_TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter spring summer autumn winter
    """.split()
)
_NO_NAMES = _TIMES | frozenset(
    """
    i a an the this that these those he she it they we you no yes new not
    ceo cfo coo cto dvd gdp mp mps os pc pcs pm tv
    """.split()
)
# Of a country or a people, as English makes such words regularly: "Danish police"; and others.
_OF_A_COUNTRY = re.compile(r"[^\W\d_]+(?:ish|ese|ian|ean)")
_PEOPLES = frozenset(
    """
    afghan african american bangladeshi cuban czech dominican dutch emirati french german greek
    icelandic indian iraqi israeli jamaican korean kosovan kuwaiti mexican moroccan pakistani
    puerto qatari saudi somali swiss thai uzbek yemeni
    """.split()
)
# What is no place although one can be in it, and what one is in only in a manner of speaking.
_BODY = re.compile(
    r"\b(?:Act|Agency|Army|Assembly|Association|Bank|Bill|Board|Championships?|Church|Club|"
    r"Co|Commission|Committee|Commons|Company|Congress|Corp|Corporation|Council|Cup|Department|"
    r"Federation|Final|Finals|Foundation|Games|Government|Group|Guard|Inc|Institute|League|Lords|"
    r"Ltd|Ministry|Movement|Navy|Office|Olympics?|Organi[sz]ation|Parliament|Party|Plc|Police|"
    r"Senate|Service|Society|Supreme|Treaty|Union|War)\b\.?"
)
_FIGURATIVE = re.compile(
    r"\b(?:appear\w*|articles?|belie[fv]\w*|born|comment\w*|interview\w*|letters?|publish\w*|"
    r"reports?|said|says|wrote|written|confidence|faith|hope|interest\w*|invest\w*|job|jobs|part|position|power|"
    r"role|say|shares?|stakes?|stocks?|trust\w*|bonds?|holdings?|majority|rise|fall|drop|growth) "
    r"(?:in|at) $",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:in|near|outside)(?: (?-i:central|downtown|east|eastern|north|northern|south|southern|"
    r"west|western|nearby|"
    r"the (?:city|town|village|port|capital|state|province|region|island) of))? ",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"\b(?:arriv(?:e[sd]?|ing) (?:in|at)|(?:flew|fl(?:y|ies|ying)|travel\w*|trips?|went|"
    r"sail(?:s|ed|ing)?|flights?|voyages?|deport\w*) to|"
    r"visit(?:s|ed|ing)?) ",
    re.IGNORECASE,
)
# What may follow a place: "in Denmark police …" would be a reading too many.
_BOUNDARY = re.compile(
    r"$|[.,;:!?)”\"–—]| [–—(]| (?:about|after|ahead|amid|and|around|as|at|because|before|but|by|"
    r"during|earlier|following|for|from|had|has|have|in|is|are|last|late|later|next|of|on|or|over|"
    r"since|that|the|this|to|today|tomorrow|tonight|until|was|were|when|where|which|while|who|will|"
    r"with|would|yesterday|\w{2,}ed)\b"
)


def participants(title: str, text: str, *, place: str | None = None) -> tuple[str, ...]:
    """Names in the title that the article has word for word, in the title's order.

    The place is none of them. What has a capital only because a title or sentence begins with it
    is no name; nor are days, months and "Danish".
    """
    found: list[str] = []
    for match in _NAME.finditer(title):
        for part in _POSSESSIVE.split(match.group()):
            name = _in_article(_plain(part), text)
            if name and name != place and name not in found:
                found.append(name)
    return tuple(found)


def place(sentence: str, title: str) -> str | None:
    """Where the sentence says it happened: "in Vik", "near Cape Sorrow", "flew to Oslo".

    None where it names no place, or two without one of them in the title.
    """
    places = [
        name
        for pattern in (_STANDS, _GOES)
        for before in pattern.finditer(sentence)
        if (name := _place_after(sentence, before)) and not title.startswith(name)
    ]
    different = list(dict.fromkeys(places))
    if len(different) > 1:
        different = [name for name in different if _stands_in(name, title)]
    return different[0] if len(different) == 1 else None


def _place_after(sentence: str, before: re.Match[str]) -> str | None:
    """The name that begins where the preposition ends, if it can be a place."""
    named = _NAME.match(sentence, before.end())
    if not named or _FIGURATIVE.search(sentence[: before.end()]):
        return None
    name = named.group()
    name = name if _DOTTED.search(name) else name.rstrip(".")
    end = before.end() + len(name)
    if (
        not name
        or re.search(r"['’]", name)
        or _COMPOUND.search(name)
        or _BODY.search(name)
        or _is_no_name(name)
    ):
        return None
    if re.match(_HONORIFIC + r"(?: |$)", name) or not _BOUNDARY.match(sentence, end):
        return None
    return name


def _in_article(name: str, text: str) -> str | None:
    """The longest end of a title's name that the article has as a name; else None.

    "Home Secretary Ada Holm" may be "Ada Holm" there: names end alike, and begin with roles.
    """
    words = name.split()
    for first in range(len(words)):
        part = " ".join(words[first:])
        if re.fullmatch(_LINK, words[first]) or _is_no_name(part):
            continue
        if _stands_in(part, text) and (len(words) - first > 1 or _is_proper(part, text)):
            return part
    return None


def _is_proper(word: str, text: str) -> bool:
    """Whether the article writes a single word with a capital in the middle of a sentence."""
    return re.search(rf"[^\W_][,;]? {re.escape(word)}(?![\w-])", text) is not None and (
        re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is None
    )


def _is_no_name(name: str) -> bool:
    low = name.lower()
    alone = " " not in name
    people = low in _PEOPLES or _OF_A_COUNTRY.fullmatch(low)
    return bool(set(low.split()) <= _NO_NAMES or (alone and (people or len(name) < 2)))


def _plain(name: str) -> str:
    """Without an honorific, an adjective, and what hangs at the ends."""
    bare = re.sub(rf"^(?:{_HONORIFIC}|A|An|The) ", "", name.strip())
    while compound := _COMPOUND.search(bare):
        bare = bare[compound.end() :].strip()
    return bare if _DOTTED.search(bare) else bare.rstrip(".,-&'’")


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
