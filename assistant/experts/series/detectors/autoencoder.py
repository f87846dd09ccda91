"""How badly a small convolutional network draws the last rows again. Knows arrays only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.windows import padded

if TYPE_CHECKING:
    from torch import nn

_MOST_WINDOWS = 4_000
_WIDE, _NARROW, _KERNEL = 16, 4, 4
"""Channels of the layers, and rows that a kernel sees; each layer halves the rows."""
_BATCH, _RATE, _SEED = 64, 3e-3, 0
_BLOCK = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoencoderScorer:
    """See ``Scorer``. The score is the mean squared error over the window of the last ``width`` rows.

    Attributes:
        network: Draws windows again, shape (windows, sensors, width).
    """

    width: int
    network: nn.Module

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.width - 1

    def score(self, rows: Matrix) -> Values:
        """See ``Scorer.score``."""
        return np.asarray(self.parts(rows).mean(axis=1))

    def last(self, window: Matrix) -> float:
        """See ``Scorer.last``."""
        return float(self._errors(window[-self.width :].T[None]).mean())

    def parts(self, rows: Matrix) -> Matrix:
        """See ``Scorer.parts``: each sensor's mean squared error."""
        extended = padded(rows, self.width - 1)
        found = np.empty(rows.shape)
        for first in range(0, rows.shape[0], _BLOCK):
            part = extended[first : first + _BLOCK + self.width - 1]
            found[first : first + _BLOCK] = self._errors(_windows(part, self.width))
        return found

    def _errors(self, windows: Matrix) -> Matrix:
        """Mean squared errors of windows, shape (windows, sensors)."""
        import torch

        with torch.no_grad():
            drawn = self.network(torch.from_numpy(np.ascontiguousarray(windows))).numpy()
        return np.asarray(((drawn - windows) ** 2).mean(axis=2))


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoencoderDetector:
    """Two convolutions down to a quarter of the rows in four channels, and back.

    Source: Malhotra et al., "LSTM-based encoder-decoder for multi-sensor anomaly detection", 2016 (errors of
    drawing again, there by a recurrent network).

    Args:
        width: Rows of a window, a multiple of 4.
        updates: Of the network's weights, on batches of 64 windows.
    """

    width: int = 32
    updates: int = 300

    @property
    def name(self) -> str:
        """As the user names it."""
        return "autoencoder"

    def fit(self, pieces: tuple[Matrix, ...]) -> AutoencoderScorer:
        """See ``Detector.fit``."""
        import torch

        long = [p if p.shape[0] >= self.width else padded(p, self.width - p.shape[0]) for p in pieces]
        windows = np.concatenate([_windows(piece, self.width) for piece in long])
        windows = windows[:: windows.shape[0] // _MOST_WINDOWS + 1].astype(np.float32)
        with torch.random.fork_rng(devices=()):
            torch.manual_seed(_SEED)
            network = _network(windows.shape[1])
            optimiser = torch.optim.Adam(network.parameters(), lr=_RATE)
            for _ in range(self.updates):
                batch = torch.from_numpy(windows)[torch.randint(windows.shape[0], (_BATCH,))]
                loss = ((network(batch) - batch) ** 2).mean()
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
        return AutoencoderScorer(width=self.width, network=network.double().eval())


def _network(sensors: int) -> nn.Module:
    from torch import nn

    return nn.Sequential(
        nn.Conv1d(sensors, _WIDE, _KERNEL, stride=2, padding=1),
        nn.ReLU(),
        nn.Conv1d(_WIDE, _NARROW, _KERNEL, stride=2, padding=1),
        nn.ConvTranspose1d(_NARROW, _WIDE, _KERNEL, stride=2, padding=1),
        nn.ReLU(),
        nn.ConvTranspose1d(_WIDE, sensors, _KERNEL, stride=2, padding=1),
    )


def _windows(rows: Matrix, width: int) -> Matrix:
    """Shape (windows, sensors, width); a view."""
    return np.lib.stride_tricks.sliding_window_view(rows, width, axis=0)
