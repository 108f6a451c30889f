"""The numbers that a text says, in figures and in words, English and German."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PERCENT = re.compile(
    r"\d[\d,.]*(?:\s+to\s+\d[\d,.]*)?\s*(?:%|per\s?cent\b|prozent\b|percentage points?)",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"%|per\s?cent|prozent|share|rate|ratio|growth|rise|fall|change|increase", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?<![\d.,$£€])(?:1[5-9]|20)\d\d(?:'?s)?(?![\d,.]*\d)(?!\s*(?:%|million|billion))"
)
_YEARS = re.compile(r"year|jahr|date|when|version", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = {
    "hundred": 100, "hundert": 100, "thousand": 10**3, "tausend": 10**3, "k": 10**3,
    "million": 10**6, "millionen": 10**6, "m": 10**6, "mn": 10**6, "mio": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "milliarde": 10**9, "milliarden": 10**9,
    "mrd": 10**9, "trillion": 10**12, "dozen": 12, "dutzend": 12,
}  # fmt: skip
_SMALL = """none|nobody|zero|niemand|null one|a|an|single|ein|eine|einen|einem|einer
    two|both|pair|couple|zwei|beide three|drei four|vier five|fünf six|sechs seven|sieben
    eight|acht nine|neun ten|zehn eleven|elf twelve|zwölf thirteen|dreizehn fourteen|vierzehn
    fifteen|fünfzehn sixteen|sechzehn seventeen|siebzehn eighteen|achtzehn nineteen|neunzehn"""
_TENS = """twenty|zwanzig thirty|dreißig forty|vierzig fifty|fünfzig sixty|sechzig
    seventy|siebzig eighty|achtzig ninety|neunzig"""
_WORDS = {word: n for n, words in enumerate(_SMALL.split()) for word in words.split("|")} | {
    word: 10 * n for n, words in enumerate(_TENS.split(), 2) for word in words.split("|")
}


def numbers(text: str, *, asked: str = "") -> frozenset[float]:
    """Every number that the text says: "two dozen" → 2 and 24, "$1.5 million" → 1.5 and 1500000.

    Of percentages and of years only where they are asked for.
    """
    text = text if _SHARES.search(asked) else _PERCENT.sub(" ", text)
    text = text if _YEARS.search(asked) else _YEAR.sub(" ", text)
    found: set[float] = set()
    for figures in _FIGURES.finditer(text):
        for number in _readings(figures.group()):
            _scale(number, text[figures.end() : figures.end() + 40], found)
    read_to = 0
    for word in _WORD.finditer(text):
        number_of_word = _WORDS.get(word.group().lower())
        if number_of_word is None or word.start() < read_to:
            continue  # the "three" of "twenty-three"
        number, rest = float(number_of_word), text[word.end() : word.end() + 40]
        unit = re.match(r"[- ]([a-z]+)", rest)
        ones = _WORDS.get(unit[1], 0) if unit and number >= 20 else 0
        if unit and 0 < ones < 10:
            number, rest = number + ones, rest[unit.end() :]
            read_to = word.end() + unit.end()
        _scale(number, rest, found)
    return frozenset(found)


def _readings(figures: str) -> Iterator[float]:
    """1,200.5 as it is written in English; 1.200,5 as in German, where it can be."""
    for between, point in ((",", "."), (".", ",")):
        whole, _, part = figures.partition(point)
        grouped = re.fullmatch(rf"\d{{1,3}}(?:[{between}]\d{{3}})+|\d+", whole)
        if grouped and (part.isdecimal() or not part):
            yield float(f"{whole.replace(between, '')}.{part or '0'}")


def _scale(number: float, rest: str, found: set[float]) -> None:
    """Add a number, and what the words after it make of it."""
    found.add(number)
    while scale := re.match(r"[\s-]?([a-z]+)", rest, re.IGNORECASE):
        if scale[1].lower() not in _SCALES:
            return
        number *= _SCALES[scale[1].lower()]
        rest = rest[scale.end() :]
        found.add(number)
