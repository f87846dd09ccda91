"""Logs whose changes are known: made by rule, and real ones whose faults begin at a known row.

Knows how they are made and where files lie; no finder of changes. Noise of the made ones is correlated in
time (first-order autoregression), as that of plants is, and some hold what is no change: spikes, a season.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.experts.series.changes.change import Kind
from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.operations import Places
from eval.made_noise import autoregressive
from eval.normal_runs import read_tep

KINDS: tuple[Kind, ...] = ("level", "slope", "spread", "correlation")
_TEP_FROM = 160
_AUTOCORRELATIONS = (0.0, 0.5, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLog:
    """A log with the rows from which something is otherwise.

    Attributes:
        kind: Of the changes; None where they may be of any kind.
        rows: First rows of the new states, rising; may be empty.
        margin: Rows by which a change may be found too early or too late.
        tuning: Whether settings were chosen on it.
        values: Shape (rows, sensors).
    """

    name: str
    group: str
    kind: Kind | None
    values: Matrix
    rows: tuple[int, ...]
    margin: int
    tuning: bool


def made_logs(count: int, *, tuning: bool) -> Iterator[ChangeLog]:
    """Made logs of 800 to 3,000 rows, as many of each kind as of none; other seeds for tuning."""
    for number in range(count):
        for place, kind in enumerate((*KINDS, None)):
            seed = (0 if tuning else 1, number, place)
            rng = np.random.default_rng(seed)
            rows = int(rng.integers(800, 3001))
            phi = _AUTOCORRELATIONS[number % len(_AUTOCORRELATIONS)]
            where = _places(rng, rows) if kind is not None else np.zeros(0, dtype=np.int64)
            values = _made(rng, rows, phi, kind, where)
            name = f"{kind or 'none'}_{number}"
            yield ChangeLog(
                name=name,
                group=f"made_{kind or 'none'}",
                kind=kind,
                values=values,
                rows=tuple(int(r) for r in where),
                margin=max(25, rows // (20 if kind == "slope" else 50)),
                tuning=tuning,
            )


def _places(rng: np.random.Generator, rows: int) -> Places:
    """One to three changes, an eighth of the log apart at least."""
    count, apart = int(rng.integers(1, 4)), rows // 8
    free = rows - (count + 1) * apart
    return np.sort(rng.integers(0, free, count)) + apart * np.arange(1, count + 1)


def _made(rng: np.random.Generator, rows: int, phi: float, kind: Kind | None, where: Places) -> Matrix:
    """Two sensors; the first changes, or how the two move together does."""
    noise = autoregressive(rng, rows, 2, phi)
    state = np.searchsorted(where, np.arange(rows), side="right")
    turns = rng.choice([-1.0, 1.0], where.size)
    worth = np.sqrt((1.0 + phi) / (1.0 - phi))
    if kind == "level":
        sizes = turns * rng.uniform(1.0, 2.5, where.size) * max(1.0, 0.5 * worth)
        noise[:, 0] += np.concatenate(([0.0], np.cumsum(sizes)))[state]
    elif kind == "slope":
        slopes = np.concatenate(([0.0], np.cumsum(turns * rng.uniform(8.0, 20.0, where.size))))
        noise[:, 0] += np.cumsum(slopes[state]) / rows * max(1.0, 0.5 * worth)
    elif kind == "spread":
        noise[:, 0] *= np.where(state % 2 == 0, 1.0, rng.uniform(1.8, 3.0))
    else:
        tie = rng.uniform(0.7, 0.95)
        ties = np.where(state % 2 == 0, tie, 0.0 if kind == "correlation" else tie)
        noise[:, 1] = ties * noise[:, 0] + np.sqrt(1.0 - ties**2) * noise[:, 1]
    _disturb(rng, noise)
    return noise * rng.uniform(0.1, 10.0, 2) + rng.uniform(-50.0, 50.0, 2)


def _disturb(rng: np.random.Generator, values: Matrix) -> None:
    """Spikes of a few rows in each third log, a season in another third."""
    rows, way = values.shape[0], int(rng.integers(3))
    if way == 1:
        for _ in range(3):
            at = int(rng.integers(0, rows - 8))
            values[at : at + int(rng.integers(1, 8)), 0] += rng.choice([-8.0, 8.0])
    elif way == 2:
        period = int(rng.integers(24, 97))
        values += 1.5 * np.sin(2 * np.pi * np.arange(rows) / period)[:, None]


def skab_logs(folder: Path) -> Iterator[ChangeLog]:
    """Each file of ``valve1`` with the rows that the set marks as change-points."""
    import pandas as pd

    for path in sorted((folder / "valve1").glob("*.csv"), key=lambda p: int(p.stem)):
        frame = pd.read_csv(path, sep=";")
        marked = np.flatnonzero(frame["changepoint"].to_numpy() > 0)
        yield ChangeLog(
            name=path.stem,
            group="skab",
            kind=None,
            values=frame.drop(columns=["datetime", "anomaly", "changepoint"]).to_numpy(dtype=np.float64),
            rows=tuple(int(r) for r in marked),
            margin=30,
            tuning=int(path.stem) % 2 == 0,
        )


def tep_logs(folder: Path) -> Iterator[ChangeLog]:
    """The test runs, whose fault begins at row 160; the normal one has no change."""
    for fault in range(16):
        yield ChangeLog(
            name=f"d{fault:02d}_te",
            group="tep" if fault else "tep_normal",
            kind=None,
            values=read_tep(folder / f"d{fault:02d}_te.dat"),
            rows=(_TEP_FROM,) if fault else (),
            margin=30,
            tuning=fault % 2 == 0,
        )
