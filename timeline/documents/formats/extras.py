"""Libraries that only some formats need, and that pip installs only when asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from timeline.errors import ExtraMissingError


@contextlib.contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Import a format's library inside; ExtraMissingError, with the install line, without it.

    `what` is the format in the plural: "Web pages need …".
    """
    try:
        yield
    except ImportError as error:
        raise ExtraMissingError(
            f"{what} need the extra {name!r} ({error.name or error} is not installed): "
            f"pip install 'timeline[{name}]'"
        ) from error
