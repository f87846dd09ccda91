"""How much a row stands out of the spectrum of the rows before it. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.chart import ChartScorer
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.windows import padded

_WIDTH = 64
_AHEAD = 5
"""Rows that are told in advance, for a map says little of its last one."""
_SLOPES = 5
"""Rows whose slopes to the last but one tell the next ones: by the last one a spike would go on."""
_LEAST = 1e-3
_BLOCK = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class SpectralScorer(ChartScorer):
    """See ``ChartScorer``: of the sensors' saliences."""

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        found = salience(window[-self.width :].T)
        return float(((found - self.centre) / self.spread).max())

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``: squared departures of the saliences."""
        return np.asarray(np.maximum(self._departures(rows), 0.0) ** 2)

    def _departures(self, rows: Matrix) -> Matrix:
        return np.asarray((trailing_salience(rows, self.width) - self.centre) / self.spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpectralDetector:
    """The spectral residual, one a sensor, joined by their maximum.

    What is usual in a window are its smoothed logarithmic amplitudes; what they leave, brought back to time,
    shows what stands out.

    Source: Ren et al., "Time-series anomaly detection service at Microsoft", KDD 2019.
    """

    width: int = _WIDTH

    @property
    def name(self) -> str:
        """As the user names it."""
        return "spectral_residual"

    def fit(self, pieces: tuple[Matrix, ...]) -> SpectralScorer:
        """See ``Detector.fit``."""
        found = [trailing_salience(piece, self.width) for piece in pieces]
        sample = np.concatenate([part[min(self.width - 1, part.shape[0] // 2) :] for part in found])
        spread = np.maximum(sample.std(axis=0), _LEAST)
        return SpectralScorer(width=self.width, centre=sample.mean(axis=0), spread=spread)


def trailing_salience(rows: Matrix, width: int) -> Matrix:
    """Salience of each row among the last ``width`` ones; shape of ``rows``."""
    found = np.empty(rows.shape)
    extended = padded(rows, width - 1)
    for first in range(0, rows.shape[0], _BLOCK):
        part = extended[first : first + _BLOCK + width - 1]
        windows = np.lib.stride_tricks.sliding_window_view(part, width, axis=0)
        for sensor in range(rows.shape[1]):
            found[first : first + _BLOCK, sensor] = salience(windows[:, sensor])
    return found


def salience(windows: Matrix) -> Values:
    """Of the last value of each window, over the window's mean salience and less 1.

    Args:
        windows: Shape (windows, rows). What is usual at a frequency is the mean of its logarithmic amplitude
            and its two neighbours'.
    """
    width, before = windows.shape[1], windows[:, -2, None]
    back = np.arange(1, _SLOPES + 1)
    slope = ((before - windows[:, -2 - back]) / back).mean(axis=1, keepdims=True)
    told = windows[:, -_SLOPES - 1, None] + _SLOPES * slope
    whole = np.concatenate((windows, np.repeat(told, _AHEAD, axis=1)), axis=1)
    spectrum = np.fft.rfft(whole, axis=1)
    logs = np.log(np.abs(spectrum) + 1e-9)
    mirrored = -1 if whole.shape[1] % 2 else -2
    around = np.concatenate((logs[:, 1:2], logs, logs[:, mirrored, None]), axis=1)
    usual = (around[:, :-2] + logs + around[:, 2:]) / 3.0
    residual = np.exp(logs - usual) * spectrum / np.maximum(np.abs(spectrum), 1e-9)
    shown = np.abs(np.fft.irfft(residual, whole.shape[1], axis=1))[:, :width]
    mean = shown.mean(axis=1)
    return np.asarray((shown[:, -1] - mean) / np.maximum(mean, 1e-9))
