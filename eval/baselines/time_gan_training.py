"""Train TimeGAN in pieces that continue one another. Knows arrays and a file, no score."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from eval.baselines.time_gan import TimeGan
from eval.errors import DataRefused

Cube = npt.NDArray[np.float64]
"""Shape (series, rows, sensors), values from 0 to 1."""

_BATCH = 128
_SEED = 0
_LOOK_EVERY = 20
"""Updates between two looks at the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Updates of the three stages; the published code takes 50,000 for each."""

    embedding: int
    supervised: int
    joint: int

    @property
    def total(self) -> int:
        """Of all stages; a joint one trains makers and autoencoder twice and the discriminator once."""
        return self.embedding + self.supervised + self.joint


class Training:
    """A TimeGAN on its way through a budget.

    Attributes:
        done: Updates so far.
        seconds: Spent on them.
    """

    def __init__(self, real: Cube, budget: Budget, *, units: int) -> None:
        torch.manual_seed(_SEED)
        self.network = TimeGan(real.shape[2], units)
        self.budget = budget
        self.done, self.seconds = 0, 0.0
        self._real = torch.from_numpy(real).float()
        self._random = torch.Generator().manual_seed(_SEED)
        net = self.network
        parts: dict[str, Iterable[nn.Parameter]] = {
            "embedding": net.autoencoder(),
            "supervised": net.makers(),
            "generator": net.makers(),
            "autoencoder": net.autoencoder(),
            "discriminator": net.discriminator.parameters(),
        }
        self._optimisers = {name: torch.optim.Adam(list(held)) for name, held in parts.items()}

    def advance(self, seconds: float) -> bool:
        """Trains until the budget or the time is used up; True where the budget is."""
        began = time.perf_counter()
        while self.done < self.budget.total:
            self._update()
            self.done += 1
            if self.done % _LOOK_EVERY == 0 and time.perf_counter() - began > seconds:
                break
        self.seconds += time.perf_counter() - began
        return self.done >= self.budget.total

    def sample(self, count: int, seed: int) -> Cube:
        """New series, shape (count, rows, sensors)."""
        noise = torch.rand(
            count, self._real.shape[1], self.network.sensors, generator=torch.Generator().manual_seed(seed)
        )
        with torch.no_grad():
            return np.asarray(self.network.made(noise).double().numpy())

    def save(self, path: Path) -> None:
        """Writes all that the next piece needs."""
        held = {
            "budget": asdict(self.budget),
            "done": self.done,
            "seconds": self.seconds,
            "network": self.network.state_dict(),
            "optimisers": {name: one.state_dict() for name, one in self._optimisers.items()},
            "random": self._random.get_state(),
        }
        beside = path.with_suffix(".part")
        torch.save(held, beside)
        beside.replace(path)

    def load(self, path: Path) -> None:
        """Continues where a file was written.

        Raises:
            DataRefused: It was written under another budget.
        """
        held = torch.load(path, weights_only=True)
        if held["budget"] != asdict(self.budget):
            raise DataRefused(f"{path} was trained under another budget: delete it to begin anew")
        self.done, self.seconds = int(held["done"]), float(held["seconds"])
        self.network.load_state_dict(held["network"])
        for name, state in held["optimisers"].items():
            self._optimisers[name].load_state_dict(state)
        self._random.set_state(held["random"])

    def _update(self) -> None:
        net, budget = self.network, self.budget
        if self.done < budget.embedding:
            self._step("embedding", net.embedding_loss(self._batch()))
        elif self.done < budget.embedding + budget.supervised:
            self._step("supervised", net.supervised_loss(self._batch()))
        else:
            for _ in range(2):
                real = self._batch()
                self._step("generator", net.generator_loss(real, self._noise()))
                self._step("autoencoder", net.joint_embedding_loss(real))
            self._step("discriminator", net.discriminator_loss(self._batch(), self._noise()))

    def _step(self, name: str, loss: Tensor | None) -> None:
        if loss is None:
            return
        optimiser = self._optimisers[name]
        trained = [weight for group in optimiser.param_groups for weight in group["params"]]
        slopes = torch.autograd.grad(loss, trained, allow_unused=True)
        for weight, slope in zip(trained, slopes, strict=True):
            weight.grad = slope
        optimiser.step()
        optimiser.zero_grad()

    def _batch(self) -> Tensor:
        chosen = torch.randint(self._real.shape[0], (_BATCH,), generator=self._random)
        return self._real[chosen]

    def _noise(self) -> Tensor:
        return torch.rand(_BATCH, self._real.shape[1], self.network.sensors, generator=self._random)
