"""What a model has answered once is not asked again: a night's work survives the night.

Answers are kept by content, never by path: a changed article asks only about its own chunks, a
changed prompt, example, schema or model asks about all.
"""

from timeline.cache.locate import cache_path, prefixes_path
from timeline.cache.remembering import RememberingModel
from timeline.cache.store import LIMIT_BYTES, Store

__all__ = ["LIMIT_BYTES", "RememberingModel", "Store", "cache_path", "prefixes_path"]
