"""The forecasters by name. Knows names, no data."""

from __future__ import annotations

from typing import Literal, get_args

from assistant.experts.series.forecast.autoregression import AutoregressionForecaster
from assistant.experts.series.forecast.joint import JointForecaster
from assistant.experts.series.forecast.linear import LinearForecaster
from assistant.experts.series.forecast.protocol import Forecaster
from assistant.experts.series.forecast.simple import (
    MeanForecaster,
    NaiveForecaster,
    SeasonalNaiveForecaster,
    TrendForecaster,
)
from assistant.experts.series.forecast.smoothing import SmoothingForecaster, ThetaForecaster

Own = Literal["naive", "seasonal_naive", "mean", "trend", "ets", "theta", "autoreg", "linear", "joint"]
Method = Literal[
    "auto",
    "naive",
    "seasonal_naive",
    "mean",
    "trend",
    "ets",
    "theta",
    "autoreg",
    "linear",
    "joint",
    "foundation",
    "llm_digits",
    "llm_sentences",
]
"""What a user may ask for; the last three need a model that the settings name."""
METHODS: tuple[Method, ...] = get_args(Method)
OWN: tuple[Own, ...] = get_args(Own)


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
