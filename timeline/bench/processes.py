"""Each way in a process of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

from timeline.bench import Job, Measured, Way, ways
from timeline.errors import ModelError

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def apart(
    function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Result:
    """Call a function in a fresh process. ModelError when that process dies."""
    # Not a fork: it would share this process's memory and its copy of llama.cpp.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        try:
            return pool.submit(function, *args, **kwargs).result()
        except BrokenProcessPool as error:
            raise ModelError(
                f"the process measuring {function.__name__!r} died; if it is a baseline, "
                "llama.cpp's own grammar may have ended it; leave it out with --only"
            ) from error


def measure(job: Job, wanted: set[Way], *, growth: bool = True) -> Iterator[Measured]:
    """The ways that are wanted, in their order; the limit repeats ours, so ours comes with it."""
    if "freeform" in wanted:
        yield apart(ways.freeform, job)
    if "requests" in wanted:
        yield apart(ways.requests, job)
    if wanted & {"ours", "limit"}:
        done = apart(ways.ours, job, growth=growth)
        yield done.measured
        if "limit" in wanted:
            yield apart(ways.limit, job, done)
