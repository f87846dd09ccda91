"""Figures of an energy: AUROC, certified and attacked, slopes, stability, samples. Knows points only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.energy.constant import measured
from assistant.experts.series.energy.network import EnergyNetwork
from assistant.experts.series.energy.sample import Walk, sample
from assistant.experts.series.energy.train import Training
from eval.attack import attacked
from eval.energy_sets import EnergySet, thinned
from eval.plain_distances import PlainDistance
from eval.scorers.certified_auroc import auroc, certified_auroc

RADII = (0.25, 0.5, 1.0)
"""Euclidean, of the prepared window: usual deviations, root of the sum of squares over sensors and rows."""
_ATTACKED = 150
_DRAWN = 300

Figures = dict[str, float]


def distance_figures(distance: PlainDistance, data: EnergySet) -> Figures:
    """AUROC of a plain distance, and what its constant certifies; ``seen_…`` without invisible faults."""
    found = _certified(distance, data)
    if len(data.visible) < len(data.strange):
        found |= {f"seen_{key}": value for key, value in _certified(distance, data.seen).items()}
    return found


def _certified(distance: PlainDistance, data: EnergySet) -> Figures:
    usual = distance.of(data.usual)
    each = [distance.of(points) for points in data.strange]
    found = {"auroc": _mean([auroc(usual, scores) for scores in each])}
    for radius in RADII:
        found[f"certified_{radius:g}"] = _mean(
            [certified_auroc(usual, scores, radius, constant=distance.constant) for scores in each]
        )
    return found


def energy_figures(training: Training, data: EnergySet, *, kept: int) -> Figures:
    """All figures of one training on one set; ``kept`` is the number of coordinates of a sensor."""
    network = training.network
    points = np.concatenate((thinned(data.usual, 400), *(thinned(s, 200) for s in data.strange)))
    constant = measured(network, points)
    found = distance_figures(PlainDistance(of=network.energy, constant=constant.singular), data)
    for radius in RADII:
        found[f"attacked_{radius:g}"] = attacked_auroc(network, data, radius)
    slopes = np.linalg.norm(network.gradient(points)[1], axis=1)
    last = training.losses[-training.losses.size // 4 :]
    return found | {
        "largest_constant_singular_values": constant.singular,
        "largest_constant_power_iteration": constant.power,
        "largest_slope": constant.steepest,
        "mean_slope": float(slopes.mean()),
        "loss_unsteadiness": float(last.std()),
        "ascent_left": float(training.landed[-last.size :].mean()),
        "energy_scale": float(network.energy(points).std()),
        "sensor_named": named_right(network, data, kept),
        **sample_figures(network, data),
    }


def attacked_auroc(network: EnergyNetwork, data: EnergySet, radius: float) -> float:
    """AUROC when gradient steps within the radius raise usual windows and lower strange ones."""
    usual = attacked(network, thinned(data.usual, _ATTACKED), radius, sign=1.0)
    each = [attacked(network, thinned(points, _ATTACKED), radius, sign=-1.0) for points in data.strange]
    return _mean([auroc(usual, scores) for scores in each])


def sample_figures(network: EnergyNetwork, data: EnergySet) -> Figures:
    """How near samples from noise come to usual windows that were not learnt.

    ``sample_distance`` is the energy distance (Székely and Rizzo, 2013) between samples and held-out usual
    windows, over that between learnt windows and these: 1 is as good as more data. ``sample_kept`` is the
    share of samples that end where the energy is at most 0 and no further out than any learnt window.
    """
    learnt, held_out = thinned(data.learnt, _DRAWN), thinned(data.usual, _DRAWN)
    centre, side = data.learnt.mean(axis=0), np.abs(data.learnt - data.learnt.mean(axis=0)).max(axis=0)
    rng = np.random.default_rng(0)
    starts = centre + 1.5 * side * rng.uniform(-1.0, 1.0, size=(_DRAWN, centre.size))
    drawn = sample(network, starts, Walk(), seed=1)
    far = np.linalg.norm(data.learnt - centre, axis=1).max()
    kept = (network.energy(drawn) <= 1e-3) & (np.linalg.norm(drawn - centre, axis=1) <= far)
    return {
        "sample_distance": energy_distance(drawn, held_out) / energy_distance(learnt, held_out),
        "sample_start_distance": energy_distance(starts, held_out) / energy_distance(learnt, held_out),
        "sample_kept": float(kept.mean()),
    }


def energy_distance(first: Matrix, second: Matrix) -> float:
    """Twice the mean distance between the sets less the mean distances within each; never negative."""
    from scipy.spatial.distance import cdist

    between = 2.0 * cdist(first, second).mean()
    return float(between - cdist(first, first).mean() - cdist(second, second).mean())


def named_right(network: EnergyNetwork, data: EnergySet, kept: int, *, size: float = 3.0) -> float:
    """Share of usual windows in which the sensor that was moved has the greatest part in the gradient.

    Args:
        kept: Coordinates of a sensor.
        size: Offset over all rows of the window, in usual deviations.
    """
    rng = np.random.default_rng(0)
    points = thinned(data.usual, 400).copy()
    sensors = points.shape[1] // kept
    moved = rng.integers(0, sensors, points.shape[0])
    points[np.arange(points.shape[0]), moved * kept] += size * rng.choice([-4.0, 4.0], points.shape[0])
    slopes = network.gradient(points)[1].reshape(points.shape[0], sensors, kept)
    return float(np.mean((slopes**2).sum(axis=2).argmax(axis=1) == moved))


def summary(rows: Sequence[Figures]) -> Figures:
    """Means over sets; of ``largest_…`` the greatest."""
    return {key: _joined(key, [row[key] for row in rows]) for key in rows[0]}


def over_seeds(rows: Sequence[Figures]) -> Figures:
    """Means and, as ``…_sd``, standard deviations over seeds; of ``largest_…`` the greatest alone."""
    found: Figures = {}
    for key in rows[0]:
        values = [row[key] for row in rows]
        found[key] = _joined(key, values)
        if not key.startswith("largest_"):
            found[f"{key}_sd"] = float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
    return found


def _joined(key: str, values: Sequence[float]) -> float:
    return max(values) if key.startswith("largest_") else _mean(values)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))
