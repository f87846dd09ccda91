"""The energy on a 1-Lipschitz network: AUROC, certified AUROC and attacks on SKAB and TEP.

Protocol: SKAB (each file of ``valve1``: the first 400 rows are learnt, later rows parted by their labels,
AUROC of a file, mean over files; ``skab`` reports files of odd number, ``skab_tuning`` those on which
settings were chosen) and TEP (``d00`` is learnt, ``d00_te`` is usual, rows 160 and after of faults 1 to 15
are strange, mean over faults; ``seen`` without 3, 9 and 15; faults 5, 10 and 11 were looked at when settings
were chosen). A point is a window of 16 prepared rows. Radii are Euclidean in usual deviations over the whole
window: 1.0 is one sensor off by a quarter of its deviation in all 16 rows. ``certified_R`` holds for every
attack of radius R on both sides, ``attacked_R`` is what 20 gradient steps do. Three seeds; ``_sd`` is the
standard deviation over them.

Beside it: the same training without the constraint (``unconstrained``; certificates by its own measured
constant), the energy learnt in the plain metric, and plain distances in the same coordinates, which have
certificates too, for a distance is 1-Lipschitz: to the nearest learnt window, and Mahalanobis'.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from assistant.experts.series.detectors.energy import EnergyDetector
from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.energy.recipe import Recipe
from assistant.experts.series.energy.train import train
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.energy_measures import Figures, distance_figures, energy_figures, over_seeds, summary
from eval.energy_sets import EnergySet, skab_sets, tep_set
from eval.pieces import Pieces
from eval.plain_distances import PlainDistance, from_centre, nearest
from eval.report import EvalReport

SEEDS = (0, 1, 2)
Measure = Callable[[EnergySet, Matrix, Recipe], Figures]
"""Of a set, the metric of its shrunk covariance, and a recipe with a seed."""


class Energy:
    """The benchmark ``energy``; ``limit`` is the number of files of SKAB. One that is broken off goes on."""

    name = "energy"

    def run(self, options: RunOptions) -> EvalReport:
        """Trains with and without the constraint on each set and measures."""
        began = time.perf_counter()
        groups = energy_groups(options.bench_data, options.limit)
        pieces = Pieces(self.name, options)
        found: dict[str, Figures] = {}
        steps = len(MEASURES) * len(groups)
        for number, (name, (_, seeds)) in enumerate(MEASURES.items()):
            for place, (group, sets) in enumerate(groups.items()):
                options.tell(f"{name} on {group}", number * len(groups) + place, steps)
                figures = over_seeds([measured(pieces, name, sets, seed) for seed in seeds])
                found.setdefault(name, {}).update({f"{group}_{key}": v for key, v in figures.items()})
        baselines: dict[str, Mapping[str, float]] = {**found}
        return EvalReport(
            benchmark=self.name,
            n=sum(len(sets) for sets in groups.values()),
            errors=0,
            scores=baselines.pop("energy"),
            baselines=baselines,
            settings=pieces.settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(f"{len(SEEDS)} seeds; a file of SKAB or all of TEP is one case", *pieces.notes),
        )


def energy_groups(bench_data: Path | None, limit: int | None) -> dict[str, list[EnergySet]]:
    """The sets by the name that their figures begin with."""
    basis = EnergyDetector().basis
    skab = skab_sets(local_folder("skab", bench_data, needs=("valve1",)) / "valve1", basis, limit)
    tep = local_folder("tep", bench_data, needs=("d00.dat", "d00_te.dat", "d15_te.dat"))
    groups = {
        "skab": [data for data in skab if not data.for_tuning],
        "skab_tuning": [data for data in skab if data.for_tuning],
        "tep": [tep_set(tep, basis)],
    }
    return {name: sets for name, sets in groups.items() if sets}


def measured(pieces: Pieces, name: str, sets: Sequence[EnergySet], seed: int) -> Figures:
    """Means of a measure's figures over the sets; each set is a piece."""
    measure, _ = MEASURES[name]
    detector = EnergyDetector()
    recipe = replace(detector.recipe, seed=seed)

    def one(data: EnergySet) -> Figures:
        return measure(data, data.metric(detector.basis.width), recipe)

    return summary([pieces.piece(f"{name} {data.name} {seed}", partial(one, data)) for data in sets])


def energy(data: EnergySet, metric: Matrix, recipe: Recipe) -> Figures:
    """What the product trains."""
    return energy_figures(train(data.learnt, recipe, metric=metric), data, kept=EnergyDetector().basis.kept)


def unconstrained(data: EnergySet, metric: Matrix, recipe: Recipe) -> Figures:
    """The same, not held 1-Lipschitz."""
    return energy(data, metric, replace(recipe, constrained=False))


def plain_metric(data: EnergySet, metric: Matrix, recipe: Recipe) -> Figures:
    """The energy where all sensors count alike."""
    del metric
    network = train(data.learnt, recipe).network
    return distance_figures(PlainDistance(of=network.energy), data)


def nearest_window(data: EnergySet, metric: Matrix, recipe: Recipe) -> Figures:
    """Distance to the nearest learnt window, all sensors alike."""
    del metric, recipe
    return distance_figures(nearest(data.learnt), data)


def nearest_in_metric(data: EnergySet, metric: Matrix, recipe: Recipe) -> Figures:
    """The same in the energy's metric."""
    del recipe
    return distance_figures(nearest(data.learnt, metric=metric), data)


def mahalanobis(data: EnergySet, metric: Matrix, recipe: Recipe) -> Figures:
    """Distance from the mean of the learnt windows in the energy's metric."""
    del recipe
    return distance_figures(from_centre(data.learnt, metric=metric), data)


MEASURES: Mapping[str, tuple[Measure, tuple[int, ...]]] = {
    "energy": (energy, SEEDS),
    "unconstrained": (unconstrained, SEEDS),
    "energy_in_plain_metric": (plain_metric, SEEDS),
    "nearest_window": (nearest_window, (0,)),
    "nearest_window_in_metric": (nearest_in_metric, (0,)),
    "mahalanobis": (mahalanobis, (0,)),
}
