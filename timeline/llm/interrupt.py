"""Ctrl-C while llama.cpp evaluates: a step can take seconds, and Python waits for its end."""

from __future__ import annotations

from collections.abc import Generator

import llama_cpp


class Interrupt:
    """What llama.cpp asks between two nodes of a graph: go on?

    The answer is a generator, because Python runs signal handlers when a function is entered,
    outside of any `try` in it; a generator resumes inside its `try`. What a handler raises is kept
    in `raised`, for whoever called llama.cpp: an exception cannot pass through it.
    """

    def __init__(self) -> None:
        self.raised: BaseException | None = None
        self.asked = 0  # how often
        answers = self._answers()
        next(answers)
        self.callback = llama_cpp.ggml_abort_callback(answers.send)

    def _answers(self) -> Generator[bool, object, None]:
        while True:
            try:
                self.asked += 1
                yield self.raised is not None
            except GeneratorExit:
                return
            except BaseException as error:  # noqa: BLE001  (raised again by `check`)
                self.raised = error

    def check(self) -> None:
        """Raise what a signal handler raised meanwhile."""
        if self.raised is not None:
            error, self.raised = self.raised, None
            raise error
