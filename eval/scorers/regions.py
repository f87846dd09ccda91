"""Boxes that were found against boxes that were labelled. Knows numbers, no page and no parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.records import Box

FROM = 0.5
"""Intersection over union from which a box counts as found."""


@dataclass(frozen=True, slots=True)
class RegionScore:
    """Counts of one page or of many.

    Attributes:
        labelled: Boxes that are to be found.
        given: Boxes that were given.
        matched: Pairs of both with enough in common; no box is in two pairs.
        overlap: Sum over the labelled boxes of the intersection over union with their partner, 0 without one.
    """

    labelled: int = 0
    given: int = 0
    matched: int = 0
    overlap: float = 0.0

    def __add__(self, other: RegionScore) -> RegionScore:
        """Both together."""
        return RegionScore(
            self.labelled + other.labelled,
            self.given + other.given,
            self.matched + other.matched,
            self.overlap + other.overlap,
        )

    def shares(self, prefix: str = "") -> dict[str, float]:
        """``found``, ``precision`` and ``mean_iou``, each 0 where there is nothing to count."""
        return {
            f"{prefix}found": self.matched / max(self.labelled, 1),
            f"{prefix}precision": self.matched / max(self.given, 1),
            f"{prefix}mean_iou": self.overlap / max(self.labelled, 1),
        }


def iou(one: Box, other: Box) -> float:
    """Intersection over union."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    common = max(width, 0.0) * max(height, 0.0)
    whole = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)) - common
    return common / whole if whole > 0 else 0.0


def score_regions(labelled: Sequence[Box], given: Sequence[Box]) -> RegionScore:
    """Pairs boxes, the most alike first."""
    pairs = sorted(
        ((iou(a, b), i, j) for i, a in enumerate(labelled) for j, b in enumerate(given)), reverse=True
    )
    taken: set[int] = set()
    partner: dict[int, float] = {}
    for value, i, j in pairs:
        if value > 0 and i not in partner and j not in taken:
            partner[i] = value
            taken.add(j)
    matched = sum(value >= FROM for value in partner.values())
    return RegionScore(len(labelled), len(given), matched, sum(partner.values()))
