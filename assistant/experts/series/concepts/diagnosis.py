"""Tell which fault each window of a log shows, from few labels. Knows arrays and labels, no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.concepts.activation import activations, profiles, strengths
from assistant.experts.series.concepts.concept import Concept, concepts_of
from assistant.experts.series.concepts.corrections import Corrected, Correction, place_corrections
from assistant.experts.series.concepts.dictionary import load_dictionary
from assistant.experts.series.concepts.embedding import fit_embedding
from assistant.experts.series.concepts.grounding import Grounding, ground, halves
from assistant.experts.series.concepts.labels import LabelledRange
from assistant.experts.series.concepts.model import AdditiveModel, Places, Values, reliability
from assistant.experts.series.concepts.novelty import fit_novelty
from assistant.experts.series.concepts.reference import Reference, fit_reference
from assistant.experts.series.concepts.spreading import fit_with_unlabelled
from assistant.experts.series.concepts.statistics import Cube, Matrix
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.detectors.prepare import Preparation, fit_preparation

MOST_LEARNT = 3000
"""Unlabelled windows that learning looks at; the others are only judged."""
MOST_LABELLED = 400
"""Labelled windows of a fault that are learnt from."""
_TURNS = 10
"""Models that are fitted at most to check the labels."""
_FEWEST_NORMAL = 3
"""Window widths that the normal rows must hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSet:
    """Windows of a log.

    Attributes:
        starts: First place of each.
        strength: Of the concepts, shape (windows, concepts).
    """

    starts: Places
    strength: Matrix

    @property
    def profiles(self) -> Matrix:
        """Strengths relative to one another."""
        return profiles(self.strength)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Labelled ranges told by a model that did not learn on them.

    Attributes:
        windows: How many windows were told.
        right: How many of them rightly.
    """

    windows: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What was learnt and told.

    Attributes:
        width: Rows of a window.
        judged: The windows of the grid over the whole log.
        probabilities: Of the faults, shape (windows, faults).
        plain: The same by the model without corrections, None where there are none.
        likeness: Of each window to the most similar labelled one; see ``Novelty``.
        labelled_share: Share of the log's rows that are labelled with a fault.
        check: None where no fault has two ranges.
    """

    width: int
    concepts: tuple[Concept, ...]
    reference: Reference
    preparation: Preparation
    model: AdditiveModel
    judged: WindowSet
    probabilities: Matrix
    plain: Matrix | None
    likeness: Values
    grounding: Grounding
    labelled_share: float
    normal_rows: int
    check: Check | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """Windows to learn from.

    Attributes:
        profiles: Labelled windows first.
        labels: Number of the fault, -1 where unknown.
        ranges: Which labelled range a window comes from, -1 where none.
    """

    profiles: Matrix
    labels: Places
    ranges: Places


def diagnose(
    log: SensorLog,
    labels: Sequence[LabelledRange],
    *,
    width: int = 50,
    train_rows: int | None = None,
    normal: str = "normal",
    corrections: Sequence[Correction] = (),
) -> Diagnosis:
    """Learns faults from labelled ranges and tells them in all windows.

    Args:
        width: Rows of a window.
        train_rows: The first rows that are normal; where None, the rows labelled ``normal``.

    Raises:
        LogRefused: There are too few normal rows or faults, or a correction fits nothing.
    """
    labels = _with_normal(log, labels, train_rows, normal, width)
    pieces = [
        slice(r.first, r.last + 1) for r in labels if r.label == normal and r.last - r.first + 1 >= width
    ]
    preparation = fit_preparation(log.values, pieces)
    rows = preparation.fill(log.values)
    reference = fit_reference(tuple(rows[piece] for piece in pieces), width)
    concepts = concepts_of(log.names, reference, load_dictionary())
    faults = tuple(sorted({r.label for r in labels}, key=lambda name: (name != normal, name)))
    if len(faults) < 2:
        raise LogRefused(
            f"the labels name no fault beside {normal!r}: at least one range of a fault is needed"
        )
    judged = _windows(rows, _grid(rows.shape[0], width), reference, concepts)
    training = _training(rows, labels, faults, judged, reference, concepts)
    corrected = place_corrections(corrections, concepts, faults)
    plain = fit_with_unlabelled(training.profiles, faults, training.labels)
    model = _corrected(training, faults, corrected) if corrections else plain
    seen = judged.profiles
    return Diagnosis(
        width=width,
        concepts=concepts,
        reference=reference,
        preparation=preparation,
        model=model,
        judged=judged,
        probabilities=model.probabilities(seen),
        plain=plain.probabilities(seen) if corrections else None,
        grounding=_grounding(rows, judged, width),
        likeness=_likeness(training, np.where(corrected.allowed, corrected.factors, 0.0), seen),
        labelled_share=float(_covered([r for r in labels if r.label != normal], rows.shape[0]).mean()),
        normal_rows=sum(piece.stop - piece.start for piece in pieces),
        check=_check(training, faults),
    )


