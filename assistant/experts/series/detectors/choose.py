"""Choose detectors for a series without labels, by anomalies put into normal rows that were held out.

Knows no real anomaly. Source of the idea: Goswami et al., "Unsupervised model selection for time-series
anomaly detection", ICLR 2023.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.calibrate import Tail
from assistant.experts.series.detectors.crossfit import folds
from assistant.experts.series.detectors.cycle import Cycle
from assistant.experts.series.detectors.protocol import Matrix, Scorer

LENGTH = 40
"""Rows of an anomaly that is put in."""
_EACH = 8
"""Anomalies of a kind put into each held-out block."""
_GAIN = 0.2
"""Share more of a kind of anomaly that a detector must find to join."""

_LATE = 1.5
"""Power of the time within a cycle that is run through otherwise."""

Make = Callable[[Matrix, int, float], Matrix]


def _offset(rows: Matrix, sensor: int, size: float) -> Matrix:
    rows[:, sensor] += 0.6 * size
    return rows


def _shift(rows: Matrix, sensor: int, size: float) -> Matrix:
    rows[:, sensor] += size
    return rows


def _ramp(rows: Matrix, sensor: int, size: float) -> Matrix:
    rows[:, sensor] += np.linspace(0.0, 2.0 * size, rows.shape[0])
    return rows


def _spike(rows: Matrix, sensor: int, size: float) -> Matrix:
    rows[rows.shape[0] // 2, sensor] += 3.0 * size
    return rows


def _noise(rows: Matrix, sensor: int, size: float) -> Matrix:
    signs = np.where(np.arange(rows.shape[0]) % 2 == 0, 1.0, -1.0)
    rows[:, sensor] += 1.5 * size * signs
    return rows


def _freeze(rows: Matrix, sensor: int, size: float) -> Matrix:
    del size
    rows[:, sensor] = rows[0, sensor]
    return rows


KINDS: Mapping[str, Make] = {
    "offset": _offset,
    "shift": _shift,
    "ramp": _ramp,
    "spike": _spike,
    "noise": _noise,
    "freeze": _freeze,
}


def _shape(rows: Matrix, sensor: int, size: float) -> Matrix:
    """The same course run through early or late, its level and spread kept."""
    course, phase = rows[:, sensor], np.linspace(0.0, 1.0, rows.shape[0])
    moved = np.interp(phase ** (_LATE if size > 0 else 1.0 / _LATE), phase, course)
    spread = max(float(moved.std()), 1e-9)
    rows[:, sensor] = (moved - moved.mean()) * (course.std() / spread) + course.mean()
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """Share of the rows of each kind of anomaly that a detector finds at the false-alarm rate asked for."""

    name: str
    by_kind: Mapping[str, float]


def power(
    name: str,
    scorers: Sequence[Scorer],
    tail: Tail,
    pieces: Sequence[Matrix],
    *,
    log_rate: float,
    cycle: Cycle | None = None,
) -> Power:
    """Puts anomalies of 1.5 usual deviations into held-out rows and counts what is found.

    Args:
        scorers: One a fold of ``pieces``, see ``cross_scores``.
        log_rate: Logarithm of the false-alarm rate.
        cycle: Where shapes come again: then a cycle of another shape is put in there, too.
    """
    rng = np.random.default_rng(0)
    everywhere = tuple(range(pieces[0].shape[1]))
    kinds = {kind: (make, LENGTH, everywhere) for kind, make in KINDS.items()}
    if cycle is not None:
        kinds["shape"] = (_shape, cycle.rows, cycle.sensors)
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    longest = max(length for _, length, _ in kinds.values())
    for scorer, (_, number, block) in zip(scorers, folds(pieces), strict=True):
        rows = pieces[number]
        if block.stop - block.start < longest:
            continue
        for kind, (make, length, sensors) in kinds.items():
            for _ in range(_EACH):
                at = int(rng.integers(block.start, block.stop - length + 1))
                sensor = sensors[int(rng.integers(len(sensors)))]
                size = 1.5 if rng.random() < 0.5 else -1.5
                before = max(at - scorer.memory, 0)
                window = rows[before : at + length].copy()
                window[at - before :] = make(window[at - before :], sensor, size)
                low = tail.log_p(scorer.score(window)[at - before :]) <= log_rate
                found[kind].append(float(low.any()) if kind == "spike" else float(low.mean()))
    return Power(name=name, by_kind={k: float(np.mean(v)) if v else 0.0 for k, v in found.items()})


def chosen(powers: Sequence[Power], *, first: str) -> tuple[int, ...]:
    """Places of the detectors to join, for each one more costs the others some power.

    Another one joins where it finds a kind of anomaly much better than those that are in.

    Args:
        first: Name of the detector that is always in.
    """
    taken = [next(k for k, p in enumerate(powers) if p.name == first)]
    for kind in powers[0].by_kind:
        best = int(np.argmax([p.by_kind[kind] for p in powers]))
        here = max(powers[k].by_kind[kind] for k in taken)
        if best not in taken and powers[best].by_kind[kind] >= here + _GAIN:
            taken.append(best)
    return tuple(taken)
