"""Which reader reads which suffix. A new format is a module in `formats` and its suffixes here."""

from __future__ import annotations

import importlib
from typing import cast

from timeline.documents.content import Reader
from timeline.documents.formats.text import read_markdown, read_text
from timeline.errors import DocumentError

# Read in this process: nothing in them can blow up.
PLAIN: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
# Read in the worker, by the function of that name in the module of `formats`: their libraries are
# heavy, and a hostile file can make them take all memory, or crash.
GUARDED = {
    ".html": "html.read_html",
    ".htm": "html.read_html",
    ".xhtml": "html.read_html",
    ".pdf": "pdf.read_pdf",
    ".docx": "docx.read_docx",
    ".eml": "eml.read_eml",
    ".jsonl": "tables.read_jsonl",
    ".ndjson": "tables.read_jsonl",
    ".csv": "tables.read_csv",
    ".tsv": "tables.read_csv",
    ".rss": "feed.read_feed",
    ".atom": "feed.read_feed",
    ".xml": "feed.read_feed",
    ".tml": "timeml.read_tml",
}
SUFFIXES = (*PLAIN, *GUARDED)
# Formats with something else between the words: their markup is no article.
_OTHERS = frozenset((".rtf", ".doc", ".odt", ".epub", ".json", ".toml", ".yaml", ".yml"))
_HEADS = (
    (b"%PDF-", ".pdf"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
    (b"PK\x03\x04", ".docx"),
)


def known_suffix(suffix: str) -> str:
    """The suffix under which a file is read. One that nobody knows is read as plain text."""
    suffix = suffix.lower()
    if suffix in _OTHERS:
        raise DocumentError(f"there is no reader for {suffix}; save its text as .txt")
    return suffix if suffix in SUFFIXES else ".txt"


def suffix_of(data: bytes) -> str:
    """The suffix for bytes without a name: by the first of them, where they leave no doubt."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((suffix for start, suffix in _HEADS if head.startswith(start.lower())), ".txt")


def guarded_reader(suffix: str) -> Reader:
    """The reader of a suffix in GUARDED. Only the worker calls this."""
    module, function = GUARDED[suffix].split(".")
    return cast(
        "Reader", getattr(importlib.import_module(f"timeline.documents.formats.{module}"), function)
    )
