"""The forecasters by name. Knows names, no data."""

from __future__ import annotations

from assistant.experts.series.forecast.autoregression import AutoregressionForecaster
from assistant.experts.series.forecast.joint import JointForecaster
from assistant.experts.series.forecast.linear import LinearForecaster
from assistant.experts.series.forecast.names import OWN, Own
from assistant.experts.series.forecast.protocol import Forecaster
from assistant.experts.series.forecast.simple import (
    MeanForecaster,
    NaiveForecaster,
    SeasonalNaiveForecaster,
    TrendForecaster,
)
from assistant.experts.series.forecast.smoothing import SmoothingForecaster, ThetaForecaster


def forecaster_named(name: Own) -> Forecaster:
    """A forecaster that needs nothing but this program."""
    match name:
        case "naive":
            return NaiveForecaster()
        case "seasonal_naive":
            return SeasonalNaiveForecaster()
        case "mean":
            return MeanForecaster()
        case "trend":
            return TrendForecaster()
        case "ets":
            return SmoothingForecaster()
        case "theta":
            return ThetaForecaster()
        case "autoreg":
            return AutoregressionForecaster()
        case "linear":
            return LinearForecaster()
        case "joint":
            return JointForecaster()


def candidates() -> tuple[Forecaster, ...]:
    """Forecasters among which ``auto`` chooses."""
    return tuple(forecaster_named(name) for name in OWN)
