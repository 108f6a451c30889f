"""llama-cpp-python as it is used without an engine: one request after another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from typing import Any

import llama_cpp
from llama_cpp.llama_grammar import LlamaGrammar

from timeline.bench import Seconds, Tokens
from timeline.llm import Adapter, Answer, Branch, ModelInfo, Reply, Task, library
from timeline.llm.chat_tokens import ChatTokens
from timeline.llm.settings import Settings
from timeline.llm.vocabulary import Vocabulary
from timeline.models import ModelFile
from timeline.schema import NONE

# What a title may be (timeline.schema) in llama.cpp's own grammar, which knows no Unicode classes.
_TITLE = rf"""("{NONE}" | [A-ZÀ-ÖØ-Þ0-9£$€“‘«'] [^"\\\x00-\x1F]{{8,}})"""
_END = r'"\"}"'


def _grammar(forced: str) -> str:
    """The whole answer in llama.cpp's own grammar: the skeleton, and the title in it."""
    skeleton = "".join(map(_escaped, forced))
    return f'root ::= "{skeleton}" {_TITLE} {_END}'


def _escaped(character: str) -> str:
    plain = character.isprintable() and character not in '"\\'
    return character if plain else f"\\U{ord(character):08X}"


class CountingLlama(llama_cpp.Llama):
    """`Llama` that counts its tokens and its time. It reuses common beginnings by itself."""

    def __init__(
        self, model: ModelFile, settings: Settings, *, adapter: Adapter | None = None
    ) -> None:
        library.load()
        began = perf_counter()
        super().__init__(
            str(model.path),
            n_ctx=settings.cells,
            n_threads=settings.threads,  # its own choice is half of the cores
            n_threads_batch=settings.threads,
            n_gpu_layers=settings.gpu_layers,
            lora_path=str(adapter.path) if adapter else None,
            verbose=False,
        )
        self.load_seconds = perf_counter() - began
        self.asked = True  # the next evaluation is of a prompt
        self.forced = 0  # tokens of the answer that are still forced
        self.counts = {"prefilled": 0, "forced": 0, "sampled": 0, "steps": 0}
        self.spent = {"prefill": 0.0, "decode": 0.0, "masks": 0.0}

    def eval(self, tokens: Sequence[int]) -> None:
        began = perf_counter()
        super().eval(tokens)
        part = "prefill" if self.asked else "decode"
        self.spent[part] += perf_counter() - began
        self.counts["steps"] += -(-len(tokens) // self.n_batch)
        if self.asked:
            self.counts["prefilled"] += len(tokens)
        else:
            forced = min(self.forced, len(tokens))
            self.forced -= forced
            self.counts["forced"] += forced
            self.counts["sampled"] += len(tokens) - forced
        self.asked = False

    def sample(self, *arguments: Any, **options: Any) -> int:
        began = perf_counter()
        token: int = super().sample(*arguments, **options)
        self.spent["masks"] += perf_counter() - began
        return token

    @property
    def tokens(self) -> Tokens:
        return Tokens(**self.counts)

    def seconds(self, wall: float) -> Seconds:
        return Seconds(load=self.load_seconds, wall=wall, **self.spent)


class OneAtATime:
    """A `Model` that asks our questions one by one, under llama.cpp's own grammar.

    The grammar forces the skeleton of an answer, as it does in any request that `Llama` takes;
    the model writes every token of it. `watch` is not looked at: the model writes "none" where it
    means none.
    """

    def __init__(self, llama: CountingLlama, model: ModelFile, settings: Settings) -> None:
        self._llama = llama
        self.context_tokens = settings.cells
        self.info = ModelInfo(model.name, model.sha256, settings.backend, {}, ())
        self._vocabulary = Vocabulary(llama_cpp.llama_model_get_vocab(llama.model))
        raw = llama_cpp.llama_model_chat_template(llama.model, None)
        template = raw.decode("utf-8", "replace") if raw else None
        self._chat = ChatTokens(template, self._vocabulary)

    def count_tokens(self, text: str) -> int:
        return len(self._vocabulary.plain(text))

    def task_tokens(self, task: Task) -> int:
        prompt = sum(len(tokens) for tokens in self._chat.of(task.messages))
        return prompt + max((self._size(branch) for branch in task.branches), default=0)

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        for number, task in enumerate(tasks):
            shared, body = self._chat.of(task.messages)
            replies = [self._reply(shared + body, branch) for branch in task.branches]
            yield Answer(number, tuple(replies))

    def close(self) -> None:
        self._llama.close()

    def _size(self, branch: Branch) -> int:
        return self.count_tokens(branch.forced) + branch.max_tokens

    def _reply(self, prompt: list[int], branch: Branch) -> Reply:
        skeleton = len(self._vocabulary.plain(branch.forced))
        self._llama.asked, self._llama.forced = True, skeleton
        result: Any = self._llama.create_completion(
            prompt=prompt,
            grammar=LlamaGrammar.from_string(_grammar(branch.forced), verbose=False),
            max_tokens=skeleton + branch.max_tokens,
            temperature=0.0,
        )
        choice = result["choices"][0]
        text: str = choice["text"]
        if text.startswith(f'{branch.forced}{NONE}"'):
            return Reply(None, complete=True, watch_probability=1.0)
        return Reply(text, choice["finish_reason"] == "stop", 0.0)


FREEFORM_TOKENS = 512  # of an answer: some fifteen events
_FREEFORM_SYSTEM = (
    "You read news articles and list the events in them for a timeline. Answer in JSON."
)
_FREEFORM_USER = """\
Published: {published}

{text}

List every event that this article reports. Give for each the date on which it happened or is \
planned, as YYYY-MM-DD (or YYYY-MM, or YYYY, when no more is known), and a short title that says \
who did what. Work out dates such as "last Tuesday" from the publication date."""
# No patterns and no long limits: the process dies of them (docs/engine.md).
_FREEFORM_SCHEMA = {
    "type": "object",
    "properties": {
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"date": {"type": "string"}, "title": {"type": "string"}},
                "required": ["date", "title"],
            },
        }
    },
    "required": ["events"],
}
_WHOLE_EVENT = re.compile(r'\{[^{}]*"title"[^{}]*\}')


def ask_freeform(llama: CountingLlama, published: str, text: str) -> list[tuple[str, str]]:
    """Dates and titles as the model writes them; of an answer that was cut off, the whole ones."""
    llama.asked, llama.forced = True, 0
    result: Any = llama.create_chat_completion(
        messages=[
            {"role": "system", "content": _FREEFORM_SYSTEM},
            {"role": "user", "content": _FREEFORM_USER.format(published=published, text=text)},
        ],
        response_format={"type": "json_object", "schema": _FREEFORM_SCHEMA},
        temperature=0.0,
        max_tokens=FREEFORM_TOKENS,
    )
    written = result["choices"][0]["message"]["content"] or ""
    events = []
    for entry in _WHOLE_EVENT.findall(written):
        try:
            event = json.loads(entry, strict=False)
            events.append((str(event["date"]), str(event["title"])))
        except (ValueError, KeyError):
            continue  # an event that a user could not read either
    return events
