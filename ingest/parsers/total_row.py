"""A last row that sums up those above it. Knows a grid of printed cells, no file."""

from __future__ import annotations

import re

from ingest.parsers.grid import Grid

_TOTAL = re.compile(
    r"^(?:grand |sub[- ]?)?total(?:s|e|aux)?(?: général)?\s*:?$|^(?:somme|sum|Σ)\s*:?$", re.IGNORECASE
)


def total_of(grid: Grid) -> tuple[str, ...]:
    """A sentence where the last row sums up those above it, which would be counted twice; else nothing."""
    if grid.row_count < 3:
        return ()
    last = grid.row(grid.row_count - 1)
    named = next((cell.strip() for cell in last[:4] if cell.strip()), "")
    if not _TOTAL.match(named) or any(_TOTAL.match(cell) for cell in grid.row(grid.row_count - 2)):
        return ()
    return (f"The last row ({named}) sums up the others: it is text, and no row of the table.",)
