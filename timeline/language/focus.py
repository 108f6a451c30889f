"""Which words of a sentence a time expression belongs to."""

from __future__ import annotations

import re

_FAR = 120  # characters before an expression that can say what it belongs to
# "The 2011 version", "an April 2nd report": the date is part of a name for a thing …
_NAMING = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|our|my|your|this|that)|[\w.&-]+['’]s|[\w.&-]+s['’]) $",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:['’]s)? (?!(?:a|after|ahead|amid|among|an|and|are|as|at|because|before|but|by|during|for|"
    r"from|had|has|have|he|her|his|if|in|into|is|it|its|of|on|or|over|she|since|so|than|that|the|"
    r"their|they|this|through|to|under|until|was|we|were|when|where|which|while|who|will|with|"
    r"would)\b)\w|['’]s? "
)
_OWNER = re.compile(r"['’]s? ")
_THE = re.compile(r"[Tt]he (?:spring|summer|autumn|fall|winter)$")
# … but "in a July 16 press conference" it dates the deed, and a subject brings its own.
_DURING = re.compile(
    r"\b(?:in|at|during|on) (?:(?!(?:with|of|to|for|from|by|against|about)\b)\w+ ){0,3}$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?<![.!?] )(?<!^)\b(?!(?:In|On|At|By|Since|From|Of|For|During|Until|To|And|The)\b)"
    r"[A-Z][\w&-]+ $"
)
_YEAR = re.compile(r"\d{4}$")
# What something is measured against: "up from a year ago", "compared with last year".
_MEASURE = re.compile(
    r"\b(?:compared? (?:to|with)|(?:than|as) (?:in |for )?|(?:up|down|\d%?|percent) (?:from|on)|"
    r"(?:from|over|of|versus|against) (?:that of )?)\s*(?:the )?(?:same \w+ )?$",
    re.IGNORECASE,
)
# "Just over comparable periods in 1988".
_COMPARABLE = re.compile(
    r"\b(?:than|over|from|versus|against|with|to) (?:the )?"
    r"(?:comparable|same|similar|corresponding) \w+ (?:in|of|for|a) (?:the )?$",
    re.IGNORECASE,
)
# "Up 15% from 4 pence a year earlier", "the year-earlier $5 million".
_MEASURED = re.compile(
    r"\b(?:from|than|against|versus|compared (?:to|with)|below|above)\b[^,;:]*\d[^,;:]*$",
    re.IGNORECASE,
)
# "To $7 million, from $5 million in 2005".
_FROM_AMOUNT = re.compile(
    r"\b(?:from|than|against|compared (?:to|with)) "
    r"(?:(?:an? |net |the )*(?:loss|profit|gain|income|earnings|net|sales|revenue)s? of )?"
    r"(?:[#$£€]\d[\d.,]*(?: \w+illion)?"
    r"|\d[\d.,]*(?:%| percent| per cent| \w+illion| cents| points))"
    r"(?: in| on| at| for| during)?(?: the)? $",
    re.IGNORECASE,
)
# "Said profit rose in the third quarter": reported on the day of the news.
_REPORTS = re.compile(
    r"\b(?:said|says|reported|reports|posted|posts|announced|disclosed|expects to report)\b[^;]*$"
)
_OF_QUARTER = re.compile(
    r"^(?!last|next|previous|prior).*\b(?:quarter|half|months)\b", re.IGNORECASE
)
_YEAR_EARLIER = re.compile(r"-(?:earlier|ago)\b", re.IGNORECASE)
# "Earned $4 million, up from …", "more than the $2 million a year earlier", "had $2 million …".
_YEAR_AGO = re.compile(r"\b(?:a|one|the) year (?:ago|earlier|before)$", re.IGNORECASE)
_AMOUNT = r"(?:[#$£€]\d|\d[\d.,]*(?:%| percent| per cent| cents))"
_AMOUNTS = re.compile(
    rf"{_AMOUNT}[^;]*\b(?:than|from|versus|compared|against|up|down|rose|fell)\b[^;]*{_AMOUNT}[^;]*$"
    rf"|\b(?:had|was|were) (?:[\w-]+ ){{,4}}{_AMOUNT}[^;]*$"
)
# "…, the mayor said on Friday": the day on which it was said. "Wanted in last month's murder".
_SAID = re.compile(
    r"[\w”’'\"], [^,;]{2,60}? (?:said|says|reported|added|wrote)(?: (?:on|late|early))? $",
    re.IGNORECASE,
)
_SAID_ON = re.compile(
    r"\b(?:said|(?<!was )(?<!were )told (?:[\w.'’-]+ ){1,4}?|announced|warned|added)"
    r"(?: in an? \w+)? ?(?:on|late|early|late on|early on)? $"
)
_LINKED = re.compile(
    r"\b(?:(?:questioning|role|part|suspects?|involved|implicated|interest|witness(?:es)?) in"
    r"|(?:charge[ds]?|arrest(?:ed|s)?|convicted|convictions?|accused|wanted|indict(?:ed|ments?)|"
    r"sentenced?|acquitted|cleared|sought|tried|jailed|imprisoned|guilty|suspected|trial|warrant) "
    r"(?:in|for|of|over|with)) $",
    re.IGNORECASE,
)
# "The six months ended Oct. 1", "notes due May 1, 2004", "his promise to halve it by 2000": neither
# the deed's day, nor a day on which anything is done.
_TERM = re.compile(
    r"\b(?:(?:ended|ending)(?: on)?|payable(?: on)?|effective|of record(?: on)?) $"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bdue $"
    # "The notes, which will be due on Nov. 1": when a debt ends.
    r"|\b(?:notes?|bonds?|debentures?|bills|loans?|securities|debt|certificates|warrants)\b[^.;]{,60}"
    r"\b(?:due|matur(?:es?|ing)|redeemable|expir(?:es?|ing))(?: on| in| at)? (?:the )?$"
    r"|\b(?:promise|pledge|goal|target|commitment|vow)s? (?:to|of|for)\b[^,;:]* by (?:the year )?$",
    re.IGNORECASE,
)
# "The biggest fall since 1987", "for the first time since May": how rare it is, no deed of then.
_RECORD = re.compile(
    r"\b(?:(?!arrest|protest|interest|request|forest|harvest|contest)\w{2,}est|worst|best|most|least|"
    r"(?:first|only) (?:\w+ )?\w+)\b[^.;,]{,60} since (?:\w+ ){,3}$"
    r"|\bfirst time\b[^.;]{,200} since (?:\w+ ){,3}$",
    re.IGNORECASE,
)
_BEFORE_NOW = re.compile(
    r"\bago$|\b(?:earlier|before)$|\b(?:last|previous|prior|preceding) ", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:until|till|(?:which|that) end(?:s|ed)) "
    r"(?:(?:at least|about|around|early|late|in|on) )?(?:the )?$",
    re.IGNORECASE,
)
# "Has cared for him since May", "14 killings since 1993": when it began, and no deed of then. But
# what "has been shut since May" was shut then.
_SINCE = re.compile(
    r"(?:\b(?:has|have|had|['’]ve) (?:\w+ly |also |now )?(?!been\b)\w.*|\bbeen \w+ing\b.*"
    r"|^(?!.*\b(?:has|have|had|been)\b).*)\bsince (?:the )?$",
    re.IGNORECASE,
)
_COUNTS_SINCE = re.compile(
    r"\b(?:has|have) (?:\w+ly |already |now )?(?:been )?"
    r"\w+(?:ed|en|wn|ne|ght|ld|de|pt|st|id|et|ut)\b[^;:]*"
    r"\b(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)\b"
    r"[^;:]* since (?:the )?$"
)
# "Has set Nov. 10 as the deadline", "extended its offer to Nov. 20".
_SET = re.compile(r"\b(?:set|sets|setting|fixed|named) $")
_EXTENDED = re.compile(r"\bextend(?:s|ed|ing)?\b[^,;]{,40}\bto $")
# "Has sold a million since its launch in 2003" tells a sum of years, and no launch.
_SUMS = re.compile(r"\b(?:has|have|had)\b.{,80}\bsince (?:its|his|her|their|the) \w+ (?:in|on) $")
# "Should try again tomorrow", "could open in June": nobody does or plans it.
_MAYBE = re.compile(r"\b(?:should|could|might|ought to)\b(?! have\b)(?:[^,;:]|(?<=\d),(?=\d))*$")
# "Does not intend to reopen before May": nobody says that it will.
_NOT_BEFORE = re.compile(
    r"\bnot (?:intend|plan|expect|want) to\b[^,;:]* (?:before|until) (?:the )?$"
)
# "Should have been completed by May": it was not.
_SHOULD_HAVE = re.compile(r"\b(?:should|ought to) have (?:been )?\w+\b[^,;:]*$")
# "Analysts expect losses into 1990", "he thinks it will close in May": what they see coming.
_FORESEEN = re.compile(
    r"\b(?:(?:analysts?|economists?|experts?|observers|traders|strategists?|investors|forecasters?)"
    r"\b[^,;:]{,60}\b(?:expect(?:s|ed|ing)?|predict(?:s|ed|ing)?|forecast(?:s|ing)?|"
    r"anticipat(?:es?|ed|ing)|(?:says?|said|thinks?|believes?)\b[^,;:]{,60}"
    r"\b(?:will|would|could|may|might))"
    r"|(?:he|she|they) (?:\w+ly |also )?(?:thinks?|believes?|predicts?|predicted|reckons?)"
    r"\b[^,;:]{,60}\b(?:will|would|could|may|might)"
    r"|who (?:expects?|expected|predicts?|predicted|forecasts?))\b[^;:]*$",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"\b(?:delay|postpon|adjourn|defer|suspend|put off|push|hold off|wait|extend)\w*\b",
    re.IGNORECASE,
)


