"""What a sentence's words say of its place in the story: news of the day, or what was before."""

from __future__ import annotations

import re

from timeline.language.verbs import is_past

# What is told in the perfect or the present, or said, is news, whatever was told before it; so are
# figures, which are held against those of a year ago.
_OF_NOW = re.compile(
    r"[$£€%]|\b(?:percent|per cent|cents|points)\b"
    r"|\b(?:has|have|is|are|said|says|told|announced|reported|added|now|today)\b|['’]ve\b"
)
# The sentence looks back: whatever happened then, it was not on the day of the news.
_BACKGROUND = re.compile(
    r"\bhad (?:\w+ly |also |already |never |been |(?:it|him|her|them)sel(?:f|ves) )*"
    r"\w+(?:ed|en|wn|ne|ght|ld|de|pt|st|id)\b"
    r"|\b(?:comes?|came|coming) (?:just |shortly |only )?"
    r"(?:(?:\w+ )?(?:hour|day|week|month|year)s? )?after\b"
    r"|\bfollow(?:s|ed|ing) (?!by\b)"
    # "Formerly a teacher": an aside about somebody.
    r"|\b(?:in the wake of|(?<!\ba )(?<!\bthe )(?<!\bits )previously"
    r"|formerly(?! (?:an?|the|known)\b)|in the past|since then"
    r"|historically|originally|at the time|(?:once|twice|three times) before)\b"
    r"|\b(?:last|past|previous|prior) (?:\w+ )?(?:quarter|year|season|decade|century|time)s?\b"
    r"|\b(?:has|have)\b(?:(?!\w+est\b|\bfirst\b).){,80}\b(?:since|over the (?:past|last|years)|"
    r"in recent|so far|"
    r"for (?:years|decades|months|weeks))\b"
    r"|\bfor the (?:past|last)\b.{,80}\b(?:has|have)\b"
    r"|^since\b[^,]*\b(?:has|have)\b"
    # What this year's figures are held against.
    r"|^in the year-(?:earlier|ago)\b|^(?:the )?(?:year-(?:earlier|ago)|last year['’]s) "
    r"(?:\w+ )?(?:results?|figures?|quarter|period|earnings|profits?|loss)\b"
    r"|\bon (?:several|many|numerous|various|some) occasions\b|\b(?:many|several) times\b"
    r"|\b(?:several|many|some|a few) (?:week|month|year|decade)s (?:ago|earlier)\b"
    # Not "its recently opened mill".
    r"|(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bmost )(?<!\bof )"
    r"\brecently\b"
    r"|(?<!the )\bfirst (?:\w+ed|to)\b|^before (?:his|her|its|their)\b"
    # On a day that is told by what happened on it: "the night of the fire".
    r"|\bthe (?:(?:very|same) )?(?:next |following )?(?:day|night|morning|evening|week|month|year|"
    r"season) (?:after|before|of) (?!(?:today|tomorrow|yesterday)\b)"
    # What somebody thinks was done: "police believe he was driven to Vik".
    r"|^(?:[\w.'’-]+ ){1,6}(?:believes?|thinks?|suspects?) (?:that )?"
    r"(?:[\w.'’-]+ ){1,6}(?:was|were|had)\b",
    re.IGNORECASE,
)
# "Orrin has shut the mill", "regulators are looking into it": so on the day of publication.
_BY_NOW = re.compile(
    r"^[^,;:]{3,120}? (?P<verb>(?:has|have) (?:\w+ly |also |already |now )?(?!been \w+ing\b)"
    r"(?:been )?\w+(?:ed|en|wn|ne|ght|ld|de|pt|st|id|et|ut|ft|me|un)\b"
    r"|(?:is|are) (?:\w+ly |also |now |already )?(?!being\b|going\b)\w+ing\b)"
)
_DIED = re.compile(
    r"\b(?:died|drowned|perished|(?:was|were|been) (?:\w+ly )?(?:killed|murdered|slain|"
    r"assassinated|executed|gunned down|shot dead|beaten to death))\b"
)
# What people die of, and words for it.
_DEADLY = re.compile(
    r"\b(?:die[sd]?|dying|dead|death|deadly|fatal\w*|kill\w*|murder\w*|slain|slay\w*|shot|shoot\w*|"
    r"bomb\w*|blast\w*|explo\w*|crash\w*|quake|earthquake\w*|fires?|blaze|storm\w*|flood\w*|tsunami|"
    r"hurricane|tornado\w*|typhoon|cyclone|avalanche|landslide|mudslide|attack\w*|clash\w*|battle\w*|"
    r"fight\w*|war|raid\w*|strikes?|violence|riot\w*|massacre\w*|sank|sink\w*|capsiz\w*|derail\w*|"
    r"collaps\w*|accident\w*|disaster|poison\w*|virus|disease|outbreak|epidemic|funeral|obituary|"
    r"mourn\w*|bod(?:y|ies)|victim\w*|survivor\w*|casualt\w*|toll|rescue\w*|stab\w*|burn\w*)\b",
    re.IGNORECASE,
)
# Prices of one day, told in one breath: "Its shares fell yesterday. Vik closed at $12."
_TRADING = re.compile(
    r"\b(?:shares?|stocks?|index|average|futures?|bonds?|dollar|pound|yen|gold|oil|composite|volume)\b"
    r".*\b(?:closed|ended|finished|settled|rose|fell|gained|lost|added|jumped|plunged|plunging|"
    r"dropped|slipped|climbed|surged|tumbled|declined|advanced|shed|eased|edged|traded|trading)\b"
    r"|\b(?:closed|ended|finished|settled) (?:at|up|down|unchanged|higher|lower|off)\b",
    re.IGNORECASE,
)


def is_of_now(main: str) -> bool:
    """Whether a main clause tells what is so by now, or figures: news, whatever stands before."""
    return _OF_NOW.search(main) is not None


def is_so_by_now(main: str) -> bool:
    """Whether a main clause tells what has been done by now, or is being done."""
    found = _BY_NOW.search(main)
    if not found:
        return False
    before = main[: found.start("verb")].split()
    return not any(
        word.islower() and is_past(word) for word in before
    )  # "Orrin said it has shut the mill"


def looks_back(main: str) -> bool:
    """Whether a main clause tells of a time before the news: "Holm had sold the mill"."""
    return _BACKGROUND.search(main) is not None


def tells_a_death(main: str) -> bool:
    """Whether somebody died, by a main clause."""
    return _DIED.search(main) is not None


def knows_of_death(text: str) -> bool:
    """Whether a text has any word of death, or of what people die of."""
    return _DEADLY.search(text) is not None


def tells_prices(text: str) -> bool:
    """Whether a text tells what shares, bonds or the like cost at the end of a day."""
    return _TRADING.search(text) is not None
