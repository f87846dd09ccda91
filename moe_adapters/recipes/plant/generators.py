"""Draw generated examples of every kind for a split. Knows generators and their shares, no natural set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from moe_adapters.example import Example
from moe_adapters.recipes.plant.documents import document_example
from moe_adapters.recipes.plant.drawings import drawing_example
from moe_adapters.recipes.plant.reports import report_example
from moe_adapters.recipes.plant.series import series_example
from moe_adapters.recipes.plant.split import Split
from moe_adapters.recipes.plant.table_sql import sql_example


class Generator(Protocol):
    """Makes one example of an index; the same for the same seed and split."""

    def __call__(self, index: int, *, seed: int, split: Split) -> Example:
        """The example of an index."""
        ...


GENERATORS: Mapping[str, Generator] = {
    "documents": document_example,
    "series": series_example,
    "drawings": drawing_example,
    "reports": report_example,
    "sql": sql_example,
}

GENERATED_SHARES: Mapping[str, float] = {
    "documents": 0.06,
    "series": 0.05,
    "drawings": 0.03,
    "reports": 0.02,
    "sql": 0.02,
}
"""Part of the whole training budget."""

_HELD_OUT: Mapping[Split, Mapping[str, int]] = {
    "validation": {"documents": 20, "series": 30, "drawings": 16, "reports": 8, "sql": 10},
    "test": {"documents": 200, "series": 180, "drawings": 120, "reports": 60, "sql": 80},
}


def draw_generated(
    split: Split, *, tokens: int, seed: int, count: Callable[[Example], int]
) -> tuple[Example, ...]:
    """Generated examples of a split.

    Args:
        split: The training split is filled to its part of the budget, the others to fixed numbers.
        tokens: The whole training budget.
        seed: Of all generators.
        count: Tokens of an example.
    """
    chosen: list[Example] = []
    for name, generate in GENERATORS.items():
        if split != "train":
            chosen += [generate(index, seed=seed, split=split) for index in range(_HELD_OUT[split][name])]
            continue
        left, index = tokens * GENERATED_SHARES[name], 0
        while left > 0:
            example = generate(index, seed=seed, split=split)
            left -= count(example)
            index += 1
            chosen.append(example)
    return tuple(chosen)
