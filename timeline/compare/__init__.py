"""Between timelines: several into one, two side by side, one against its rules and its sources.

Pure functions on timeline files; the commands of the same names read and print.
"""

from timeline.compare.difference import Change, Difference, difference
from timeline.compare.faults import Fault, faults
from timeline.compare.lies import Lie, Source, Verified, verify
from timeline.compare.select import Wanted, select
from timeline.compare.unite import United, unite

__all__ = [
    "Change",
    "Difference",
    "Fault",
    "Lie",
    "Source",
    "United",
    "Verified",
    "Wanted",
    "difference",
    "faults",
    "select",
    "unite",
    "verify",
]
