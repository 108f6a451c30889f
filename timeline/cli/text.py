"""Text from articles, file names and models on a terminal: visible, and nothing but text."""

from __future__ import annotations

import re

# Escape sequences move the cursor and change titles; C0 and C1 controls, and the marks that turn
# the direction of text around, can make one thing look like another.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str, *, lines: bool = False) -> str:
    """The text with control characters as U+FFFD, on one line unless `lines`."""
    clean = _CONTROL.sub("\ufffd", text)
    return clean if lines else " ".join(clean.split())


def count(number: int, thing: str) -> str:
    """`count(1, "event")` → "1 event", `count(2, "event")` → "2 events"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
