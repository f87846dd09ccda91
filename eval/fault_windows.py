"""Windows of the TEP runs, their faults, which of them are labelled. Knows files and splits, no model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from eval.normal_runs import read_tep

Cube = npt.NDArray[np.float64]
"""Shape (windows, rows, sensors)."""
Places = npt.NDArray[np.int64]

FAULTS = tuple(range(16))
"""0 is the normal state."""
WIDTH = 50
FAULT_FROM = 160
_STRIDE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultWindows:
    """The set.

    Attributes:
        normal: The normal training run, shape (rows, sensors).
        archive: Overlapping windows of all training runs; their faults are ``archive_faults``, which no
            method of the benchmark is told.
        windows, faults: Windows of the test runs from the fault's start on; none overlaps another.
    """

    normal: npt.NDArray[np.float64]
    archive: Cube
    archive_faults: Places
    windows: Cube
    faults: Places


def load_fault_windows(folder: Path) -> FaultWindows:
    """Reads the runs ``d00`` to ``d15`` and ``d00_te`` to ``d15_te``."""
    runs = {fault: read_tep(folder / f"d{fault:02d}.dat") for fault in FAULTS}
    tests = {fault: read_tep(folder / f"d{fault:02d}_te.dat")[FAULT_FROM:] for fault in FAULTS}
    archive, archive_faults = _windows(runs, _STRIDE)
    windows, faults = _windows(tests, WIDTH)
    return FaultWindows(
        normal=runs[0], archive=archive, archive_faults=archive_faults, windows=windows, faults=faults
    )


def draw(faults: Places, count: int, seed: int) -> tuple[Places, Places]:
    """Places of ``count`` labelled windows of each fault, drawn at random, and those of all others."""
    rng = np.random.default_rng(seed)
    labelled = np.concatenate(
        [rng.permutation(np.flatnonzero(faults == fault))[:count] for fault in np.unique(faults)]
    )
    return labelled, np.setdiff1d(np.arange(faults.size), labelled)


def _windows(runs: dict[int, npt.NDArray[np.float64]], stride: int) -> tuple[Cube, Places]:
    cut, faults = [], []
    for fault, rows in runs.items():
        for at in range(0, rows.shape[0] - WIDTH + 1, stride):
            cut.append(rows[at : at + WIDTH])
            faults.append(fault)
    return np.stack(cut), np.array(faults, dtype=np.int64)
