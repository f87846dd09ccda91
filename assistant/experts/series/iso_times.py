"""Times of a column as ISO 8601, all of one form. Knows microseconds, no log."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_SECOND = 1_000_000


def iso_times(times: npt.NDArray[np.int64]) -> list[str]:
    """[N] microseconds since 1970 -> texts: to the second, to the microsecond where one of them needs it.

    What reads a column by the form of its first cell reads all of it; midnight is no bare date.
    """
    unit = "us" if (times % _SECOND).any() else "s"
    found: list[str] = times.astype("datetime64[us]").astype(f"datetime64[{unit}]").astype(str).tolist()
    return found
