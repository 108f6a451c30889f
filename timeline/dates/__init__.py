"""Find the words that say when, and say which days they mean."""

from timeline.dates.anchors import AnchorChoice
from timeline.dates.backbone import DateOrder
from timeline.dates.read import find, read_dates, unread_language

__all__ = ["AnchorChoice", "DateOrder", "find", "read_dates", "unread_language"]
