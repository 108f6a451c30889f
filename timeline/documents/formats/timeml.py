"""TimeML (`.tml`): news with its time expressions tagged; the tags are left out of the text."""

from __future__ import annotations

from timeline.documents.content import (
    Asked,
    Content,
    FileContent,
    NotADocumentError,
    extracted,
    meta,
    one,
)
from timeline.documents.decode import decode
from timeline.errors import DocumentError
from timeline.timeml import read_timeml


def read_tml(data: bytes, asked: Asked) -> FileContent:
    """The text inside <TEXT>, published on the day of <DCT>."""
    source, note = decode(data, lang=asked.lang)
    try:
        found = read_timeml(source, "its markup")
    except RecursionError as error:
        raise DocumentError("its markup is nested too deeply for a TimeML document") from error
    if "<DOCID>timeline</DOCID>" in source[:200]:
        raise NotADocumentError("a timeline that timeline wrote; name its articles")
    return one(
        Content(extracted(found.text), dates=meta(found.published), notes=(note,) if note else ())
    )
