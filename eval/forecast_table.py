"""Means over sensors' figures: cuts, then files, then sets. Knows rows of figures, no forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Row = Mapping[str, object]


def by_group(rows: Sequence[Row], model: str, key: str) -> dict[str, float]:
    """The figure of each set: the mean over its files of their means over cuts."""
    files: dict[str, dict[str, list[float]]] = {}
    for row in rows:
        value = row.get(key)
        if row["model"] == model and isinstance(value, float):
            files.setdefault(str(row["group"]), {}).setdefault(str(row["log"]), []).append(value)
    return {group: float(np.mean([np.mean(cuts) for cuts in logs.values()])) for group, logs in files.items()}


def means(rows: Sequence[Row], model: str, key: str) -> float:
    """The mean over sets; NaN where there is none."""
    found = list(by_group(rows, model, key).values())
    return float(np.mean(found)) if found else float("nan")


def relative(rows: Sequence[Row], model: str, key: str, *, to: str = "naive") -> float:
    """The geometric mean over sets of a model's figure over that of another; NaN where there is none."""
    own, other = by_group(rows, model, key), by_group(rows, to, key)
    ratios = [own[group] / other[group] for group in own if other.get(group, 0.0) > 0]
    return float(np.exp(np.mean(np.log(np.maximum(ratios, 1e-12))))) if ratios else float("nan")
