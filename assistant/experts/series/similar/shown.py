"""What each window of a log shows, one strength a concept, so that windows can be compared. Knows no file.

A window is measured against what is usual for its own log, so that windows of machines side by side can be
compared too, whatever their levels.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.experts.series.concepts.activation import strengths
from assistant.experts.series.concepts.concept import Concept, concepts_of
from assistant.experts.series.concepts.dictionary import load_dictionary
from assistant.experts.series.concepts.reference import Reference, fit_reference
from assistant.experts.series.concepts.statistics import Matrix
from assistant.experts.series.detectors.detection import calm_pieces, joined
from assistant.experts.series.detectors.prepare import Preparation, fit_preparation
from assistant.experts.series.operations import Mask, Places, Run, runs

SHORTEST = 10
"""Rows of a window below which its concepts cannot be measured."""
_WIDEST = 400
"""Rows of a window; those of a longer one are averaged in blocks."""
_MOST_WINDOWS = 4_000
_CHUNK = 512
_OVERLAP = 4
"""Windows begin a quarter of their width apart."""
_FEWEST_USUAL = 3
"""Windows' widths of usual rows below which the whole log beside the stretch is taken for usual."""
_TRIMMED, _LOUD, _LEAST = 2, 0.1, 0.5
"""How often usual rows are looked at again, the share of windows left out, and from which length."""
_HOLE = 16
"""Rows without any reading up to which the rows before and after are taken to go on with each other."""
_MISSING = 0.25
"""Share of readings that may be missing in a window."""
_HELD = 20
"""Usual readings of a sensor from which it is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A log as it is compared: averaged where the stretch is long, with the rows that are usual for it.

    Attributes:
        values: Shape (rows, sensors); NaN where missing.
        factor: Rows of the log that one row here stands for.
        width: Rows of a window.
        breaks: Rows before which the log was interrupted, rising.
        pieces: Usual rows.
        asked: First row of the stretch that is asked about, where it is of this log.
    """

    values: Matrix
    factor: int
    width: int
    breaks: tuple[int, ...]
    pieces: tuple[slice, ...]
    asked: int | None

    @property
    def held(self) -> Mask:
        """Sensors with enough usual readings, shape (sensors,)."""
        usual = np.concatenate([self.values[piece] for piece in self.pieces])
        return np.asarray(np.isfinite(usual).sum(axis=0) >= min(_HELD, usual.shape[0] // 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the windows of a view show.

    Attributes:
        view: What they are cut from.
        starts: Their first rows, rising.
        strength_WC: Of each concept in each window; 0 where usual.
        asked_C: Of the stretch that is asked about, where it is of this log.
        concepts: In the order of the columns, each of one sensor.
    """

    view: View
    starts: Places
    strength_WC: Matrix
    asked_C: Matrix | None
    concepts: tuple[Concept, ...]

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """First and last row of the log of some rows here, both included."""
        return first * self.view.factor, (last + 1) * self.view.factor - 1


def view_of(
    values: Matrix,
    rows: int,
    *,
    breaks: Sequence[int] = (),
    asked: tuple[int, int] | None = None,
    normal: tuple[int, int] | None = None,
    stood: Sequence[Run] = (),
) -> View | None:
    """A log as its windows of some length are compared; None where it is too short for two of them.

    Args:
        values: Shape (rows, sensors); NaN where missing.
        rows: Rows of the log that a window has, at least ``SHORTEST``.
        breaks: Rows before which the log was interrupted.
        asked: First row of the stretch asked about and the one after its last, where it is of this log; its
            rows are not taken for usual.
        normal: First row that is known to be normal and the one after the last, where somebody says.
        stood: Rows in which the machine stood: no reading is taken from them, and no window holds a stop of
            more than 16 of them.
    """
    factor = -(-rows // _WIDEST)
    width = rows // factor
    averaged = _averaged(_while_running(values, stood), factor)
    if averaged.shape[0] < 2 * width:
        return None
    first = None if asked is None else min(asked[0] // factor, averaged.shape[0] - width)
    skipped = slice(0, 0) if first is None else slice(first, first + width)
    known = None if normal is None else slice(normal[0] // factor, normal[1] // factor)
    pieces = _usual(averaged[:, np.isfinite(averaged).any(axis=0)], width, skipped, known)
    if not pieces:
        return None
    return View(
        values=averaged,
        factor=factor,
        width=width,
        breaks=tuple(sorted({row // factor for row in (*breaks, *_stops(stood))})),
        pieces=pieces,
        asked=first,
    )


def shown(view: View, columns: Sequence[int], names: Sequence[str]) -> Shown:
    """Measures the windows of a view.

    Args:
        columns: The sensors, each ``held``.
        names: What they are called, in the same order.
    """
    values = view.values[:, list(columns)]
    pieces = view.pieces
    for _ in range(_TRIMMED):
        pieces = _quiet(_Usual.learnt(values, pieces, view.width, names), values, pieces, view.width)
    usual = _Usual.learnt(values, pieces, view.width, names)
    starts = _starts(view)
    return Shown(
        view=view,
        starts=starts,
        strength_WC=usual.strength(values, starts),
        asked_C=None if view.asked is None else usual.strength(values, np.array([view.asked]))[0],
        concepts=usual.concepts,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    """What is usual by some rows.

    Attributes:
        single: Places of the concepts of one sensor among all.
    """

    preparation: Preparation
    reference: Reference
    every: tuple[Concept, ...]
    single: tuple[int, ...]

    @classmethod
    def learnt(cls, values: Matrix, pieces: Sequence[slice], width: int, names: Sequence[str]) -> _Usual:
        preparation = fit_preparation(values, pieces)
        rows = preparation.fill(values)
        reference = fit_reference(tuple(rows[piece] for piece in pieces), width)
        concepts = concepts_of(names, reference, load_dictionary())
        single = tuple(place for place, one in enumerate(concepts) if not one.kind.pairwise)
        return cls(preparation=preparation, reference=reference, every=concepts, single=single)

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """Those of one sensor."""
        return tuple(self.every[place] for place in self.single)

    def strength(self, values: Matrix, starts: Places) -> Matrix:
        """Of the concepts in windows, shape (windows, concepts)."""
        rows, width = self.preparation.fill(values), self.reference.width
        cut = np.lib.stride_tricks.sliding_window_view(rows, width, axis=0)
        parts = [
            strengths(
                self.reference.deviations(cut[starts[at : at + _CHUNK]].transpose(0, 2, 1)), self.every
            )[:, list(self.single)]
            for at in range(0, starts.size, _CHUNK)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.single)))


def _quiet(usual: _Usual, values: Matrix, pieces: tuple[slice, ...], width: int) -> tuple[slice, ...]:
    """The pieces without the tenth of their windows that shows most: a fault there would hide its like."""
    step = max(width // 2, 1)
    starts = np.concatenate([np.arange(p.start, p.stop - width + 1, step) for p in pieces])
    shows = np.linalg.norm(usual.strength(values, starts), axis=1)
    loud = starts[(shows > np.quantile(shows, 1 - _LOUD)) & (shows > _LEAST)]
    kept = np.zeros(values.shape[0], dtype=np.bool_)
    for piece in pieces:
        kept[piece] = True
    for start in loud:
        kept[start : start + width] = False
    found = tuple(slice(run.first, run.last + 1) for run in runs(kept) if run.last + 1 - run.first >= width)
    enough = sum(piece.stop - piece.start for piece in found) >= _FEWEST_USUAL * width
    return (
        found
        if enough and np.isfinite(np.concatenate([values[piece] for piece in found])).any(axis=0).all()
        else pieces
    )


def _while_running(values: Matrix, stood: Sequence[Run]) -> Matrix:
    if not stood:
        return values
    values = values.copy()
    for run in stood:
        values[run.first : run.last + 1] = np.nan
    return values


def _stops(stood: Sequence[Run]) -> list[int]:
    """First rows of long stops, and those after them."""
    return [row for run in stood if run.readings > _HOLE for row in (run.first, run.last + 1)]


def _averaged(values: Matrix, factor: int) -> Matrix:
    """Means of blocks of rows; what is left over at the end is dropped."""
    if factor == 1:
        return values
    blocks = values[: values.shape[0] // factor * factor].reshape(-1, factor, values.shape[1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.asarray(np.nanmean(blocks, axis=1))


def _usual(values: Matrix, width: int, skipped: slice, known: slice | None) -> tuple[slice, ...]:
    """Known rows, or the calmest pieces, beside the stretch; all rows beside it where these are too few."""
    read = [
        slice(run.first, run.last + 1)
        for run in runs(joined(np.asarray(np.isfinite(values).any(axis=1)), _HOLE))
    ]
    chosen = _merged(calm_pieces(values)) if known is None else [known]
    calm = _beside(_common(chosen, read), skipped, width)
    if sum(piece.stop - piece.start for piece in calm) >= _FEWEST_USUAL * width:
        return calm
    return _beside(read, skipped, width)


def _common(pieces: Sequence[slice], others: Sequence[slice]) -> list[slice]:
    """What two sets of pieces have in common."""
    both = (slice(max(a.start, b.start), min(a.stop, b.stop)) for a in pieces for b in others)
    return [one for one in both if one.start < one.stop]


def _merged(pieces: Sequence[slice]) -> list[slice]:
    """Pieces that touch are one."""
    found: list[slice] = []
    for piece in pieces:
        if found and piece.start <= found[-1].stop:
            found[-1] = slice(found[-1].start, piece.stop)
        else:
            found.append(piece)
    return found


def _beside(pieces: Sequence[slice], skipped: slice, width: int) -> tuple[slice, ...]:
    """What is left of the pieces without some rows; parts shorter than a window are dropped."""
    parts = [
        part
        for piece in pieces
        for part in (
            slice(piece.start, min(piece.stop, max(skipped.start, piece.start))),
            slice(max(piece.start, min(skipped.stop, piece.stop)), piece.stop),
        )
    ]
    if skipped.start == skipped.stop:
        parts = list(pieces)
    return tuple(part for part in parts if part.stop - part.start >= width)


def _starts(view: View) -> Places:
    """First rows of the windows; none holds an interruption, or readings that are mostly estimates."""
    count = view.values.shape[0] - view.width + 1
    stride = max(view.width // _OVERLAP, -(-count // _MOST_WINDOWS), 1)
    missing = np.isnan(view.values[:, view.held]).mean(axis=1)
    before = np.concatenate(([0.0], np.cumsum(missing)))
    edges = [0, *view.breaks, view.values.shape[0]]
    parts = [
        np.arange(first, end - view.width + 1, stride, dtype=np.int64)
        for first, end in pairwise(edges)
        if end - first >= view.width
    ]
    starts = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
    return np.asarray(starts[before[starts + view.width] - before[starts] <= _MISSING * view.width])
