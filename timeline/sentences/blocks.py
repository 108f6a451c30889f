"""Text → blocks: paragraphs, list items, headings and single lines, each with its kind.

A paragraph is one line, or several that were wrapped at a column. What a line is, is told from its
shape and its neighbours (marks, punctuation, length, place), never from what an article is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from timeline import front_matter
from timeline.records import BlockKind

NARROWEST, WIDEST = 30, 120  # columns at which people and programs wrap text
WRAPPED = 0.6  # share of line breaks that a wrap at one column must explain
LONGEST_TITLE = 200  # characters; the longest of 30 news headlines looked at has 70
TOP_LINES = 4  # title, standfirst, byline, date line
PROSE = 0.8  # share of the paragraphs so far that end with a stop where a row of links may begin
LINK_WORDS = 4  # more words than this in the middle line of a row: headlines; else names, scores
HEAD_WORDS = 12  # of a line that heads a part of the text

# Sentence ends of the scripts that have one: Latin, CJK, Arabic, Urdu, Devanagari.
_ENDS = frozenset(".!?…。！？｡؟۔।॥")
_CLOSERS = "\"'”’»›)]}」』）*_ \t\u00a0\u200b"
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-+)[ \t]*\Z")
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_BULLET = re.compile(r"[ \t]*[-*+•‣◦▪●][ \t\u00a0]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*(\d{1,3})[.)][ \t\u00a0]+(?=\S)")
_WORD = re.compile(r"[^\W_]")
_LOWER_WORD = re.compile(r"[a-zà-öø-ÿ]+(?![\w'’:])")
_ADDRESS = re.compile(r"(?:(?:https?://|www\.)\S+|!?\[[^\]]*\]\([^)]*\)|<https?://[^>]*>)\Z")
_MENU = re.compile(r"[^|·•]+(?:[ \t]+[|·•][ \t]+[^|·•]+){2,}\Z")
# What sites write over their own links; counts only before a colon or in a line without a stop.
_LABEL = re.compile(
    r"(?:read (?:more|next|also|on)|also read|more (?:on|from|like|about)|related|recommended"
    r"|see also|most (?:read|popular|viewed)|trending|don[’']t miss|editor[’']?s[’']? picks?"
    r"|you may (?:also )?like|share (?:this|on|via)|follow us|sign up|subscribe|click here"
    r"|external links|further reading)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that no sentence crosses: (first character, end exclusive)."""

    start: int
    end: int
    kind: BlockKind
    text: str
    alone: bool  # one line of the text, not several joined
    gap: bool  # a blank line, or the top of the text, is before it

    @property
    def ended(self) -> bool:
        """Whether it closes like a sentence, quotes and brackets after the stop allowed."""
        return _ended(self.text)

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str  # without its mark, its break and the space around it
    mark: Literal["", "heading", "item"]
    indent: int  # characters of space before the text or its mark

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not _WORD.search(self.text)


def blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order; front matter, marks and lines without a word are left out.

    `title` is the document's name by its own account: a line at the top that repeats it is one.
    """
    found = list(_joined(text, _lines(text)))
    _mark_labels(found)
    _mark_rows(found)
    _mark_headlines(found, title)
    return tuple(found)


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _ENDS


def _lines(text: str) -> list[_Line]:
    """The lines after the front matter, their marks (`#`, `-`, `1.`, `>`) cut off."""
    lines: list[_Line] = []
    position = front_matter.body_start(text)
    counted = 0
    for raw in text[position:].splitlines(keepends=True):
        start, position = position, position + len(raw)
        line = raw.rstrip()
        mark: Literal["", "heading", "item"] = ""
        cut = quoted.end() if (quoted := _QUOTED.match(line)) else 0
        indent = len(line) - len(line[cut:].lstrip())
        if _UNDERLINE.match(line) and lines and not (lines[-1].blank or _ended(lines[-1].text)):
            lines[-1] = replace(lines[-1], mark=lines[-1].mark or "heading")
        if heading := _HEADING.match(line, cut):
            cut, mark, line = heading.end(), "heading", line.rstrip("# \t")
        elif item := _BULLET.match(line, cut):
            cut, mark = item.end(), "item"
        # "3. May" can begin a paragraph; a list counts on from one.
        elif (item := _NUMBERED.match(line, cut)) and int(item[1]) in (1, counted + 1):
            cut, mark, counted = item.end(), "item", int(item[1])
        content = line[cut:].lstrip()
        lines.append(_Line(start + max(len(line), cut) - len(content), content, mark, indent))
    return lines


def _joined(text: str, lines: Sequence[_Line]) -> Iterator[Block]:
    """Blocks out of lines: wrapped lines of a paragraph or an item become one."""
    width = _wrap_width(lines)
    kinds: dict[str, BlockKind] = {"": "body", "heading": "headline", "item": "list"}
    index, gap = 0, True
    while index < len(lines):
        first = last = lines[index]
        index += 1
        if first.blank:
            gap = True
            continue
        while index < len(lines) and _continues(first, last, lines[index], width):
            last = lines[index]
            index += 1
        words = text[first.start : last.end]
        yield Block(first.start, last.end, kinds[first.mark], words, first is last, gap)
        gap = False


def _continues(first: _Line, line: _Line, following: _Line, width: int | None) -> bool:
    """Whether the text of a block that began with `first` runs on over the end of `line`."""
    if following.blank or following.mark or first.mark == "heading":
        return False
    if not _ended(line.text) and _LOWER_WORD.match(following.text):
        return True
    if first.mark == "item" and following.indent > first.indent:
        return True
    return width is not None and _filled(line, following, width)


def _filled(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word had no room left on this one."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width


def _wrap_width(lines: Sequence[_Line]) -> int | None:
    """The column at which the text is wrapped; None when its line breaks are its own."""
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if not (line.blank or following.blank or following.mark or line.mark == "heading")
    ]
    # A few lines may stick out: addresses cannot be wrapped.
    longest = sorted({len(line.text) for line, _ in pairs}, reverse=True)[:10]
    for width in (width for width in longest if NARROWEST <= width <= WIDEST):
        inside = [(line, after) for line, after in pairs if len(line.text) <= width]
        full = sum(_filled(line, after, width) for line, after in inside)
        if full >= 3 and full >= WRAPPED * len(inside) and len(inside) >= 0.9 * len(pairs):
            return width
    return None


def _titlelike(block: Block) -> bool:
    """A line that stands alone, begins like a title and does not end like a sentence."""
    return (
        block.alone
        and block.kind == "body"
        and len(block.text) <= LONGEST_TITLE
        and not block.text.endswith((",", ";", ":", "-", "–", "—"))
        and not _LOWER_WORD.match(block.text)
        and not block.ended
    )


def _mark_labels(found: list[Block]) -> None:
    """Lines that say themselves that they are links: addresses, menus, "Read more: …"."""
    for index, block in enumerate(found):
        if block.alone and block.kind != "headline" and len(block.text) <= LONGEST_TITLE:
            label = _LABEL.match(block.text)
            labelled = label and (not block.ended or block.text[label.end()] == ":")
            menu = _MENU.match(block.text) and not block.ended
            if labelled or menu or _ADDRESS.match(block.text):
                found[index] = replace(block, kind="link")


def _mark_rows(found: list[Block]) -> None:
    """Rows of title-like lines after proper paragraphs: headlines of other articles, or a list.

    Two lines are a row at the end of the text, three inside it, one under a label.
    """
    tail = len(found)  # from here on nothing but links and title-like lines
    while tail and (found[tail - 1].kind == "link" or _in_row(found[tail - 1])):
        tail -= 1
    paragraphs = closed = index = 0
    while index < len(found):
        stop = index
        while stop < len(found) and (_in_row if stop > index else _titlelike)(found[stop]):
            stop += 1
        before = found[index - 1] if index else None
        labelled = before is not None and before.kind == "link" and _LABEL.match(before.text)
        least = 1 if labelled else 2 if index >= tail else 3
        if stop - index >= least and closed >= 2 and closed >= PROSE * paragraphs:
            kind = _row_kind(found[index:stop], before)
            found[index:stop] = [replace(block, kind=kind) for block in found[index:stop]]
        elif index < len(found) and found[index].kind == "body" and not _heads(found, index):
            stop = index + 1
            paragraphs += 1
            closed += found[index].ended or found[index].text.endswith(":")
        index = max(stop, index + 1)


def _in_row(block: Block) -> bool:
    """Inside a row a headline may also be a question."""
    asks = block.text.endswith("?") and block.alone and block.kind == "body"
    return _titlelike(block) or (asks and len(block.text) <= LONGEST_TITLE)


def _row_kind(row: Sequence[Block], before: Block | None) -> BlockKind:
    """Link or list: what a sentence with a colon introduces, and names or scores, are a list."""
    if before and before.kind == "link":
        return "link"
    middle = sorted(block.words for block in row)[len(row) // 2]
    introduced = before is not None and before.text.endswith(":")
    return "link" if middle > LINK_WORDS and not introduced else "list"


def _heads(found: Sequence[Block], index: int) -> bool:
    """A title line at the top says nothing about how paragraphs end."""
    return index < TOP_LINES and _titlelike(found[index])


def _mark_headlines(found: list[Block], title: str | None) -> None:
    """Title lines at the top, and short lines that head a part of the text."""
    name = _folded(title or "")
    top = 0
    while top < min(TOP_LINES, len(found)) and (
        _titlelike(found[top])
        or found[top].kind == "headline"
        or (name and len(found[top].text) < 2 * LONGEST_TITLE and _folded(found[top].text) == name)
    ):
        top += 1
    following = found[top] if top < len(found) else None
    if not (following and following.kind == "body" and following.ended):
        # Notes without stops: only the line over the first gap is a title.
        top = int(len(found) > 1 and found[1].gap and _titlelike(found[0]))
    elif top == 0 and len(found) > 1 and found[1].gap and found[0].text.endswith(("?", "!")):
        top = int(found[0].alone and found[0].words <= HEAD_WORDS)
    for index in range(top):
        found[index] = replace(found[index], kind="headline")
    for index in range(1, len(found) - 1):
        before, block, after = found[index - 1 : index + 2]
        if _titlelike(block) and block.words <= HEAD_WORDS and before.ended and after.ended:
            found[index] = replace(block, kind="headline")


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
