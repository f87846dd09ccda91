"""TimeGAN: its five networks and their losses. Knows series scaled to 0 to 1, no set and no score.

Yoon, Jarrett and van der Schaar, "Time-series Generative Adversarial Networks", NeurIPS 2019, written anew
from the paper and from what its published code does: three layers of GRUs (two for the supervisor), 24 units
for sines, Adam at its usual rate, batches of 128, losses with the weights given there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, mse_loss

LAYERS = 3
_MOMENTS, _SUPERVISED, _RECONSTRUCTED, _SUPERVISED_THERE = 100.0, 100.0, 10.0, 0.1
_JUDGED_ENOUGH = 0.15
"""The discriminator learns only while its loss is above this."""


class Recurrent(nn.Module):
    """GRUs and a linear layer on each state; values from 0 to 1 unless it gives logits."""

    def __init__(self, inputs: int, units: int, outputs: int, *, layers: int = LAYERS, logits: bool = False):
        super().__init__()
        self.gru = nn.GRU(inputs, units, num_layers=layers, batch_first=True)
        self.leave = nn.Linear(units, outputs)
        self.logits = logits

    def forward(self, rows: Tensor) -> Tensor:
        """From shape (series, rows, inputs) to (series, rows, outputs)."""
        states, _ = self.gru(rows)
        found: Tensor = self.leave(states)
        return found if self.logits else torch.sigmoid(found)


class TimeGan(nn.Module):
    """Embedder and recovery (an autoencoder by rows), generator, supervisor and discriminator of its states.

    Attributes:
        sensors: Of a row; the noise has as many.
    """

    def __init__(self, sensors: int, units: int) -> None:
        super().__init__()
        self.sensors = sensors
        self.embedder = Recurrent(sensors, units, units)
        self.recovery = Recurrent(units, units, sensors)
        self.generator = Recurrent(sensors, units, units)
        self.supervisor = Recurrent(units, units, units, layers=LAYERS - 1)
        self.discriminator = Recurrent(units, units, 1, logits=True)

    def made(self, noise: Tensor) -> Tensor:
        """Series from even noise, both of shape (series, rows, sensors)."""
        found: Tensor = self.recovery(self.supervisor(self.generator(noise)))
        return found

    def autoencoder(self) -> Iterator[nn.Parameter]:
        """What the reconstruction trains."""
        return chain(self.embedder.parameters(), self.recovery.parameters())

    def makers(self) -> Iterator[nn.Parameter]:
        """What the generator's loss trains."""
        return chain(self.generator.parameters(), self.supervisor.parameters())

    def embedding_loss(self, real: Tensor) -> Tensor:
        """Of the first stage: rows must survive the autoencoder."""
        return _RECONSTRUCTED * mse_loss(self.recovery(self.embedder(real)), real).sqrt()

    def supervised_loss(self, real: Tensor) -> Tensor:
        """Of the second stage: the supervisor tells each next state from those before it."""
        return self._next(self.embedder(real).detach())

    def generator_loss(self, real: Tensor, noise: Tensor) -> Tensor:
        """Of the third stage: fool the discriminator, keep the steps, keep each row's mean and deviation."""
        with torch.no_grad():
            states = self.embedder(real)
        early = self.generator(noise)
        late, foreseen = self.supervisor(torch.cat([early, states])).split(len(real))
        judged = _judged(self.discriminator(torch.cat([late, early])), true=True)
        made = self.recovery(late)
        spread = (made.var(0, unbiased=False) + 1e-6).sqrt() - (real.var(0, unbiased=False) + 1e-6).sqrt()
        moments = spread.abs().mean() + (made.mean(0) - real.mean(0)).abs().mean()
        steps = mse_loss(foreseen[:, :-1], states[:, 1:])
        loss: Tensor = 2.0 * judged + _SUPERVISED * steps.sqrt() + _MOMENTS * moments
        return loss

    def joint_embedding_loss(self, real: Tensor) -> Tensor:
        """Of the third stage: the autoencoder keeps rows, and its states stay foreseeable."""
        states = self.embedder(real)
        kept = _RECONSTRUCTED * mse_loss(self.recovery(states), real).sqrt()
        return kept + _SUPERVISED_THERE * self._next(states)

    def discriminator_loss(self, real: Tensor, noise: Tensor) -> Tensor | None:
        """Of the third stage; None while it tells states apart well enough."""
        with torch.no_grad():
            states, early = self.embedder(real), self.generator(noise)
            late = self.supervisor(early)
        true, false = self.discriminator(torch.cat([states, late, early])).split((len(real), 2 * len(real)))
        loss = _judged(true, true=True) + 2.0 * _judged(false, true=False)
        return loss if float(loss.detach()) > _JUDGED_ENOUGH else None

    def _next(self, states: Tensor) -> Tensor:
        return mse_loss(self.supervisor(states)[:, :-1], states[:, 1:])


def _judged(logits: Tensor, *, true: bool) -> Tensor:
    return binary_cross_entropy_with_logits(logits, torch.full_like(logits, float(true)))
