"""Made logs of machines that repeat a shape, and beats whose shape alone is wrong. Knows no detector.

Three machines: the force of a press with its ram, a pulse as of a heart or of a dosing pump, and a tank
that fills and is emptied. Beats differ a little in length and size; a third sensor is noise. A wrong beat
keeps the mean and the deviation of the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values
from eval.made_noise import autoregressive

MACHINES = ("press", "pulse", "tank")
LEARNT, JUDGED = 1_500, 3_000
_NOISE, _SIZES, _LENGTHS = 0.03, 0.03, 0.03
"""Deviations of noise, and of the sizes and lengths of beats as shares of the usual ones."""
_WARP = 0.12
"""By how much of a beat its middle parts come early or late."""

Shape = Callable[[Values], Values]
"""From the phase of a beat, 0 to 1, to its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleLog:
    """A machine's log.

    Attributes:
        values: Shape (rows, 3); the first two columns repeat themselves.
        beats: First rows of the beats.
    """

    machine: str
    values: Matrix
    beats: tuple[int, ...]


def cycle_log(machine: str, seed: int) -> CycleLog:
    """A log of ``LEARNT + JUDGED`` rows."""
    rng = np.random.default_rng((seed, MACHINES.index(machine)))
    rows, usual = LEARNT + JUDGED, int(rng.integers(36, 72))
    lengths = np.maximum(rng.normal(usual, _LENGTHS * usual, 2 * rows // usual + 2).astype(int), 12)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    first, second = _SHAPES[machine]
    sizes = 1.0 + _SIZES * rng.normal(size=lengths.size)
    columns = []
    for shape in (first, second):
        beats = [size * shape(np.arange(n) / n) for n, size in zip(lengths, sizes, strict=True)]
        columns.append(np.concatenate(beats)[:rows])
    columns.append(0.3 * autoregressive(rng, rows, 1, 0.5)[:, 0])
    values = np.stack(columns, axis=1) + _NOISE * rng.normal(size=(rows, 3))
    inside = [int(s) for s, n in zip(starts[:-1], lengths, strict=True) if s + n <= rows]
    return CycleLog(machine=machine, values=values, beats=tuple(inside))


def warped(beat: Values, way: float) -> Values:
    """A beat whose middle comes early (``way`` -1) or late (1); it begins and ends as before."""
    phase = np.linspace(0.0, 1.0, beat.size)
    return restored(np.interp(phase - way * _WARP * np.sin(2 * np.pi * phase), phase, beat), beat)


def exchanged(beat: Values, way: float) -> Values:
    """Another beat in its place: two humps, or a slow rise and fall."""
    phase = np.linspace(0.0, 1.0, beat.size)
    other = np.sin(2 * np.pi * phase) ** 2 if way > 0 else np.sin(np.pi * phase)
    return restored(beat[0] + other, beat)


def restored(shape: Values, like: Values) -> Values:
    """A shape with the mean and the deviation of another."""
    spread = max(float(shape.std()), 1e-9)
    return np.asarray((shape - shape.mean()) * (float(like.std()) / spread) + like.mean())


WRONG_BEATS: Mapping[str, Callable[[Values, float], Values]] = {"warp": warped, "other_beat": exchanged}


def _press(phase: Values) -> Values:
    """Rest, a steep rise, a plateau that sags, a sudden release."""
    return np.interp(phase, [0.0, 0.25, 0.35, 0.7, 0.74, 1.0], [0.0, 0.05, 1.0, 0.8, 0.0, 0.0])


def _ram(phase: Values) -> Values:
    return np.asarray(np.sin(np.pi * np.clip((phase - 0.1) / 0.8, 0.0, 1.0)) ** 2)


def _pulse(phase: Values) -> Values:
    """A small wave, a sharp one up and down, a broad one."""
    parts = (
        (0.15, 0.2, 0.04),
        (0.30, -0.2, 0.015),
        (0.34, 1.0, 0.025),
        (0.39, -0.3, 0.02),
        (0.6, 0.35, 0.06),
    )
    return np.asarray(sum(size * np.exp(-(((phase - at) / width) ** 2) / 2) for at, size, width in parts))


def _flow(phase: Values) -> Values:
    return np.asarray(np.exp(-(((phase - 0.45) / 0.12) ** 2) / 2))


def _filling(phase: Values) -> Values:
    """A rise that slows down, a quick fall."""
    return np.where(phase < 0.8, (1 - np.exp(-3 * phase / 0.8)) / (1 - np.exp(-3)), (1 - phase) / 0.2)


def _valve(phase: Values) -> Values:
    return np.interp(phase, [0.0, 0.05, 0.75, 0.82, 1.0], [0.2, 1.0, 1.0, 0.2, 0.2])


_SHAPES: Mapping[str, tuple[Shape, Shape]] = {
    "press": (_press, _ram), "pulse": (_pulse, _flow), "tank": (_filling, _valve),
}  # fmt: skip
