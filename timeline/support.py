"""Whether a value that the model wrote into a user's field is said by the article."""

from __future__ import annotations

import re

from timeline.words import content_words

_FIGURES = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")
_PERCENT = re.compile(
    r"\d[\d,.]*(?:\s+to\s+\d[\d,.]*)?\s*(?:%|per\s?cent\b|percentage points?)", re.IGNORECASE
)
_SHARES = re.compile(
    r"%|per\s?cent|share|rate|ratio|growth|rise|fall|change|increase", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?<![\d.,$£€])(?:1[5-9]|20)\d\d(?:'?s)?(?![\d,.]*\d)(?!\s*(?:%|million|billion))"
)
_YEARS = re.compile(r"year|date|when|version", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "dozen": 12,
}  # fmt: skip
_SMALL = """no|none|nobody|zero one|a|an|single two|both|pair|couple three four five six seven eight
    nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: n for n, words in enumerate(_SMALL.split()) for word in words.split("|")} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), 2)
}
_LEAST = 0.5  # share of a text's words that its sentence or title has: "Apple Inc." for "Apple"


_NOTHING = frozenset(
    """none|null|n/a|na|nil|unknown|not said|not stated|not specified|not mentioned|unspecified
    |nobody|nothing|""".replace("\n    ", "").split("|")
)


def is_nothing(text: str) -> bool:
    """Whether a model says in words that there is nothing to say."""
    return text.strip(" .-–—").casefold() in _NOTHING


def supported(
    value: object, told: str, article: str, *, asked: str = ""
) -> tuple[str | int | float | list[str] | None, str | None]:
    """The value, or what of a list is said, and what is wrong with the rest.

    `told` is the sentence and the title, `asked` what the field is called and said to be. A number
    has to be in it, in figures or in English words; of a text's words half have to, and all of
    them in the article. A list says nothing twice.
    """
    if isinstance(value, str) and is_nothing(value):
        return None, None
    if isinstance(value, list):
        texts = [" ".join(str(text).split()) for text in value]
        once: dict[str, str] = {}
        for text in texts:
            if not is_nothing(text):
                once.setdefault(text.casefold(), text)
        kept = [text for text in once.values() if _is_said(text, told, article)]
        foreign = [repr(text) for text in once.values() if text not in kept]
        return kept, f"the sentence does not say {', '.join(foreign)}" if foreign else None
    if isinstance(value, str):
        value = " ".join(value.split())
        said = _is_said(value, told, article)
    elif isinstance(value, int | float):
        said = any(
            abs(abs(value) - number) <= 1e-9 * number for number in numbers(told, asked=asked)
        )
    else:
        return None, None
    return (value, None) if said else (None, f"the sentence does not say {value!r}")


def _is_said(text: str, told: str, article: str) -> bool:
    words = content_words(text)
    near = words & content_words(told)
    return bool(words) and len(near) >= _LEAST * len(words) and words <= content_words(article)


def numbers(text: str, *, asked: str = "") -> frozenset[float]:
    """Every number that the text says: "two dozen" → 2 and 24, "$1.5 million" → 1.5 and 1500000.

    Of percentages and of years only where they are asked for.
    """
    text = text if _SHARES.search(asked) else _PERCENT.sub(" ", text)
    text = text if _YEARS.search(asked) else _YEAR.sub(" ", text)
    found: set[float] = set()
    for figures in _FIGURES.finditer(text):
        plain = figures.group().replace(",", "")
        _scale(float(plain), text[figures.end() : figures.end() + 40], found)
    read_to = 0
    for word in _WORD.finditer(text):
        if word.start() < read_to:
            continue  # the "three" of "twenty-three"
        number = _WORDS.get(word.group().lower())
        rest = text[word.end() : word.end() + 40]
        if number is None:
            continue
        unit = re.match(r"[- ]([a-z]+)", rest)
        ones = _WORDS.get(unit[1], 0) if unit and number >= 20 else 0
        if unit and 0 < ones < 10:
            number, rest = number + ones, rest[unit.end() :]
            read_to = word.end() + unit.end()
        _scale(float(number), rest, found)
    return frozenset(found)


def _scale(number: float, rest: str, found: set[float]) -> None:
    """Add a number, and what the words after it make of it."""
    found.add(number)
    while scale := re.match(r"[\s-]?([a-z]+)", rest, re.IGNORECASE):
        if scale[1].lower() not in _SCALES:
            return
        number *= _SCALES[scale[1].lower()]
        rest = rest[scale.end() :]
        found.add(number)
