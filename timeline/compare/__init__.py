"""Between timelines: several into one, two side by side, one against its rules and its sources.

Pure functions on timeline files; the commands of the same names read and print.
"""

from timeline.compare.unite import United, unite

__all__ = ["United", "unite"]
