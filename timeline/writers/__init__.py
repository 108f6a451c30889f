"""Timeline → bytes, one module per format, and bytes → a file that is whole or not there."""

from timeline.writers.catalogue import FORMATS, Format, format_for
from timeline.writers.files import check_place, lock, replace
from timeline.writers.texts import save_texts
from timeline.writers.written import Loss, Texts, Written

__all__ = [
    "FORMATS",
    "Format",
    "Loss",
    "Texts",
    "Written",
    "check_place",
    "format_for",
    "lock",
    "replace",
    "save_texts",
]
