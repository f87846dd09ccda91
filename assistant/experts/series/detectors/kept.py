"""Detect in a log once: reports and answers on one machine judge the same readings. Knows arrays, no file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from assistant.experts.series.detectors.detection import LogDetection, detect
from assistant.experts.series.detectors.names import Method, Regime
from assistant.experts.series.detectors.protocol import Matrix
from assistant.kept import Kept

_KEPT: Kept[str, LogDetection] = Kept(most=8_000_000)
"""Readings of all logs whose detections are kept: 64 MB."""


def detected(
    values: Matrix,
    *,
    train_rows: int | None,
    method: Method,
    false_alarm_rate: float,
    regime: Regime,
    breaks: Sequence[int],
) -> LogDetection:
    """As ``detect``; found anew where a reading or anything that was asked is another one."""
    asked = (values.shape, train_rows, method, false_alarm_rate, regime, tuple(breaks))
    digest = hashlib.sha256(repr(asked).encode())
    digest.update(np.ascontiguousarray(values, dtype=np.float64).data)
    key = digest.hexdigest()
    found = _KEPT.get(key)
    if found is None:
        found = detect(
            values,
            train_rows=train_rows,
            method=method,
            false_alarm_rate=false_alarm_rate,
            regime=regime,
            breaks=breaks,
        )
        for shared in (found.scores, found.p_values, found.alarm):
            shared.flags.writeable = False
        _KEPT.put(key, found, weight=values.size)
    return found
