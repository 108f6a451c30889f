"""The words of a language as data: `lang/<code>.toml`, month and weekday names from dateparser.

A language is a table: classes of words with their values, and patterns over these classes. What
the table does not say about months, weekdays and units is taken from dateparser's own tables, so
that a new language starts with a few lines.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from timeline.errors import UsageError

Value = int | float | str
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIRST_CODE = 0x4E00  # any block of ordinary characters that no pattern syntax uses
SHORTEST = {"MONTH": 3, "WEEKDAY": 4}  # letters: "Mai" is a name, "Don" is not only Thursday
MAX_DAY, MAX_MONTH = 31, 12
# A bare number of four digits in this window may be a year.
FIRST_BARE_YEAR, LAST_BARE_YEAR = 1000, 2200


@dataclass(slots=True)
class Lexicon:
    """Words, their classes and values, and the character that stands for each set of classes."""

    lang: str
    table: dict[str, Any]
    values: dict[str, dict[str, Value]] = field(default_factory=dict)  # class → word → value
    codes: dict[str, str] = field(default_factory=dict)  # word → character
    members: dict[str, str] = field(default_factory=dict)  # class or 'word' → characters
    _sets: dict[frozenset[str], str] = field(default_factory=dict)

    def value(self, name: str, word: str) -> Value | None:
        """What the word means as a member of the class; None when it is none."""
        return self.values.get(name, {}).get(word)

    def shape_code(self, shape: str, word: str) -> str:
        """The character of a token known by its shape: a number, a clock time, a mark."""
        if shape == "NUMBER":
            return self._code(_number_classes(word))
        if shape == "ORDINAL":
            number = int(word[:-2])
            return self._code(["ORDN"] + (["DORD"] if 1 <= number <= MAX_DAY else []))
        if shape in ("ISO", "NUMERIC", "CLOCK", "DECIMAL", "TENS", "POSSESSIVE", "BREAK"):
            return self._code([shape])
        return " "

    def _code(self, classes: list[str]) -> str:
        key = frozenset(classes)
        if key not in self._sets:
            self._sets[key] = chr(FIRST_CODE + len(self._sets))
            for name in classes:
                self.members[name] = self.members.get(name, "") + self._sets[key]
        return self._sets[key]


def _number_classes(word: str) -> list[str]:
    number = int(word)
    classes = ["NUM"]
    if len(word) <= 2 and 1 <= number <= MAX_DAY:
        classes.append("DD")
    if len(word) <= 2 and 1 <= number <= MAX_MONTH:
        classes.append("MM")
    if len(word) <= 2 and number <= 24:
        classes.append("HH")
    if len(word) == 2:
        classes.append("YY")
    if len(word) == 4 and FIRST_BARE_YEAR <= number <= LAST_BARE_YEAR:
        classes.append("YYYY")
    if len(word) <= 4 and number >= 1:
        classes.append("ERAYEAR")
    return classes


NUMBER_SHAPES = (
    "0",
    "00",
    "1",
    "12",
    "13",
    "31",
    "24",
    "25",
    "32",
    "99",
    "01",
    "010",
    "100",
    "0100",
    "1000",
    "2000",
    "2200",
    "2500",
    "10000",
)


def known_languages() -> tuple[str, ...]:
    """Languages with a table of time words."""
    tables = (resources.files("timeline.dates") / "lang").iterdir()
    return tuple(sorted(t.name.removesuffix(".toml") for t in tables if t.name.endswith(".toml")))


@lru_cache(maxsize=16)
def lexicon(lang: str) -> Lexicon:
    """The table of a language, en-GB read as en. UsageError when there is none."""
    lang = re.split("[-_]", lang)[0].lower()
    source = resources.files("timeline.dates") / "lang" / f"{lang}.toml"
    if not lang.isalpha() or not source.is_file():
        raise UsageError(f"no date rules for {lang!r}; known: {', '.join(known_languages())}")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    made = Lexicon(lang, table)
    made.values = _values(table, lang)
    classes_of: dict[str, list[str]] = defaultdict(list)
    for name, words in made.values.items():
        for word in words:
            classes_of[word].append(name)
    for word in _literals(table):
        classes_of[word].append(f"'{word}")
    for word, classes in classes_of.items():
        made.codes[word] = made._code(sorted(classes))
    for number in NUMBER_SHAPES:
        made.shape_code("NUMBER", number)
    for shape, word in [("ORDINAL", "1st"), ("ORDINAL", "99th")]:
        made.shape_code(shape, word)
    for shape in ("ISO", "NUMERIC", "CLOCK", "DECIMAL", "TENS", "POSSESSIVE", "BREAK"):
        made.shape_code(shape, "")
    return made


def _values(table: dict[str, Any], lang: str) -> dict[str, dict[str, Value]]:
    values: dict[str, dict[str, Value]] = {}
    for name, words in table["words"].items():
        if isinstance(words, list):
            words = dict.fromkeys(words, 1)
        values[name] = dict(words)
    names = _dateparser_names(lang) if table.get("dateparser_names") else {}
    for name, order in (("MONTH", MONTHS), ("WEEKDAY", WEEKDAYS)):
        for index, key in enumerate(order):
            for word in names.get(key, ()):
                clean = word.lower().rstrip(".")
                if len(clean) >= SHORTEST[name] and clean.isalpha():
                    number = index + (name == "MONTH")
                    values.setdefault(name, {}).setdefault(clean, number)
    return values


def _dateparser_names(lang: str) -> dict[str, list[str]]:
    from dateparser.languages.loader import default_loader  # heavy: only with such a table

    return dict(default_loader.get_locale(lang).info)


def _literals(table: dict[str, Any]) -> set[str]:
    """The lower-case words and marks that stand for themselves in patterns."""
    rows = [*table["pattern"], *table.get("prefix", []), *table.get("holiday", [])]
    patterns = [row["match"] for row in rows] + list(table.get("macros", {}).values())
    return {
        atom.removesuffix("?") if len(atom) > 1 else atom
        for pattern in patterns
        for atom in re.findall(r"(?:(?<=:)|(?<![\w:]))[^\s()|:]+", pattern)
        if not atom.removesuffix("?").isupper()
    }
