"""How well change-points are found: hits within a margin, and how well the stretches cover each other.

Source: van den Burg and Williams, "An evaluation of change point detection algorithms", 2020. Knows rows
only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Changes that were there and that were said.

    Attributes:
        hit: Changes found, each by one that was said.
        known, said: How many there were of each.
    """

    hit: int
    known: int
    said: int


def hits(known: Sequence[int], said: Sequence[int], margin: int) -> Hits:
    """Matches each change with the nearest said one within a margin that matched no other."""
    free, found = sorted(said), 0
    for row in sorted(known):
        near = [other for other in free if abs(other - row) <= margin]
        if near:
            free.remove(min(near, key=lambda other: abs(other - row)))
            found += 1
    return Hits(hit=found, known=len(known), said=len(said))


def f1(counted: Sequence[Hits]) -> float:
    """F1 of the pooled counts; 1 where there was nothing and nothing was said."""
    hit, known = sum(h.hit for h in counted), sum(h.known for h in counted)
    said = sum(h.said for h in counted)
    return 2.0 * hit / (known + said) if known + said else 1.0


def covering(known: Sequence[int], said: Sequence[int], size: int) -> float:
    """Mean over the rows of the Jaccard index of their true stretch and its best said one, 0 to 1.

    Args:
        size: Rows of the log.
    """
    true, found = _stretches(known, size), _stretches(said, size)
    total = 0.0
    for first, end in true:
        best = 0.0
        for low, high in found:
            shared = max(min(end, high) - max(first, low), 0)
            best = max(best, shared / (end - first + high - low - shared))
        total += (end - first) * best
    return total / size


def _stretches(rows: Sequence[int], size: int) -> list[tuple[int, int]]:
    edges = [0, *sorted({row for row in rows if 0 < row < size}), size]
    return list(pairwise(edges))
