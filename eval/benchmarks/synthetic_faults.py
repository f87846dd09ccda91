"""TEP: whether synthetic windows of rare faults help classifiers that are tested on real ones.

Protocol: windows, faults, labels and test as in ``tep_faults`` (no row of a labelled window is tested;
``limit`` is the number of seeds). A generator learns the normal run and the K labelled windows of each
state, nothing else, and makes ten windows a state. Classifiers are ExtraTrees (300) on means and
deviations, and the product's concepts without unlabelled windows; each learns on the K real windows
(``real``), on these with the synthetic ones (``both``), and on synthetic ones alone (``synthetic``: train
on synthetic, test on real). Gains are ``both`` minus ``real``, seed by seed. The baseline is ``jitter``:
the labelled windows with noise of 0.3 usual deviations. The flow is too slow for ten seeds: it has three.
A run that is broken off goes on: each seed of each generator is a piece of the journal.
How much a rare state borrows from the normal dynamics was chosen on windows of the training runs.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import ExtraTreesClassifier

from assistant.experts.series.concepts.activation import profiles, strengths
from assistant.experts.series.concepts.concept import concepts_of
from assistant.experts.series.concepts.dictionary import load_dictionary
from assistant.experts.series.concepts.reference import fit_reference
from assistant.experts.series.concepts.spreading import fit_with_unlabelled
from assistant.experts.series.detectors.standardise import standardiser
from assistant.experts.series.simulate.bootstrap import BootstrapLearner
from assistant.experts.series.simulate.flow import FlowLearner
from assistant.experts.series.simulate.protocol import Draw, Learner, Matrix, Pieces
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.fault_windows import FAULTS, WIDTH, Cube, Places, draw, load_fault_windows
from eval.pieces import Pieces as JournalPieces
from eval.report import EvalReport

COUNTS = (1, 5)
SEEDS = 10
_FLOW_SEEDS = 3
_MADE = 10
_JITTER = 0.3
_FLOW = FlowLearner(width=25, updates=800)

Labels = npt.NDArray[np.int64]


class SyntheticFaults:
    """The benchmark ``synthetic_faults``."""

    name = "synthetic_faults"

    def run(self, options: RunOptions) -> EvalReport:
        """Learns with and without synthetic windows, seed after seed."""
        began = time.perf_counter()
        folder = local_folder("tep", options.bench_data, needs=("d00.dat", "d15.dat", "d15_te.dat"))
        found = load_fault_windows(folder)
        scale = standardiser(found.normal, [slice(0, found.normal.shape[0])])
        trial = Trial(scale.apply(found.normal), scale.apply(found.windows), found.faults)
        seeds = min(options.limit or SEEDS, SEEDS)
        kept = JournalPieces(self.name, options)
        told: dict[str, dict[str, list[float]]] = {}
        for step, (count, seed) in enumerate((c, s) for c in COUNTS for s in range(seeds)):
            options.tell(f"K = {count}, seed {seed}", step, len(COUNTS) * seeds)
            labelled, test = draw(found.faults, count, seed)
            for way in ("bootstrap", "jitter", "flow"):
                if way == "flow" and seed >= _FLOW_SEEDS:
                    continue
                measure = partial(trial.run, way, labelled, test, seed)
                for key, value in kept.piece(f"{way} K = {count}, seed {seed}", measure).items():
                    told.setdefault(way, {}).setdefault(f"{key}_k{count}", []).append(value)
        return EvalReport(
            benchmark=self.name,
            n=seeds,
            errors=0,
            scores=summary(told["bootstrap"]),
            baselines={way: summary(values) for way, values in told.items() if way != "bootstrap"},
            settings=kept.settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=("sd of a gain is over seeds", f"flow: {min(_FLOW_SEEDS, seeds)} seeds", *kept.notes),
        )


class Trial:
    """Windows as the classifiers see them."""

    def __init__(self, normal: Matrix, windows: Cube, faults: Labels) -> None:
        self.normal, self.windows, self.faults = normal, windows, faults
        self._reference = fit_reference((normal,), WIDTH)
        names = [f"s{k}" for k in range(normal.shape[1])]
        self._concepts = concepts_of(names, self._reference, load_dictionary())
        self._plain, self._profiles = plain(windows), self._seen(windows)

    def run(self, way: str, labelled: Places, test: Places, seed: int) -> dict[str, float]:
        """Accuracies of both classifiers, and their gains."""
        rng = np.random.default_rng(seed)
        real, known = self.windows[labelled], self.faults[labelled]
        made, of = self._jitter(real, known, rng) if way == "jitter" else self._made(way, real, known, rng)
        truth = self.faults[test]
        found: dict[str, float] = {}
        for name, own, extra in (
            ("extra_trees", self._plain, plain(made)),
            ("concepts", self._profiles, self._seen(made)),
        ):
            tell = _trees if name == "extra_trees" else _concepts
            parts = {
                "real": (own[labelled], known),
                "both": (np.concatenate([own[labelled], extra]), np.concatenate([known, of])),
                "synthetic": (extra, of),
            }
            for part, (seen, labels) in parts.items():
                found[f"{name}_{part}"] = float((tell(seen, labels, own[test], seed) == truth).mean())
            found[f"{name}_gain"] = found[f"{name}_both"] - found[f"{name}_real"]
        return found

    def _made(self, way: str, real: Cube, known: Labels, rng: np.random.Generator) -> tuple[Cube, Labels]:
        states: dict[str, Pieces] = {str(f): tuple(real[known == f]) for f in FAULTS}
        states["0"] = (self.normal, *states["0"])
        learner: Learner = BootstrapLearner() if way == "bootstrap" else _FLOW
        generator = learner.fit(states, normal="0")
        made, of = [], []
        for fault in FAULTS:
            made.append(generator.sample(Draw(state=str(fault), rows=WIDTH, series=_MADE), rng))
            of += [fault] * _MADE
        return np.concatenate(made), np.array(of)

    def _jitter(self, real: Cube, known: Labels, rng: np.random.Generator) -> tuple[Cube, Labels]:
        copies = _MADE // max(known.size // len(FAULTS), 1)
        made = np.concatenate([real + _JITTER * rng.normal(size=real.shape) for _ in range(copies)])
        return made, np.tile(known, copies)

    def _seen(self, windows: Cube) -> Matrix:
        return profiles(strengths(self._reference.deviations(windows), self._concepts))


def plain(windows: Cube) -> Matrix:
    """Means and deviations of the sensors."""
    return np.concatenate([windows.mean(axis=1), windows.std(axis=1)], axis=1)


def summary(told: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Means over seeds, and the standard deviations of gains."""
    found = {key: float(np.mean(values)) for key, values in told.items()}
    return found | {f"{key}_sd": float(np.std(values)) for key, values in told.items() if "_gain" in key}


def _trees(seen: Matrix, labels: Labels, asked: Matrix, seed: int) -> Labels:
    return np.asarray(ExtraTreesClassifier(300, random_state=seed).fit(seen, labels).predict(asked))


def _concepts(seen: Matrix, labels: Labels, asked: Matrix, seed: int) -> Labels:
    del seed
    model = fit_with_unlabelled(seen, [str(fault) for fault in FAULTS], labels)
    return np.asarray(model.scores(asked).argmax(axis=1))
