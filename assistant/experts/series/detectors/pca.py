"""Principal components: how far a row stands from normal in their plane (T²) and off it (Q). Knows arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.windows import embedded

_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PcaScorer:
    """See ``Scorer``. The score is the greater of T² and Q, each over its 99th percentile.

    Attributes:
        width: Rows side by side; 1 looks at a row alone, more at the course of the signals.
        loadings: Shape (dimensions, components).
        variances: Of the components.
        limits: Usual T² and Q, 99th percentile of the rows learnt from.
    """

    width: int
    sensors: int
    centre: Values
    loadings: Matrix
    variances: Values
    limits: tuple[float, float]

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.width - 1

    def statistics(self, rows: Matrix) -> tuple[Values, Values]:
        """T² and Q of each row, over their limits."""
        apart = embedded(rows, self.width) - self.centre
        scores = apart @ self.loadings
        squared = np.einsum("ij,ij->i", scores, scores / self.variances)
        off = np.maximum(np.einsum("ij,ij->i", apart, apart) - np.einsum("ij,ij->i", scores, scores), 0.0)
        return np.asarray(squared / self.limits[0]), np.asarray(off / self.limits[1])

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return np.maximum(*self.statistics(rows))

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        apart = window[-self.width :].ravel() - self.centre
        scores = apart @ self.loadings
        off = max(float(apart @ apart - scores @ scores), 0.0)
        return max(float(scores @ (scores / self.variances)) / self.limits[0], off / self.limits[1])

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``: complete decomposition of T² (its positive terms), squared residuals of Q."""
        apart = embedded(rows, self.width) - self.centre
        scores = apart @ self.loadings
        inner = np.maximum(apart * ((scores / self.variances) @ self.loadings.T), 0.0) / self.limits[0]
        outer = (apart - scores @ self.loadings.T) ** 2 / self.limits[1]
        first = inner.sum(axis=1) > outer.sum(axis=1)
        chosen = np.where(first[:, None], inner, outer)
        return np.asarray(chosen.reshape(rows.shape[0], self.width, self.sensors).sum(axis=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class PcaDetector:
    """PCA with T² and Q, on rows or, with ``width`` above 1, on their trailing windows (Sub-PCA).

    Sources: Jackson and Mudholkar, "Control procedures for residuals associated with principal component
    analysis", Technometrics 21, 1979; Ku, Storer and Georgakis, "Disturbance detection and isolation by
    dynamic principal component analysis", 1995.

    Args:
        kept: Share of the variance that the components hold.
    """

    name: str = "pca"
    width: int = 1
    kept: float = 0.9

    def fit(self, pieces: tuple[Matrix, ...]) -> PcaScorer:
        """See ``Detector.fit``."""
        sample = np.concatenate([embedded(piece, self.width)[self.width - 1 :] for piece in pieces])
        sample = sample[:: sample.shape[0] // _MOST_ROWS + 1]
        centre = sample.mean(axis=0)
        covariance = np.cov(sample - centre, rowvar=False).reshape(centre.size, centre.size)
        variances, vectors = np.linalg.eigh(covariance)
        variances, vectors = np.maximum(variances[::-1], 0.0), vectors[:, ::-1]
        total = max(float(variances.sum()), 1e-12)
        count = int(np.searchsorted(np.cumsum(variances) / total, self.kept) + 1)
        count = min(count, max(1, sample.shape[0] // 5), centre.size)
        scorer = PcaScorer(
            width=self.width,
            sensors=pieces[0].shape[1],
            centre=centre,
            loadings=np.ascontiguousarray(vectors[:, :count]),
            variances=np.maximum(variances[:count], 1e-9 * total),
            limits=(1.0, 1.0),
        )
        apart = sample - centre
        scores = apart @ scorer.loadings
        inner = np.einsum("ij,ij->i", scores, scores / scorer.variances)
        outer = np.maximum((apart**2).sum(axis=1) - (scores**2).sum(axis=1), 0.0)
        limits = (
            max(float(np.quantile(inner, 0.99)), 1e-9),
            max(float(np.quantile(outer, 0.99)), 1e-6 * total),
        )
        return PcaScorer(
            width=scorer.width,
            sensors=scorer.sensors,
            centre=centre,
            loadings=scorer.loadings,
            variances=scorer.variances,
            limits=limits,
        )
