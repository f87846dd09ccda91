"""The detectors by name. Knows names, no data."""

from __future__ import annotations

from assistant.experts.series.detectors.autoencoder import AutoencoderDetector
from assistant.experts.series.detectors.cycle import Cycle
from assistant.experts.series.detectors.energy import EnergyDetector
from assistant.experts.series.detectors.forecast_residual import ForecastDetector
from assistant.experts.series.detectors.kmeans import KMeansDetector
from assistant.experts.series.detectors.level import LevelDetector
from assistant.experts.series.detectors.mahalanobis import WindowDetector
from assistant.experts.series.detectors.matrix_profile import ShapeDetector
from assistant.experts.series.detectors.names import Method
from assistant.experts.series.detectors.pca import PcaDetector
from assistant.experts.series.detectors.protocol import Detector
from assistant.experts.series.detectors.spectral_residual import SpectralDetector

WIDTH = 16
"""Rows of the trailing windows of level and spread."""


def detector_named(method: Method) -> Detector:
    """A detector of the family.

    Raises:
        ValueError: ``auto`` names no single detector.
    """
    match method:
        case "pca":
            return PcaDetector()
        case "sub_pca":
            return PcaDetector(name="sub_pca", width=8)
        case "mahalanobis":
            return WindowDetector(view="mahalanobis")
        case "level":
            return LevelDetector(width=WIDTH)
        case "spread":
            return WindowDetector(view="spread", width=WIDTH)
        case "forecast_residual":
            return ForecastDetector()
        case "kmeans":
            return KMeansDetector()
        case "matrix_profile":
            return ShapeDetector()
        case "spectral_residual":
            return SpectralDetector()
        case "autoencoder":
            return AutoencoderDetector()
        case "energy":
            return EnergyDetector()
        case "auto":
            raise ValueError("auto names no single detector")


_CANDIDATES: tuple[Method, ...] = (
    "level",
    "pca",
    "mahalanobis",
    "spread",
    "sub_pca",
    "forecast_residual",
)


def candidates(cycle: Cycle | None) -> tuple[Detector, ...]:
    """Detectors among which ``auto`` chooses; a network takes too long to be tried on every log.

    Args:
        cycle: Shapes that come again; None where none do, and shapes are not compared.
    """
    plain = tuple(detector_named(name) for name in _CANDIDATES)
    return plain if cycle is None else (*plain, ShapeDetector(cycle=cycle))
