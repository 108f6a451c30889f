"""Turn articles into an ordered, dated, quotable timeline on your own machine."""

__version__ = "0.1.0"
