"""Sentences with time expressions → chunks and the questions to ask about each."""

from timeline.questions.chunks import chunk

__all__ = ["chunk"]
