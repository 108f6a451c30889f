"""Document → sentences with exact offsets: blocks first, then the sentences inside each."""

from timeline.sentences.splitter import LONGEST, WINDOW, split

__all__ = ["LONGEST", "WINDOW", "split"]
