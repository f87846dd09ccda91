"""Forecasts of real logs: errors, quantile losses and what intervals hold, beside naive and seasonal-naive.

Protocol: logs of SKAB, TEP, NAB (real files), AssetOpsBench's chiller, a wind mast and a weather station,
each cut at several places; a forecaster sees the rows before the cut and is judged on the horizon after it.
Files are in two halves: settings were chosen on the tuning half, the figures are those of the held-out
half. Every forecaster gets its intervals in the same way, from its own backtest on the rows before the cut.
MASE is by the mean absolute change of the rows before the cut; ``relative`` is the geometric mean over the
sets of the MASE over that of naive, ``wql`` the quantile loss at the levels 0.1 to 0.9 over the mean size
of the readings, ``sql`` that over the scale of MASE, ``smape`` goes from 0 to 2, ``coverage_90`` and
``coverage_80`` what intervals of 90 and 80 % held. Figures are means over sensors, cuts, files and sets, in
this order, so that no set counts for its number of sensors. Limits are the quantiles 0.05 and 0.95 of the
readings before the cut, where the last one lies between them: ``limit_held`` is how often the 90 % interval
of times held the time at which the limit was reached (never is a time), ``limit_brier`` the Brier score of
reaching it within the horizon; ``base_rate`` says how often it was reached before. ``auto`` is what the
command does by default.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from assistant.experts.series.forecast.forecasting import Forecasts, forecast
from assistant.experts.series.forecast.intervals import Errors
from assistant.experts.series.forecast.members import candidates
from assistant.experts.series.forecast.protocol import Matrix
from eval.benchmark import RunOptions
from eval.forecast_logs import ForecastLog, forecast_logs
from eval.forecast_table import means, relative
from eval.limit_times import base_rate_brier, limit_figures
from eval.pieces import Pieces
from eval.report import EvalReport
from eval.scorers.forecasts import LEVELS, held, mase, quantile_loss, smape, weighted_quantile_loss

Row = dict[str, object]


class Forecast:
    """The benchmark ``forecast``; ``limit`` is the number of logs. One that is broken off goes on."""

    name = "forecast"

    def run(self, options: RunOptions) -> EvalReport:
        """Forecasts every log from every cut by every forecaster."""
        began = time.perf_counter()
        logs = [log for log in forecast_logs(options.bench_data) if not log.tuning][: options.limit]
        pieces = Pieces(self.name, options)
        rows: list[Row] = []
        for number, log in enumerate(logs):
            options.tell(log.name, number, len(logs))
            for cut in log.places():
                rows += pieces.piece(f"{log.group} {log.name} {cut}", partial(judged, log, cut))
        models = list(dict.fromkeys(str(row["model"]) for row in rows))
        table = {model: _figures(rows, model) for model in models}
        singles = [model for model in models if model not in ("auto", "base_rate")]
        single = min(singles, key=lambda m: table[m]["relative"])
        scores = dict(table.pop("auto"))
        scores["relative_to_best_single"] = scores["relative"] / table[single]["relative"]
        return EvalReport(
            benchmark=self.name,
            n=len({(row["log"], row["cut"]) for row in rows}),
            errors=0,
            scores=scores,
            baselines=table,
            settings=pieces.settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(
                f"best single forecaster of the held-out half, known only afterwards: {single}",
                *pieces.notes,
            ),
        )


def judged(log: ForecastLog, cut: int) -> list[Row]:
    """One row a forecaster: its figures for the horizon after a cut, means over the sensors."""
    past, actual = log.values[:cut], log.values[cut : cut + log.horizon]
    kept = [j for j in range(past.shape[1]) if _judgeable(past[:, j], actual[:, j])]
    if not kept:
        return []
    found = forecast(past[:, kept], log.horizon, candidates(), step_seconds=log.step_seconds, every=True)
    said = {"auto": Said(found.point, found.errors)}
    for test, final in zip(found.tests, found.finals, strict=True):
        said[test.name] = Said(np.maximum(final, found.floor), Errors(test.errors, found.plan.apart))
    place = {"log": log.name, "group": log.group, "cut": cut}
    figures = {model: _sensors(one, found, past[:, kept], actual[:, kept]) for model, one in said.items()}
    figures["base_rate"] = {
        "limit_brier": _mean(base_rate_brier(past[:, kept], actual[:, kept], log.horizon))
    }
    return [{**place, "model": model, **own} for model, own in figures.items()]


@dataclass(frozen=True, slots=True)
class Said:
    """A forecast with the errors of its backtest."""

    point: Matrix
    errors: Errors


def _judgeable(past: np.ndarray, actual: np.ndarray) -> bool:
    """Sensors with readings on both sides that moved before the cut: else there is no scale."""
    seen = past[np.isfinite(past)]
    return bool(seen.size >= 40 and np.ptp(seen) > 0 and np.isfinite(actual).any())


def _sensors(said: Said, found: Forecasts, past: Matrix, actual: Matrix) -> Row:
    """Figures of all sensors."""
    levels = (*LEVELS, 0.05, 0.95)
    errors = said.errors.quantiles(levels)
    quantiles = {
        level: np.clip(said.point + error, found.floor, np.maximum(found.ceiling, said.point))
        for level, error in zip(levels, errors, strict=True)
    }
    rows: dict[str, list[float]] = {}
    for j in range(actual.shape[1]):
        came, scale = actual[:, j], float(found.scale[j])
        own = {level: quantiles[level][:, j] for level in LEVELS}
        figures = {
            "mase": mase(came, said.point[:, j], scale),
            "smape": smape(came, said.point[:, j]),
            "wql": weighted_quantile_loss(came, own, past[:, j]),
            "sql": quantile_loss(came, own) / scale,
            "coverage_90": held(came, quantiles[0.05][:, j], quantiles[0.95][:, j]),
            "coverage_80": held(came, quantiles[0.1][:, j], quantiles[0.9][:, j]),
        }
        for key, value in figures.items():
            rows.setdefault(key, []).append(value)
    rows |= limit_figures(said.point, said.errors, past, actual)
    return {key: _mean(values) for key, values in rows.items()}


def _mean(values: Sequence[float]) -> float | None:
    known = [value for value in values if np.isfinite(value)]
    return float(np.mean(known)) if known else None


def _figures(rows: Sequence[Row], model: str) -> Mapping[str, float]:
    keys = ("mase", "smape", "wql", "sql", "coverage_90", "coverage_80", "limit_held", "limit_brier")
    found = {
        "relative": relative(rows, model, "mase"),
        "relative_sql": relative(rows, model, "sql"),
        **{key: means(rows, model, key) for key in keys},
    }
    return {key: value for key, value in found.items() if np.isfinite(value)}
