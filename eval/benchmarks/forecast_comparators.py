"""Language and foundation models as forecasters, beside the product's, on the same few cases.

Protocol: cases are the first sensor of held-out logs of the benchmark ``forecast``, one cut after the other
over all logs, the first 12 rows after each cut; MASE, by the mean absolute change before the cut, median
over the cases and mean. ``llm_digits`` reads the series as LLMTime writes it, ``llm_sentences`` as
PromptCast does, with the engine of the settings, greedy; ``answered`` is the share of the numbers asked for
that it wrote. ``foundation`` is there where ``forecast.foundation_model`` names a model. ``auto`` and
``naive`` stand beside them on the same cases. ``limit`` is the number of cases, 12 by default. A run that is
broken off goes on: each case is a piece of the journal.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TypedDict

import numpy as np

from assistant.build import build_engine
from assistant.errors import EngineError
from assistant.experts.series.forecast.forecasting import forecast, scales
from assistant.experts.series.forecast.foundation import FoundationForecaster
from assistant.experts.series.forecast.grid import carried
from assistant.experts.series.forecast.language import LanguageForecaster
from assistant.experts.series.forecast.members import candidates
from assistant.experts.series.forecast.protocol import Forecaster, History
from assistant.experts.series.forecast.season import seasons_of
from assistant.experts.series.forecast.simple import NaiveForecaster
from assistant.experts.series.operations import Values
from eval.benchmark import RunOptions
from eval.forecast_logs import ForecastLog, forecast_logs
from eval.pieces import Pieces
from eval.report import EvalReport
from eval.scorers.forecasts import mase

HORIZON = 12
_CASES = 12


class ForecastComparators:
    """The benchmark ``forecast_comparators``; ``limit`` is the number of cases."""

    name = "forecast_comparators"

    def run(self, options: RunOptions) -> EvalReport:
        """Forecasts each case by every comparator that is at hand."""
        began = time.perf_counter()
        cases = chosen(forecast_logs(options.bench_data), options.limit or _CASES)
        others, notes = comparators(options)
        pieces = Pieces(self.name, options)
        errors: dict[str, list[float]] = {}
        failed: dict[str, str] = {}
        written: dict[str, list[int]] = {}
        for number, (log, cut) in enumerate(cases):
            options.tell(log.name, number, len(cases))
            key = f"{log.group} {log.name} {cut} {' '.join(one.name for one in others)}"
            case = pieces.piece(key, partial(judged, log, cut, others, tuple(failed)))
            failed |= case["failed"]
            for model, value in case["errors"].items():
                errors.setdefault(model, []).append(value)
            for model, counts in case["written"].items():
                written[model] = [a + b for a, b in zip(written.get(model, [0, 0]), counts, strict=True)]
        table = {model: _figures(values) for model, values in errors.items()}
        for model, (answered, asked) in written.items():
            if model in table:
                table[model]["answered"] = answered / max(asked, 1)
        return EvalReport(
            benchmark=self.name,
            n=len(cases),
            errors=len(failed),
            scores=table.pop("auto"),
            baselines=table,
            settings={
                **pieces.settings,
                "foundation_model": options.settings.forecast.foundation_model,
            },
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(*notes, *(f"{name}: {why}" for name, why in failed.items()), *pieces.notes),
        )


def comparators(options: RunOptions) -> tuple[list[Forecaster], tuple[str, ...]]:
    """Those that the settings name, and which they do not."""
    engine = build_engine(options.settings)
    found: list[Forecaster] = [
        LanguageForecaster(engine, name="llm_digits"),
        LanguageForecaster(engine, name="llm_sentences"),
    ]
    model = options.settings.forecast.foundation_model
    if model is None:
        return found, ("no foundation model: forecast.foundation_model names none",)
    return [*found, FoundationForecaster(model)], ()


def chosen(logs: Sequence[ForecastLog], count: int) -> list[tuple[ForecastLog, int]]:
    """Cases over all held-out logs: the first cut of each, then the second …"""
    held_out = [log for log in logs if not log.tuning]
    places = [(log, log.places()) for log in held_out]
    longest = max((len(cuts) for _, cuts in places), default=0)
    found = [(log, cuts[k]) for k in range(longest) for log, cuts in places if k < len(cuts)]
    return [(log, cut) for log, cut in found if np.isfinite(log.values[cut : cut + HORIZON, 0]).any()][:count]


class CaseFigures(TypedDict):
    """What came of one case, as the journal keeps it.

    Attributes:
        errors: MASE of each forecaster.
        failed: Why a forecaster could not, by its name.
        written: Of each language model how many numbers it wrote, and of how many that were asked for.
    """

    errors: dict[str, float]
    failed: dict[str, str]
    written: dict[str, list[int]]


def judged(
    log: ForecastLog, cut: int, others: Sequence[Forecaster], left_out: Collection[str] = ()
) -> CaseFigures:
    """Figures of a case.

    Args:
        left_out: Names of forecasters that raised before: they are not asked again.
    """
    past, actual = log.values[:cut, :1], log.values[cut : cut + HORIZON, 0]
    seasons = seasons_of(past, log.step_seconds)
    rows, observed = carried(past, seasons)
    history = History(rows=rows, observed=observed, seasons=seasons)
    scale = float(scales(history)[0])
    auto = forecast(past, HORIZON, candidates(), step_seconds=log.step_seconds).point[:, 0]
    found: CaseFigures = {"errors": {"auto": mase(actual, auto, scale)}, "failed": {}, "written": {}}
    for one in (NaiveForecaster(), *others):
        if one.name in left_out:
            continue
        before = (one.answered, one.asked) if isinstance(one, LanguageForecaster) else (0, 0)
        try:
            found["errors"][one.name] = mase(actual, _final(one, history, actual.size), scale)
        except EngineError as error:
            found["failed"][one.name] = str(error)
        if isinstance(one, LanguageForecaster):
            found["written"][one.name] = [one.answered - before[0], one.asked - before[1]]
    return found


def _final(forecaster: Forecaster, history: History, horizon: int) -> Values:
    origin = np.array([history.size], dtype=np.int64)
    predictor = forecaster.fit(history, horizon)
    return np.asarray(predictor.predict(history.rows, origin, horizon)[0, :, 0])


def _figures(values: Sequence[float]) -> dict[str, float]:
    known = [value for value in values if np.isfinite(value)]
    figures: Mapping[str, float] = {
        "mase": float(np.mean(known)),
        "mase_median": float(np.median(known)),
        "n": float(len(known)),
    }
    return dict(figures)
