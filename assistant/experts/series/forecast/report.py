"""What is told of a forecast: the object of ``forecast --json``, its table and sentences. Knows no screen."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TextIO

import numpy as np

from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.forecast.forecasting import Forecasts, Told, TooShort, forecast
from assistant.experts.series.forecast.grid import Grid, regular, usual_step
from assistant.experts.series.forecast.horizon import steps_of
from assistant.experts.series.forecast.limit import Direction, Reach, reach
from assistant.experts.series.forecast.names import Method
from assistant.experts.series.forecast.protocol import Forecaster, Matrix
from assistant.experts.series.forecast.sentences import Language, ReachTold, Track, outlook, reached
from assistant.experts.series.operations import SECOND, Values

Json = dict[str, object]
FEWEST = 40
"""Readings of a sensor below which nothing is forecast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit asked about.

    Attributes:
        sensor: Its name; all sensors where None.
    """

    value: float
    sensor: str | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A forecast value with the ends of its interval; ``step`` counts from 1."""

    step: int
    time: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ForecastReport:
    """A log with the forecast of its sensors.

    Attributes:
        log: The sensors that were forecast.
        left_out: Sensors with too few readings.
        limits: By place of the sensor.
    """

    log: SensorLog
    grid: Grid
    found: Forecasts
    method: Method
    coverage: float
    limits: Mapping[int, Reach]
    left_out: tuple[str, ...]
    language: Language

    @cached_property
    def _ends(self) -> tuple[Matrix, Matrix]:
        """Lower and upper ends of all sensors."""
        return self.found.interval(self.coverage)

    @cached_property
    def _held(self) -> Values:
        """Share of the past that intervals held, of all sensors."""
        return self.found.coverage_seen(self.coverage)

    def models(self, place: int) -> tuple[str, ...]:
        """Names of what forecasts a sensor."""
        return tuple(
            test.name for test, w in zip(self.found.tests, self.found.weights[:, place], strict=True) if w > 0
        )

    def points(self, place: int) -> tuple[Point, ...]:
        """All steps of a sensor."""
        low, high = self._ends
        return tuple(
            Point(
                step=step + 1,
                time=self._time(step + 1),
                value=_short(self.found.point[step, place]),
                low=_short(low[step, place]),
                high=_short(high[step, place]),
            )
            for step in range(self.found.horizon)
        )

    def told(self, place: int) -> tuple[str, ...]:
        """The outlook, and the limit where one was asked for."""
        low, high = self._ends
        name = self.log.names[place]
        told = [
            outlook(
                name,
                value=float(self.found.point[-1, place]),
                low=float(low[-1, place]),
                high=float(high[-1, place]),
                when=self.grid.moment(self.grid.slots - 1 + self.found.horizon),
                models=self.models(place),
                track=self.track(place),
                language=self.language,
            )
        ]
        if place in self.limits:
            told.append(reached(name, self.reach_told(place), coverage=self.coverage, language=self.language))
        return tuple(told)

    def track(self, place: int) -> Track:
        """How the forecaster of a sensor did on the past."""
        held = float(self._held[place])
        return Track(
            error=_known(self.found.chosen.mean_error[place]),
            naive_error=_known(self.found.naive.mean_error[place]),
            seasonal_error=(
                _known(self.found.seasonal.mean_error[place])
                if self.found.history.seasons[place] > 1
                else None
            ),
            coverage=self.coverage,
            held=_known(held),
            origins=int(self.found.plan.origins.size),
        )

    def reach_told(self, place: int) -> ReachTold:
        """When a sensor reaches its limit, in times."""
        own, last = self.limits[place], self.grid.slots - 1

        def at(step: int | None) -> datetime | None:
            return None if step is None else self.grid.moment(last + step)

        return ReachTold(
            limit=own.limit,
            above=own.direction == "above",
            already=own.already,
            probability=own.probability,
            end=self.grid.moment(last + self.found.horizon),
            at=at(own.step),
            earliest=at(own.earliest),
            latest=at(own.latest),
        )

    def to_json(self) -> Json:
        """The object of ``assistant forecast --json``."""
        observed = self.found.history.observed
        return {
            "log": self.log.name,
            **self.log.joined_files(),
            "rows": int(self.log.times.size),
            "sensors": list(self.log.names),
            "method": self.method,
            "horizon": self.found.horizon,
            "step_seconds": self.grid.step_seconds,
            "readings_per_step": self.grid.per_slot,
            "from": self._time(1),
            "to": self._time(self.found.horizon),
            "coverage": self.coverage,
            "learnt_from_steps": self.grid.slots,
            "estimated_steps": {
                name: int(count)
                for name, count in zip(self.log.names, (~observed).sum(axis=0), strict=True)
                if count
            },
            "left_out": list(self.left_out),
            "forecasts": [self._sensor(place) for place in range(len(self.log.names))],
        }

    def write_points(self, file: TextIO) -> None:
        """One line a sensor and step: sensor, timestamp, value, low, high."""
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("sensor", "timestamp", "value", "low", "high"))
        for place, name in enumerate(self.log.names):
            writer.writerows((name, p.time, p.value, p.low, p.high) for p in self.points(place))

    def _sensor(self, place: int) -> Json:
        season = self.found.history.seasons[place]
        scale = self.found.scale[place]
        body: Json = {
            "sensor": self.log.names[place],
            "models": list(self.models(place)),
            "season_seconds": season * self.grid.step_seconds if season > 1 else None,
            "points": [
                {"time": p.time, "value": p.value, "low": p.low, "high": p.high} for p in self.points(place)
            ],
            "backtest": {
                "origins": int(self.found.plan.origins.size),
                "mean_absolute_error": _json_number(self.found.chosen.mean_error[place]),
                "mase": _json_number(self.found.chosen.mean_error[place] / scale),
                "mase_naive": _json_number(self.found.naive.mean_error[place] / scale),
                "mase_seasonal_naive": _json_number(self.found.seasonal.mean_error[place] / scale),
                "interval_coverage": _json_number(self._held[place]),
                "mase_by_model": {
                    test.name: _json_number(test.mean_error[place] / scale) for test in self.found.tests
                },
            },
            "explanation": " ".join(self.told(place)),
        }
        if place in self.limits:
            told = self.reach_told(place)
            body["limit"] = {
                "value": told.limit,
                "direction": self.limits[place].direction,
                "already": told.already,
                "probability": round(told.probability, 4),
                "time": told.at.isoformat() if told.at else None,
                "earliest": told.earliest.isoformat() if told.earliest else None,
                "latest": told.latest.isoformat() if told.latest else None,
            }
        return body

    def _time(self, step: int) -> str:
        return self.grid.moment(self.grid.slots - 1 + step).isoformat()


