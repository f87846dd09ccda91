"""Find the changes of a log: cut each sensor, and each pair, into stretches, and tell where they part.

Knows arrays; no file, no words. An anomaly comes and goes within a few rows; a change holds for ``LEAST``
rows and a hundredth of the log.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from assistant.experts.series.changes.blocks import Blocks, log_spreads, means, ties, width_for
from assistant.experts.series.changes.change import KINDS, Change, Kind
from assistant.experts.series.changes.noise import long_run_noise
from assistant.experts.series.changes.place import placed
from assistant.experts.series.changes.segment import Segment, segments
from assistant.experts.series.changes.steady import seasonal, without_spikes
from assistant.experts.series.changes.steps import Step, steps
from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.operations import Values

FEWEST = 60
"""Readings of a sensor below which nothing can be said of it."""
LEAST = 20
"""Rows for which a change must hold, at least."""
_LEAST_SHARE = 0.01
_MOST_BLOCKS = 1_500
_SPREAD_ROWS, _TIE_ROWS = 12, 24
"""Rows of a block from which a spread or a correlation is told, at least."""
_MOST_TIES = 200
"""Blocks of a pair at most, for there are many pairs."""
_MOST_PAIRS = 1_500
_FEWEST_BLOCKS = 8
_STILL = 1e-9
"""Share of a sensor's deviation below which a block stands still but for rounding."""
_FLOOR = 0.02
"""Added to spreads, as a share of the usual spread of the log's blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for.

    Attributes:
        kinds: Those wanted.
        rate: Chance that a sensor in which nothing changes is said to have changed, for each kind.
        step_seconds: Between rows, so that a day is told from an hour; 0 where it is not known.
    """

    kinds: Sequence[Kind] = KINDS
    rate: float = 0.01
    step_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """Blocks of one figure, cut into stretches."""

    blocks: Blocks
    figures: Values
    noise: float
    parts: tuple[Segment, ...]
    found: list[Step]

    def first_row(self, number: int) -> int:
        return self.blocks.first_row(self.parts[number].first)

    def until(self, step: Step) -> int | None:
        return None if step.back is None else self.first_row(step.back)


def find_changes(values: Matrix, asked: Asked | None = None) -> tuple[Change, ...]:
    """The changes of all sensors and pairs in order of time.

    Args:
        values: Shape (rows, sensors); NaN where missing.
    """
    wanted = asked or Asked()
    found: list[Change] = []
    moving = [j for j in range(values.shape[1]) if _moves(values[:, j])]
    for sensor in moving:
        own = values[:, sensor]
        if "level" in wanted.kinds or "slope" in wanted.kinds:
            found += [c for c in _levels(own, sensor, wanted) if c.kind in wanted.kinds]
        if "spread" in wanted.kinds:
            found += _spreads(own, sensor, wanted.rate)
    if "correlation" in wanted.kinds:
        pairs = list(combinations(moving, 2))[:_MOST_PAIRS]
        for pair in pairs:
            found += _correlations(values, pair, wanted.rate / len(pairs))
    return tuple(sorted(found, key=lambda c: (c.row, -c.strength)))


def _moves(values: Values) -> bool:
    seen = values[np.isfinite(values)]
    return bool(seen.size >= FEWEST and seen.min() < seen.max())


