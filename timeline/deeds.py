"""Whether a sentence can tell what somebody did: it has a verb of the past or of what is to come.

"The phone has two cameras" describes, "Users can fill it with music" describes; a model asked for
the event of such a sentence writes one that did not happen. Only English has a table so far: a
sentence in another language may always tell a deed.
"""

from __future__ import annotations

import re

# Past forms and participles of irregular verbs. Left out are the forms that are as often the
# present, a noun or an adjective (let, read, found in "found at", lay, saw) unless they are mostly
# deeds in the press, and the verbs of saying and thinking, whose sentences report words.
_IRREGULAR = frozenset(
    """arisen arose ate awoke beaten became become began begun bent bit bitten bled blew blown bore
    born bought bound broke broken brought built burnt burst came caught chose chosen clung
    crept cut dealt did done drank drawn drew driven drove drunk dug eaten fallen fed fell fled flew
    flown forbade forbidden forgave forgiven forgot forgotten fought found froze frozen gave given
    gone got gotten grew grown heard held hid hidden hit hung hurt kept laid leapt led left lent lit
    lost made met mown outdone overcame oversaw overthrew overthrown overtook paid put quit ran rang
    rebuilt resold ridden risen rode rose sang sank sat saw seen sent set sewn shaken shed shone
    shook shot shown shrank shrunk shut slain slept slew slid slung sold sought sown spat sped spent
    split spoken sprang spread sprung spun stole stolen stood strewn strode struck stuck stung sued
    sung sunk swam swept swollen sworn swore swum swung taken taught threw thrown took tore torn
    trod trodden undergone undertaken undertook underwent undid undone unmade upheld upset wept
    went withdrawn withdrew withheld withstood woke woken won wore worn wound wove woven written
    wrote""".split()
)
# Words in -ed that are no past of a deed: nouns, adjectives, and verbs of being and thinking.
_NO_DEED = frozenset(
    """advanced aforementioned aged ahmed alleged armed based bed beloved believed belonged
    bleed bored bound breed called concerned consisted contained complicated convinced creed
    crowded dedicated deed detailed disappointed dubbed embed excited exceed feed greed hatred
    hoped hundred indeed interested involved lacked learned limited located looked married meant
    mixed naked named need needed owed owned pleased preferred priced proceed red related remained
    rugged sacred satisfied seed seemed shed shred situated skilled sled so-called speed stated
    succeed supposed surprised talented thought tired united unmatched unprecedented unrelated used
    wanted wed weed wicked wondered worried""".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_AHEAD_OR_LASTING = re.compile(
    r"\b(?:(?-i:will|WILL|Will(?= [a-z]))|shall|won[’']t|going to)\b|\w[’']ll\b"
    r"|\b(?:plans?|intends?|hopes?|aims?|agrees?|refuses?|vows?|threatens?) to\b"
    # "is suing", "were also meeting", "is to open", "is set to", "was under way"
    r"|\b(?:is|are|was|were|been|[’']s|[’']re)(?: (?:now|still|also|already|currently|not))?"
    r" (?:\w+ing|to|set|due|about|under(?: ?way)?)\b"
    r"|\bthere (?:was|were|has been|have been)\b"
    # What a text of today tells as following upon something told.
    r"|\b(?:follows|comes (?:after|as|amid|ahead))\b",
    re.IGNORECASE,
)


def may_tell_a_deed(words: str, lang: str) -> bool:
    """Whether something may have happened, be happening or be planned in `words`.

    `words`: a sentence without what is quoted in it. `lang`: BCP 47. Errs on the side of yes.
    """
    if lang.partition("-")[0] != "en":
        return True
    for word in _WORD.findall(words):
        lower = word.lower()
        if lower in _IRREGULAR:
            return True
        if len(word) > 3 and lower.endswith("ed") and word[0].islower() and lower not in _NO_DEED:
            return True
    return _AHEAD_OR_LASTING.search(words) is not None