def forecast_log(
    log: SensorLog,
    horizon: str,
    forecasters: Sequence[Forecaster],
    *,
    method: Method = "auto",
    sensors: Sequence[str] = (),
    coverage: float = 0.9,
    limits: Sequence[Limit] = (),
    language: Language = "en",
    tell: Told | None = None,
) -> ForecastReport:
    """Forecasts the sensors of a log.

    Args:
        horizon: Rows (``48``) or a length of time (``24h``).
        forecasters: One, or those that are chosen from for each sensor.
        method: As asked for.
        sensors: Those to forecast; all where none is named.
        coverage: Share of readings that the intervals shall hold, 0 to 1.
        limits: Limits that sensors may reach.

    Raises:
        LogRefused: A sensor is unknown, or there are too few readings for the horizon.
    """
    chosen = log.only(sensors) if sensors else log
    chosen.only([limit.sensor for limit in limits if limit.sensor is not None])
    usual = usual_step(chosen.times)
    if usual <= 0:
        raise LogRefused(f"{log.name}: no two readings have different times")
    steps = steps_of(horizon, usual / SECOND)
    grid = regular(chosen.times, chosen.values, per_slot=steps.per_slot)
    if steps.horizon > grid.slots // 4:
        most = grid.slots // 4 * steps.per_slot
        raise LogRefused(
            f"horizon {horizon}: {log.name} holds {grid.slots * steps.per_slot} steps of {usual / SECOND:g} s"
            f"; {most} of them, a quarter, are the longest horizon that can be tried on its past"
        )
    held = np.isfinite(grid.values).sum(axis=0) >= FEWEST
    left_out = tuple(name for name, kept in zip(chosen.names, held, strict=True) if not kept)
    if left_out and (sensors or not held.any()):
        raise LogRefused(f"fewer than {FEWEST} readings in {log.name}: {', '.join(left_out)}")
    if left_out:
        chosen = chosen.only([name for name, kept in zip(chosen.names, held, strict=True) if kept])
        grid = regular(chosen.times, chosen.values, per_slot=steps.per_slot)
    try:
        found = forecast(grid.values, steps.horizon, forecasters, step_seconds=grid.step_seconds, tell=tell)
    except TooShort as error:
        raise LogRefused(f"{log.name}: {error}") from error
    return ForecastReport(
        log=chosen,
        grid=grid,
        found=found,
        method=method,
        coverage=coverage,
        limits=_reached(chosen, found, limits, coverage),
        left_out=left_out,
        language=language,
    )


def _reached(log: SensorLog, found: Forecasts, limits: Sequence[Limit], coverage: float) -> dict[int, Reach]:
    """When each sensor that has a limit reaches it; a limit of its own goes before one for all."""
    found_at: dict[int, Reach] = {}
    for limit in sorted(limits, key=lambda one: one.sensor is not None):
        names = log.names if limit.sensor is None else log.only([limit.sensor]).names
        for place in (log.names.index(name) for name in names):
            found_at[place] = reach(
                found.point[:, place],
                found.errors.cube[:, :, place],
                worth=found.errors.worth,
                limit=limit.value,
                last=float(found.history.rows[-1, place]),
                coverage=coverage,
                direction=limit.direction,
                usual=float(np.median(found.history.rows[:, place])),
                ceiling=float(found.ceiling[place]),
            )
    return found_at


def _short(value: float) -> float:
    return float(f"{value:.6g}")


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _json_number(value: float) -> float | None:
    return float(f"{value:.4g}") if np.isfinite(value) else None
