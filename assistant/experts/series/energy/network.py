"""A small feed-forward network as plain matrices: energies and their gradients. Knows no training.

Between the layers neighbouring pairs are sorted (GroupSort2), which keeps distances and gradients' norms.
Source: Anil, Lucas and Grosse, "Sorting out Lipschitz function approximation", ICML 2019.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.energy.basis import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyNetwork:
    """The energy E: high where a point is strange, at most 0 where it is usual.

    Attributes:
        weights: Matrices of the layers, shape (outputs, inputs); the last has one output, E itself.
        biases: Shape (outputs,) each.
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    @property
    def dimensions(self) -> int:
        """Length of a point."""
        return int(self.weights[0].shape[1])

    def energy(self, points: Array) -> Array:
        """Energies of points, shape (count, dimensions) to (count,)."""
        hidden = points
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            hidden = _sorted_pairs(hidden @ weight.T + bias)
        return np.asarray((hidden @ self.weights[-1].T + self.biases[-1])[:, 0])

    def gradient(self, points: Array) -> tuple[Array, Array]:
        """Energies and their gradients, shapes (count,) and (count, dimensions)."""
        hidden, swaps = points, []
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            before = hidden @ weight.T + bias
            swaps.append(before[:, 0::2] > before[:, 1::2])
            hidden = _sorted_pairs(before)
        energy = (hidden @ self.weights[-1].T + self.biases[-1])[:, 0]
        slope = np.broadcast_to(self.weights[-1][0], hidden.shape)
        for weight, swap in zip(reversed(self.weights[:-1]), reversed(swaps), strict=True):
            back = np.empty(slope.shape)
            back[:, 0::2] = np.where(swap, slope[:, 1::2], slope[:, 0::2])
            back[:, 1::2] = np.where(swap, slope[:, 0::2], slope[:, 1::2])
            slope = back @ weight
        return np.asarray(energy), np.asarray(slope)


def _sorted_pairs(values: Array) -> Array:
    """Neighbouring pairs in rising order."""
    found = np.empty(values.shape)
    np.minimum(values[:, 0::2], values[:, 1::2], out=found[:, 0::2])
    np.maximum(values[:, 0::2], values[:, 1::2], out=found[:, 1::2])
    return found
