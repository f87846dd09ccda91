"""Figures of an arm over its seeds. Knows results of runs, nothing of how they came about."""

from __future__ import annotations

from collections.abc import Sequence

from eval.adapters.arms import RunResult
from eval.statistics import mean


def table(results: Sequence[RunResult]) -> dict[str, float]:
    """Means over seeds and the spread of F1; a figure that a run lacks is left out."""
    found: dict[str, float] = {"seeds": float(len(results))}
    for name in sorted({name for result in results for name in result.scores}):
        found[name] = mean([result.scores[name] for result in results if name in result.scores])
    f1 = [result.scores["f1"] for result in results if "f1" in result.scores]
    found["f1_spread"] = max(f1) - min(f1) if f1 else 0.0
    for name in ("general_loss", "trainable", "peak_mib", "seconds", "joules", "validation_loss"):
        values = [getattr(result, name) for result in results]
        if all(value is not None for value in values):
            found[name] = mean([float(value) for value in values])
    return found
