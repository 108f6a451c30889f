"""A model's tokens without its weights: enough to count, and loaded in an instant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import llama_cpp

from timeline.errors import ModelError
from timeline.llm import Message, library
from timeline.llm.chat_tokens import ChatTokens
from timeline.llm.vocabulary import Vocabulary

_TEMPLATE_BYTES = 1 << 20


class Tokenizer:
    """The vocabulary and chat format of a GGUF. ModelError when llama.cpp refuses the file."""

    def __init__(self, path: Path) -> None:
        library.load()
        parameters = llama_cpp.llama_model_default_params()
        parameters.vocab_only = True
        self._model: Any = llama_cpp.llama_model_load_from_file(str(path).encode(), parameters)
        if not self._model:
            raise ModelError(
                f"{path}: llama.cpp cannot load this file; check it with `timeline models verify`"
            )
        raw = llama_cpp.llama_model_chat_template(self._model, None)
        template = raw[:_TEMPLATE_BYTES].decode("utf-8", "replace") if raw else None
        self._vocabulary = Vocabulary(llama_cpp.llama_model_get_vocab(self._model))
        self._chat = ChatTokens(template, self._vocabulary)

    def plain(self, text: str) -> list[int]:
        """Plain text as tokens, none of them a control token."""
        return self._vocabulary.plain(text)

    def count_tokens(self, text: str) -> int:
        return len(self.plain(text))

    def prompt_tokens(self, messages: tuple[Message, ...]) -> tuple[list[int], list[int]]:
        """A chat as tokens: all before the last message's content, and the rest."""
        return self._chat.of(messages)

    def chat_tokens(self, messages: tuple[Message, ...]) -> tuple[int, int]:
        """Tokens of a chat: of all before the last message's content, and of the rest."""
        shared, body = self._chat.of(messages)
        return len(shared), len(body)

    def close(self) -> None:
        """Free the vocabulary. Closing twice is harmless; nothing else works from now on."""
        if self._model:
            llama_cpp.llama_model_free(self._model)
            self._model = None
