"""What is under way in the context: bodies being read and branches being answered."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import llguidance
import numpy as np

from timeline.errors import GrammarError
from timeline.llm import Branch, Reply, Task
from timeline.llm.vocabulary import Vocabulary


@dataclass(slots=True, eq=False)
class Sequence:
    """A llama.cpp sequence: `position` tokens are in its cache, `pending` come next."""

    id: int
    position: int
    pending: list[int]
    # What `pending` begins with, to be counted: so many tokens of a prompt, or so many sampled.
    prompt: int = field(default=0, kw_only=True)
    sampled: int = field(default=0, kw_only=True)

    def take(self, most: int) -> list[int]:
        """The next tokens to evaluate, at most so many."""
        taken, self.pending = self.pending[:most], self.pending[most:]
        return taken


@dataclass(slots=True, eq=False)
class Body(Sequence):
    """A task whose prompt is being read; its branches are forked from it when it is."""

    number: int  # Answer.task
    task: Task
    follows_prefix: bool  # sequence 0 holds the tokens before `position`
    forced: list[list[int]]  # tokens of each branch's forced text
    begun: int  # how many of those all branches have in common, so that the body ends with them
    again: list[int]  # tokens that each branch reads for itself, where no sequence can be copied
    branch_cells: list[int]  # cache cells that each branch can need beyond the body's
    next_branch: int = 0  # the first branch that has not been forked
    replies: dict[int, Reply] = field(default_factory=dict)
    cells: int = 0  # cache cells of its own

    def __post_init__(self) -> None:
        self.cells = len(self.pending)
        self.prompt = max(self.cells - self.begun, 0)

    @property
    def forked(self) -> bool:
        return self.next_branch == len(self.task.branches)

    @property
    def complete(self) -> bool:
        return len(self.replies) == len(self.task.branches)


class Run(Sequence):
    """A branch being answered: the grammar's state and the tokens so far."""

    __slots__ = (
        "_chosen",
        "_log_probability",
        "_matcher",
        "_vocabulary",
        "body",
        "branch",
        "free",
        "index",
        "probability",
    )

    def __init__(self, id_: int, body: Body, index: int, vocabulary: Vocabulary) -> None:
        forced = body.forced[index]
        pending = body.again + forced[body.begun :]
        super().__init__(id_, body.position, pending, prompt=len(body.again))
        self.body, self.index = body, index
        self.branch: Branch = body.task.branches[index]
        self.free: list[int] = []  # tokens after the forced text
        self.probability: float | None = None
        self._log_probability, self._chosen = 0.0, 0  # sum over the tokens chosen; their number
        self._vocabulary = vocabulary
        grammar = vocabulary.neutralise_grammar(self.branch.grammar)
        self._matcher = llguidance.LLMatcher(
            vocabulary.grammar_tokenizer,
            llguidance.LLMatcher.grammar_from_lark(grammar),
            log_level=0,
        )
        if self._matcher.is_error():
            raise GrammarError(f"llguidance refused the grammar: {self._matcher.get_error()}")
        if self._matcher.try_consume_tokens(forced) != len(forced):
            raise GrammarError(
                f"the answer's forced beginning {self.branch.forced!r} is not in its grammar"
            )

    def advance(self, logits: np.ndarray) -> Reply | None:
        """Choose the next token greedily under the grammar; the reply when that ends it.

        `logits`: float32, one per token of the vocabulary, not kept.
        """
        if self.probability is None:
            chosen = self._begin(logits)
            if not chosen:
                return self._reply(complete=True, refused=True)
        else:
            chosen = [int(logits.argmax())]
            if self._matcher.try_consume_tokens(chosen) == 0:
                chosen = [int(np.where(self._allowed(), logits, -np.inf).argmax())]
                self._consume(chosen)
            self._weigh(logits, chosen[0])
        self.pending = [*chosen, *self._fast_forward()]
        self.sampled = len(chosen)
        self.free += self.pending
        if self._matcher.is_stopped():
            return self._reply(complete=True)
        if len(self.free) >= self.branch.max_tokens:
            return self._reply(complete=False)
        return None

    def _begin(self, logits: np.ndarray) -> list[int]:
        """The first free tokens; none when `watch` is likelier than the limit."""
        allowed = self._allowed()
        scores = np.where(allowed, logits, -np.inf)
        weights = np.exp(scores - scores.max())
        watched = self._vocabulary.beginnings(self.branch.watch)
        self.probability = float(weights[watched].sum() / weights.sum())
        if self.probability > self.branch.watch_limit:
            return []
        scores[watched] = -np.inf
        tokens = self._vocabulary.plain(self.branch.opening)
        if not tokens:
            tokens = [int(scores.argmax())]
            self._weigh(scores, tokens[0])
        self._consume(tokens)
        return tokens

    def _weigh(self, scores: np.ndarray, token: int) -> None:
        """Note how likely a chosen token was."""
        highest = float(scores.max())
        whole = highest + math.log(float(np.exp(scores - highest).sum()))
        self._log_probability += float(scores[token]) - whole
        self._chosen += 1

    def _allowed(self) -> np.ndarray:
        """Boolean per token: what the grammar allows next."""
        bits = np.frombuffer(self._matcher.compute_bitmask(), dtype=np.uint8)
        if self._matcher.is_error():
            raise GrammarError(f"llguidance: {self._matcher.get_error()}")
        return np.unpackbits(bits, count=self._vocabulary.size, bitorder="little").astype(bool)

    def _consume(self, tokens: list[int]) -> None:
        if not self._matcher.consume_tokens(tokens):
            raise GrammarError(f"llguidance: {self._matcher.get_error() or 'tokens refused'}")

    def _fast_forward(self) -> list[int]:
        """Tokens that the grammar leaves no choice about."""
        forced: list[int] = self._matcher.compute_ff_tokens()
        if forced and self._matcher.try_consume_tokens(forced) != len(forced):
            raise GrammarError(f"llguidance: {self._matcher.get_error()}")
        return forced

    def _reply(self, *, complete: bool, refused: bool = False) -> Reply:
        probability = 0.0 if self.probability is None else self.probability
        if refused:
            return Reply(None, complete, probability)
        data = b"".join(
            self._vocabulary.piece(token)
            for token in self.free
            if token not in self._vocabulary.is_special
        )
        text = self.branch.forced + data.decode("utf-8", "replace")
        certainty = math.exp(self._log_probability / self._chosen) if self._chosen else 1.0
        return Reply(text, complete, probability, certainty)
