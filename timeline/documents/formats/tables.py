"""Collections of articles: JSON Lines, an object on each line, and CSV, a row for each.

`text` is needed; `title`, `published`, `url` and `lang` are read where they are. Other names are
mapped: `--fields text=body,published=date`.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.documents.content import (
    Asked,
    Content,
    Failed,
    FileContent,
    NotADocumentError,
    extracted,
    meta,
    one_line,
    writable,
)
from timeline.documents.days import day_in
from timeline.documents.decode import decode
from timeline.errors import DocumentError

FIELDS = ("text", "title", "published", "url", "lang")
MOST_ROWS = 100_000
_NO_TEXT = "no text under"
# How our own tables begin, and what events of our own have on each line (writers/formats).
_OURS = "id title start end granularity edtf timex approximate date_text date_from".split()
_EVENT = frozenset("id title date status participants place confidence conflicts mentions".split())
_DELIMITERS = ",;\t|"


def read_jsonl(data: bytes, asked: Asked) -> FileContent:
    """One article for each line, called by the number of its line; blank lines are none."""
    text, note = decode(data, lang=asked.lang)
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return _collected(((str(number), _parsed(line)) for number, line in lines), asked, note)


def read_csv(data: bytes, asked: Asked) -> FileContent:
    """One article for each row after the one with the names, called by its number among them.

    Commas, semicolons, tabs or bars between the cells: whichever the first line has most of.
    """
    text, note = decode(data, lang=asked.lang)
    head = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # an article is longer than the usual cell
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names = [name.strip() for name in rows.fieldnames or ()]
    wanted = asked.fields.get("text", "text")
    if names[: len(_OURS)] == _OURS:
        raise NotADocumentError("a timeline that timeline wrote; name its articles")
    if wanted not in names:
        shown = ", ".join(names)[:120]
        raise NotADocumentError(
            f"no column {wanted!r} among {shown or 'none'}; name it with --fields text=COLUMN"
        )
    rows.fieldnames = names
    return _collected(_numbered(rows), asked, note)


def _numbered(rows: csv.DictReader[str]) -> Iterator[tuple[str, dict[str, Any] | str]]:
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(number), f"its row cannot be read ({error}); check its quotes"
            return
        yield str(number), row


def _parsed(line: str) -> dict[str, Any] | str:
    """The object on a line, or why there is none."""
    try:
        said = json.loads(line)
    except RecursionError:
        return "nested too deeply for JSON"
    except ValueError as error:
        return f"not JSON ({str(error)[:80]})"
    return said if isinstance(said, dict) else "not a JSON object"


def _collected(
    rows: Iterator[tuple[str, dict[str, Any] | str]], asked: Asked, note: str | None
) -> FileContent:
    articles: list[Content] = []
    failed: list[Failed] = []
    wanted, named = asked.fields.get("text", "text"), False
    for count, (part, row) in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise DocumentError(f"more than {MOST_ROWS:,} articles; split it")
        try:
            if isinstance(row, str):
                raise DocumentError(row)
            if row.keys() >= _EVENT:
                raise NotADocumentError("a timeline that timeline wrote; name its articles")
            named = named or wanted in row
            articles.append(_article(part, row, asked.fields))
        except NotADocumentError:
            raise
        except DocumentError as error:
            failed.append(Failed(part, str(error)))
    if not articles and not failed:
        raise DocumentError("empty: there are no articles in it")
    if not named and all(one.reason.startswith(_NO_TEXT) for one in failed):
        raise NotADocumentError(f"{_NO_TEXT} {wanted!r}; name the field with --fields text=NAME")
    return FileContent(tuple(articles), tuple(failed), (note,) if note else ())


def _article(part: str, row: Mapping[str, Any], fields: Mapping[str, str]) -> Content:
    said = {name: row.get(fields.get(name, name)) for name in FIELDS}
    text = said["text"]
    if not isinstance(text, str):
        name = fields.get("text", "text")
        raise DocumentError(f"{_NO_TEXT} {name!r}; name the field with --fields text=NAME")
    published, lang, url = said["published"], said["lang"], said["url"]
    day = day_in(published)
    if published not in (None, "") and day is None:
        shown = str(published)[:40]
        raise DocumentError(f"published {shown!r} is not a date like 2026-02-28")
    return Content(
        extracted(text),
        title=one_line(said["title"]),
        page_lang=lang.strip().lower() if isinstance(lang, str) and lang.strip() else None,
        url=writable(url) if isinstance(url, str) and url else None,
        dates=meta(day),
        part=part,
    )
