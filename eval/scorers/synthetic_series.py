"""How real synthetic series are: TimeGAN's discriminative and predictive scores. Knows arrays, no generator.

Protocol of Yoon, Jarrett and van der Schaar, "Time-series Generative Adversarial Networks", NeurIPS 2019,
and its published code: series scaled to 0 to 1 by the real ones unless they lie there already; a recurrent
network (GRU) of half as many units as sensors, batches of 128, Adam with its usual rate. Discriminative:
2,000 updates on four fifths of real and synthetic series, the distance of the accuracy on the rest from one
half. Predictive: 5,000 updates on synthetic series to tell the last sensor of the next row from the other
sensors, mean absolute error on real series.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Cube = npt.NDArray[np.float64]
"""Shape (series, rows, sensors)."""

_BATCH = 128
_TRAINED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long the judges learn; the defaults are those of the paper."""

    discriminative: int = 2000
    predictive: int = 5000


class _Judge(nn.Module):
    """A GRU and a linear layer on its last or on all states."""

    def __init__(self, inputs: int, units: int) -> None:
        super().__init__()
        self.gru = nn.GRU(inputs, units, batch_first=True)
        self.leave = nn.Linear(units, 1)

    def forward(self, rows: Tensor) -> Tensor:
        states, _ = self.gru(rows)
        found: Tensor = self.leave(states)[..., 0]
        return found


def unit_scaled(real: Cube, synthetic: Cube) -> tuple[Cube, Cube]:
    """Both scaled by the real series' extremes of each sensor, unless these lie within 0 to 1."""
    if real.min() >= 0.0 and real.max() <= 1.0:
        return real, synthetic
    low, high = real.min(axis=(0, 1)), real.max(axis=(0, 1))
    span = np.where(high > low, high - low, 1.0)
    return (real - low) / span, (synthetic - low) / span


def discriminative_score(real: Cube, synthetic: Cube, *, seed: int, effort: Effort | None = None) -> float:
    """How far from a coin a trained judge tells synthetic from real; 0 is best, 0.5 worst.

    Args:
        real, synthetic: Of equal shape in rows and sensors.
    """
    updates = (effort or Effort()).discriminative
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    parts = [_split(scaled, rng) for scaled in unit_scaled(real, synthetic)]
    judge = _Judge(real.shape[2], max(real.shape[2] // 2, 1))
    optimiser = torch.optim.Adam(judge.parameters())
    loss_of = nn.BCEWithLogitsLoss()
    truth = torch.cat([torch.ones(_BATCH), torch.zeros(_BATCH)])
    for _ in range(updates):
        rows = torch.cat([_batch(train, rng) for train, _ in parts])
        loss = loss_of(judge(rows)[:, -1], truth)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        said = [judge(torch.from_numpy(test).float())[:, -1] > 0 for _, test in parts]
    right = int(said[0].sum()) + int((~said[1]).sum())
    return abs(0.5 - right / (len(said[0]) + len(said[1])))


def predictive_score(real: Cube, synthetic: Cube, *, seed: int, effort: Effort | None = None) -> float:
    """Mean absolute error on real series of a judge that learnt on synthetic ones; smaller is better."""
    updates = (effort or Effort()).predictive
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    true, made = unit_scaled(real, synthetic)
    judge = _Judge(max(real.shape[2] - 1, 1), max(real.shape[2] // 2, 1))
    optimiser = torch.optim.Adam(judge.parameters())
    for _ in range(updates):
        rows = _batch(made, rng)
        inputs, wanted = _asked(rows)
        loss = (torch.sigmoid(judge(inputs)) - wanted).abs().mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    with torch.no_grad():
        inputs, wanted = _asked(torch.from_numpy(true).float())
        return float((torch.sigmoid(judge(inputs)) - wanted).abs().mean())


def strict_score(real: Cube, synthetic: Cube, *, seed: int) -> float:
    """As the discriminative score, by gradient-boosted trees on what each sensor does; 0 is best, 0.5 worst.

    They see the first and last row, mean, extremes, and the deviations of first and second differences. The
    small recurrent judge of the protocol misses much that they find.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    rng = np.random.default_rng(seed)
    parts = [_split(_shape(scaled), rng) for scaled in unit_scaled(real, synthetic)]
    truth = np.repeat([1, 0], [parts[0][0].shape[0], parts[1][0].shape[0]])
    judge = HistGradientBoostingClassifier(max_iter=50, random_state=seed)
    judge.fit(np.concatenate([train for train, _ in parts]), truth)
    right = [judge.predict(test) == kind for (_, test), kind in zip(parts, (1, 0), strict=True)]
    return abs(0.5 - float(np.concatenate(right).mean()))


def _shape(series: Cube) -> npt.NDArray[np.float64]:
    first = np.diff(series, axis=1)
    ends = [series[:, 0], series[:, -1], series.mean(axis=1), series.min(axis=1), series.max(axis=1)]
    return np.concatenate([*ends, first.std(axis=1), np.diff(first, axis=1).std(axis=1)], axis=1)


def correlation_gap(real: Cube, synthetic: Cube) -> float:
    """Mean distance between the sensors' correlations in real and in synthetic rows, 0 to 2."""
    flat = [part.reshape(-1, part.shape[2]) for part in (real, synthetic)]
    held = np.all([part.std(axis=0) > 1e-9 for part in flat], axis=0)
    if held.sum() < 2:
        return 0.0
    first, second = (np.corrcoef(part[:, held].T) for part in flat)
    above = np.triu_indices(int(held.sum()), 1)
    return float(np.abs(first - second)[above].mean())


def _asked(rows: Tensor) -> tuple[Tensor, Tensor]:
    """The other sensors up to the row before, and the last sensor's next row; one sensor tells of itself."""
    others = rows[:, :-1, :-1] if rows.shape[2] > 1 else rows[:, :-1]
    return others, rows[:, 1:, -1]


def _split(series: Cube, rng: np.random.Generator) -> tuple[Cube, Cube]:
    order = rng.permutation(series.shape[0])
    cut = int(_TRAINED * series.shape[0])
    return series[order[:cut]], series[order[cut:]]


def _batch(series: Cube, rng: np.random.Generator) -> Tensor:
    return torch.from_numpy(series[rng.integers(series.shape[0], size=_BATCH)]).float()
