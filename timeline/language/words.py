"""Words as they are compared: which carry meaning, and what their forms have in common."""

from __future__ import annotations

import re
from functools import cache

import snowballstemmer  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
# Words of the closed classes that every title may have: they tell no two events apart.
FUNCTION_WORDS = frozenset(
    """
    a an the and or but nor of in on at to for from by with as after before over into about
    against between during under is are was were be been being has have had do does
    did will would can could may might should its it his her their our your my he she they we you
    this that these those who whom whose which what when where than then so not no out up down
    """.split()
)
_EMPTY_IN_TITLES = FUNCTION_WORDS | {"amid", "among"}
# Irregular verbs: the base, the past and the participle where they differ. Left out: forms that
# are bases, too ("put", "lay"), or commoner as nouns ("wound", "bore").
_IRREGULAR = """
    arise arose arisen, awake awoke, become became, beat beaten, befall befell befallen, bear
    borne, begin began begun, bend bent, bet bet, bid bade, bind bound, bite bit bitten, bleed
    bled, blow blew blown, break broke broken, breed bred, bring brought, build built, burn
    burnt, burst burst, buy bought, catch caught, choose chose chosen, cling clung, come came,
    creep crept, deal dealt, dig dug, do did done, draw drew drawn, dream dreamt, drink drank
    drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight
    fought, find found, flee fled, fling flung, fly flew flown, forbid forbade forbidden, forget
    forgot forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten, give gave
    given, go went gone, grow grew grown, hang hung, hear heard, hide hid hidden, hold held,
    keep kept, kneel knelt, know knew known, lay laid, lead led, learn learnt, leap leapt, leave
    left, lend lent, light lit, lose lost, make made, mean meant, meet met, mislead misled,
    mistake mistook mistaken, offset offset, outdo outdid, outsell outsold, overcome overcame,
    override overrode, overrun overran, overtake overtook overtaken, overthrow overthrew
    overthrown, oversee oversaw overseen, pay paid, prove proven, rebuild rebuilt, repay repaid,
    resell resold, ride rode ridden, ring rang rung, rise rose risen, run ran, say said, see saw
    seen, seek sought, sell sold, send sent, shake shook shaken, shine shone, shoot shot, show
    shown, shrink shrank shrunk, sing sang sung, sink sank sunk, sit sat, slay slew slain, sleep
    slept, slide slid, speak spoke spoken, speed sped, spend spent, spill spilt, spin spun,
    spoil spoilt, spring sprang sprung, stand stood, steal stole stolen, stick stuck, sting
    stung, stride strode, strike struck stricken, strive strove, swear swore sworn, sweep swept,
    swell swollen, swim swam swum, swing swung, take took taken, teach taught, tear tore torn,
    tell told, think thought, throw threw thrown, tread trod trodden, undergo underwent
    undergone, understand understood, undertake undertook undertaken, undo undid undone, uphold
    upheld, wake woke woken, wear wore worn, weave wove woven, weep wept, win won, withdraw
    withdrew withdrawn, withhold withheld, withstand withstood, wring wrung, write wrote written
"""
BASES = {
    form: base
    for base, *forms in (verb.split() for verb in _IRREGULAR.split(","))
    for form in forms
}  # "sold" → "sell"


@cache
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of one lower-cased English word; of "sold", that of "sell"."""
    return str(snowballstemmer.stemmer("english").stemWord(BASES.get(word, word)))


def content_words(title: str) -> frozenset[str]:
    """Stems of the words that carry meaning: "The PM visits Kyiv's port" → pm visit kyiv port."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(title))
    return frozenset(stem(word) for word in words if word not in _EMPTY_IN_TITLES)


def plain_words(title: str) -> frozenset[str]:
    """The content words that are no names: those without any capital, so no "iPhone"."""
    return content_words(" ".join(word for word in title.split() if word.islower()))
