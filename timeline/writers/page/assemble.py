"""The page from its parts. It asks no network for anything, and its policy lets it ask nothing."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from importlib.resources import files

from timeline import __version__
from timeline.contract import TimelineFile
from timeline.writers.page.content import content, title
from timeline.writers.written import Loss, Texts, Written

# In this order: what a later one uses stands in an earlier one.
_STYLES = ("base", "overview", "filters", "events", "reader", "print")
_SCRIPTS = (
    "elements", "days", "text", "data", "state", "overview", "brush", "events", "article",
    "reader", "filters", "keys", "main",
)  # fmt: skip
# A page is sent to others: where its articles lie on this machine is nobody's business.
_FOLDERS = Loss(None, "documents", "the folders in their paths are left out")


def write(timeline: TimelineFile, texts: Texts) -> Written:
    """The page of a timeline. Where a text is missing it shows the quotes alone, and says so."""
    style, script = _style(), _script()
    policy = (
        "default-src 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    parts = {
        "policy": html.escape(policy, quote=False),
        "version": html.escape(__version__),
        "title": html.escape(title(timeline)),
        "style": style,
        "script": script,
        "data": _embedded(content(timeline, texts)),
    }
    # One pass, so that braces inside an article are not taken for places.
    page = re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], _read("page.html"))
    return Written(page.encode(), (_FOLDERS,))


def _embedded(data: object) -> str:
    """JSON that no HTML parser can leave: without `<` there is no end tag and no comment.

    JSON escapes control characters by itself, so that no NUL or line end is changed on the way.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _hash(source: str) -> str:
    """A CSP source expression for an inline element with exactly this content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


@cache
def _style() -> str:
    return "".join(_read(f"css/{name}.css") for name in _STYLES)


@cache
def _script() -> str:
    """All scripts in one scope of their own."""
    inside = "".join(_read(f"js/{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{inside}}})();\n'


def _read(name: str) -> str:
    """A part of the page, shipped beside this module; line ends as the browser will hash them."""
    return files(__package__).joinpath(name).read_text("utf-8")
