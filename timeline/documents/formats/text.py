"""Plain text and Markdown, with or without YAML front matter."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from timeline import front_matter
from timeline.documents.content import (
    Asked,
    Content,
    FileContent,
    NotADocumentError,
    one,
    one_line,
    readable,
)
from timeline.documents.decode import decode
from timeline.documents.metadata import in_front_matter
from timeline.errors import DocumentError
from timeline.records import PublicationDay

_OURS = b"<!-- made by timeline: no article -->"  # writers/formats/markdown.py begins with it
_HEADING = re.compile(r"^#[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)


def read_text(data: bytes, asked: Asked) -> FileContent:
    """Plain text, exactly as it is in the file."""
    return one(_content(data, asked))


def read_markdown(data: bytes, asked: Asked) -> FileContent:
    """Text whose first `# heading` is its title when the front matter has none."""
    if data.removeprefix(codecs.BOM_UTF8).startswith(_OURS):
        raise NotADocumentError("a timeline that timeline wrote; name its articles")
    content = _content(data, asked)
    heading = _HEADING.search(content.text, front_matter.body_start(content.text))
    if heading and not content.title:
        content = replace(content, title=one_line(heading[1]))
    return one(content)


def _content(data: bytes, asked: Asked) -> Content:
    text, note = decode(data, lang=asked.lang)
    text = readable(text)
    if not text[front_matter.body_start(text) :].strip():
        raise DocumentError("empty: it has front matter and no text")
    said = in_front_matter(text)
    return Content(
        text,
        title=said.title,
        lang=said.lang,
        url=said.url,
        dates=(PublicationDay(said.published, "front-matter"),) if said.published else (),
        notes=(note,) if note else (),
    )
