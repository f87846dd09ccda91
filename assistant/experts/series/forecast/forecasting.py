"""Forecast sensors: backtest, choose, fit on all rows, put intervals around. Knows arrays, no file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.forecast.backtest import Backtest, Folds, backtest, folds, joined
from assistant.experts.series.forecast.choose import weights_of
from assistant.experts.series.forecast.grid import carried
from assistant.experts.series.forecast.intervals import Errors, covered
from assistant.experts.series.forecast.protocol import Cube, Forecaster, History, Matrix
from assistant.experts.series.forecast.rest import ceilings
from assistant.experts.series.forecast.season import seasons_of
from assistant.experts.series.forecast.simple import NaiveForecaster, SeasonalNaiveForecaster
from assistant.experts.series.operations import Mask, Values

Told = Callable[[str, int, int], None]
"""Told which forecaster is tried, how many were and how many there are."""


class TooShort(ValueError):
    """Too few rows for the horizon: nothing could be backtested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasts:
    """What was forecast, and how well the same forecaster did before.

    Attributes:
        point: Shape (horizon, sensors).
        errors: Of the backtest of what was chosen.
        naive, seasonal: The backtests of the last value and of the value a season ago, to compare with.
        tests: All forecasters that were tried.
        weights: Of the forecasters, shape (forecasters, sensors).
        finals: What each forecaster says of the rows that follow, shape (forecasters, horizon, sensors); NaN
            for those without a weight, unless ``every`` one was asked for.
        scale: Mean absolute change from row to row (or season to season) of each sensor, for MASE.
        floor: Lowest value that a sensor can have; minus infinity where it is not known.
        ceiling: Highest value to expect of a machine that stops; infinite for other sensors.
    """

    history: History
    plan: Folds
    point: Matrix
    errors: Errors
    chosen: Backtest
    naive: Backtest
    seasonal: Backtest
    tests: tuple[Backtest, ...]
    weights: Matrix
    finals: Cube
    scale: Values
    floor: Values
    ceiling: Values

    @property
    def horizon(self) -> int:
        """Rows ahead."""
        return int(self.point.shape[0])

    def quantile(self, level: float) -> Matrix:
        """The value that is not exceeded with the probability ``level``; shape (horizon, sensors)."""
        return self._moved(self.errors.quantile(level))

    def _moved(self, errors: Matrix) -> Matrix:
        return self.bounded(self.point + errors)

    def bounded(self, values: Matrix) -> Matrix:
        """Values within floor and ceiling; shape (horizon, sensors)."""
        return np.asarray(np.clip(values, self.floor, np.maximum(self.ceiling, self.point)))

    def interval(self, coverage: float) -> tuple[Matrix, Matrix]:
        """Lower and upper ends; each has half of what is not covered beyond it."""
        low, high = map(self._moved, self.errors.quantiles((0.5 - coverage / 2, 0.5 + coverage / 2)))
        return np.minimum(low, self.point), np.maximum(high, self.point)

    def coverage_seen(self, coverage: float) -> Values:
        """Share of the later half of the backtest inside intervals from its earlier half, by sensor."""
        return covered(self.errors, coverage)


def forecast(
    values: Matrix,
    horizon: int,
    forecasters: Sequence[Forecaster],
    *,
    step_seconds: float,
    every: bool = False,
    tell: Told | None = None,
) -> Forecasts:
    """Forecasts the rows that follow.

    Args:
        values: Shape (rows, sensors) at a steady step; NaN where missing, a reading at least in each sensor.
        horizon: How many rows ahead.
        forecasters: One, or those to choose from and to join for each sensor.
        every: Whether the forecasts of those that were not chosen are wanted too.

    Raises:
        TooShort: No forecaster can be backtested with so few rows.
    """
    seasons = seasons_of(values, step_seconds)
    rows, observed = carried(values, seasons)
    history = History(rows=rows, observed=observed, seasons=seasons)
    plan = folds(history.size, horizon, most=min(one.most_origins for one in forecasters))
    if plan is None:
        raise TooShort(f"{history.size} rows are too few to try a forecast of {horizon} rows on the past")
    tried: list[tuple[Forecaster, Backtest]] = []
    for number, forecaster in enumerate(forecasters):
        if tell is not None:
            tell(forecaster.name, number, len(forecasters))
        found = backtest(forecaster, history, plan)
        if found is not None:
            tried.append((forecaster, found))
    if not tried:
        raise TooShort(f"{history.size} rows are too few for {forecasters[0].name} at {horizon} rows ahead")
    tests = [test for _, test in tried]
    weights = weights_of(tests)
    chosen = joined("auto", tests, weights) if len(tests) > 1 else tests[0]
    naive = backtest(NaiveForecaster(), history, plan) or chosen
    seasonal = backtest(SeasonalNaiveForecaster(), history, plan) or naive
    floor = np.where(np.nanmin(values, axis=0) >= 0, 0.0, -np.inf)
    finals = _finals(history, horizon, [one for one, _ in tried], weights > 0 if not every else weights >= 0)
    point = np.where(weights[:, None, :] > 0, weights[:, None, :] * finals, 0.0).sum(axis=0)
    return Forecasts(
        history=history,
        plan=plan,
        point=np.maximum(point, floor),
        errors=Errors(chosen.errors, plan.apart),
        chosen=chosen,
        naive=naive,
        seasonal=seasonal,
        tests=tuple(tests),
        weights=weights,
        finals=finals,
        scale=scales(history),
        floor=floor,
        ceiling=ceilings(history, plan.origins, horizon),
    )


def _finals(history: History, horizon: int, forecasters: Sequence[Forecaster], wanted: Mask) -> Cube:
    """Forecasts of those that some sensor wants, fitted on all rows."""
    origin = np.array([history.size], dtype=np.int64)
    found: Cube = np.full((len(forecasters), horizon, history.rows.shape[1]), np.nan)
    for place, forecaster in enumerate(forecasters):
        if wanted[place].any():
            found[place] = forecaster.fit(history, horizon).predict(history.rows, origin, horizon)[0]
    return found


def scales(history: History) -> Values:
    """Mean absolute difference to the value a season (or a row) before, over readings; 1 where it is 0.

    Source: Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006.
    """
    found = np.ones(len(history.seasons))
    for j, season in enumerate(history.seasons):
        both = history.observed[season:, j] & history.observed[:-season, j]
        apart = np.abs(history.rows[season:, j] - history.rows[:-season, j])[both]
        if apart.size and apart.mean() > 0:
            found[j] = float(apart.mean())
    return found
