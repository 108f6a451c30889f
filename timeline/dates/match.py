"""A match of a pattern, with questions about its words and their neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.dates.lexicon import Lexicon, Value
from timeline.dates.numbers import number_of
from timeline.dates.tokens import Tokens

STREET_WORDS = 3  # "North Canyon Road"


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that matched, with the words behind its parts."""

    tokens: Tokens
    lexicon: Lexicon
    match: re.Match[str]
    holiday: str

    def has(self, part: str) -> bool:
        return self.match.groupdict().get(part) is not None

    def words(self, part: str) -> list[str]:
        first, last = self.match.span(part)
        return self.tokens.words[first:last]

    def value(self, part: str, name: str) -> Value | None:
        """The value of the first word of the part that belongs to the class."""
        if not self.has(part):
            return None
        for word in self.words(part):
            value = self.lexicon.value(name, word)
            if value is not None:
                return value
        return None

    def number(self, part: str) -> float | None:
        """The number that the words of the part write; None when they write none ("several")."""
        return number_of(self.words(part), self.lexicon)

    def integer(self, part: str, default: int = 0) -> int:
        value = self.number(part) if self.has(part) else None
        return default if value is None else int(value)

    @property
    def first(self) -> int:
        return self.match.start()

    @property
    def last(self) -> int:
        return self.match.end()

    def written(self, index: int) -> str:
        """A token as it stands in the text; "" outside of it."""
        if not 0 <= index < len(self.tokens.words):
            return ""
        return self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]]

    def word(self, index: int) -> str:
        return self.tokens.words[index] if 0 <= index < len(self.tokens.words) else ""

    def touching(self, index: int) -> bool:
        """Whether no space stands between the token and the one before it."""
        tokens = self.tokens
        if not 0 < index < len(tokens.words) or tokens.words[index - 1].isspace():
            return False
        return tokens.starts[index] == tokens.ends[index - 1]

    def follows_an_amount(self) -> bool:
        """Whether it takes the last word of an amount along: "512 million six months"."""
        before = self.word(self.first - 1)[:1].isdigit() or self.is_a("NUMWORD", self.first - 1)
        return before and self.is_a("AMOUNT", self.first)

    def is_of_a_street(self) -> bool:
        """Whether what follows is the name of a street: "12 March Street", "1940 Canyon Road"."""
        for index in range(self.last, self.last + STREET_WORDS):
            if not self.written(index)[:1].isupper():
                return False
            if self.is_a("STREET", index):
                return True
        return False

    def is_a(self, name: str, index: int) -> bool:
        """Whether the token belongs to the class; False outside of the text."""
        return 0 <= index < len(self.tokens.words) and (
            self.lexicon.value(name, self.tokens.words[index]) is not None
        )
