"""HTML read in one pass without building a tree: all visible text, and what its head says.

For fragments (feeds, mail), for pages in which no article is found, and for markup nested so
deeply that tree builders lose its text (libxml2 stops at 256 levels and says nothing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
_UNSEEN = frozenset("script style template noscript svg math select object iframe canvas".split())
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section "
    "summary table td th title tr ul".split()
)
# Their end tags are left out as often as not, so they say nothing about depth.
_LOOSE = frozenset("p li dt dd tr td th thead tbody tfoot option colgroup html head body".split())
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BREAK = "\n"


@dataclass(slots=True)
class Markup:
    """What was found. `times` are the attributes and words of every <time>, in order."""

    text: str = ""
    title: str | None = None
    lang: str | None = None
    canonical: str | None = None
    depth: int = 0  # of the deepest element, counted without those that need no end tag
    metas: list[tuple[str, str]] = field(default_factory=list)  # (name in lower case, content)
    scripts: list[str] = field(default_factory=list)  # JSON-LD
    times: list[dict[str, str]] = field(default_factory=list)


def read_markup(source: str) -> Markup:
    """All of it. Paragraphs, items and cells are lines; runs of space are one space."""
    reader = _MarkupReader()
    reader.feed(source)
    reader.close()
    return reader.finished()


class _MarkupReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found = Markup()
        self._pieces: list[str] = []
        self._title: list[str] = []
        self._json: list[str] | None = None
        self._in_title = False
        self._depth = 0
        self._unseen: str | None = None  # the element whose whole content is not shown
        self._nested = 0  # elements of that name inside it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._note(tag, said)
        if tag not in _VOID and tag not in _LOOSE:
            self._depth += 1
            self._found.depth = max(self._found.depth, self._depth)
        if self._unseen is not None:
            self._nested += tag == self._unseen
        elif tag in _UNSEEN or (tag not in _VOID and _hidden(said)):
            self._unseen, self._nested = tag, 0
        if tag in _BLOCKS:
            self._pieces.append(_BREAK)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and tag not in _LOOSE:
            self._depth = max(self._depth - 1, 0)
        if tag == "title":
            self._in_title = False
        if tag == self._unseen:
            if self._nested == 0:
                self._unseen = None
            self._nested -= 1
        if tag == "script" and self._json is not None:
            self._found.scripts.append("".join(self._json))
            self._json = None
        if tag in _BLOCKS:
            self._pieces.append(_BREAK)

    def handle_data(self, data: str) -> None:
        if self._json is not None:
            self._json.append(data)
        elif self._in_title:
            self._title.append(data)
        elif self._unseen is None:
            self._pieces.append(_SPACE.sub(" ", data))

    def finished(self) -> Markup:
        lines = (line.strip(" ") for line in "".join(self._pieces).split(_BREAK))
        self._found.text = "\n\n".join(_SPACE.sub(" ", line) for line in lines if line)
        self._found.title = " ".join("".join(self._title).split()) or None
        return self._found

    def _note(self, tag: str, said: dict[str, str]) -> None:
        """What the head says, wherever it stands."""
        if tag == "html" and self._found.lang is None:
            self._found.lang = said.get("lang") or said.get("xml:lang") or None
        elif tag == "title" and not self._title and self._unseen is None:
            self._in_title = True
        elif tag == "meta":
            name = said.get("property") or said.get("name") or said.get("itemprop") or ""
            self._found.metas.append((name.strip().lower(), said.get("content", "").strip()))
        elif tag == "link" and "canonical" in said.get("rel", "").lower().split():
            self._found.canonical = said.get("href", "").strip() or None
        elif tag == "time":
            self._found.times.append(said)
        elif tag == "script" and said.get("type", "").strip().lower() == "application/ld+json":
            self._json = []


def _hidden(said: dict[str, str]) -> bool:
    style = said.get("style", "").replace(" ", "").lower()
    return "hidden" in said or "display:none" in style or "visibility:hidden" in style
