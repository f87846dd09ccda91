"""What each kind of detector sees that another does not: this is why it is there."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.forecast_residual import ForecastDetector
from assistant.experts.series.detectors.kmeans import KMeansDetector


def cycles(rows: int, *, seed: int = 0) -> np.ndarray:
    """A sensor that swings slowly between two levels, with little noise."""
    rng = np.random.default_rng(seed)
    return (np.sin(np.arange(rows) / 15) + 0.05 * rng.normal(size=rows))[:, None]


def found(values: np.ndarray, method: str, rows: slice) -> float:
    fitted = fit(values, [slice(0, 1_000)], method=method, regime="fixed")
    return float(fitted.alarms(fitted.log_p(values))[rows].mean())


def test_a_jump_within_the_usual_range_is_seen_by_the_forecast_alone() -> None:
    values = cycles(2_000, seed=1)
    values[1500, 0] = 0.8 if values[1500, 0] < 0 else -0.8
    assert found(values, "forecast_residual", slice(1500, 1501)) == 1.0
    assert found(values, "pca", slice(1500, 1501)) == 0.0


def test_a_course_that_is_not_among_the_usual_ones_is_seen_by_kmeans() -> None:
    values = cycles(2_000, seed=2)
    values[1500:1560, 0] = 0.05 * np.random.default_rng(3).normal(size=60)
    assert found(values, "kmeans", slice(1520, 1560)) > 0.9
    assert found(values, "level", slice(1520, 1560)) == 0.0


def test_a_forecast_leaves_the_noise_of_a_known_process() -> None:
    rng = np.random.default_rng(4)
    x = np.zeros((3_000, 2))
    noise = rng.normal(size=x.shape)
    for t in range(1, x.shape[0]):
        x[t] = x[t - 1] @ [[0.7, 0.2], [0.0, 0.5]] + noise[t]
    residuals = ForecastDetector().fit((x,)).residuals(x)[10:]
    assert np.allclose(residuals.std(axis=0), 1.0, atol=0.05)
    assert np.abs(np.corrcoef(residuals[1:, 0], residuals[:-1, 0])[0, 1]) < 0.05


def test_the_sensor_that_departs_has_the_greatest_part() -> None:
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(1_200, 3))
    odd = rows.copy()
    odd[600:640, 2] += 6.0
    for detector in (ForecastDetector(), KMeansDetector()):
        parts = detector.fit((rows,)).parts(odd)
        assert parts.shape == rows.shape
        assert np.all(parts >= 0)
        assert parts[605:640].mean(axis=0).argmax() == 2


def test_few_rows_give_few_clusters() -> None:
    scorer = KMeansDetector().fit((np.random.default_rng(6).normal(size=(40, 2)),))
    assert scorer.centres.shape[0] == 1
    assert np.isfinite(scorer.score(np.zeros((20, 2)))).all()
