"""Each detector alone, the automatic choice, and the best single ones known only afterwards.

Protocol: learn from normal rows, put anomalies into other or later normal rows and count the share of their
rows in alarm (of a spike: whether it is) where 1 % of these normal rows are: the limit is read off the
judged rows without anomalies, so that every detector has the same false alarms. Kinds: the six that ``auto``
chooses by (1.5 usual deviations, 40 rows), on the real logs of ``eval/normal_runs.py`` and on made machines
that repeat a shape (``eval/made_cycles.py``); beats whose shape alone is wrong (``warp``, ``other_beat``), on
the made machines. Three seeds of places, and of machines; ``sd`` is over them. ``false_alarms`` is what was
in alarm of the normal judged rows where 1 % was asked for. Beside it SKAB's F1 (16 files, as ``skab``) and
NAB's standard score learnt from the first rows (as ``detect_stream`` of ``nab``). ``best_single`` is the
detector with the greatest mean over all kinds and logs, ``best_single_of_each_log`` the best one of each
log and of each SKAB file (NAB's score is of all files together): neither is known before. Settings of
``auto`` were chosen on machines of other seeds. ``limit`` is the number of logs and files of each set.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from assistant.experts.series.detectors.names import METHODS, Method
from eval.benchmark import RunOptions
from eval.benchmarks import nab, skab
from eval.datasets import local_folder
from eval.detector_trials import FALSE_ALARMS, KIND_NAMES, SHAPE_NAMES, found_shares, trial_logs
from eval.pieces import Pieces
from eval.report import EvalReport
from eval.skab_runs import Run, load_runs

Found = dict[str, list[float]]
"""Kind of anomaly to the share found with each seed."""


class Detectors:
    """The benchmark ``detectors``. One that is broken off goes on."""

    name = "detectors"

    def run(self, options: RunOptions) -> EvalReport:
        """Measures every detector on every log, each a piece of the journal."""
        began = time.perf_counter()
        skab_folder = local_folder("skab", options.bench_data, needs=("valve1",)) / "valve1"
        nab_folder = local_folder("nab", options.bench_data, needs=("combined_windows.json",))
        assert options.bench_data is not None
        logs = trial_logs(options.bench_data, options.limit)
        runs, files = load_runs(skab_folder)[: options.limit], nab.load_files(nab_folder)[: options.limit]
        pieces = Pieces(self.name, options)
        shares: dict[str, dict[str, Found]] = {}
        for number, method in enumerate(METHODS):
            options.tell(method, number, len(METHODS))
            shares[method] = {
                log.name: pieces.piece(f"{method} {log.name}", partial(found_shares, log, method))
                for log in logs
            }
        said = {m: [pieces.piece(f"{m} skab {r.number}", partial(_skab_rows, r, m)) for r in runs]
                for m in METHODS}  # fmt: skip
        heard = {m: [pieces.piece(f"{m} nab {f.name}", partial(_nab_scores, f, m)) for f in files]
                 for m in METHODS}  # fmt: skip
        table: dict[str, dict[str, float]] = {
            method: {**figures(list(shares[method].values())), **_skab(runs, said[method]),
                     **_nab(files, heard[method])}
            for method in METHODS
        }  # fmt: skip
        singles = [method for method in METHODS if method != "auto"]
        best = max(singles, key=lambda m: table[m]["found"])
        each = [max((shares[m][log.name] for m in singles), key=_mean_found) for log in logs]
        best_runs = [max((said[m][k] for m in singles), key=lambda rows: _skab([run], [rows])["skab_f1"])
                     for k, run in enumerate(runs)]  # fmt: skip
        table["best_single_of_each_log"] = {**figures(each), **_skab(runs, best_runs)}
        return EvalReport(
            benchmark=self.name,
            n=len(logs),
            errors=0,
            scores=table.pop("auto"),
            baselines={**table, "best_single": table[best]},
            settings=pieces.settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(f"best single detector over all kinds and logs, known only afterwards: {best}",
                   *pieces.notes),
        )  # fmt: skip


def figures(found: Sequence[Found]) -> dict[str, float]:
    """Means over logs: all kinds, the six, wrong shapes, each kind; deviations over seeds.

    Args:
        found: One a log; a kind that a log has none of is missing there.
    """
    told: dict[str, float] = {}
    groups: Mapping[str, Sequence[str]] = {
        "found": (*KIND_NAMES, *SHAPE_NAMES), "found_six": KIND_NAMES, "found_shapes": SHAPE_NAMES,
        **{kind: (kind,) for kind in (*KIND_NAMES, *SHAPE_NAMES)},
        FALSE_ALARMS: (FALSE_ALARMS,),
    }  # fmt: skip
    for name, kinds in groups.items():
        by_kind = [np.mean([log[kind] for log in found if kind in log], axis=0)
                   for kind in kinds if any(kind in log for log in found)]  # fmt: skip
        if not by_kind:
            continue
        seeds = np.mean(by_kind, axis=0)
        told[name] = float(seeds.mean())
        if name in ("found", "found_six", "found_shapes"):
            told[f"{name}_sd"] = float(seeds.std())
    return told


def _mean_found(log: Found) -> float:
    return float(np.mean([np.mean(shares) for kind, shares in log.items() if kind != FALSE_ALARMS]))


def _skab_rows(run: Run, method: Method) -> list[int]:
    """Rows said to be anomalous."""
    return [int(row) for row in np.flatnonzero(skab.product(method)(run.values))]


def _skab(runs: Sequence[Run], said: Sequence[Sequence[int]]) -> dict[str, float]:
    masks = []
    for run, rows in zip(runs, said, strict=True):
        mask = np.zeros(run.anomalous.size, dtype=np.bool_)
        mask[list(rows)] = True
        masks.append(mask)
    return {"skab_f1": skab.rates(runs, masks)["f1"]}


def _nab_scores(file: nab.NabFile, method: Method) -> list[float]:
    """Scores of all rows, rounded as the journal keeps them."""
    return [round(float(score), 4) for score in nab.scores_of_detect(file.values, method)]


def _nab(files: Sequence[nab.NabFile], scores: Sequence[Sequence[float]]) -> dict[str, float]:
    heard = nab.scores_of(list(files), [np.array(own) for own in scores])
    return {"nab": heard["standard_score"]}