def _corrected(training: Training, faults: tuple[str, ...], corrected: Corrected) -> AdditiveModel:
    """The model learnt anew with what the user removed or weighed."""
    return corrected.apply(
        fit_with_unlabelled(
            training.profiles,
            faults,
            training.labels,
            factors=corrected.factors,
            allowed=corrected.allowed,
        )
    )


def _with_normal(
    log: SensorLog, labels: Sequence[LabelledRange], train_rows: int | None, normal: str, width: int
) -> list[LabelledRange]:
    """The labels with the normal rows among them."""
    found = list(labels)
    if train_rows is not None:
        clash = next((r for r in labels if r.first < train_rows and r.label != normal), None)
        if clash is not None:
            raise LogRefused(
                f"{clash.label} is labelled from row {int(log.row[clash.first])}, within the {train_rows} "
                "rows that --train-until calls normal"
            )
        found = [r for r in labels if r.first >= train_rows]
        found.append(LabelledRange(first=0, last=train_rows - 1, label=normal))
    held = sum(r.last - r.first + 1 for r in found if r.label == normal and r.last - r.first + 1 >= width)
    if held < _FEWEST_NORMAL * width:
        raise LogRefused(
            f"{held} normal rows are known in ranges of at least {width} rows: {_FEWEST_NORMAL * width} are "
            f"needed; label such rows {normal!r}, say how many first rows are normal with --train-until, or "
            "take a smaller --window"
        )
    normal_values = np.concatenate([log.values[r.first : r.last + 1] for r in found if r.label == normal])
    empty = [
        n for n, held_ in zip(log.names, np.isfinite(normal_values).any(axis=0), strict=True) if not held_
    ]
    if empty:
        raise LogRefused(f"no readings in the normal rows: {', '.join(empty)}; leave them out with --sensors")
    return sorted(found, key=lambda one: one.first)


