"""A learned embedding of windows: random convolutions, then principal components. Knows no concept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.experts.series.concepts.statistics import Cube, Matrix

Values = npt.NDArray[np.float64]

_KERNELS = 512
_LENGTH = 7
_DIMENSIONS = 96
_SEED = 7
_LIMIT = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """A dilated kernel over two sensors, perhaps the same.

    Attributes:
        weights: Shape (2, ``_LENGTH``), each row of mean 0 where the kernel looks at shape alone.
    """

    sensors: tuple[int, int]
    dilation: int
    weights: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """Maps windows to vectors.

    Attributes:
        centre, scale: Of the kernels' features.
        components: Principal directions over their deviations, shape (features, dimensions).
    """

    kernels: tuple[Kernel, ...]
    centre: Values
    scale: Values
    components: Matrix

    def of(self, windows: Cube) -> Matrix:
        """Vectors, shape (windows, dimensions); each dimension has unit spread over what was learnt on."""
        return np.asarray(self._unit(_features(windows, self.kernels)) @ self.components)

    def _unit(self, features: Matrix) -> Matrix:
        return np.clip((features - self.centre) / self.scale, -_LIMIT, _LIMIT)


def fit_embedding(windows: Cube) -> Embedding:
    """Learns from windows without labels.

    The features follow Dempster et al., "ROCKET", Data Mining and Knowledge Discovery 34, 2020: the share of
    positive values of random convolutions, and here their mean, deviation and maximum too. Principal
    components keep what varies together and give the space in which a concept is a direction.

    Args:
        windows: Standardised readings without holes, shape (windows, rows, sensors).
    """
    rng = np.random.default_rng(_SEED)
    kernels = tuple(_kernel(rng, windows.shape[1], windows.shape[2], n) for n in range(_KERNELS))
    features = _features(windows, kernels)
    centre = np.median(features, axis=0)
    low, high = np.quantile(features, [0.05, 0.95], axis=0)
    scale = np.maximum(np.clip(features, low, high).std(axis=0), 1e-3)
    unit = np.clip((features - centre) / scale, -_LIMIT, _LIMIT)
    count = min(_DIMENSIONS, *unit.shape)
    _, spread, directions = np.linalg.svd(unit, full_matrices=False)
    deviation = np.maximum(spread[:count] / np.sqrt(unit.shape[0]), 1e-6)
    return Embedding(
        kernels=kernels, centre=centre, scale=scale, components=np.asarray(directions[:count].T / deviation)
    )


def _kernel(rng: np.random.Generator, rows: int, sensors: int, number: int) -> Kernel:
    """The first sensor goes round all; half of the kernels look at a second one, a third keep the level."""
    first = number % sensors
    second = int(rng.integers(sensors)) if number % 2 else first
    most = max(1, (rows - 1) // (_LENGTH - 1) // 2)
    weights = rng.normal(size=(2, _LENGTH))
    if number % 3:
        weights -= weights.mean(axis=1, keepdims=True)
    else:
        weights = np.abs(weights)
    if second == first:
        weights[1] = 0.0
    return Kernel(
        sensors=(first, second), dilation=int(2 ** rng.uniform(0.0, np.log2(most + 1e-9))), weights=weights
    )


def _features(windows: Cube, kernels: tuple[Kernel, ...]) -> Matrix:
    """Share of positive values, mean, deviation and maximum of each kernel's output, damped."""
    count, rows, _ = windows.shape
    found = np.empty((count, 4 * len(kernels)))
    by_sensor = np.ascontiguousarray(windows.transpose(2, 0, 1))
    for number, kernel in enumerate(kernels):
        dilation = max(1, min(kernel.dilation, (rows - 1) // (_LENGTH - 1)))
        length = min(_LENGTH, rows)
        size = rows - (length - 1) * dilation
        out = np.zeros((count, size))
        for weights, sensor in zip(kernel.weights, kernel.sensors, strict=True):
            if not weights.any():
                continue
            for step in range(length):
                out += weights[step] * by_sensor[sensor][:, step * dilation : step * dilation + size]
        at = 4 * number
        found[:, at] = (out > 0).mean(axis=1)
        found[:, at + 1] = _damped(out.mean(axis=1))
        found[:, at + 2] = np.log(out.std(axis=1) + 1e-3)
        found[:, at + 3] = _damped(out.max(axis=1))
    return found


def _damped(values: Values) -> Values:
    return np.asarray(np.sign(values) * np.log1p(np.abs(values)))
