"""Generate windows by a small flow-matching network, chained to longer series. Knows arrays and states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from assistant.experts.series.simulate.protocol import Cube, Draw, Matrix, Pieces, Values

_KEPT = 0.99999
"""Share of the variance in the components that the network generates; the rest is Gaussian by state."""
_MOST = 96
_HIDDEN = 256
_BATCH = 128
_RATE = 2e-3
_STEPS = 16
_ALONE = 0.3
"""Share of training windows whose past is hidden, so that a series can begin."""
_MOST_WINDOWS = 20_000
_SEED = 11


class _Velocity(nn.Module):
    """Velocity of a point on its way from noise to data, given the time, the state and the window before."""

    def __init__(self, size: int, states: int) -> None:
        super().__init__()
        self.state = nn.Embedding(states, 32)
        self.enter = nn.Linear(2 * size + 1 + 32 + 16, _HIDDEN)
        self.blocks = nn.ModuleList(
            nn.Sequential(
                nn.LayerNorm(_HIDDEN),
                nn.Linear(_HIDDEN, 2 * _HIDDEN),
                nn.SiLU(),
                nn.Linear(2 * _HIDDEN, _HIDDEN),
            )
            for _ in range(3)
        )
        self.leave = nn.Linear(_HIDDEN, size)

    def forward(self, point: Tensor, time: Tensor, state: Tensor, past: Tensor, has_past: Tensor) -> Tensor:
        waves = time[:, None] * torch.arange(1, 9, dtype=point.dtype)[None] * torch.pi
        inputs = [point, past, has_past[:, None], self.state(state), waves.sin(), waves.cos()]
        hidden = self.enter(torch.cat(inputs, dim=1))
        for block in self.blocks:
            hidden = hidden + block(hidden)
        found: Tensor = self.leave(hidden)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """Principal components of windows.

    Attributes:
        centre: Shape (rows * sensors,).
        axes: Unit vectors, shape (components, rows * sensors); the network makes the first ``kept``.
        scale: Deviation along each.
    """

    centre: Values
    axes: Matrix
    scale: Values
    kept: int

    def of(self, flat: Matrix) -> Matrix:
        """Windows as scaled components."""
        return np.asarray((flat - self.centre) @ self.axes.T / self.scale)

    def back(self, points: Matrix) -> Matrix:
        """Scaled components as windows."""
        return np.asarray((points * self.scale) @ self.axes + self.centre)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A learnt flow.

    Attributes:
        width: Rows of a window.
        rest_mean, rest_spread: Of the components beyond those of the network, by state.
        mean: Of the states' rows, shape (sensors,): what severity moves.
        low, high: Smallest and greatest departure of each sensor from its state's mean that was learnt from.
    """

    width: int
    components: Components
    network: nn.Module
    numbers: Mapping[str, int]
    rest_mean: Mapping[str, Values]
    rest_spread: Mapping[str, Values]
    mean: Mapping[str, Values]
    low: Values
    high: Values
    normal: str

    def sample(self, draw: Draw, rng: np.random.Generator) -> Cube:
        """See ``Generator.sample``; severity moves the mean between the normal state's and beyond its own."""
        sensors = self.components.centre.size // self.width
        windows = -(-draw.rows // self.width)
        parts: list[Cube] = []
        past: Matrix | None = None
        for _ in range(windows):
            kept = self._points(draw, past, rng)
            past = kept
            rest = self.rest_mean[draw.state] + self.rest_spread[draw.state] * rng.normal(
                size=(draw.series, self.components.scale.size - self.components.kept)
            )
            flat = self.components.back(np.concatenate([kept, rest], axis=1))
            parts.append(flat.reshape(draw.series, self.width, sensors))
        found = np.clip(np.concatenate(parts, axis=1)[:, : draw.rows], self.low, self.high)
        usual = self.mean[self.normal]
        return np.asarray(found + usual + draw.severity * (self.mean[draw.state] - usual))

    def _points(self, draw: Draw, past: Matrix | None, rng: np.random.Generator) -> Matrix:
        """Follows the velocity from noise to data by Heun's method."""
        size = self.components.kept
        with torch.no_grad():
            point = torch.from_numpy(rng.normal(size=(draw.series, size))).float()
            before = torch.zeros_like(point) if past is None else torch.from_numpy(past).float()
            state = torch.full((draw.series,), self.numbers[draw.state], dtype=torch.long)
            has_past = torch.full((draw.series,), 0.0 if past is None else 1.0)
            step = 1.0 / _STEPS
            for number in range(_STEPS):
                now = torch.full((draw.series,), number * step)
                first = self.network(point, now, state, before, has_past)
                second = self.network(point + step * first, now + step, state, before, has_past)
                point = point + 0.5 * step * (first + second)
        return point.double().numpy()


@dataclass(frozen=True, slots=True)
class FlowLearner:
    """Trains on windows of all states at once.

    Conditional flow matching with straight paths (Lipman et al., "Flow matching for generative modeling",
    ICLR 2023; Liu et al., "Flow straight and fast", ICLR 2023) in the space of principal components.

    Attributes:
        width: Rows of a window.
        updates: Gradient steps.
    """

    width: int = 24
    updates: int = 2000
    name: str = "flow"

    def fit(self, states: Mapping[str, Pieces], *, normal: str) -> Flow:
        """See ``Learner.fit``."""
        rng = np.random.default_rng(_SEED)
        numbers = {name: number for number, name in enumerate(states)}
        mean = {name: np.concatenate(pieces).mean(axis=0) for name, pieces in states.items()}
        away = {name: tuple(piece - mean[name] for piece in pieces) for name, pieces in states.items()}
        flat, before, label = self._windows(away, numbers, rng)
        components = _components(flat)
        points = components.of(flat)
        kept = components.kept
        held = before >= 0
        past = np.where(held[:, None], points[np.maximum(before, 0), :kept], 0.0)
        network = self._train(points[:, :kept], past, held, label, len(states))
        rest = points[:, kept:]
        by_state = {name: rest[label == number] for name, number in numbers.items()}
        return Flow(
            width=self.width,
            components=components,
            network=network,
            numbers=numbers,
            rest_mean={name: part.mean(axis=0) for name, part in by_state.items()},
            rest_spread={name: part.std(axis=0) for name, part in by_state.items()},
            low=np.min([piece.min(axis=0) for own in away.values() for piece in own], axis=0),
            high=np.max([piece.max(axis=0) for own in away.values() for piece in own], axis=0),
            mean=mean,
            normal=normal,
        )

    def _windows(
        self, states: Mapping[str, Pieces], numbers: Mapping[str, int], rng: np.random.Generator
    ) -> tuple[Matrix, np.ndarray, np.ndarray]:
        """Flat windows, the place of the window that ends where each begins (-1: none), and their states."""
        flat: list[Matrix] = []
        before: list[int] = []
        label: list[int] = []
        total = sum(max(p.shape[0] - self.width + 1, 1) for pieces in states.values() for p in pieces)
        for name, pieces in states.items():
            for piece in pieces:
                if piece.shape[0] < self.width:
                    continue
                places: dict[int, int] = {}
                for at in range(piece.shape[0] - self.width + 1):
                    if total > _MOST_WINDOWS and rng.random() > _MOST_WINDOWS / total:
                        continue
                    places[at] = len(flat)
                    flat.append(piece[at : at + self.width].ravel())
                    before.append(places.get(at - self.width, -1))
                    label.append(numbers[name])
        return np.stack(flat), np.array(before), np.array(label)

    def _train(
        self, points: Matrix, past: Matrix, held: np.ndarray, label: np.ndarray, states: int
    ) -> nn.Module:
        torch.manual_seed(_SEED)
        generator = torch.Generator().manual_seed(_SEED)
        network = _Velocity(points.shape[1], states)
        averaged = torch.optim.swa_utils.AveragedModel(
            network,
            multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995),  # type: ignore[no-untyped-call]
        )
        optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=1e-4)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=self.updates)
        data, before = torch.from_numpy(points).float(), torch.from_numpy(past).float()
        has, state = torch.from_numpy(held).float(), torch.from_numpy(label)
        weight = 1.0 / torch.bincount(state, minlength=states).clamp(min=1).float()[state].sqrt()
        for _ in range(self.updates):
            chosen = torch.multinomial(weight, _BATCH, replacement=True, generator=generator)
            end = data[chosen]
            start = torch.randn(end.shape, generator=generator)
            time = torch.rand(_BATCH, generator=generator)
            shown = has[chosen] * (torch.rand(_BATCH, generator=generator) > _ALONE).float()
            point = start + time[:, None] * (end - start)
            told = network(point, time, state[chosen], before[chosen] * shown[:, None], shown)
            loss = ((told - (end - start)) ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            averaged.update_parameters(network)
        trained: nn.Module = averaged.module
        return trained.eval()


def _components(flat: Matrix) -> Components:
    centre = flat.mean(axis=0)
    sample = flat[:: flat.shape[0] // 4000 + 1] - centre
    _, singular, axes = np.linalg.svd(sample, full_matrices=False)
    scale = singular / np.sqrt(sample.shape[0])
    held = scale > 1e-6 * max(float(scale[0]), 1e-12)
    scale, axes = scale[held], axes[held]
    share = np.cumsum(scale**2) / np.sum(scale**2)
    kept = int(min(np.searchsorted(share, _KEPT) + 1, _MOST, scale.size))
    return Components(centre=centre, axes=axes, scale=scale, kept=kept)
