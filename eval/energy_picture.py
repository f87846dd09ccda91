"""Draw what the Lipschitz constraint does: level sets and samples, certified AUROC by radius. Knows figures.

``python -m eval.energy_picture DATA OUT.png`` draws that of ``docs/series.md``; ``DATA`` holds ``tep``.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.experts.series.detectors.energy import EnergyDetector
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.energy.constant import product_of_singular_values
from assistant.experts.series.energy.network import EnergyNetwork
from assistant.experts.series.energy.recipe import Recipe
from assistant.experts.series.energy.sample import Walk, sample
from assistant.experts.series.energy.train import train
from eval.energy_measures import attacked_auroc
from eval.energy_sets import EnergySet, tep_set
from eval.plain_distances import PlainDistance, from_centre, nearest
from eval.scorers.certified_auroc import certified_auroc

_RADII = np.linspace(0.0, 2.0, 17)
_ATTACKS = (0.5, 1.0, 1.5, 2.0)
_RING = Recipe(hidden=(32, 32), margin=0.2, boxed=0.8, near=0.3, far=3.0)


def write_energy_picture(bench_data: Path, path: Path) -> None:
    """Trains on a ring and on TEP, with and without the constraint, and draws."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12.5, 3.9), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, 3, width_ratios=(1, 1, 1.35))
    points = ring(500)
    for axis, constrained in zip(axes[:2], (True, False), strict=True):
        network = train(points, replace(_RING, constrained=constrained)).network
        _level_sets(axis, network, points, "1-Lipschitz" if constrained else "unconstrained")
    detector = EnergyDetector()
    data = tep_set(bench_data / "tep", detector.basis)
    _curves(axes[2], data, detector)
    figure.savefig(path, dpi=72)


def ring(count: int) -> Matrix:
    """Usual points about 3 from the origin, nothing inside; shape (count, 2)."""
    rng = np.random.default_rng(0)
    angle = rng.uniform(0, 2 * np.pi, count)
    radius = 3.0 + 0.15 * rng.normal(size=count)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _level_sets(axis: Any, network: EnergyNetwork, points: Matrix, name: str) -> None:
    side = np.linspace(-6, 6, 121)
    grid = np.stack(np.meshgrid(side, side), axis=-1)
    energy = network.energy(grid.reshape(-1, 2)).reshape(121, 121)
    steps = np.arange(-0.5, 4.01, 0.5) if np.abs(energy).max() < 10 else 12
    lines = axis.contour(side, side, energy, levels=steps, cmap="viridis", linewidths=0.9)
    axis.clabel(lines, fontsize=6)
    axis.contour(side, side, energy, levels=[0.0], colors="#d13c3c", linewidths=1.6)
    starts = np.random.default_rng(1).uniform(-6, 6, size=(150, 2))
    drawn = sample(network, starts, Walk())
    inside = np.abs(drawn).max(axis=1) <= 6
    axis.plot(*points.T, ".", color="#9a9a9a", markersize=2, label="usual")
    axis.plot(*drawn[inside].T, "x", color="#1f6fb2", markersize=4, label=f"samples ({inside.sum()} of 150)")
    slope = np.linalg.norm(network.gradient(grid.reshape(-1, 2))[1], axis=1)
    axis.set_title(f"{name}: slope {np.median(slope):.2g}, at most {slope.max():.2g}", fontsize=9)
    axis.legend(fontsize=7, loc="upper right")
    axis.set_aspect("equal")
    axis.tick_params(labelsize=7)


def _curves(axis: Any, data: EnergySet, detector: EnergyDetector) -> None:
    metric = data.metric(detector.basis.width)
    networks = {
        "energy": train(data.learnt, detector.recipe, metric=metric).network,
        "unconstrained": train(
            data.learnt, replace(detector.recipe, constrained=False), metric=metric
        ).network,
    }
    scores = {
        name: PlainDistance(of=network.energy, constant=product_of_singular_values(network))
        for name, network in networks.items()
    } | {"nearest window": nearest(data.learnt), "Mahalanobis": from_centre(data.learnt, metric=metric)}
    for color, (name, score) in zip(
        ("#1f6fb2", "#d13c3c", "#2f8f4e", "#8a6d3b"), scores.items(), strict=True
    ):
        axis.plot(_RADII, _certified(score, data), color=color, linewidth=1.3, label=f"{name}, certified")
        if name in networks:
            left = [attacked_auroc(networks[name], data, radius) for radius in _ATTACKS]
            axis.plot(_ATTACKS, left, "o", color=color, markersize=4, label=f"{name}, attacked")
    axis.set_title("TEP: AUROC when both sides are moved by up to a radius", fontsize=9)
    axis.set_xlabel("radius (usual deviations, over the window of 16 rows)", fontsize=8)
    axis.set_ylim(0.4, 1.0)
    axis.grid(alpha=0.25)
    axis.legend(fontsize=7)
    axis.tick_params(labelsize=7)


def _certified(score: PlainDistance, data: EnergySet) -> Values:
    usual, each = score.of(data.usual), [score.of(points) for points in data.strange]
    return np.array(
        [
            np.mean([certified_auroc(usual, one, float(r), constant=score.constant) for one in each])
            for r in _RADII
        ]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Draw the energies' certified and attacked scores.")
    parser.add_argument("bench_data", type=Path)
    parser.add_argument("picture", type=Path, help="PNG to write")
    given = parser.parse_args()
    write_energy_picture(given.bench_data, given.picture)
