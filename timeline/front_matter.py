"""Where the YAML front matter at the top of a text is. What it says is read in `documents`.

Apart, because two stations need it: `documents` reads the date in it, `sentences` leaves it out.
"""

from __future__ import annotations

import re

LIMIT = 16_384  # characters; what people write there is far below 2 KB, and YAML parses slowly

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
# Prose between two rules is no front matter: its first line has to look like `key: value`.
_FIRST_KEY = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*[A-Za-z_][\w -]{0,60}:(?:[ \t\r\n]|\Z)")


def span(text: str) -> tuple[int, int] | None:
    """The YAML between the two fences: (first character, end exclusive). None: no front matter."""
    opened = _FENCE.match(text)
    if not opened:
        return None
    closed = _CLOSE.search(text, opened.end(), opened.end() + LIMIT)
    if not closed or not _FIRST_KEY.match(text, opened.end(), closed.start()):
        return None
    return opened.end(), closed.start()


def body_start(text: str) -> int:
    """Offset of the first character after the front matter and its closing fence; 0 without."""
    inside = span(text)
    if inside is None:
        return 0
    closed = _CLOSE.match(text, inside[1])
    return closed.end() if closed else inside[1]
