"""SKAB, the pump test bed: which rows are anomalous.

Protocol (the set's own): fit on the first 400 rows of each file, score the rest, pool the rows of all files;
F1 of anomalous rows, false-alarm rate (FAR) and missing-alarm rate (MAR). One setting, the product's default,
for all files. The faults stand at the same rows in nearly every file, so a clock wins: it stands among the
baselines, and the figures are given again on copies from which a random number of normal rows was cut after
the normal part. What was tuned was tuned on the files of even number; both halves are reported.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from assistant.experts.series.detectors.detection import detect
from assistant.experts.series.detectors.names import METHODS, Method
from assistant.experts.series.detectors.pca import PcaDetector
from assistant.experts.series.detectors.protocol import Mask, Matrix
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.skab_runs import TRAIN_ROWS, Run, load_runs

_CLOCK = (570, 970)
_SEED = 20240601

Judge = Callable[[Matrix], Mask]
"""From the readings of a file to its anomalous rows; the first ``TRAIN_ROWS`` are normal."""


class Skab:
    """The benchmark ``skab``; ``limit`` is the number of files."""

    name = "skab"

    def run(self, options: RunOptions) -> EvalReport:
        """Detects in each file by the product's default, by each single detector and by the baselines."""
        began = time.perf_counter()
        folder = local_folder(self.name, options.bench_data, needs=("valve1",)) / "valve1"
        runs = load_runs(folder)[: options.limit]
        shifted = [cut(run, np.random.default_rng(_SEED + run.number)) for run in runs]
        judges: dict[str, Judge] = {
            "clock_rows_570_to_970": clock,
            "always_anomalous": always,
            "t2_and_q": t2_and_q,
            "isolation_forest": isolation_forest,
            **{method: product(method) for method in METHODS if method != "auto"},
        }
        baselines: dict[str, Mapping[str, float]] = {}
        single: list[list[Mask]] = []
        for number, (name, judge) in enumerate(judges.items()):
            options.tell(name, number, len(judges))
            said = [judge(run.values) for run in runs]
            cut_figures = rates(shifted, [judge(run.values) for run in shifted])
            baselines[name] = {
                **rates(runs, said),
                **{f"{key}_cut": value for key, value in cut_figures.items()},
            }
            if name in METHODS:
                single.append(said)
        baselines["best_single_of_each_file"] = rates(runs, best_of_each(runs, single))
        report = EvalReport(
            benchmark=self.name,
            n=len(runs),
            errors=0,
            scores=_product_scores(runs, shifted),
            baselines=baselines,
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(
                "settings were chosen on the files of even number (tuning), the others report (held_out)",
                "single detectors stand among the baselines; the best of each file is known from its labels",
            ),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def _product_scores(runs: Sequence[Run], shifted: Sequence[Run]) -> dict[str, float]:
    judge = product("auto")
    found: dict[str, float] = {}
    for suffix, members in (("", runs), ("_cut", shifted)):
        said = [judge(run.values) for run in members]
        for half, wanted in (("", None), ("_tuning", True), ("_held_out", False)):
            kept = [k for k, run in enumerate(members) if wanted is None or run.for_tuning == wanted]
            if kept:
                figures = rates([members[k] for k in kept], [said[k] for k in kept])
                found |= {f"{key}{half}{suffix}": value for key, value in figures.items()}
    return found


def best_of_each(runs: Sequence[Run], single: Sequence[Sequence[Mask]]) -> list[Mask]:
    """For each file what the detector said that is best on it, known from its labels only.

    Args:
        single: What each detector said of each file.
    """
    return [
        max((said[k] for said in single), key=lambda mask: rates([run], [mask])["f1"])
        for k, run in enumerate(runs)
    ]


def cut(run: Run, rng: np.random.Generator) -> Run:
    """A copy without a random number of the normal rows that follow the normal part."""
    first = int(np.flatnonzero(run.anomalous)[0])
    count = int(rng.integers(0, max(first - TRAIN_ROWS, 1)))
    kept = np.ones(run.anomalous.size, dtype=np.bool_)
    kept[TRAIN_ROWS : TRAIN_ROWS + count] = False
    return Run(number=run.number, values=run.values[kept], anomalous=run.anomalous[kept])


def rates(runs: Sequence[Run], said: Sequence[Mask]) -> dict[str, float]:
    """F1, false-alarm rate and missing-alarm rate of the pooled rows after the normal part."""
    truth = np.concatenate([run.anomalous[TRAIN_ROWS:] for run in runs])
    found = np.concatenate([mask[TRAIN_ROWS:] for mask in said])
    hit, false = int((truth & found).sum()), int((~truth & found).sum())
    missed, quiet = int((truth & ~found).sum()), int((~truth & ~found).sum())
    return {
        "f1": 2 * hit / max(2 * hit + false + missed, 1),
        "far": false / max(false + quiet, 1),
        "mar": missed / max(hit + missed, 1),
    }


def product(method: Method) -> Judge:
    """What ``assistant detect --train-until 400 --method METHOD`` says."""
    return lambda values: detect(values, train_rows=TRAIN_ROWS, method=method).alarm


def clock(values: Matrix) -> Mask:
    """Looks at no reading: the rows 570 to 970."""
    rows = np.arange(values.shape[0])
    return np.asarray((rows >= _CLOCK[0]) & (rows <= _CLOCK[1]))


def always(values: Matrix) -> Mask:
    """Looks at no reading: all rows."""
    return np.ones(values.shape[0], dtype=np.bool_)


def t2_and_q(values: Matrix) -> Mask:
    """Plain PCA on standardised readings; T² or Q above the 99th percentile of the normal rows."""
    normal = values[:TRAIN_ROWS]
    rows = (values - normal.mean(axis=0)) / np.maximum(normal.std(axis=0), 1e-9)
    scorer = PcaDetector().fit((rows[:TRAIN_ROWS],))
    return np.asarray(scorer.score(rows) > 1.0)


def isolation_forest(values: Matrix) -> Mask:
    """Isolation Forest on readings; below the 1st percentile of the normal rows."""
    from sklearn.ensemble import IsolationForest

    normal = values[:TRAIN_ROWS]
    forest = IsolationForest(random_state=0).fit(normal)
    return np.asarray(forest.score_samples(values) < np.quantile(forest.score_samples(normal), 0.01))
