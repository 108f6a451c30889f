"""A model's tokens: text to tokens and back, and text that cannot become control tokens."""

from __future__ import annotations

import ctypes
import json
import re
import warnings
from functools import cached_property
from typing import Any

import llama_cpp
import llguidance
import llguidance.llamacpp

_LOOKALIKE = "\u2039"  # ‹, one code point as any character it stands for
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')  # of Lark, whose escapes are JSON's
_SPECIAL = llama_cpp.LLAMA_TOKEN_ATTR_CONTROL | llama_cpp.LLAMA_TOKEN_ATTR_USER_DEFINED


class Vocabulary:
    """The tokens of one loaded model. Valid only while that model is loaded."""

    def __init__(self, pointer: Any) -> None:
        self.pointer = pointer
        self.size: int = llama_cpp.llama_vocab_n_tokens(self.pointer)
        self._buffer = ctypes.create_string_buffer(1024)
        self._beginnings: dict[str, list[int]] = {}

    def tokens(self, text: str, *, special: bool = False) -> list[int]:
        """Tokens of a text; with `special`, control tokens written out in it become themselves."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 2
        out = (llama_cpp.llama_token * room)()
        count = llama_cpp.llama_tokenize(
            self.pointer, data, len(data), out, room, False, special
        )  # never more tokens than bytes, so that `room` is enough
        return list(out[:count])

    def plain(self, text: str) -> list[int]:
        """Tokens of text from outside: none of them is a control or user-defined token."""
        return self.tokens(self.neutralise(text))

    def piece(self, token: int) -> bytes:
        count = llama_cpp.llama_token_to_piece(
            self.pointer, token, self._buffer, len(self._buffer), 0, True
        )
        return self._buffer.raw[: max(count, 0)]

    def neutralise(self, text: str) -> str:
        """The text with every written-out special token broken up; its length stays the same.

        llama.cpp parses user-defined tokens (Qwen's `<tool_call>`) even where control tokens
        are off, so the first character of each is replaced by a look-alike.
        """
        while True:
            broken = self._special_text.sub(lambda m: _LOOKALIKE + m.group()[1:], text)
            if broken == text:
                return text
            text = broken

    def neutralise_grammar(self, grammar: str) -> str:
        """The grammar with `neutralise` applied to every text that it lets through literally.

        Answers repeat words of articles, which are neutralised before the model reads them.
        """

        def literal(found: re.Match[str]) -> str:
            try:
                text = json.loads(found.group(), strict=False)
            except ValueError:  # quotation marks of an expression, and no literal
                return found.group()
            broken = self.neutralise(text)
            return found.group() if broken == text else json.dumps(broken, ensure_ascii=False)

        return _LITERAL.sub(literal, grammar)

    @cached_property
    def _special_text(self) -> re.Pattern[str]:
        texts: set[str] = set()
        for token in range(self.size):
            if llama_cpp.llama_vocab_get_attr(self.pointer, token) & _SPECIAL:
                text = self.piece(token).decode("utf-8", "replace")
                if len(text) > 1 and not text.isspace():
                    texts.add(text)
        if not texts:
            return re.compile(r"(?!)")
        longest_first = sorted(texts, key=lambda text: (-len(text), text))
        return re.compile("|".join(re.escape(text) for text in longest_first))

    @cached_property
    def is_special(self) -> frozenset[int]:
        """Ids of all control and user-defined tokens."""
        return frozenset(
            token
            for token in range(self.size)
            if llama_cpp.llama_vocab_get_attr(self.pointer, token) & _SPECIAL
        )

    @cached_property
    def grammar_tokenizer(self) -> llguidance.LLTokenizer:
        """Llguidance's view of the vocabulary; about 0.7 s at 152k tokens, so once per model."""
        ends = [llama_cpp.llama_vocab_eos(self.pointer), llama_cpp.llama_vocab_eot(self.pointer)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # llama_token_get_attr
            return llguidance.llamacpp.lltokenizer_from_vocab(
                self.pointer, eos_token=sorted({end for end in ends if end >= 0})
            )

    def beginnings(self, word: str) -> list[int]:
        """Tokens that begin the word, small or capital: its prefixes, and what prolongs it.

        A model that has to write a capital says "None of these" where it means "none".
        """
        if word not in self._beginnings:
            self._beginnings[word] = self._tokens_that_begin(word)
        return self._beginnings[word]

    def _tokens_that_begin(self, word: str) -> list[int]:
        forms = (word.encode(), word.capitalize().encode())
        pieces = ((token, self.piece(token)) for token in range(self.size))
        return [
            token
            for token, piece in pieces
            if any(
                piece.startswith(form)
                or (len(piece) > 1 and form.startswith(piece))
                or (piece == form[:1] and form is forms[0])
                for form in forms
            )
        ]