# "After a flat second quarter, it attributed the gain to …": what it comes after.
_COMES_AFTER = re.compile(
    r"^\W*(?:After|Following|Despite|Unlike) (?:an?|its|their|his|her) (?:[\w-]+ ){1,3}$"
)
# "The crash of October 1987", "the first one of 2008": of a thing. Not "on the night of May 7".
_OF_A_THING = re.compile(
    r"\b(?!(?:afternoon|evening|morning|night|day|week|weekend|month|hours|course|half|quarter|end|"
    r"beginning|start|middle|summer|winter|spring|autumn|fall|as|early|late)\b)[\w-]+ of "
    r"(?:the )?$",
    re.IGNORECASE,
)
# "Compared with a profit of $7 million in 2007", "against 42 in May".
_HELD_AGAINST = re.compile(
    r"\b(?:compared (?:to|with)|(?<!case )(?<!charges )against|versus) [^,;:]*\d[^,;:]*"
    r"\b(?:in|for|during|on) (?:the )?$",
    re.IGNORECASE,
)
# "Its forecast for the year to March", "crude for October delivery".
_REPORTED_YEAR = re.compile(r"\b(?:year|months|quarter|half) to (?:the end of )?$")
_FOR_YEAR = re.compile(r"\bfor $")
_TO_END = re.compile(r" to (?:the end of )?(?=[A-Z])")
_DELIVERY = re.compile(r" (?:delivery|contracts?|futures)\b")
# "December wheat rose", but not "in December wheat rose".
_COMMODITY = re.compile(
    r" (?:wheat|corn|soybeans?|crude|cattle|hogs|copper|gold|silver|cocoa|coffee|cotton|sugar)\b"
)
_PLACED = re.compile(r"\b(?:in|during|by|since|until|last|next|this|of) $", re.IGNORECASE)
# "In every year but one since it was set up in 1987": nothing else is of then.
_SINCE_DONE = re.compile(
    r"\bsince (?:it|he|she|they|the \w+) (?:was |were )?\w+(?: up)? in (?:the )?$"
)
# "A recession later this year was possible": what may be.
_POSSIBLE = re.compile(
    r" (?:is|was|are|were) (?:im)?(?:possible|likely|unlikely|probable|conceivable)\b"
)
# "Models built between August 2006 and December 2008": of a thing that something else is done to.
_MADE = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!are )(?<!been )(?<!has )(?<!have )(?<!and )"
    r"\b[a-z]+s (?:built|made|sold|produced|manufactured|bought|issued|delivered|registered) "
    r"(?:between|from|in|after|before|since) (?:the )?$"
)
_DUE = re.compile(r"\b(?:delivery|settlement) (?:in|by) $")  # "oil for delivery in June rose"
_NO_DAY = (
    _DUE,
    _SHOULD_HAVE,
    _NOT_BEFORE,
    _MADE,
    _SUMS,
    _RECORD,
    _MAYBE,
    _SINCE,
    _SINCE_DONE,
    _EXTENDED,
    _FORESEEN,
    _COMPARABLE,
    _COMES_AFTER,
    _HELD_AGAINST,
    _REPORTED_YEAR,
)


