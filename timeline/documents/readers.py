"""One reader per format: bytes → text and what the file says about itself.

A new format is a function of this shape and its suffixes in READERS.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from timeline import front_matter
from timeline.documents.decode import decode
from timeline.documents.metadata import Metadata, in_front_matter
from timeline.errors import DocumentError

# Every line becomes a record of some 500 bytes; the King James Bible has 100,000 lines of text.
MOST_LINES = 500_000
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # where str.splitlines breaks

_HEADING = re.compile(r"^#[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a file. `note` is for people: how its encoding was guessed or repaired."""

    text: str
    metadata: Metadata
    note: str | None = None


Reader = Callable[[bytes, str], Content]  # (bytes, language) → content, or DocumentError


def read_text(data: bytes, lang: str) -> Content:
    """Plain text, with or without YAML front matter."""
    text, note = decode(data, lang=lang)
    if not text.strip():
        raise DocumentError("empty: there is nothing in it to read")
    if not text[front_matter.body_start(text) :].strip():
        raise DocumentError("empty: it has front matter and no text")
    if sum(map(text.count, _BREAKS)) - text.count("\r\n") > MOST_LINES:
        raise DocumentError(f"more than {MOST_LINES:,} lines; split it")
    return Content(text, in_front_matter(text), note)


def read_markdown(data: bytes, lang: str) -> Content:
    """Text whose first `# heading` is its title when the front matter has none."""
    content = read_text(data, lang)
    heading = _HEADING.search(content.text, front_matter.body_start(content.text))
    if content.metadata.title or not heading:
        return content
    metadata = content.metadata.model_copy(update={"title": " ".join(heading[1].split()) or None})
    return Content(content.text, metadata, content.note)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
# Formats with something else between the words: their markup is no article.
_OTHER_FORMATS = frozenset(
    (
        ".html", ".htm", ".xhtml", ".xml", ".rtf", ".pdf", ".doc", ".docx", ".odt", ".epub", ".eml",
        ".json", ".jsonl", ".toml", ".yaml", ".yml", ".csv", ".tsv",
    )
)  # fmt: skip


def reader_for(suffix: str) -> Reader:
    """The reader of a suffix with its dot. A suffix that nobody knows is read as plain text."""
    suffix = suffix.lower()
    if suffix in _OTHER_FORMATS - READERS.keys():
        raise DocumentError(f"there is no reader for {suffix}; save its text as .txt")
    return READERS.get(suffix, read_text)
