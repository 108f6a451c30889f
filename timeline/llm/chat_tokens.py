"""Messages → tokens, in a model's own chat format."""

from __future__ import annotations

import llama_cpp

from timeline.llm import Message
from timeline.llm.chat import split_chat
from timeline.llm.vocabulary import Vocabulary


class ChatTokens:
    """Reads chats for one vocabulary. Only the format's own text is read with control tokens;
    contents never are.
    """

    def __init__(self, template: str | None, vocabulary: Vocabulary) -> None:
        self._template, self._vocabulary = template, vocabulary
        self._parts: dict[tuple[str, ...], list[str]] = {}  # of a chat, by its roles
        self._last: tuple[tuple[Message, ...], list[int]] = (), []  # all but the body, its tokens

    def of(self, messages: tuple[Message, ...]) -> tuple[list[int], list[int]]:
        """A chat as tokens: all before the last message's content, and the rest."""
        parts = self._parts_of(messages)
        if self._last[0] != messages[:-1] or not self._last[1]:
            self._last = messages[:-1], self._shared(messages, parts)
        body = self._vocabulary.plain(messages[-1].content)
        return list(self._last[1]), body + self._vocabulary.tokens(parts[-1], special=True)

    def _parts_of(self, messages: tuple[Message, ...]) -> list[str]:
        roles = tuple(message.role for message in messages)
        if roles not in self._parts:  # what a template says depends on nothing else
            self._parts[roles] = split_chat(self._template, messages)
        return self._parts[roles]

    def _shared(self, messages: tuple[Message, ...], parts: list[str]) -> list[int]:
        vocabulary = self._vocabulary
        shared = vocabulary.tokens(parts[0], special=True)
        begin = llama_cpp.llama_vocab_bos(vocabulary.pointer)
        if llama_cpp.llama_vocab_get_add_bos(vocabulary.pointer) and shared[:1] != [begin]:
            shared.insert(0, begin)
        for message, after in zip(messages[:-1], parts[1:-1], strict=True):
            shared += vocabulary.plain(message.content)
            shared += vocabulary.tokens(after, special=True)
        return shared
