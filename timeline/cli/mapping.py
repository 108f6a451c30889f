"""`--fields text=body,published=date`: what a collection calls the fields of an article."""

from __future__ import annotations

from timeline.errors import UsageError


def mapped_fields(words: str) -> dict[str, str]:
    """The names by field. UsageError when they are not written so."""
    named = [pair.partition("=") for pair in words.split(",") if pair.strip()]
    if any(not sign or not name.strip() for _, sign, name in named):
        raise UsageError(f"--fields {words}: write it like text=body,published=date")
    return {field.strip(): name.strip() for field, _, name in named}
