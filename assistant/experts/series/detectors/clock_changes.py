"""Logs whose clock was put back or forward for daylight saving. Knows times and data rows, no reading.

Where the clock went back, an hour is there twice under the same times. Sorted by time its readings would
alternate between two courses an hour apart, which no machine does; in the order of the file they do not.
"""

from __future__ import annotations

import numpy as np

from assistant.experts.series.operations import Places, Times
from ingest.parsers.column_blocks import Whole
from ingest.parsers.log_quality import clock_back, is_clock_forward


def file_order(times: Times, row: Places) -> Places | None:
    """Places of rows that are sorted by time, in the order of the file, where its clock went back an hour.

    Args:
        times: Microseconds since 1970, rising.
        row: Data row of each in the file.

    Returns:
        None where the file is by time already, or out of order for another reason.
    """
    order = np.argsort(row, kind="stable")
    if np.array_equal(order, np.arange(order.size)):
        return None
    printed = times[order]
    if printed[0] > times[0] or printed[-1] < times[-1]:
        return None
    return order if clock_back(Whole(printed.astype("datetime64[us]")))[0] else None


def put_back(times: Times) -> tuple[int, ...]:
    """Places of the last rows before the clock of a log in the order of its file went back."""
    return tuple(np.flatnonzero(np.diff(times) < 0).tolist())


def put_forward(times: Times, places: Places) -> Places:
    """Those of some rows before which the clock was put forward an hour, so that none is missing."""
    usual = float(np.median(np.diff(times)))
    moments = times.astype("datetime64[us]")
    found = [k for k in places if is_clock_forward(moments[k - 1], float(times[k] - times[k - 1]), usual)]
    return np.asarray(found, dtype=np.int64)
