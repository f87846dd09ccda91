"""How far the course of the last rows stands from the courses that are usual. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.windows import embedded

_MOST_WINDOWS = 4_000
_SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KMeansScorer:
    """See ``Scorer``. The score is the squared distance to the nearest centre over what is usual there.

    Attributes:
        centres: Usual windows, shape (clusters, width * sensors).
        usual: Mean squared distance of the normal windows of each cluster.
    """

    width: int
    centres: Matrix
    usual: Values

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.width - 1

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return np.asarray(self._relative(embedded(rows, self.width)).min(axis=1))

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        return float(self._relative(window[-self.width :].reshape(1, -1)).min())

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``: squared differences from the nearest centre."""
        windows = embedded(rows, self.width)
        nearest = self._relative(windows).argmin(axis=1)
        apart = (windows - self.centres[nearest]) ** 2 / self.usual[nearest, None]
        return np.asarray(apart.reshape(rows.shape[0], self.width, -1).sum(axis=1))

    def _relative(self, windows: Matrix) -> Matrix:
        squares = (windows**2).sum(axis=1)[:, None] + (self.centres**2).sum(axis=1)
        return np.asarray(np.maximum(squares - 2.0 * windows @ self.centres.T, 0.0) / self.usual)


@dataclass(frozen=True, slots=True, kw_only=True)
class KMeansDetector:
    """Clusters the windows of normal rows; a log has a few ways of running.

    Source: Schmidl, Wenig and Papenbrock, "Anomaly detection in time series: a comprehensive evaluation",
    VLDB 2022 (k-means on windows, there learnt from the log itself).
    """

    width: int = 16
    clusters: int = 12

    @property
    def name(self) -> str:
        """As the user names it."""
        return "kmeans"

    def fit(self, pieces: tuple[Matrix, ...]) -> KMeansScorer:
        """See ``Detector.fit``."""
        from sklearn.cluster import KMeans

        long = [piece for piece in pieces if piece.shape[0] >= self.width] or list(pieces)
        windows = np.concatenate([embedded(p, self.width)[min(self.width, p.shape[0]) - 1 :] for p in long])
        windows = windows[:: windows.shape[0] // _MOST_WINDOWS + 1]
        count = min(self.clusters, max(1, windows.shape[0] // (2 * self.width)))
        found = KMeans(n_clusters=count, n_init=1, random_state=_SEED, max_iter=50).fit(windows)
        centres = np.asarray(found.cluster_centers_, dtype=np.float64)
        apart = ((windows - centres[found.labels_]) ** 2).sum(axis=1)
        whole = max(float(apart.mean()), 1e-6)
        sums = np.bincount(found.labels_, weights=apart, minlength=count)
        sizes = np.bincount(found.labels_, minlength=count)
        usual = (sums + self.width * whole) / (sizes + self.width)
        return KMeansScorer(width=self.width, centres=centres, usual=usual)
