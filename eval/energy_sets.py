"""Usual and strange windows of SKAB and TEP as coordinates of an energy. Knows files, no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.experts.series.detectors.energy import covariance_root, normal_points
from assistant.experts.series.detectors.prepare import fit_preparation
from assistant.experts.series.detectors.protocol import Mask, Matrix
from assistant.experts.series.energy.basis import WindowBasis
from eval.normal_runs import read_tep
from eval.skab_runs import TRAIN_ROWS, load_runs

FAULT_FROM = 160
FAULTS = tuple(range(1, 16))
HIDDEN = (3, 9, 15)
"""Faults of TEP that are known to be all but invisible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergySet:
    """One normal period with what came later.

    Attributes:
        name: Of the file.
        for_tuning: Whether settings were chosen by it.
        learnt: Coordinates of the windows that lie within the normal period, shape (windows, dimensions).
        usual: Of later normal windows.
        strange: Of anomalous windows, one array a fault.
        visible: Places in ``strange`` of the faults that are not known to be all but invisible.
    """

    name: str
    for_tuning: bool
    learnt: Matrix
    usual: Matrix
    strange: tuple[Matrix, ...]
    visible: tuple[int, ...]

    def metric(self, width: int) -> Matrix:
        """The root of the inverse of the learnt windows' shrunk covariance."""
        return covariance_root(self.learnt, independent=1.0 / width)

    @property
    def seen(self) -> EnergySet:
        """The set with its visible faults only."""
        return replace(self, strange=tuple(self.strange[k] for k in self.visible))


def skab_sets(folder: Path, basis: WindowBasis, limit: int | None = None) -> list[EnergySet]:
    """The files of ``valve1``; the first 400 rows are learnt, labels part the rest."""
    found = []
    for run in load_runs(folder)[:limit]:
        rows = _prepared(run.values, TRAIN_ROWS, [run.values])[0]
        points = basis.trailing(rows)
        later = np.arange(points.shape[0]) >= TRAIN_ROWS
        found.append(
            EnergySet(
                name=f"skab {run.number}",
                for_tuning=run.for_tuning,
                learnt=normal_points((rows[:TRAIN_ROWS],), basis),
                usual=points[later & ~run.anomalous],
                strange=(points[later & run.anomalous],),
                visible=(0,),
            )
        )
    return found


def tep_set(folder: Path, basis: WindowBasis, faults: Sequence[int] = FAULTS) -> EnergySet:
    """The normal run ``d00`` is learnt, ``d00_te`` is usual, rows 160 and after of each fault are strange."""
    normal = read_tep(folder / "d00.dat")
    runs = [read_tep(folder / f"d{k:02d}_te.dat") for k in (0, *faults)]
    learnt, usual, *strange = _prepared(normal, normal.shape[0], [normal, *runs])
    return EnergySet(
        name="tep",
        for_tuning=False,
        learnt=normal_points((learnt,), basis),
        usual=normal_points((usual,), basis),
        strange=tuple(basis.trailing(run)[FAULT_FROM:] for run in strange),
        visible=tuple(place for place, k in enumerate(faults) if k not in HIDDEN),
    )


def _prepared(values: Matrix, count: int, runs: Sequence[Matrix]) -> list[Matrix]:
    preparation = fit_preparation(values[:count], [slice(0, count)])
    return [preparation.settle(preparation.fill(run)) for run in runs]


def thinned(points: Matrix, most: int) -> Matrix:
    """At most so many of the points, spread over all of them."""
    kept: Mask = np.zeros(points.shape[0], dtype=np.bool_)
    kept[np.linspace(0, points.shape[0] - 1, min(most, points.shape[0])).astype(int)] = True
    return points[kept]
