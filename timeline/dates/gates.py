"""Tests of the words around a match that spelling alone cannot decide: "may", "1984", "fall".

A gate says whether the match may be read as time. Each looks at a fixed number of neighbours.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates.builders import Match

NAMES_OF_WORDS = {"may", "march", "mar", "august"}
BEFORE_A_NUMBER_OF_THINGS = {"$", "£", "€", "¥", "#", "no", "section", "page", "article", "chapter", "room", "flight", "model", "version", "route", "highway", "number", "boeing", "windows", "office", "level", "article", "paragraph", "+", "<", ">", "="}  # fmt: skip
AFTER_A_YEAR_NEVER = {"%", "percent", "per", "people", "men", "women", "troops", "soldiers", "dead", "miles", "km", "kilometers", "kilometres", "meters", "metres", "feet", "tons", "tonnes", "dollars", "pounds", "points", "years", "days", "months", "hours", "workers", "employees", "shares", "jobs", "votes", "killed", "wounded", "casualties", "students", "homes", "houses", "acres", "hectares", "aircraft", "tanks", "guns", "prisoners", "civilians", "men", "others", "million", "billion", "euros", "kg", "hp", "words", "members", "times", "children", "victims", "deaths", "square", "cubic", "mhz", "watts", "pieces", "rounds", "fighters", "planes", "ships", "vehicles", "cases", "seats", "cars", "units", "copies", "rebels", "refugees", "persons", "officers", "police", "french", "british", "american", "german", "russian", "japanese"}  # fmt: skip
PREPOSITIONS = {"in", "by", "since", "until", "till", "during", "from", "to", "of", "before", "after", "between", "through", "for", "last", "next", "this", "early", "late", "mid", "on", "around", "about", "each", "every", "end", "that", "and", "or", "-", "–", "—", "(", "the", "throughout", "into", "ended", "ending", "beginning", "starting", "late", "as", "than", ","}  # fmt: skip


def bare_year(match: Match) -> bool:
    """A four-digit number alone: not a count, a code or an amount."""
    before, after = match.word(match.first - 1), match.word(match.last)
    year = match.integer("year")
    if before in BEFORE_A_NUMBER_OF_THINGS or after in AFTER_A_YEAR_NEVER:
        return False
    if match.touching(match.first) and before not in {"(", "-", "–", "—", "'", '"', "“", "[", "/", ",", "‘"}:
        return False
    if match.touching(match.last) and after in {"-", "/"} and match.touching(match.last + 1):
        following = match.word(match.last + 1)
        if following.isalpha() and following not in {"to", "born", "era"}:
            return False
    # years of our time stand anywhere; older ones need a word that points to a time
    return 1700 <= year <= 2100 and (1900 <= year <= 2060 or _pointed_at(match)) or (
        before in PREPOSITIONS - {"of", "and", "or", "to", "the", "about", "than", "for", "around", ","} and 1000 <= year
    )


def _pointed_at(match: Match) -> bool:
    return match.word(match.first - 1) in PREPOSITIONS or match.word(match.last) in {")", ",", ":", "-", "–"}


def year_words(match: Match) -> bool:
    """"nineteen ninety-six", but not "twenty ten-day trips" or "two thousand men"."""
    words = match.words("words")
    if words[0] == "two":
        return match.match.start("words") > match.first
    if words[0] == "twenty" and len(words) == 2 and words[1] not in {"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty"}:
        return False
    return words[1] not in {"-"} and match.word(match.last) not in AFTER_A_YEAR_NEVER


def capital(match: Match) -> bool:
    """A proper name: written with a capital."""
    return match.written(match.first)[:1].isupper()


def decade(match: Match) -> bool:
    """"the 1990s", "the '90s", but not "a man in his 30s" or "747s"."""
    digits = "".join(c for c in match.words("decade")[0] if c.isdigit())
    if len(digits) == 4:
        return 1000 <= int(digits) <= 2100 and int(digits) % 10 == 0
    if match.has("era"):
        return int(digits) % 10 == 0
    if len(digits) != 2 or int(digits) % 10:
        return False
    before = match.word(match.match.start("decade") - 1)
    return before in {"'", "’", "‘"} or (before in {"the", "-"} and match.word(match.first - 1) not in {"in"} or before == "the")


def bare_month(match: Match) -> bool:
    """"in May", but not "may", "March on Rome" or "April" the girl at the head of a sentence."""
    if not capital(match):
        return False
    word = match.word(match.first)
    if len(word) <= 4 and word not in {"may", "june", "july", "sept"}:
        return match.word(match.last) == "." and match.word(match.first - 1) in PREPOSITIONS
    if word in NAMES_OF_WORDS:
        return match.word(match.first - 1) in PREPOSITIONS and match.word(match.last) not in {"have", "be", "not"}
    return True


def month_day(match: Match) -> bool:
    """"May 7"; "may 7" only with its capital; "March 12 people" is let through."""
    if not match.written(match.match.start("month"))[:1].isupper():
        return False
    after = match.word(match.last)
    return not (after in {"%", "percent"} or (after in {":", ".", ","} and match.touching(match.last + 1) and match.word(match.last + 1).isdigit() and match.touching(match.last)))


def day_month(match: Match) -> bool:
    """"7 May", "the 7th of May"."""
    return match.written(match.match.start("month"))[:1].isupper()


def season(match: Match) -> bool:
    """"the spring", "in summer", but not "fall" the verb or "spring" of water."""
    word = match.word(match.match.start("season"))
    before = match.word(match.first - 1)
    with_article = match.match.start("season") > match.first
    if with_article:
        return word not in {"fall", "spring"} or before in PREPOSITIONS - {"the"}
    return before in {"in", "by", "during", "since", "until", "early", "late", "mid", "-", "through", "every", "each", "following", "before", "after"} and not (word in {"fall"} and before not in {"in", "by", "early", "late", "since"})


def relative_unit(match: Match) -> bool:
    """"last week" stands alone; "the last year of" a war does not mean last year."""
    words = match.tokens.words[match.first : match.last]
    after = match.word(match.last)
    if words[0] == "the" and after == "of":
        return False
    return not ("current" in words and words[-1] in {"second"}) and words[-1] not in {"second", "minute", "hour"}


def earlier(match: Match) -> bool:
    """"a year before" counts back from a mention; "a day after the vote" leans on an event."""
    sign = match.words("sign")[0]
    if sign in {"before", "after", "prior"}:
        after = match.word(match.last)
        return after in {".", ",", ";", ")", "", ":"}
    return True


def this_part(match: Match) -> bool:
    return match.word(match.first) == "this"


def mention_unit(match: Match) -> bool:
    """"that day" and "the following year"; not "same-day" or a bare "previous year"."""
    word = match.word(match.first)
    return word in {"the", "that"} or match.word(match.first - 1) in {"early", "late", "later", "earlier", "in", "of", "by"}


def the_unit(match: Match) -> bool:
    return match.words("unit")[0] in {"quarter", "month", "year"} and match.word(match.last) not in {"of", "-", "that", "when", "before", "after", "ago", "in"}


def clock(match: Match) -> bool:
    """A bare 10:30 may be a score or a verse: it needs am, pm, a zone or "at"."""
    words = match.words("time")
    if len(words) > 1 or match.has("zone") or match.value("time", "NOON"):
        return not (words[-1] == "am" and match.touching(match.first))
    return match.word(match.first - 1) in {"at", "by", "until", "from", "before", "after", "around", "about", "since"}


def part(match: Match) -> bool:
    """A part of the day without its day is left to others to lean on."""
    return True


def duration(match: Match) -> bool:
    """"three weeks"; not "a second" or "one day" without more, nor "a year" as a rate."""
    words = match.tokens.words[match.first : match.last]
    unit = words[-1]
    if match.touching(match.first) and match.word(match.first - 1) in {"$", "-", "."}:
        return False
    if words[0] in {"a", "an"} and len(words) == 2:
        return unit not in {"second", "quarter", "night", "season", "weekend", "day"} and not rate(match)
    if words[0] in {"one"} and unit in {"second", "day", "quarter"} and len(words) == 2 and unit != "day":
        return False
    return unit not in {"quarter", "quarters", "season", "second", "night", "nights"} or words[0].isdigit() or (unit in {"nights", "quarters"})


def bare_duration(match: Match) -> bool:
    words = match.tokens.words[match.first : match.last]
    if words[-1] in {"seconds", "nights", "quarters", "weekends", "millennia", "minutes"}:
        return False
    return match.word(match.first - 1) in {"for", "in", "within", "after", "over", "of", "during", "past", "recent"}


def every(match: Match) -> bool:
    return not (match.word(match.first) == "per" and match.has("weekday"))


def rate(match: Match) -> bool:
    """"$5 a share a year", "twice a week": so much for each."""
    before = match.word(match.first - 1)
    return before in {"once", "twice", "times", "share", "dollars", "cents", "pounds", "barrels", "people", "tons", "%", "percent", "million", "billion", "hours", "minutes", "days", "miles"} or before.isdigit() or match.written(match.first - 1)[:1].isdigit()


def repeated(match: Match) -> bool:
    """"annual" and "daily" are mostly adjectives of institutions when written with a capital."""
    return match.written(match.first)[:1].islower() and match.word(match.first) != "quarterly"


GATES: dict[str, Callable[[Match], bool]] = {
    name: value
    for name, value in list(globals().items())
    if callable(value) and name.islower() and not name.startswith("_") and getattr(value, "__module__", "") == __name__
}
