"""Merges the scores of several searchers into one. Knows keys and numbers, nothing of text or models."""

from __future__ import annotations

from collections.abc import Mapping


def fuse(
    scores: Mapping[str, Mapping[int, float]], weights: Mapping[str, float]
) -> list[tuple[int, float, dict[str, float]]]:
    """Weighted mean of scores that are 0 to 1 each; a searcher that did not find a key gave it 0.

    A searcher that found nothing at all is left out of the mean, so that a question without
    identifiers is not punished for it.

    Returns:
        Key, fused score (0 to 1) and the single scores, best first; ties by key.
    """
    used = {name: weights.get(name, 0.0) for name, found in scores.items() if found}
    total = sum(used.values())
    if total <= 0:
        return []
    keys = {key for name in used for key in scores[name]}
    merged = []
    for key in keys:
        single = {name: scores[name][key] for name in used if key in scores[name]}
        merged.append((key, sum(used[name] * value for name, value in single.items()) / total, single))
    return sorted(merged, key=lambda item: (-item[1], item[0]))


def relative(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores over the largest of them, so that the best is 1; scores of 0 and below are dropped."""
    top = max(scores.values(), default=0.0)
    return {key: value / top for key, value in scores.items() if value > 0} if top > 0 else {}
