"""The texts that a timeline's offsets point into, kept in a folder of their own.

`index.json` says which file holds which document. A document is found by its id, or by the SHA-256
of what was read (`sha256`) or of its text in UTF-8 (`text_sha256`).
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from timeline.errors import OutputError
from timeline.records import Document
from timeline.writers.files import replace

INDEX, SCHEMA = "index.json", "timeline-texts/1"
SLUG = 60  # characters of a name that people can recognise; a hash after it tells them apart


def save_texts(documents: Sequence[Document], folder: Path) -> None:
    """Write every text as UTF-8, exactly, and the index. What the folder has already is kept.

    OutputError when that is not possible, or when `index.json` there is something else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be made ({error.strerror or error}); choose another with --save-text"
        ) from error
    entries = _entries(folder / INDEX)
    for document in documents:
        name, data = file_name(document.id), document.text.encode("utf-8")
        replace(folder / name, data)
        entries[document.id] = {
            "id": document.id,
            "file": name,
            "sha256": document.sha256,
            "text_sha256": hashlib.sha256(data).hexdigest(),
            "characters": len(document.text),
            "pages": list(document.pages),
        }
    listed = [entries[name] for name in sorted(entries)]
    said = json.dumps({"schema": SCHEMA, "documents": listed}, ensure_ascii=False, indent=1)
    replace(folder / INDEX, said.encode("utf-8") + b"\n")


def file_name(document_id: str) -> str:
    """A name for the text of a document: no path, no leading dash, the same on every system.

    "../news/Häfen wieder offen.pdf" → "hafen-wieder-offen-pdf-5e1c0a9b7d3f.txt".
    """
    last = unicodedata.normalize("NFKD", document_id.rpartition("/")[2]).lower()
    letters = last.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:SLUG].strip("-")
    mark = hashlib.sha256(document_id.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    return f"{slug or 'document'}-{mark}.txt"


def _entries(index: Path) -> dict[str, dict[str, Any]]:
    """What the folder holds from before, by id."""
    try:
        said = json.loads(index.read_bytes())
        if said["schema"] != SCHEMA:
            raise ValueError(f"not of the schema {SCHEMA}")
        return {entry["id"]: entry for entry in said["documents"]}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            f"{index}: not an index of texts ({error}); choose another folder with --save-text"
        ) from error
