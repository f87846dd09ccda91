"""How an energy is trained. Knows figures only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Settings of one-class training. Lengths are in the unit of the points after their metric was applied.

    Attributes:
        hidden: Units of each hidden layer, even numbers.
        rate: Norm of the first steps of each layer's matrix. Up to 0.7 such a step takes no singular value
            beyond the root of 3, from where Björck's iteration would not come back.
        margin: How far below 0 the energy of usual points, and above 0 that of negatives, shall be.
        hinge: Weight of the hinge against the Kantorovich-Rubinstein term, 0 to 1; near 1 few usual points
            are outside.
        ascent: Newton-Raphson steps from where a negative starts.
        boxed: Share of the negatives that start anywhere in a box around the usual points; the others start
            at a distance between ``near`` and ``far`` from a usual point, along few or many coordinates.
        reach: Half the side of the box, in the usual points' greatest departures from their centre.
        constrained: Whether the network is held 1-Lipschitz. Without, it is the comparison of the benchmark.
    """

    hidden: tuple[int, ...] = (64, 64)
    steps: int = 200
    batch: int = 128
    rate: float = 0.7
    margin: float = 0.3
    hinge: float = 0.9
    ascent: int = 2
    boxed: float = 0.5
    reach: float = 1.5
    near: float = 0.5
    far: float = 10.0
    constrained: bool = True
    seed: int = 0
