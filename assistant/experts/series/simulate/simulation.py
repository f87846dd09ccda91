"""Make a synthetic log like one that was recorded, as asked. Knows logs and wishes; no file, no screen."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TextIO, get_args

import numpy as np

from assistant.experts.series.concepts.labels import LabelledRange
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.detectors.prepare import Preparation, fit_preparation
from assistant.experts.series.iso_times import iso_times
from assistant.experts.series.simulate.bootstrap import LAGS, BootstrapLearner
from assistant.experts.series.simulate.edits import Edit, apply_edit
from assistant.experts.series.simulate.protocol import Cube, Draw, Learner, Pieces, Values
from assistant.experts.series.simulate.wish import Wish, WishedChange

Method = Literal["bootstrap", "flow"]
METHODS: tuple[Method, ...] = get_args(Method)

MOST_CELLS = 20_000_000
"""Readings that are made at most."""
_FEWEST = 60
"""Rows that the normal state must hold."""
_USUAL_SIZE = 4.0
"""Deviations by which a sensor is changed where no size was said."""
_FLOW_ROWS = 24
_TRIAL = 2000
"""Rows that are made to compare with those learnt from."""
_MOST_LEARNT = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made beside what the wish says.

    Attributes:
        rows: Rows of each series; where None, as the wish says.
        series: How many series.
        onset: Rows of the normal state before the state and the changes begin.
        most_readings: Of all series together; more are refused.
    """

    rows: int | None = None
    series: int = 1
    onset: int = 0
    method: Method = "bootstrap"
    seed: int = 0
    most_readings: int = MOST_CELLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """How like the rows learnt from the rows made are, before changes.

    Attributes:
        correlation_gap: Mean distance between the sensors' correlations, 0 to 2; None below two sensors.
        spread_ratio: Median over sensors of the deviation made over the deviation learnt from.
        mean_gap: Greatest distance of a sensor's mean, in its deviations.
    """

    correlation_gap: float | None
    spread_ratio: float
    mean_gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthetic:
    """Made series.

    Attributes:
        values: In the sensors' units, shape (series, rows, sensors).
        changed: Rows in which the state is not normal or a change was put in, shape (rows,).
        step_seconds: Between rows.
        changes: What was put in.
    """

    log: SensorLog
    order: Order
    state: str
    severity: float
    values: Cube
    changed: np.ndarray
    step_seconds: float
    changes: tuple[Edit, ...]
    fidelity: Fidelity
    learnt_rows: int

    def write(self, file: TextIO) -> None:
        """One line a row: series (where there are several), timestamp, the sensors, anomaly (0 or 1)."""
        writer = csv.writer(file, lineterminator="\n")
        several = self.values.shape[0] > 1
        writer.writerow([*(["series"] if several else []), "timestamp", *self.log.names, "anomaly"])
        times = iso_times(self.times.astype(np.int64))
        marks = self.changed.astype(int).tolist()
        for number, rows in enumerate(self.values):
            for time, row, mark in zip(times, rows.tolist(), marks, strict=True):
                cells = [f"{value:.7g}" for value in row]
                writer.writerow([*([number] if several else []), time, *cells, mark])

    @property
    def times(self) -> np.ndarray:
        """Times of the rows: they go on after the log's last reading."""
        step = max(round(self.step_seconds * 1e6), 1)
        first = int(self.log.times[-1]) + step
        return (first + step * np.arange(self.values.shape[1])).astype("datetime64[us]")


def states_of(
    log: SensorLog, labels: Sequence[LabelledRange], *, train_rows: int | None, normal: str
) -> dict[str, list[slice]]:
    """Rows of each state: labelled ones, and the normal ones (the first rows, or all where nothing is known).

    Raises:
        LogRefused: The normal state has too few rows.
    """
    found: dict[str, list[slice]] = {normal: []}
    for one in labels:
        found.setdefault(one.label, []).append(slice(one.first, one.last + 1))
    if train_rows is not None:
        found[normal].append(slice(0, train_rows))
    if not labels and train_rows is None:
        found[normal] = [slice(0, log.times.size)]
    rows = sum(piece.stop - piece.start for piece in found[normal])
    if rows < _FEWEST:
        raise LogRefused(
            f"{rows} normal rows are known: {_FEWEST} are needed; say how many first rows are normal with "
            f"--train-until, or label such rows {normal!r}"
        )
    return found


