"""Score generators of series beside one another. Knows series and scores, no data set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from assistant.experts.series.simulate.bootstrap import BootstrapLearner
from assistant.experts.series.simulate.flow import FlowLearner
from assistant.experts.series.simulate.protocol import Draw
from eval.scorers.synthetic_series import (
    correlation_gap,
    discriminative_score,
    predictive_score,
    strict_score,
)

Cube = npt.NDArray[np.float64]
"""Shape (series, rows, sensors)."""
Maker = Callable[[int], Cube]
"""From a seed to as many series as the real ones."""
Measured = Callable[[str, Callable[[], float]], float]
"""From the name of a figure and how it is measured to the figure."""

PUBLISHED = (
    "published on Sines (discriminative, predictive): TimeGAN 0.011, 0.093 "
    "(Yoon et al., NeurIPS 2019); Diffusion-TS 0.006, 0.093 (Yuan and Qiao, ICLR 2024)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOfSeries:
    """Real series with their states.

    Attributes:
        series: Scaled by sensor, shape (series, rows, sensors).
        states: Of each.
        normal: Name of the normal state.
    """

    series: Cube
    states: tuple[str, ...]
    normal: str


def makers(real: SetOfSeries, *, updates: int) -> dict[str, Maker]:
    """Our two generators and one that knows means and covariances only; learnt when first asked.

    Args:
        updates: Of the flow.
    """
    rows = real.series.shape[1]
    by_state = {
        name: tuple(real.series[k] for k, state in enumerate(real.states) if state == name)
        for name in dict.fromkeys(real.states)
    }

    def flow(seed: int) -> Cube:
        learnt = FlowLearner(width=rows, updates=updates).fit(by_state, normal=real.normal)
        return _drawn(learnt.sample, by_state, rows, seed)

    def bootstrap(seed: int) -> Cube:
        learnt = BootstrapLearner().fit(by_state, normal=real.normal)
        return _drawn(learnt.sample, by_state, rows, seed)

    return {"flow": flow, "bootstrap": bootstrap, "gaussian": lambda seed: gaussian(real.series, seed)}


def gaussian(series: Cube, seed: int) -> Cube:
    """Whole series from one normal distribution: it keeps means and all covariances, and nothing else."""
    flat = series.reshape(series.shape[0], -1)
    centre = flat.mean(axis=0)
    _, spread, axes = np.linalg.svd(flat - centre, full_matrices=False)
    drawn = np.random.default_rng(seed).normal(size=(flat.shape[0], spread.size))
    return np.asarray((drawn * spread / np.sqrt(flat.shape[0])) @ axes + centre).reshape(series.shape)


def scored(
    real: Cube, make: Callable[[], Cube], *, repeats: int, piece: Measured | None = None
) -> dict[str, float]:
    """Discriminative and predictive scores over judges, that of stricter ones, and the correlations' gap.

    Args:
        make: Gives the series that are judged; called once at most, and not at all where all is known.
        piece: From the name of a figure and how it is measured to the figure, as a journal keeps it.
    """
    made, known = cache(make), piece or _at_once

    def judged(score: Callable[..., float], name: str, seed: int) -> float:
        return known(f"{name} {seed}", lambda: score(real, made(), seed=seed))

    told = [judged(discriminative_score, "discriminative", seed) for seed in range(repeats)]
    foretold = [judged(predictive_score, "predictive", seed) for seed in range(min(repeats, 2))]
    return {
        "discriminative": float(np.mean(told)),
        "discriminative_sd": float(np.std(told)),
        "predictive": float(np.mean(foretold)),
        "strict": judged(strict_score, "strict", 0),
        "correlation_gap": known("correlation_gap", lambda: correlation_gap(real, made())),
    }


def _at_once(name: str, measure: Callable[[], float]) -> float:
    del name
    return measure()


def _drawn(
    sample: Callable[[Draw, np.random.Generator], Cube],
    by_state: Mapping[str, tuple[npt.NDArray[np.float64], ...]],
    rows: int,
    seed: int,
) -> Cube:
    """As many series of each state as the real ones have."""
    rng = np.random.default_rng(seed)
    return np.concatenate(
        [sample(Draw(state=name, rows=rows, series=len(own)), rng) for name, own in by_state.items()]
    )
