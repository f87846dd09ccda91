"""Language and foundation models as forecasters, beside the product's, on the same few cases.

Protocol: cases are the first sensor of held-out logs of the benchmark ``forecast``, one cut after the other
over all logs, the first 12 rows after each cut; MASE, by the mean absolute change before the cut, median
over the cases and mean. ``llm_digits`` reads the series as LLMTime writes it, ``llm_sentences`` as
PromptCast does, with the engine of the settings, greedy; ``answered`` is the share of the numbers asked for
that it wrote. ``foundation`` is there where ``forecast.foundation_model`` names a model. ``auto`` and
``naive`` stand beside them on the same cases. ``limit`` is the number of cases, 12 by default.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence

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
from eval.provenance import settings_record
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
        errors: dict[str, list[float]] = {}
        failed: dict[str, str] = {}
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            for number, (log, cut) in enumerate(cases):
                options.tell(log.name, number, len(cases))
                row = judged(log, cut, [one for one in others if one.name not in failed], failed)
                for model, value in row.items():
                    errors.setdefault(model, []).append(value)
                file.write(json.dumps({"log": log.name, "cut": cut, **row}) + "\n")
                file.flush()
        table = {model: _figures(values) for model, values in errors.items()}
        for one in others:
            if isinstance(one, LanguageForecaster) and one.name in table:
                table[one.name]["answered"] = one.answered / max(one.asked, 1)
        return EvalReport(
            benchmark=self.name,
            n=len(cases),
            errors=len(failed),
            scores=table.pop("auto"),
            baselines=table,
            settings={
                **settings_record(options.settings),
                "foundation_model": options.settings.forecast.foundation_model,
            },
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(*notes, *(f"{name}: {why}" for name, why in failed.items())),
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


def judged(
    log: ForecastLog, cut: int, others: Sequence[Forecaster], failed: dict[str, str]
) -> dict[str, float]:
    """MASE of each forecaster; one that raises is noted in ``failed`` and left out from then on."""
    past, actual = log.values[:cut, :1], log.values[cut : cut + HORIZON, 0]
    seasons = seasons_of(past, log.step_seconds)
    rows, observed = carried(past, seasons)
    history = History(rows=rows, observed=observed, seasons=seasons)
    scale = float(scales(history)[0])
    auto = forecast(past, HORIZON, candidates(), step_seconds=log.step_seconds).point[:, 0]
    found = {"auto": mase(actual, auto, scale)}
    for one in (NaiveForecaster(), *others):
        try:
            found[one.name] = mase(actual, _final(one, history, actual.size), scale)
        except EngineError as error:
            failed[one.name] = str(error)
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
