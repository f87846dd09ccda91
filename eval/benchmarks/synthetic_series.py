"""How real generated series are, by TimeGAN's scores: on Sines and on TEP.

Protocol: see ``eval/scorers/synthetic_series.py``. Sines are those of TimeGAN: 10,000 series of 24 rows and
5 sensors, sin(f t + p) with f and p drawn evenly from 0 to 0.1 for each sensor, brought to 0 to 1. TEP:
windows of 24 rows of the 16 training runs, every 4 rows, by state, sensors standardised on the normal run.
Each generator makes as many series as there are real ones. ``real`` are other real sines: what the scores
can reach (TEP has too few windows for that). ``gaussian`` is a baseline rerun here: whole series from one
normal distribution. A run that is broken off goes on: figures stand in the journal one by one.
"""

from __future__ import annotations

import time
from functools import partial

import numpy as np

from assistant.experts.series.detectors.standardise import standardiser
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.fault_windows import FAULTS
from eval.normal_runs import read_tep
from eval.pieces import Pieces
from eval.report import EvalReport
from eval.synthetic import PUBLISHED, Cube, SetOfSeries, makers, scored

ROWS = 24
REPEATS = 3
_SINES = 10_000
_STRIDE = 4
_UPDATES = 1200


class SyntheticSines:
    """The benchmark ``synthetic_sines``; ``limit`` is the number of judges."""

    name = "synthetic_sines"

    def run(self, options: RunOptions) -> EvalReport:
        """Generates sines and has them judged."""
        found = SetOfSeries(series=sines(_SINES, 0), states=("sine",) * _SINES, normal="sine")
        return report(self.name, found, sines(_SINES, 1), options)


class SyntheticTep:
    """The benchmark ``synthetic_tep``; ``limit`` is the number of judges."""

    name = "synthetic_tep"

    def run(self, options: RunOptions) -> EvalReport:
        """Generates windows of all TEP states and has them judged."""
        folder = local_folder("tep", options.bench_data, needs=("d00.dat", "d15.dat"))
        runs = [read_tep(folder / f"d{fault:02d}.dat") for fault in FAULTS]
        scale = standardiser(runs[0], [slice(0, runs[0].shape[0])])
        series, states = [], []
        for fault, rows in zip(FAULTS, runs, strict=True):
            unit = scale.apply(rows)
            for at in range(0, rows.shape[0] - ROWS + 1, _STRIDE):
                series.append(unit[at : at + ROWS])
                states.append(str(fault))
        found = SetOfSeries(series=np.stack(series), states=tuple(states), normal="0")
        return report(self.name, found, None, options)


def sines(count: int, seed: int) -> Cube:
    """TimeGAN's sines, shape (count, 24, 5)."""
    rng = np.random.default_rng(seed)
    speed, phase = rng.uniform(0.0, 0.1, size=(2, count, 1, 5))
    return np.asarray((np.sin(speed * np.arange(ROWS)[None, :, None] + phase) + 1.0) / 2.0)


def report(name: str, found: SetOfSeries, other: Cube | None, options: RunOptions) -> EvalReport:
    """Every generator's series judged, each figure a piece of the journal."""
    began = time.perf_counter()
    repeats = min(options.limit or REPEATS, REPEATS)
    made = makers(found, updates=_UPDATES)
    pieces = Pieces(name, options)
    if other is not None:
        made["real"] = lambda _: other
    told: dict[str, dict[str, float]] = {}
    for step, (kind, make) in enumerate(made.items()):
        options.tell(kind, step, len(made))
        told[kind] = scored(found.series, partial(make, 0), repeats=repeats, piece=pieces.within(kind))
    return EvalReport(
        benchmark=name,
        n=found.series.shape[0],
        errors=0,
        scores=told.pop("flow"),
        baselines=told,
        settings=pieces.settings,
        results=options.results,
        seconds=time.perf_counter() - began,
        notes=(
            PUBLISHED,
            f"{repeats} judges ({min(repeats, 2)} of the predictive score); the paper has ten",
            "smaller is better; sd is over judges",
            *pieces.notes,
        ),
    )