def _grid(rows: int, width: int) -> Places:
    """First places of windows over the whole log, each half over the one before, the last at its end."""
    starts = np.arange(0, rows - width + 1, max(width // 2, 1), dtype=np.int64)
    return np.unique(np.append(starts, rows - width))


def _cut(rows: Matrix, starts: Places, width: int) -> Cube:
    views = np.lib.stride_tricks.sliding_window_view(rows, width, axis=0)
    return np.asarray(views[starts].transpose(0, 2, 1))


def _windows(rows: Matrix, starts: Places, reference: Reference, concepts: Sequence[Concept]) -> WindowSet:
    parts = [
        strengths(reference.deviations(_cut(rows, starts[at : at + 1024], reference.width)), concepts)
        for at in range(0, starts.size, 1024)
    ]
    return WindowSet(starts=starts, strength=np.concatenate(parts))


def _training(
    rows: Matrix,
    labels: Sequence[LabelledRange],
    faults: Sequence[str],
    judged: WindowSet,
    reference: Reference,
    concepts: Sequence[Concept],
) -> Training:
    width = reference.width
    spans = [(n, r, _inside(r, width, rows.shape[0])) for n, r in enumerate(labels)]
    most = max(sum(s.size for _, r, s in spans if r.label == f) for f in faults if f != faults[0])
    normal = [(n, r, s) for n, r, s in spans if r.label == faults[0]]
    share = max(1, -(-max(most, 5) // len(normal)))
    kept = [(n, r, s) for n, r, s in spans if r.label != faults[0]]
    kept += [(n, r, s[np.unique(np.linspace(0, s.size - 1, share).astype(int))]) for n, r, s in normal]
    starts = np.concatenate([s for _, _, s in kept])
    number = np.concatenate([np.full(s.size, n, dtype=np.int64) for n, _, s in kept])
    fault = np.concatenate([np.full(s.size, faults.index(r.label), dtype=np.int64) for _, r, s in kept])
    thin = _thinned(fault)
    starts, number, fault = starts[thin], number[thin], fault[thin]
    known = _windows(rows, starts, reference, concepts)
    free = np.flatnonzero(~_touched(judged.starts, width, _covered(labels, rows.shape[0])))
    if free.size > MOST_LEARNT:
        free = free[np.linspace(0, free.size - 1, MOST_LEARNT).astype(int)]
    none = np.full(free.size, -1, dtype=np.int64)
    return Training(
        profiles=np.concatenate([known.profiles, profiles(judged.strength[free])]),
        labels=np.concatenate([fault, none]),
        ranges=np.concatenate([number, none]),
    )


def _thinned(fault: Places) -> Places:
    """Places of labelled windows to learn from: of each fault at most ``MOST_LABELLED``, evenly."""
    chosen = []
    for one in np.unique(fault):
        mine = np.flatnonzero(fault == one)
        count = min(mine.size, MOST_LABELLED)
        chosen.append(mine[np.linspace(0, mine.size - 1, count).astype(int)])
    return np.concatenate(chosen)


def _inside(one: LabelledRange, width: int, rows: int) -> Places:
    """First places of the windows of a range; one about its middle where it is shorter than a window."""
    length = one.last - one.first + 1
    if length < width:
        middle = (one.first + one.last + 1 - width) // 2
        return np.array([min(max(middle, 0), rows - width)], dtype=np.int64)
    return np.arange(one.first, one.last - width + 2, max(width // 2, 1), dtype=np.int64)


def _covered(labels: Sequence[LabelledRange], rows: int) -> np.ndarray:
    covered = np.zeros(rows, dtype=np.bool_)
    for one in labels:
        covered[one.first : one.last + 1] = True
    return covered


def _touched(starts: Places, width: int, covered: np.ndarray) -> np.ndarray:
    before = np.concatenate(([0], np.cumsum(covered)))
    return np.asarray(before[starts + width] > before[starts])


def _grounding(rows: Matrix, judged: WindowSet, width: int) -> Grounding:
    chosen = np.arange(judged.starts.size)
    if chosen.size > MOST_LEARNT:
        chosen = chosen[: chosen.size // MOST_LEARNT * MOST_LEARNT : chosen.size // MOST_LEARNT]
    starts = judged.starts[chosen]
    learnt, held_out = halves(starts, width)
    windows = _cut(rows, starts, width)
    if learnt.size < 2 or held_out.size < 2:
        learnt = held_out = np.arange(0)
        count = judged.strength.shape[1]
        return Grounding(directions=np.zeros((0, count)), auc=np.full(count, np.nan))
    vectors = fit_embedding(windows[learnt]).of(windows)
    return ground(vectors, activations(judged.strength[chosen]), learnt=learnt, held_out=held_out)


def _likeness(training: Training, factors: Values, seen: Matrix) -> Values:
    known = np.flatnonzero(training.labels >= 0)
    worth = reliability(training.profiles, known, training.labels[known]) * factors
    normal = training.profiles[training.labels == 0]
    return fit_novelty(training.profiles[known], normal, worth).likeness(seen)


def _check(training: Training, faults: Sequence[str]) -> Check | None:
    """Leaves out labelled ranges in turns; a fault with one range only is learnt from, never asked."""
    turns = _turns(training)
    told = right = 0
    for turn in range(int(turns.max(initial=-1)) + 1):
        left_out = turns == turn
        held = (training.labels >= 0) & ~left_out
        model = fit_with_unlabelled(training.profiles[held], faults, training.labels[held])
        said = model.scores(training.profiles[left_out]).argmax(axis=1)
        told += said.size
        right += int((said == training.labels[left_out]).sum())
    return Check(windows=told, right=right) if told else None


def _turns(training: Training) -> Places:
    """When each window is left out; -1 where never. The ranges of a fault are dealt out evenly."""
    turns = np.full(training.labels.size, -1, dtype=np.int64)
    for fault in np.unique(training.labels[training.labels >= 0]):
        mine = training.labels == fault
        ranges = np.unique(training.ranges[mine])
        if ranges.size > 1:
            turns[mine] = np.searchsorted(ranges, training.ranges[mine]) % _TURNS
    return turns
