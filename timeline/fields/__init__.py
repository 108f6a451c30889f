"""What a user's schema adds to an event: read from answers, held against the article, combined."""

from timeline.fields.read import combine_fields, read_fields

__all__ = ["combine_fields", "read_fields"]
