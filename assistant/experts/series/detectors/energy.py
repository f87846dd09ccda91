"""The energy of a window on a 1-Lipschitz network, as a detector. Knows arrays; no calibration, no words."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from assistant.experts.series.detectors.distance import fit_distance
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.energy.basis import WindowBasis
from assistant.experts.series.energy.network import EnergyNetwork
from assistant.experts.series.energy.recipe import Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyScorer:
    """See ``Scorer``. The score cannot change by more than the window of the last ``width`` rows moves.

    That is in the Euclidean norm of the standardised readings of the window, root of the sum of squares.
    """

    basis: WindowBasis
    network: EnergyNetwork

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.basis.width - 1

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return self.network.energy(self.basis.trailing(rows))

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        point = self.basis.of_one(window[-self.basis.width :])
        return float(self.network.energy(point[None])[0])

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``: each sensor's part in the squared gradient, the way back to what is usual."""
        slopes = self.network.gradient(self.basis.trailing(rows))[1]
        return np.asarray((slopes.reshape(*rows.shape, -1) ** 2).sum(axis=2))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyDetector:
    """One-class training of an energy on the windows of normal rows.

    Distances are learnt in the metric of the windows' shrunk covariance, so that a departure counts more
    where sensors are steady together; the energy is 1-Lipschitz in plain standardised readings all the same.
    """

    basis: WindowBasis = field(default=WindowBasis(width=16, kept=1))
    recipe: Recipe = field(default=Recipe())

    @property
    def name(self) -> str:
        """As the user names it."""
        return "energy"

    def fit(self, pieces: tuple[Matrix, ...]) -> EnergyScorer:
        """See ``Detector.fit``."""
        from assistant.experts.series.energy.train import train

        points = normal_points(pieces, self.basis)
        metric = covariance_root(points, independent=1.0 / self.basis.width)
        return EnergyScorer(basis=self.basis, network=train(points, self.recipe, metric=metric).network)


def normal_points(pieces: tuple[Matrix, ...], basis: WindowBasis) -> Matrix:
    """Coordinates of the windows that lie within the pieces, shape (windows, sensors * kept)."""
    points = []
    for piece in pieces:
        skipped = min(basis.width - 1, piece.shape[0] // 2)
        points.append(basis.trailing(piece)[skipped:])
    return np.concatenate(points)


def covariance_root(points: Matrix, *, independent: float) -> Matrix:
    """The symmetric root of the inverse of a shrunk covariance; see ``fit_distance``."""
    values, vectors = np.linalg.eigh(fit_distance(points, independent=independent).precision)
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T)
