"""Chunk + model → mentions: ask, judge the answers, keep the words that prove them.

Pure but for the model. It is asked one question per sentence and time expression (`ask`), and what
it wrote is a mention (`read`) unless something in it is wrong (`refuse`).
"""

from timeline.mentions.ask import task_for
from timeline.mentions.read import mentions_from

__all__ = ["mentions_from", "task_for"]
