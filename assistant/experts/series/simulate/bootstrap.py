"""Generate rows by an autoregression whose residual rows are drawn again. Knows arrays and states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.simulate.protocol import Cube, Draw, Matrix, Pieces, Values

LAGS = 2
_BLOCK = 6
"""Residual rows that are drawn together, so that what the autoregression leaves in time is kept."""
_RIDGE = 1.0
_TRUST = 8.0
"""Pull of a rare state's dynamics towards those of the normal rows, for each lagged sensor."""
_STABLE = 0.995
_FEWEST = 3 * _BLOCK
_WARM_UP = 100
_LIMIT = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How the rows of a state follow one another.

    Attributes:
        mean: Shape (sensors,).
        weights: Of the rows before, newest first, shape (LAGS * sensors, sensors).
        residuals: Unbroken pieces of what the autoregression leaves; whole rows, so that sensors stay joined.
        spread: Deviation of the residuals, shape (sensors,).
    """

    mean: Values
    weights: Matrix
    residuals: Pieces
    spread: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """Autoregressions of all states."""

    states: Mapping[str, State]
    normal: str

    def sample(self, draw: Draw, rng: np.random.Generator) -> Cube:
        """See ``Generator.sample``; severity moves the mean, the dynamics and the size of residuals."""
        state, usual = self.states[draw.state], self.states[self.normal]
        mean = usual.mean + draw.severity * (state.mean - usual.mean)
        grown = np.log(np.maximum(state.spread, 1e-6)) - np.log(np.maximum(usual.spread, 1e-6))
        gain = np.exp(np.clip((draw.severity - 1.0) * grown, -3.0, 3.0))
        weights = stable(usual.weights + draw.severity * (state.weights - usual.weights))
        size = draw.rows + _WARM_UP
        past = np.zeros((draw.series, LAGS * mean.size))
        noise = _residuals(state.residuals, size, draw.series, rng) * gain
        found = np.empty((draw.series, size, mean.size))
        for row in range(size):
            new = np.clip(past @ weights + noise[:, row], -_LIMIT, _LIMIT)
            past = np.concatenate([new, past[:, : -mean.size]], axis=1)
            found[:, row] = new
        return np.asarray(found[:, _WARM_UP:] + mean)


@dataclass(frozen=True, slots=True)
class BootstrapLearner:
    """Fits one autoregression a state, those of rare states drawn to that of the normal rows.

    The residual bootstrap of Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 8, with
    blocks of whole rows (Künsch, "The jackknife and the bootstrap for general stationary observations",
    Annals of Statistics 17, 1989).
    """

    name: str = "bootstrap"

    def fit(self, states: Mapping[str, Pieces], *, normal: str) -> Bootstrap:
        """See ``Learner.fit``."""
        usual = _fit(states[normal], None)
        found = {name: usual if name == normal else _fit(pieces, usual) for name, pieces in states.items()}
        return Bootstrap(states=found, normal=normal)


def stable(weights: Matrix) -> Matrix:
    """Weights shrunk where rows would grow without end."""
    sensors = weights.shape[1]
    companion = np.zeros((LAGS * sensors, LAGS * sensors))
    companion[:, :sensors] = weights
    companion[np.arange((LAGS - 1) * sensors), sensors + np.arange((LAGS - 1) * sensors)] = 1.0
    radius = float(np.abs(np.linalg.eigvals(companion)).max())
    if radius <= _STABLE:
        return weights
    shrink = _STABLE / radius
    return np.concatenate(
        [weights[lag * sensors : (lag + 1) * sensors] * shrink ** (lag + 1) for lag in range(LAGS)]
    )


def _fit(pieces: Pieces, usual: State | None) -> State:
    rows = np.concatenate(pieces)
    mean = rows.mean(axis=0)
    sensors = rows.shape[1]
    long = [piece - mean for piece in pieces if piece.shape[0] > LAGS]
    past = np.concatenate([_past(piece) for piece in long]) if long else np.zeros((0, LAGS * sensors))
    new = np.concatenate([piece[LAGS:] for piece in long]) if long else np.zeros((0, sensors))
    towards = np.zeros((LAGS * sensors, sensors)) if usual is None else usual.weights
    pull = _RIDGE if usual is None else max(_RIDGE, _TRUST * LAGS * sensors)
    gram = past.T @ past + pull * np.eye(LAGS * sensors)
    weights = stable(towards + np.linalg.solve(gram, past.T @ (new - past @ towards)))
    left = tuple(piece[LAGS:] - _past(piece) @ weights for piece in long)
    left = tuple(piece - piece.mean(axis=0) for piece in left)
    spread = np.concatenate(left).std(axis=0) if left else np.ones(sensors)
    if usual is not None and sum(piece.shape[0] for piece in left) < _FEWEST:
        return State(mean=mean, weights=usual.weights, residuals=usual.residuals, spread=usual.spread)
    return State(mean=mean, weights=weights, residuals=left, spread=spread)


def _past(piece: Matrix) -> Matrix:
    size = piece.shape[0]
    return np.concatenate([piece[LAGS - lag : size - lag] for lag in range(1, LAGS + 1)], axis=1)


def _residuals(pieces: Pieces, rows: int, series: int, rng: np.random.Generator) -> Cube:
    """Rows drawn in blocks, shape (series, rows, sensors)."""
    starts = np.concatenate(
        [np.arange(max(piece.shape[0] - _BLOCK + 1, 1)) + at for piece, at in _with_places(pieces)]
    )
    pool = np.concatenate(pieces)
    begin = rng.choice(starts, size=(series, -(-rows // _BLOCK)))
    places = (begin[:, :, None] + np.arange(_BLOCK)).reshape(series, -1)[:, :rows]
    return np.asarray(pool[np.minimum(places, pool.shape[0] - 1)])


def _with_places(pieces: Pieces) -> list[tuple[Matrix, int]]:
    """Each piece with the place of its first row in all of them."""
    ends = np.cumsum([0, *[piece.shape[0] for piece in pieces]])
    return list(zip(pieces, ends[:-1].tolist(), strict=True))
