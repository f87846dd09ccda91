"""Normal logs with anomalies put into them, and what a detector finds of these. Knows no benchmark."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

from assistant.experts.series.detectors.choose import KINDS, LENGTH
from assistant.experts.series.detectors.engine import Fitted, fit
from assistant.experts.series.detectors.names import Method
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.standardise import Standardiser, standardiser
from eval.made_cycles import LEARNT, MACHINES, WRONG_BEATS, cycle_log
from eval.normal_runs import MADE, normal_runs

KIND_NAMES, SHAPE_NAMES = tuple(KINDS), tuple(WRONG_BEATS)
FALSE_ALARMS = "false_alarms"
RATE = 0.01
SEEDS = (7_001, 7_002, 7_003)
"""Of the machines and places that report."""
TUNING_SEEDS = (11, 12, 13)
"""Of those on which settings were chosen."""
_EACH = 12
"""Anomalies of a kind put into a log, with each seed."""
_SIZE = 1.5
_PAST = 64
"""Rows that are judged before those that the score of an anomaly's first row depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPart:
    """Normal rows to learn from and others to put anomalies into.

    Attributes:
        learnt, judged: Unbroken pieces, each shape (rows, sensors).
        beats: First rows of the beats of the one judged piece, where a shape is repeated.
    """

    learnt: tuple[Matrix, ...]
    judged: tuple[Matrix, ...]
    beats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLog:
    """A log, once for each seed where it is made, else once for all."""

    name: str
    parts: tuple[TrialPart, ...]


def trial_logs(bench_data: Path, limit: int | None) -> list[TrialLog]:
    """The real logs, and the machines that report."""
    real = [
        TrialLog(name=f"{run.source} {run.name}", parts=(TrialPart(learnt=run.learnt, judged=run.judged),))
        for run in normal_runs(bench_data)
        if run.source != MADE and not run.short
    ]
    return [*real[:limit], *machine_logs(SEEDS)[:limit]]


def machine_logs(seeds: tuple[int, ...]) -> list[TrialLog]:
    """Every machine, made with every seed."""
    return [
        TrialLog(name=machine, parts=tuple(_machine_part(machine, seed) for seed in seeds))
        for machine in MACHINES
    ]


def _machine_part(machine: str, seed: int) -> TrialPart:
    log = cycle_log(machine, seed)
    beats = tuple(at - LEARNT for at in log.beats if at >= LEARNT)
    return TrialPart(learnt=(log.values[:LEARNT],), judged=(log.values[LEARNT:],), beats=beats)


def found_shares(log: TrialLog, method: Method, seeds: tuple[int, ...] = SEEDS) -> dict[str, list[float]]:
    """Share of the rows of each kind of anomaly that is found, and false alarms, with each seed."""
    trials = [_Trial(part, method) for part in log.parts]
    found: dict[str, list[float]] = {}
    for number, seed in enumerate(seeds):
        for kind, share in trials[number % len(trials)].shares(seed).items():
            found.setdefault(kind, []).append(share)
    return found


class _Trial:
    """A detector that learnt the normal rows, with the limit that 1 % of the judged ones pass."""

    def __init__(self, part: TrialPart, method: Method) -> None:
        ends = list(accumulate(piece.shape[0] for piece in part.learnt))
        slices = [slice(end - piece.shape[0], end) for end, piece in zip(ends, part.learnt, strict=True)]
        whole = np.concatenate(part.learnt)
        self._part = part
        self._scale: Standardiser = standardiser(whole, slices)
        self._fitted: Fitted = fit(whole, slices, method=method, false_alarm_rate=RATE)
        memory = self._fitted.memory
        normal = [self._fitted.log_p(piece) for piece in part.judged]
        self._limit = float(np.quantile(np.concatenate([p[memory:] for p in normal]), RATE))
        alarms = np.concatenate([self._fitted.alarms(p)[memory:] for p in normal])
        self._false_alarms = float(alarms.mean())
        self._places = [
            (number, row)
            for number, piece in enumerate(part.judged)
            for row in range(memory + _PAST, piece.shape[0] - LENGTH)
        ]

    def shares(self, seed: int) -> dict[str, float]:
        """Share found of each kind."""
        rng = np.random.default_rng(seed)
        found = {kind: self._plain(kind, rng) for kind in KIND_NAMES}
        if self._part.beats:
            found |= {kind: self._beats(kind, rng) for kind in SHAPE_NAMES}
        return found | {FALSE_ALARMS: self._false_alarms}

    def _plain(self, kind: str, rng: np.random.Generator) -> float:
        found = []
        for _ in range(_EACH):
            number, at = self._places[int(rng.integers(len(self._places)))]
            values = self._part.judged[number]
            sensor, size = int(rng.integers(values.shape[1])), _SIZE if rng.random() < 0.5 else -_SIZE
            rows = self._scale.apply(values[at : at + LENGTH])
            wrong = self._scale.invert(KINDS[kind](rows, sensor, size))
            low = self._low(values, at, wrong)
            found.append(float(low.any()) if kind == "spike" else float(low.mean()))
        return float(np.mean(found))

    def _beats(self, kind: str, rng: np.random.Generator) -> float:
        values, beats = self._part.judged[0], self._part.beats
        first = next(k for k, at in enumerate(beats) if at >= self._fitted.memory + _PAST)
        found = []
        for _ in range(_EACH):
            place = int(rng.integers(first, len(beats) - 1))
            at, end, sensor = beats[place], beats[place + 1], int(rng.integers(2))
            wrong = values[at:end].copy()
            wrong[:, sensor] = WRONG_BEATS[kind](wrong[:, sensor], 1.0 if rng.random() < 0.5 else -1.0)
            found.append(float(self._low(values, at, wrong).mean()))
        return float(np.mean(found))

    def _low(self, values: Matrix, at: int, wrong: Matrix) -> Values:
        """Which rows of an anomaly are below the limit."""
        before = max(at - self._fitted.memory - _PAST, 0)
        window = np.concatenate((values[before:at], wrong))
        return np.asarray(self._fitted.log_p(window)[at - before :] <= self._limit)
