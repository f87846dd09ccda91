"""False alarms on normal data, where 1 % was asked for.

Protocol: learn from normal rows, judge other normal rows, all later or of other runs; the share in alarm. The
runs stand in ``eval/normal_runs.py``: made ones whose later rows are like the earlier ones (``made``), SKAB
before its faults (half of the files learnt from, the others judged) and its anomaly-free log by halves,
both normal TEP runs, each NAB file's longest stretch clear of labels by halves, a month of a chiller by
halves (nobody labelled it: it may not be normal all the time). ``short`` are SKAB's runs again with 400
rows learnt from and the rest judged. Settings were chosen on the runs ``for_tuning``; ``held_out`` are the
others. Rates are means over real runs; ``within`` is the share of real sources between 0.5 % and 2 %. The
baselines: the same without following (``fixed``), with following at will (``free``), and T² and Q above the
99th percentile of the rows learnt from.

Alarms hang together, so that few of them make a rate: ``intervals`` are 95 % of a bootstrap of blocks of 100
rows of each run, for the mean over a source's runs.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np

from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.names import REGIMES, Regime
from assistant.experts.series.detectors.pca import PcaDetector
from assistant.experts.series.detectors.protocol import Mask, Values
from assistant.experts.series.detectors.threshold import judge
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.errors import DataMissing
from eval.normal_runs import MADE, NormalRun, normal_runs
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.statistics import mean

RATE = 0.01
_BAND = (0.005, 0.02)

_BLOCK, _DRAWS = 100, 2_000

_PLAIN = "t2_and_q_99th_percentile"


class FalseAlarms:
    """The benchmark ``false_alarms``; ``limit`` is the number of runs."""

    name = "false_alarms"

    def run(self, options: RunOptions) -> EvalReport:
        """Counts alarms in normal rows."""
        began = time.perf_counter()
        if options.bench_data is None:
            raise DataMissing(
                f"{self.name} needs its data: give --bench-data DIR or set ASSISTANT_BENCH_DATA"
            )
        local_folder("skab", options.bench_data)
        runs = normal_runs(options.bench_data)[: options.limit]
        shares: dict[str, list[float]] = {name: [] for name in (*REGIMES, _PLAIN)}
        bounded: list[Mask] = []
        for number, run in enumerate(runs):
            options.tell(run.name, number, len(runs))
            masks = in_alarm(run)
            for name, mask in masks.items():
                shares[name].append(float(mask.mean()))
            bounded.append(masks["bounded"])
            shares[_PLAIN].append(plain(run))
        found = {name: rates(runs, own) for name, own in shares.items()}
        report = EvalReport(
            benchmark=self.name,
            n=len(runs),
            errors=0,
            scores=found.pop("bounded"),
            intervals=intervals(runs, bounded),
            baselines=found,
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=("the product's default is bounded; free fades out faults that last",),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def in_alarm(run: NormalRun) -> dict[Regime, Mask]:
    """Rows in alarm by the product's default detectors, by how alarms follow the rows.

    Rows without a past cannot be in alarm or not.
    """
    ends = list(accumulate(piece.shape[0] for piece in run.learnt))
    pieces = [slice(end - piece.shape[0], end) for end, piece in zip(ends, run.learnt, strict=True)]
    fitted = fit(np.concatenate(run.learnt), pieces, false_alarm_rate=RATE)
    log_p = [fitted.log_p(rows) for rows in run.judged]
    found: dict[Regime, Mask] = {}
    for regime in REGIMES:
        threshold = replace(fitted.threshold, regime=regime)
        alarms = [judge(p, threshold)[0][fitted.memory :] for p in log_p]
        found[regime] = np.concatenate(alarms)
    return found


def intervals(runs: Sequence[NormalRun], masks: Sequence[Mask]) -> dict[str, tuple[float, float]]:
    """95 % intervals of each real source's mean rate, where far less is not learnt from than judged."""
    rng = np.random.default_rng(0)
    found: dict[str, list[Values]] = {}
    for run, mask in zip(runs, masks, strict=True):
        if not run.short and run.source != MADE:
            found.setdefault(run.source, []).append(_resampled(mask, rng))
    ends = {source: np.quantile(np.mean(means, axis=0), [0.025, 0.975]) for source, means in found.items()}
    return {source: (float(low), float(high)) for source, (low, high) in ends.items()}


def _resampled(mask: Mask, rng: np.random.Generator) -> Values:
    """Rates of a run whose blocks are drawn again, shape (draws,); the run's end goes on at its begin."""
    sums = np.concatenate(([0.0], np.cumsum(np.concatenate((mask, mask[:_BLOCK])))))
    starts = rng.integers(0, mask.size, (_DRAWS, max(mask.size // _BLOCK, 1)))
    return np.asarray((sums[starts + min(_BLOCK, mask.size)] - sums[starts]).mean(axis=1) / _BLOCK)


def plain(run: NormalRun) -> float:
    """Share above the 99th percentile of T² or Q, on standardised readings."""
    normal = np.concatenate(run.learnt)
    centre = np.nanmean(normal, axis=0)
    scale = np.maximum(np.nanstd(normal, axis=0), 1e-9)
    scorer = PcaDetector().fit((np.nan_to_num((normal - centre) / scale),))
    return float(
        np.mean(np.concatenate([scorer.score(np.nan_to_num((r - centre) / scale)) for r in run.judged]) > 1)
    )


def rates(runs: Sequence[NormalRun], shares: Sequence[float]) -> dict[str, float]:
    """Means over runs: all, those not tuned on, each source, the short ones, and sources within the band."""
    pairs = list(zip(runs, shares, strict=True))
    whole = [(run, share) for run, share in pairs if not run.short]
    sources = {run.source: [s for r, s in whole if r.source == run.source] for run, _ in whole}
    means = {source: float(np.mean(values)) for source, values in sources.items()}
    real = [(run, share) for run, share in whole if run.source != MADE]
    found = {
        "false_alarm_rate": mean([share for _, share in real]),
        "false_alarm_rate_held_out": mean([share for run, share in real if not run.for_tuning]),
        "within": mean([_BAND[0] <= m <= _BAND[1] for source, m in means.items() if source != MADE]),
        **means,
    }
    for source in dict.fromkeys(run.source for run, _ in pairs if run.short):
        found[f"{source}_short"] = mean([s for r, s in pairs if r.short and r.source == source])
    return found
