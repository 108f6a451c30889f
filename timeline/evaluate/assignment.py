"""One-to-one pairing of the rows and columns of a table of weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from timeline.errors import ExtraMissingError

try:
    from scipy.optimize import linear_sum_assignment
except ImportError as error:
    raise ExtraMissingError(
        "scoring needs scipy, which is not installed\npip install 'timeline[eval]'"
    ) from error


def assign(weights: NDArray[np.float64]) -> tuple[tuple[int, int], ...]:
    """Pairs (row, column) of the greatest total weight; pairs of weight 0 are left out."""
    if not weights.size:
        return ()
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return tuple(
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if weights[row, column] > 0
    )
