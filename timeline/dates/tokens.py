"""Text → tokens, and each token → one character that says what it can be.

The grammar then matches patterns over that string of characters, which is six times shorter than
the text and has no spelling in it. No alternative below has nested or unbounded overlapping
repeats, so that tokenizing is linear on any input.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from timeline.dates.lexicon import Lexicon

TOKEN = re.compile(
    r"""
    (?P<ISO>\b\d{4}-\d\d-\d\d(?:T\d\d(?::\d\d){0,2}(?:Z|[+-]\d\d:?\d\d)?)?\b(?![-/]\d))
  | (?P<NUMERIC>\b\d{1,4}(?:/\d{1,2}/\d{2,4}|\.\d{1,2}\.\d{2,4}|-\d{1,2}-\d{2,4})\b(?![-/.]\d))
  | (?P<CLOCK>\b\d{1,2}:\d\d(?::\d\d)?\b)
  | (?P<DECIMAL>\d{1,3}(?:,\d\d\d){1,5}(?:\.\d{1,9})?\b|\d{1,12}\.\d{1,12})
  | (?P<ORDINAL>\d{1,4}(?:st|nd|rd|th)\b)
  | (?P<TENS>\b\d{1,3}0(?:['’]?s|er)\b)
  | (?P<NUMBER>\d{1,9}(?!\d))
  | (?P<LONG>\d+)
  | (?P<DOTTED>\b(?:[aApP]\.\s?[mM]\b\.?|[aA]\.\s?[dD]\b\.?|[cC]\.\s?[eE]\b\.?))
  | (?P<BEFORE>\b[bB]\.\s?[cC]\b\.?(?:\s?[eE]\b\.?)?)
  | (?P<WORD>[^\W\d_]+)
  | (?P<POSSESSIVE>['’]s\b)
  | (?P<BREAK>\n[ \t\r]*\n)
  | (?P<MARK>[^\w\s])
    """,
    re.VERBOSE,
)
STOPS = {".", "!", "?", ";"}  # end a sentence
OTHER = " "  # the code of a token that no rule knows


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists; `codes[i]` is the class character of token i."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]  # lower case, as written otherwise
    codes: str
    breaks: list[int]  # where the empty lines between paragraphs are, in order

    def breaks_between(self, first: int, last: int) -> bool:
        """Whether a paragraph ends among the tokens [first, last)."""
        return bisect_left(self.breaks, last) > bisect_left(self.breaks, first)

    def covered(self, first: int, last: int) -> str:
        """The text from token `first` to before token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """Cut the text; `lexicon` gives the class characters."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    codes: list[str] = []
    breaks: list[int] = []
    code_of = lexicon.codes
    for found in TOKEN.finditer(text):
        word = found.group().lower()
        code = code_of.get(word)
        if code is None:
            shape = found.lastgroup or ""
            code = OTHER if shape == "WORD" else lexicon.shape_code(shape, word)
        if found.lastgroup == "BREAK":
            breaks.append(len(starts))
        starts.append(found.start())
        ends.append(found.end())
        words.append(word)
        codes.append(code)
    return Tokens(text, starts, ends, words, "".join(codes), breaks)
