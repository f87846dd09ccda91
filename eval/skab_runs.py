"""The files of SKAB's ``valve1`` with their labels. Knows files, no detector."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.experts.series.detectors.protocol import Mask, Matrix

TRAIN_ROWS = 400
"""The first rows of each file, which are normal (the set's own protocol)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A file of the set.

    Attributes:
        number: Its name.
        values: Readings, shape (rows, 8).
        anomalous: Labels, shape (rows,).
    """

    number: int
    values: Matrix
    anomalous: Mask

    @property
    def for_tuning(self) -> bool:
        """Whether the file is of the half on which settings were chosen."""
        return self.number % 2 == 0


def load_runs(folder: Path) -> list[Run]:
    """The files of a folder in order of their numbers."""
    import pandas as pd

    found = []
    for path in sorted(folder.glob("*.csv"), key=lambda p: int(p.stem)):
        frame = pd.read_csv(path, sep=";")
        readings = frame.drop(columns=["datetime", "anomaly", "changepoint"])
        found.append(
            Run(
                number=int(path.stem),
                values=readings.to_numpy(dtype=np.float64),
                anomalous=frame["anomaly"].to_numpy() > 0,
            )
        )
    return found
