"""Words that no title may have unless its sentence has them: what would harm somebody, if wrong."""

from __future__ import annotations

import re

# Each row is one matter; a title's word of it asks for any word of it in the sentence.
_MATTERS = tuple(
    re.compile(rf"\b(?:{row})", re.IGNORECASE)
    for row in (
        r"di(?:e|es|ed|ing)\b|dead|death|deadly|fatal|kill|sla(?:y|in|ying)\b|slew\b|murder|assassinat|"
        r"homicide|manslaughter|massacre|execut|drown|perish|suicide|bod(?:y|ies)\b|corpse|"
        r"los[et]\w* (?:\w+ ){,2}li(?:fe|ves)\b|lives\b|toll\b|late\b|obituar|funeral|buried|mourn|"
        r"pass(?:es|ed) away|behead|hang|shot\b|shoot|gunn|stab|succumb|claim\w* the li",
        r"injur|wound|hurt\b|maim|casualt|shot\b|shoot|stab|harm|hospital",
        r"arrest|detain|detention|custody|captur|apprehend|seiz|caught\b|catch|pick\w* up|jail",
        r"charge|indict|accus|prosecut|arraign|complaint|count",
        r"convict|found guilty|guilty|sentenc|verdict|conden?mn|jail|prison|imprison|term\b",
        r"bankrupt|insolven|receivership|chapter 11|chapter 7|liquidat|administration\b|"
        r"protection from (?:its |their |his |her )?creditors|creditor protection",
        r"rap(?:e|es|ed|ist|ing)\b|sexual|molest|abus|assault",
        r"diagnos|cancer|tumou?r|disease|illness",
    )
)
_ACCUSED = re.compile(
    r"\b(?:arrest|indict|convict|sentenc|jail|imprison|charged with|"
    r"bankrupt(?!cy \w*(?:tion|ment|plan|case|court|judge|law)\b)|kill|murder|"
    r"assassinat|drown|dead\b|die\b|dies\b|died\b|injur|wound|rap(?:e[sd]?)\b|diagnos)",
    re.IGNORECASE,
)
# The same for a loss of money, which is none where the sentence has only a profit.
_LOSES = re.compile(
    r"\b(?:reports?|reported|posts?|posted|records?|net|quarterly|quarter|operating|annual) "
    r"(?:(?:an?|its|net|\w+er|\w+ed) ){0,2}loss(?:es)?\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\blos(?:s|ses|e|es|ing|t)\b|\b(?:deficit|negative|charges?|losers?)\b|\bin the red\b",
    re.IGNORECASE,
)


def is_unproved(title: str, sentence: str) -> bool:
    """Whether the title says that somebody died, was hurt, arrested, convicted or ruined, and the
    sentence has no word for it.
    """
    for matter in _MATTERS:
        told = [
            word.group() for word in matter.finditer(title) if _ACCUSED.match(title, word.start())
        ]
        if told and not matter.search(sentence):
            return True
    return _LOSES.search(title) is not None and not _LOST.search(sentence)