def simulate(
    log: SensorLog, states: Mapping[str, Sequence[slice]], wish: Wish, order: Order, *, normal: str
) -> Synthetic:
    """Learns the states of a log and makes series.

    Raises:
        LogRefused: Too many or too few rows are asked for, or a change cannot be made.
    """
    state = wish.state or normal
    severity = 1.0 if wish.severity is None else wish.severity
    own_step = float(np.median(np.diff(log.times))) / 1e6
    step = wish.step_seconds or own_step
    rows = _rows(wish, order, step)
    if order.series * rows * len(log.names) > order.most_readings:
        raise LogRefused(
            f"{order.series} series of {rows} rows are more than {order.most_readings:,} readings: "
            "ask for less"
        )
    if order.onset >= rows:
        raise LogRefused(f"an onset after {order.onset} rows leaves nothing of {rows} rows")
    preparation = fit_preparation(log.values, [_bounded(piece) for piece in states[normal]])
    learnt = _learnt(log, preparation, states)
    generator = learner_named(order.method).fit(learnt, normal=normal)
    rng = np.random.default_rng(order.seed)

    def stretch(name: str, size: int, strength: float) -> Cube:
        own_rows = max(int(np.ceil(size * step / own_step)) + 1, 2)
        draw = Draw(state=name, rows=own_rows, series=order.series, severity=strength)
        return _resampled(generator.sample(draw, rng), size, step / own_step)

    trial = generator.sample(Draw(state=state, rows=_TRIAL), np.random.default_rng(order.seed))[0]
    values = stretch(state, rows - order.onset, severity)
    if order.onset:
        values = np.concatenate([stretch(normal, order.onset, 1.0), values], axis=1)
    values = preparation.standardiser.invert(values)
    edits = tuple(_edit(one, log, preparation.standardiser.scale, severity, step) for one in wish.changes)
    for number in range(order.series):
        for edit in edits:
            values[number] = apply_edit(values[number], edit, rng, begin=order.onset)
    changed = np.zeros(rows, dtype=np.bool_)
    changed[order.onset :] = bool(edits) or (state != normal and severity > 0)
    return Synthetic(
        log=log,
        order=order,
        state=state,
        severity=severity,
        values=values,
        changed=changed,
        step_seconds=step,
        changes=edits,
        fidelity=_fidelity(np.concatenate(learnt[state]), trial),
        learnt_rows=sum(piece.shape[0] for piece in learnt[state]),
    )


def _rows(wish: Wish, order: Order, step: float) -> int:
    if order.rows is not None:
        return order.rows
    if wish.rows is not None:
        return wish.rows
    if wish.seconds is not None:
        return max(round(wish.seconds / step), 1)
    raise LogRefused(
        "how long the series shall be is not said: give -n ROWS, or a length in --like (for 2 h)"
    )


def learner_named(method: Method) -> Learner:
    """What learns by a method."""
    if method == "bootstrap":
        return BootstrapLearner()
    from assistant.experts.series.simulate.flow import FlowLearner

    return FlowLearner(width=_FLOW_ROWS)


def _bounded(piece: slice) -> slice:
    return slice(piece.start, min(piece.stop, piece.start + _MOST_LEARNT))


def _learnt(
    log: SensorLog, preparation: Preparation, states: Mapping[str, Sequence[slice]]
) -> dict[str, Pieces]:
    """Standardised pieces of each state that hold more than the lags."""
    found: dict[str, Pieces] = {}
    for name, pieces in states.items():
        kept = tuple(
            preparation.fill(log.values[_bounded(piece)])
            for piece in pieces
            if piece.stop - piece.start > LAGS
        )
        if not kept:
            raise LogRefused(
                f"the labelled ranges of {name!r} hold {LAGS} rows or fewer: nothing can be learnt"
            )
        found[name] = kept
    return found


def _edit(one: WishedChange, log: SensorLog, scale: Values, severity: float, step: float) -> Edit:
    place = log.names.index(one.sensor)
    size = one.size if one.size is not None else _USUAL_SIZE * severity * float(scale[place])
    if one.down:
        size = -abs(size)
    rows = 0.0
    if one.change == "oscillation":
        rows = 20.0 if one.period_seconds is None else one.period_seconds / step
        if rows < 2.0:
            raise LogRefused(
                f"an oscillation of {1.0 / (rows * step):.4g} Hz cannot be seen every {step:g} s: "
                f"at most {0.5 / step:.4g} Hz"
            )
    if one.change == "delay":
        rows = float(one.rows or 0) or (10.0 if one.period_seconds is None else one.period_seconds / step)
    return Edit(change=one.change, place=place, size=size, rows=rows)


def _resampled(made: Cube, rows: int, ratio: float) -> Cube:
    """Rows at another rate, read off between the rows made."""
    if ratio == 1.0:
        return made[:, :rows]
    places = np.minimum(np.arange(rows) * ratio, made.shape[1] - 1)
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, made.shape[1] - 1)
    part = (places - below)[None, :, None]
    return np.asarray(made[:, below] * (1.0 - part) + made[:, above] * part)


def _fidelity(learnt: np.ndarray, made: np.ndarray) -> Fidelity:
    spread, own = made.std(axis=0), learnt.std(axis=0)
    moving = own > 1e-6
    gap = None
    held = moving & (spread > 1e-6)
    if held.sum() > 1:
        first, second = np.corrcoef(learnt[:, held].T), np.corrcoef(made[:, held].T)
        gap = float(np.abs(first - second)[np.triu_indices(int(held.sum()), 1)].mean())
    ratio = float(np.median(spread[moving] / own[moving])) if moving.any() else 1.0
    away = np.abs(made.mean(axis=0) - learnt.mean(axis=0)) / np.maximum(own, 1e-6)
    return Fidelity(
        correlation_gap=gap, spread_ratio=ratio, mean_gap=float(away[moving].max()) if moving.any() else 0.0
    )