def dates_a_deed(sentence: str, expression: tuple[int, int]) -> bool:
    """Whether a time expression can say when the sentence's event took place.

    Not where it is part of a name ("the 2011 version", "Monday's close"), the day on which somebody
    said it ("…, Orrin said on Friday"), the quarter that is reported on, what something is measured
    against ("up from a year ago"), when something ends ("barred until April"), when something
    could be ("might open in June"), or what those who only watch see coming.
    """
    start, end = expression
    before, after = sentence[max(0, start - _FAR) : start], sentence[end:]
    if _ENDS.search(before) and not _PUT_OFF.search(before):
        return False
    if any(words.search(before) for words in _NO_DAY) and not _is_since_when(before, after):
        return False
    words = sentence[start:end]
    if _is_of_a_thing(words, before, after) or _is_of_a_saying(before, after):
        return False
    if _OF_QUARTER.search(words) and _REPORTS.search(before):
        return False
    if _TERM.search(before) or _YEAR_EARLIER.search(words):
        return False
    if _FROM_AMOUNT.search(before) or (_YEAR_AGO.search(words) and _AMOUNTS.search(before)):
        return False
    if _MEASURED.search(before) and re.search(r"\b(?:ago|earlier|before)$", words):
        return False
    if (
        _MEASURE.search(before)
        and _BEFORE_NOW.search(words)
        and not re.search(r"\bas (?:early|late|recently|long ago) as $", before)
    ):
        return False
    determiner = _NAMING.search(before)
    named = determiner or _OWNER.match(after) or _THE.match(words)
    if not _NAMED.match(after) or not named:
        return True
    before = before[: determiner.start()] if determiner else before
    if _LINKED.search(before):
        return False
    return (start <= _FAR and not before.strip()) or _DURING.search(before) is not None


