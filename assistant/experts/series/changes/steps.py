"""From stretches to the changes between them. Knows figures of blocks, no sensor's name."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.changes.change import Kind
from assistant.experts.series.changes.kink import Kink, kink
from assistant.experts.series.changes.segment import Segment
from assistant.experts.series.operations import Values

_CLEAR = 3.5
"""Standard errors by which a level or a slope differs on both sides of a change."""
_BACK = 0.35
"""Share of a change that may be left when what changed counts as being back."""
_DOUBT = 8.0
"""Sum of squares, in units of the noise, by which another place may be worse and still be the one."""
_LONGEST = 3_000
"""Values at which a bend is looked for at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What differs between a stretch and the one before it.

    Attributes:
        number: Of the later stretch.
        before, after: In units of the figures, slopes from one block to the next.
        strength: Over the standard error.
        bend: Where the lines meet, counted from the begin of the earlier stretch; None where they do not.
        back: Number of the stretch in which it is as before again.
    """

    kind: Kind
    number: int
    before: float
    after: float
    strength: float
    bend: Kink | None = None
    back: int | None


def steps(
    figures: Values, parts: Sequence[Segment], kind: Kind, *, noise: float, penalty: float
) -> list[Step]:
    """Changes of level, named after what the figures are, and of slope.

    Where two lines that meet are nearly as near to the figures as two that do not, only the slope changed.

    Args:
        penalty: Sum of squares that a jump must save beside a bend, in units of the noise.
    """
    found: list[Step] = []
    for number in range(1, len(parts)):
        before, after = parts[number - 1], parts[number]
        bend = _bend(figures, before, after, noise, penalty) if before.slope or after.slope else None
        turn = _turn(before, after) / noise
        if bend is not None or turn >= _CLEAR:
            found.append(
                Step(
                    kind="slope",
                    number=number,
                    before=before.slope if bend is None else bend.before,
                    after=after.slope if bend is None else bend.after,
                    strength=turn,
                    bend=bend,
                    back=_back(parts, number, lambda s: s.slope),
                )
            )
        edge = after.first - 0.5
        error = math.sqrt(sum((4.0 if s.slope else 1.0) / s.size for s in (before, after)))
        jump = abs(after.at(edge) - before.at(edge)) / (error * noise)
        if bend is None and jump >= _CLEAR:
            found.append(
                Step(
                    kind=kind,
                    number=number,
                    before=before.at(edge),
                    after=after.at(edge),
                    strength=jump,
                    back=_back(parts, number, lambda s: s.level),
                )
            )
    return found


def _bend(figures: Values, before: Segment, after: Segment, noise: float, penalty: float) -> Kink | None:
    """The bend that explains two stretches as well as a jump does."""
    first, end = max(before.first, after.first - _LONGEST // 2), min(after.end, after.first + _LONGEST // 2)
    own = figures[first:end] / noise
    found = kink(own, least=max(2, min(before.size, after.size) // 4), doubt=_DOUBT)
    if found is None:
        return None
    at = np.arange(first, end)
    fitted = np.where(
        at < after.first,
        before.level + before.slope * (at - before.middle),
        after.level + after.slope * (at - after.middle),
    )
    if found.squares - float(((figures[first:end] - fitted) ** 2).sum()) / noise**2 >= penalty:
        return None
    off = first - before.first
    return Kink(
        place=found.place + off,
        earliest=found.earliest + off,
        latest=found.latest + off,
        before=found.before * noise,
        after=found.after * noise,
        squares=found.squares,
    )


def _turn(before: Segment, after: Segment) -> float:
    """How far two slopes differ, over its standard error for noise of 1."""
    variance = sum(12.0 / (s.size * (s.size**2 - 1.0)) for s in (before, after) if s.slope)
    return abs(after.slope - before.slope) / math.sqrt(variance) if variance > 0.0 else 0.0


def _back(parts: Sequence[Segment], number: int, figure: Callable[[Segment], float]) -> int | None:
    """The first later stretch in which a figure is nearly what it was before the change."""
    was, became = figure(parts[number - 1]), figure(parts[number])
    left = _BACK * abs(became - was)
    later = range(number + 1, len(parts))
    return next((k for k in later if abs(figure(parts[k]) - was) <= left), None)
