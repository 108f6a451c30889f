"""A mail (`.eml`): its text, or the text of its HTML; published when it was sent."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, MIMEPart

from timeline.documents.content import Asked, Content, FileContent, extracted, meta, one, one_line
from timeline.documents.days import day_in
from timeline.documents.decode import decode
from timeline.documents.formats.markup import read_markup
from timeline.errors import DocumentError

MOST_PARTS = 1_000  # of which a mail that people send has a handful


def read_eml(data: bytes, asked: Asked) -> FileContent:
    """The body of a mail, without its attachments and the mails that it forwards as files."""
    try:
        mail = email.message_from_bytes(data, policy=email.policy.default)
        if not mail.keys():
            raise DocumentError("it is no mail: it does not begin with headers")
        body = mail.get_body(preferencelist=("plain", "html"))
        aside = _set_aside(mail)
    except RecursionError as error:
        raise DocumentError("a mail of parts nested too deeply to read") from error
    if body is None:
        raise DocumentError("empty: a mail without text; its attachments are not read")
    text, note = _text(body, asked)
    sent = str(mail["date"] or "")
    notes = [note] if note else []
    if aside:
        notes.append(f"{aside} attachment{'s' * (aside > 1)} not read; save and name them")
    return one(
        Content(
            extracted(text),
            title=one_line(str(mail["subject"] or "")),
            dates=meta(day_in(sent)),
            notes=tuple(notes),
        )
    )


def _set_aside(mail: EmailMessage) -> int:
    """How many parts are attachments."""
    count = 0
    for number, part in enumerate(mail.walk()):
        if number > MOST_PARTS:
            raise DocumentError(f"a mail of more than {MOST_PARTS:,} parts")
        count += part.get_content_disposition() == "attachment"
    return count


def _text(body: MIMEPart, asked: Asked) -> tuple[str, str | None]:
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    text, note = decode(raw, lang=asked.lang, declared=body.get_content_charset())
    text = text.replace("\r\n", "\n")
    if body.get_content_subtype() == "html":
        text = read_markup(text).text
    return text, note