def _is_since_when(before: str, after: str) -> bool:
    """Whether it is the day of a deed that something has gone on since: "No ship has left since
    Sunday, when the crews went on strike".
    """
    return (
        re.search(r"\bsince $", before) is not None and re.match(r",? when \w", after) is not None
    )


def _is_of_a_saying(before: str, after: str) -> bool:
    """Whether it is only when somebody said so ("…, the mayor said on Friday"), or when something
    is set for.
    """
    if _SET.search(before) and after.startswith(" as "):
        return True
    return _SAID.search(before) is not None and not after.startswith(" that ")


def counts_since(sentence: str, start: int) -> bool:
    """Whether an expression, by where it begins, is since when so many things have been done:
    "customers have cancelled 58 orders since January", "shares have lost 4% since Monday".
    """
    return _COUNTS_SINCE.search(sentence[max(0, start - _FAR) : start]) is not None


def dates_a_saying(sentence: str, expression: tuple[int, int]) -> bool:
    """Whether a time expression is the day on which somebody said so, whoever that is: "the police
    said on Friday that …", "…, officials said on Friday".
    """
    before = sentence[max(0, expression[0] - _FAR) : expression[0]]
    return _SAID_ON.search(before) is not None


def _is_of_a_thing(words: str, before: str, after: str) -> bool:
    """Whether the expression only tells things apart, or when something might be: "the crash of
    1987", "October delivery", "a forecast for the year to March", "growth this year was likely".
    """
    if _DELIVERY.match(after) or _POSSIBLE.match(after):
        return True
    if _COMMODITY.match(after) and not _PLACED.search(before):
        return True
    if _FOR_YEAR.search(before) and _TO_END.match(after):
        return True
    if _YEAR.fullmatch(words) and _TITLED.search(before):
        return True
    return _OF_A_THING.search(before) is not None and _YEAR.search(words) is not None
