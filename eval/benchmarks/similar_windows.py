"""Which measure of likeness finds the same fault in other runs: nearest windows of TEP and SKAB, no learning.

Protocol, TEP: each window of 50 rows of the test runs ``d01_te`` to ``d15_te`` after the fault's start (16
a fault) asks among the windows of the training runs ``d00`` to ``d15`` (none overlaps another): another run
of the process. A hit is the same fault. ``recall_at_1``: the nearest window is a hit; ``precision_at_5``:
share of hits among the five nearest; ``map``: mean average precision. Faults 3, 9 and 15, known to be all
but invisible, count in ``all_`` only. The measure and its threshold were chosen on the training runs alone,
their first halves asking their second halves.

``found``: share of windows whose nearest one is called alike and is the same fault. ``false``: share that
is called alike with something where all windows of the own fault are taken out of the archive, so that
nothing like it is the right answer. ``false_normal``: the same of windows of the normal run. ``close_``: the
same from the likeness on below which a match is said to be another fault perhaps.

SKAB: windows of the anomalous part of the odd files of ``valve1`` (the even ones were developed on) ask
among the windows after row 400 of the other odd files; a hit is anomalous. It has one kind of fault, so
that this asks no more than whether anomalies are nearer to each other than to normal rows (``skab_base``:
by chance).

In the same run: chance, mean values, means and deviations, Euclid on standardised readings, cosine of them,
the z-normalised distance of each sensor summed (what a matrix profile compares), the same at the best
offset within half a window, and cosine of the plain concept profiles of ``tep_faults``. All know the same
normal rows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.experts.series.concepts.activation import profiles, strengths
from assistant.experts.series.concepts.concept import concepts_of
from assistant.experts.series.concepts.dictionary import load_dictionary
from assistant.experts.series.concepts.reference import fit_reference
from assistant.experts.series.detectors.prepare import fit_preparation
from assistant.experts.series.similar.alike import ALIKE, CLOSE, directions
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.fault_windows import FAULT_FROM, FAULTS, WIDTH
from eval.normal_runs import read_tep
from eval.pieces import Pieces
from eval.report import EvalReport
from eval.skab_runs import TRAIN_ROWS, load_runs

Matrix = npt.NDArray[np.float64]
Cube = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Measure = Callable[["Windows", "Windows"], Matrix]
"""Likeness of windows that ask (rows) to windows that are there (columns), greater is more alike."""

HIDDEN = (0, 3, 9, 15)
OURS = "concept_directions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Windows with what measures compare.

    Attributes:
        readings: Standardised, shape (windows, rows, sensors).
        strength: Of concepts of single sensors, shape (windows, concepts).
        longer: The same windows with as many rows before and after as a window has, where the run has them.
        labels: What counts as the same.
        runs: Which run each is of.
    """

    readings: Cube
    strength: Matrix
    longer: tuple[Matrix, ...]
    labels: Labels
    runs: Labels


class SimilarWindows:
    """The benchmark ``similar_windows``. One that is broken off goes on."""

    name = "similar_windows"

    def run(self, options: RunOptions) -> EvalReport:
        """Ranks windows of other runs by each measure."""
        began = time.perf_counter()
        tep = local_folder("tep", options.bench_data, needs=("d00.dat", "d15.dat", "d15_te.dat"))
        skab = local_folder("skab", options.bench_data, needs=("valve1",))
        pieces = Pieces(self.name, options)
        asking, archive = tep_windows(tep)
        pump = skab_windows(skab / "valve1")
        found: dict[str, dict[str, float]] = {}
        measures = all_measures()
        for step, (name, measure) in enumerate(measures.items()):
            options.tell(name, step, len(measures))

            def both(measure: Measure = measure) -> dict[str, float]:
                return {**tep_scores(asking, archive, measure(asking, archive)), **skab_scores(pump, measure)}

            found[name] = pieces.piece(name, both)
        ours = {**found.pop(OURS), **pieces.piece("alike", lambda: said_alike(asking, archive))}
        return EvalReport(
            benchmark=self.name,
            n=int((~np.isin(asking.labels, HIDDEN)).sum()),
            errors=0,
            scores=ours,
            baselines={**found, "chance": chance(asking, archive, pump)},
            settings=pieces.settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=("faults 3, 9 and 15 are known to be all but invisible", *pieces.notes),
        )


