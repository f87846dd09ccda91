"""A fair part of the cases: the same one each time, all kinds in it. Knows cases only."""

from __future__ import annotations

import random
from collections.abc import Sequence

from eval.case import Case

_SEED = 20250918


def draw(cases: Sequence[Case], limit: int | None) -> tuple[Case, ...]:
    """At most ``limit`` cases in their order; kinds in turn, so that a small part holds each of them."""
    if limit is None or limit >= len(cases):
        return tuple(cases)
    order = list(cases)
    random.Random(_SEED).shuffle(order)
    piles: dict[str, list[Case]] = {}
    for case in order:
        piles.setdefault(case.kind, []).append(case)
    chosen: set[str] = set()
    while len(chosen) < limit:
        for kind in sorted(piles):
            if piles[kind] and len(chosen) < limit:
                chosen.add(piles[kind].pop().id)
    return tuple(case for case in cases if case.id in chosen)
