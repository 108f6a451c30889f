"""Numbers in words and figures: "twenty four", "a hundred", "2,000", "2.5"."""

from __future__ import annotations

from timeline.dates.lexicon import Lexicon

MULTIPLIERS = (100, 1000, 10**6, 10**9)
LARGEST = 10**12


def number_of(words: list[str], lexicon: Lexicon) -> float | None:
    """The number that the words write; None for "several" and its like, or for none at all."""
    total, group, seen = 0.0, 0.0, False  # the group before the next "thousand"
    for word in words:
        value = _value(word, lexicon)
        if value == "X":
            return None
        if not isinstance(value, int | float):
            continue
        if word == "half":
            return 0.5
        if lexicon.value("A", word) is not None:
            group, seen = group or 1, True
        elif value in MULTIPLIERS and value > 100 and seen:
            total, group = (total + group * value, 0) if group else (total * value, 0)
        elif (value in MULTIPLIERS or word == "dozen") and seen:
            group *= value
        elif word == "couple":
            group = value
        else:
            group += value
        seen = True
    return min(total + group, LARGEST) if seen else None


def _value(word: str, lexicon: Lexicon) -> float | str | None:
    figures = word.replace(",", "")
    if figures.replace(".", "", 1).isdecimal():
        return float(figures) if "." in figures else int(figures)
    if word[:1].isdecimal():
        digits = "".join(character for character in word if character.isdecimal())
        return int(digits) if len(digits) <= 6 else None
    for name in ("NUMWORD", "ORD", "A", "COUNTWORD", "MANY"):
        value = lexicon.value(name, word)
        if value is not None:
            return value
    return None