def tep_windows(folder: Path) -> tuple[Windows, Windows]:
    """Windows of the test runs after the fault's start, and of the training runs."""
    normal = read_tep(folder / "d00.dat")
    tests = [read_tep(folder / f"d{fault:02d}_te.dat")[FAULT_FROM:] for fault in FAULTS]
    trained = [read_tep(folder / f"d{fault:02d}.dat") for fault in FAULTS]
    return measured(normal, tests), measured(normal, trained)


def measured(normal: Matrix, runs: list[Matrix]) -> Windows:
    """Windows of runs, none overlapping another; the label is the run's place."""
    scale, strength = learnt(normal)
    cut, longer, labels = [], [], []
    for number, run in enumerate(runs):
        rows = scale(run)
        for at in range(0, rows.shape[0] - WIDTH + 1, WIDTH):
            cut.append(rows[at : at + WIDTH])
            longer.append(rows[max(at - WIDTH // 2, 0) : at + WIDTH + WIDTH // 2])
            labels.append(number)
    windows, numbers = np.stack(cut), np.array(labels, dtype=np.int64)
    return Windows(
        readings=windows, strength=strength(windows), longer=tuple(longer), labels=numbers, runs=numbers
    )


def learnt(normal: Matrix) -> tuple[Callable[[Matrix], Matrix], Callable[[Cube], Matrix]]:
    """From readings to standardised ones, and from windows to strengths of concepts, by normal rows."""
    preparation = fit_preparation(normal, [slice(0, normal.shape[0])])
    reference = fit_reference((preparation.fill(normal),), WIDTH)
    concepts = concepts_of([f"s{k}" for k in range(normal.shape[1])], reference, load_dictionary())
    single = [place for place, concept in enumerate(concepts) if not concept.kind.pairwise]
    return preparation.fill, lambda windows: strengths(reference.deviations(windows), concepts)[:, single]


def skab_windows(folder: Path) -> Windows:
    """Windows of the odd files after row 400 that are wholly normal or wholly anomalous (label 1)."""
    cut, strength, longer, labels, numbers = [], [], [], [], []
    for run in load_runs(folder):
        if run.for_tuning:
            continue
        scale, strong = learnt(run.values[:TRAIN_ROWS])
        rows = scale(run.values)
        starts = [
            at
            for at in range(TRAIN_ROWS, rows.shape[0] - WIDTH + 1, WIDTH // 2)
            if run.anomalous[at : at + WIDTH].mean() in (0.0, 1.0)
        ]
        windows = np.stack([rows[at : at + WIDTH] for at in starts])
        cut.append(windows)
        strength.append(strong(windows))
        longer += [rows[max(at - WIDTH // 2, 0) : at + WIDTH + WIDTH // 2] for at in starts]
        labels += [int(run.anomalous[at]) for at in starts]
        numbers += [run.number] * len(starts)
    return Windows(
        readings=np.concatenate(cut),
        strength=np.concatenate(strength),
        longer=tuple(longer),
        labels=np.array(labels, dtype=np.int64),
        runs=np.array(numbers, dtype=np.int64),
    )


def all_measures() -> Mapping[str, Measure]:
    """Ours first."""
    return {
        OURS: lambda a, b: directions(a.strength) @ directions(b.strength).T,
        "concept_profiles": lambda a, b: cosine(profiles(a.strength), profiles(b.strength)),
        "mean_values": lambda a, b: nearness(a.readings.mean(axis=1), b.readings.mean(axis=1)),
        "mean_values_cosine": lambda a, b: cosine(a.readings.mean(axis=1), b.readings.mean(axis=1)),
        "means_and_deviations": lambda a, b: nearness(_plain(a.readings), _plain(b.readings)),
        "euclid_on_readings": lambda a, b: nearness(_flat(a.readings), _flat(b.readings)),
        "cosine_on_readings": lambda a, b: cosine(_flat(a.readings), _flat(b.readings)),
        "z_normalised": lambda a, b: nearness(_flat(_shapes(a.readings)), _flat(_shapes(b.readings))),
        "z_normalised_aligned": aligned,
    }


def aligned(asking: Windows, there: Windows) -> Matrix:
    """Z-normalised likeness of each sensor, summed, at the best offset within half a window."""
    own = _flat(_shapes(asking.readings))
    found = np.empty((own.shape[0], len(there.longer)))
    for place, rows in enumerate(there.longer):
        cut = np.lib.stride_tricks.sliding_window_view(rows, WIDTH, axis=0)[::2].transpose(0, 2, 1)
        found[:, place] = nearness(own, _flat(_shapes(cut))).max(axis=1)
    return found


def tep_scores(asking: Windows, archive: Windows, likeness: Matrix) -> dict[str, float]:
    """Recall at 1, precision at 5 and mean average precision, without the hidden faults and with them."""
    each = np.array(
        [ranked(likeness[place], archive.labels == label) for place, label in enumerate(asking.labels)]
    )
    names = ("recall_at_1", "precision_at_5", "map")
    visible, faulty = ~np.isin(asking.labels, HIDDEN), asking.labels != 0
    found = dict(zip(names, each[visible].mean(axis=0).tolist(), strict=True))
    whole = dict(zip(names, each[faulty].mean(axis=0).tolist(), strict=True))
    return {**found, **{f"all_{name}": value for name, value in whole.items()}}


def skab_scores(pump: Windows, measure: Measure) -> dict[str, float]:
    """The same of anomalous windows among those of other files."""
    likeness = measure(pump, pump)
    each = []
    for place in np.flatnonzero(pump.labels == 1):
        others = pump.runs != pump.runs[place]
        each.append(ranked(likeness[place, others], pump.labels[others] == 1))
    means = np.array(each).mean(axis=0).tolist()
    return dict(zip(("skab_recall_at_1", "skab_precision_at_5", "skab_map"), means, strict=True))


def ranked(likeness: Matrix, hits: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Whether the first one is a hit, the share of hits among five, and average precision."""
    order = np.argsort(-likeness, kind="stable")
    hit = hits[order]
    places = np.flatnonzero(hit)
    precision = (np.arange(1, places.size + 1) / (places + 1)).mean() if places.size else 0.0
    return float(hit[0]), float(hit[:5].mean()), float(precision)


def said_alike(asking: Windows, archive: Windows) -> dict[str, float]:
    """How often the same fault is called alike, and how often something is where nothing is."""
    visible = np.flatnonzero(~np.isin(asking.labels, HIDDEN))
    likeness = directions(asking.strength[visible]) @ directions(archive.strength).T
    same = asking.labels[visible, None] == archive.labels
    nearest = likeness.argmax(axis=1)
    hit = same[np.arange(visible.size), nearest]
    foreign = np.where(same, -1.0, likeness).max(axis=1)
    normal = directions(asking.strength[asking.labels == 0]) @ directions(archive.strength).T
    found: dict[str, float] = {}
    for begins, limit in (("", ALIKE), ("close_", CLOSE)):
        found[f"{begins}found"] = float((hit & (likeness.max(axis=1) >= limit)).mean())
        found[f"{begins}false"] = float((foreign >= limit).mean())
        found[f"{begins}false_normal"] = float((normal.max(axis=1) >= limit).mean())
    return found


def chance(asking: Windows, archive: Windows, pump: Windows) -> dict[str, float]:
    """Shares of hits in any order."""
    visible = asking.labels[~np.isin(asking.labels, HIDDEN)]
    base = float(np.mean([(archive.labels == label).mean() for label in visible]))
    anomalous = np.flatnonzero(pump.labels == 1)
    share = [float((pump.labels[pump.runs != pump.runs[place]] == 1).mean()) for place in anomalous]
    return {"recall_at_1": base, "precision_at_5": base, "skab_base": float(np.mean(share))}


def cosine(own: Matrix, known: Matrix) -> Matrix:
    """Of rows with rows."""
    lengths = [np.maximum(np.linalg.norm(part, axis=1), 1e-9) for part in (own, known)]
    return np.asarray((own @ known.T) / lengths[0][:, None] / lengths[1])


def nearness(own: Matrix, known: Matrix) -> Matrix:
    """Squared Euclidean distances with the sign turned."""
    return np.asarray(2.0 * own @ known.T - (own**2).sum(axis=1)[:, None] - (known**2).sum(axis=1))


def _plain(windows: Cube) -> Matrix:
    return np.concatenate([windows.mean(axis=1), np.log(windows.std(axis=1) + 1e-3)], axis=1)


def _flat(windows: Cube) -> Matrix:
    return windows.reshape(windows.shape[0], -1)


def _shapes(windows: Cube) -> Cube:
    """Each sensor less its mean and over its deviation."""
    centred = windows - windows.mean(axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(centred.std(axis=1, keepdims=True), 1e-6))
