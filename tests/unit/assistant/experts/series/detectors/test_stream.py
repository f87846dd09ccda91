"""A stream says what a batch says."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.names import METHODS
from assistant.experts.series.detectors.stream import Stream
from assistant.experts.series.detectors.threshold import judge


@pytest.mark.parametrize("method", [m for m in METHODS if m != "energy"])
def test_stream_and_batch_agree(plant, method) -> None:
    values = plant(1700, seed=11)
    rng = np.random.default_rng(0)
    values[rng.random(values.shape) < 0.01] = np.nan
    values[900:950, 0] += 4.0
    fitted = fit(values, [slice(0, 500)], method=method)
    log_p = fitted.log_p(values)
    stream = Stream(fitted)
    verdicts = [stream.update(row) for row in values]
    assert np.allclose([v.score for v in verdicts], -log_p / judge(log_p, fitted.threshold)[1], atol=1e-7)
    assert [v.is_anomaly for v in verdicts] == list(fitted.alarms(log_p))
    assert [v.estimated for v in verdicts] == list(np.isnan(values).any(axis=1))
    if method != "matrix_profile":  # a level is no shape
        assert fitted.alarms(log_p)[905:950].any()


def test_a_row_of_another_width_is_refused(plant) -> None:
    with pytest.raises(ValueError, match="4 readings"):
        Stream(fit(plant(300), [slice(0, 200)])).update(np.zeros(3))