def _levels(values: Values, sensor: int, asked: Asked) -> list[Change]:
    """Changes of level and slope of one sensor, less its season."""
    blocks = means(values, width_for(values.size, _MOST_BLOCKS, 1))
    season = seasonal(blocks.figures, blocks.place, asked.step_seconds * blocks.width)
    rest = Blocks(figures=blocks.figures - season, place=blocks.place, width=blocks.width)
    cut = _cut(rest, "level", _least(values.size, blocks.width, LEAST), asked.rate, lines=True)
    if cut is None:
        return []
    over = np.zeros(-(-values.size // blocks.width))
    over[blocks.place] = season
    flat = values - np.repeat(over, blocks.width)[: values.size]
    found = []
    for step in cut.found:
        before, after = cut.parts[step.number - 1], cut.parts[step.number]
        per = blocks.width if step.kind == "slope" else 1
        if step.bend is None:
            row, earliest, latest = placed(flat, blocks, before, after, cut.noise)
        else:
            ends = (step.bend.place, step.bend.earliest, step.bend.latest)
            row, earliest, latest = (rest.first_row(before.first + place) for place in ends)
        found.append(
            Change(
                kind=step.kind,
                row=row,
                earliest=earliest,
                latest=latest,
                sensor=sensor,
                before=step.before / per,
                after=step.after / per,
                strength=step.strength,
                until=cut.until(step),
            )
        )
    return found


def _spreads(values: Values, sensor: int, rate: float) -> list[Change]:
    """Changes of a sensor's deviation around its own short lines."""
    width = width_for(values.size, _MOST_BLOCKS, _SPREAD_ROWS)
    plain = log_spreads(values, width, floor=1e-300)
    usual = float(np.exp(np.median(plain.figures))) if plain.figures.size else 0.0
    whole = float(np.nanstd(values))
    floor = _FLOOR * (usual if usual > _STILL * whole else whole)
    blocks = log_spreads(values, width, floor=floor)
    least = _least(values.size, width, 3 * width)
    cut = _cut(blocks, "spread", least, rate, noise=1.0 / math.sqrt(2.0 * (width - 2)))
    if cut is None:
        return []

    def size(figure: float) -> float:
        """The deviation itself; what rounding leaves of a sensor that stands still is none."""
        spread = math.exp(figure) - floor
        return spread if spread > _STILL * floor else 0.0

    sizes = [(size(step.before), size(step.after)) for step in cut.found]
    return [_at_block(cut, s, b, a, sensor) for s, (b, a) in zip(cut.found, sizes, strict=True)]


def _correlations(values: Matrix, pair: tuple[int, int], rate: float) -> list[Change]:
    """Changes of how two sensors move together within blocks."""
    width = width_for(values.shape[0], _MOST_TIES, _TIE_ROWS)
    blocks = ties(values[:, pair[0]], values[:, pair[1]], width)
    least = _least(values.shape[0], width, 3 * width)
    cut = _cut(blocks, "correlation", least, rate, noise=1.0 / math.sqrt(width - 4))
    if cut is None:
        return []
    return [_at_block(cut, s, math.tanh(s.before), math.tanh(s.after), *pair) for s in cut.found]


def _at_block(
    cut: _Cut, step: Step, before: float, after: float, sensor: int, partner: int | None = None
) -> Change:
    """A change whose row is known to a block."""
    row, width = cut.first_row(step.number), cut.blocks.width
    return Change(
        kind=step.kind,
        row=row,
        earliest=max(row - width, 0),
        latest=row + width,
        sensor=sensor,
        partner=partner,
        before=before,
        after=after,
        strength=step.strength,
        until=cut.until(step),
    )


def _least(rows: int, width: int, fewest: int) -> int:
    """Blocks that a stretch has at least."""
    return max(math.ceil(max(fewest, _LEAST_SHARE * rows) / width), 2)


def _cut(
    blocks: Blocks, kind: Kind, least: int, rate: float, *, noise: float = 0.0, lines: bool = False
) -> _Cut | None:
    """Stretches and the changes between them; None where there is nothing to compare.

    The penalty is what the greatest of as many squared normal numbers exceeds with the probability ``rate``.

    Args:
        noise: Of the figures, at least.
    """
    if blocks.figures.size < _FEWEST_BLOCKS:
        return None
    figures = without_spikes(blocks.figures, least)
    noise = max(long_run_noise(figures), noise)
    if noise <= 0.0:
        return None
    penalty = 2.0 * math.log(figures.size / rate)
    parts = segments(figures, penalty=penalty * noise**2, least=least, lines=lines)
    found = steps(figures, parts, kind, noise=noise, penalty=penalty)
    return _Cut(blocks=blocks, figures=figures, noise=noise, parts=parts, found=found)
