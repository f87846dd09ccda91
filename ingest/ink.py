"""What is printed on the picture of a page beside its text. Knows pixels and boxes, no file and no words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.records import Box

_CELL = 4
"""Pixels of the reduced picture: sides of a cell."""
_LONGEST_SIDE = 800
_DARK = 0.72
"""Of the paper's brightness; below it a pixel is printed."""
_FEWEST_PIXELS = 2
_FEWEST_CELLS = 4
_EDGE = 0.04
_MARGIN = 0.14
"""Shares of the page's side: what hangs together from the edge, and how far a shadow reaches."""


def ink(
    pixels: npt.NDArray[np.uint8], *, text: Sequence[Box], width: float, height: float
) -> tuple[Box, ...]:
    """Boxes of printed cells, side by side ones joined, in the unit of ``width`` and ``height``.

    Args:
        pixels: ``[rows, columns]`` of grey or ``[rows, columns, 3]``, of the whole page.
        text: Boxes of lines of text, which are no ink.
        width, height: Of the page.
    """
    grey = pixels if pixels.ndim == 2 else pixels.min(axis=2)
    step = max(1, -(-max(grey.shape) // _LONGEST_SIDE))
    small = grey[: grey.shape[0] // step * step, : grey.shape[1] // step * step]
    small = small.reshape(small.shape[0] // step, step, -1, step).min(axis=(1, 3))
    dark = small < _DARK * float(np.percentile(small, 90))
    for x0, y0, x1, y1 in text:
        top, bottom = int(y0 / height * dark.shape[0]), -int(-y1 / height * dark.shape[0] // 1)
        left, right = int(x0 / width * dark.shape[1]), -int(-x1 / width * dark.shape[1] // 1)
        dark[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = False
    rows, columns = dark.shape[0] // _CELL, dark.shape[1] // _CELL
    if not rows or not columns:
        return ()
    counts = dark[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3))
    cells = _without_margins(_without_specks(counts >= _FEWEST_PIXELS))
    return tuple(
        (x0 * width / columns, y * height / rows, x1 * width / columns, (y + 1) * height / rows)
        for y, x0, x1 in _runs(cells)
    )


def _without_specks(cells: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Cells with enough others around them: dust is left out."""
    padded = np.pad(cells.astype(np.int16), 2)
    around = sum(
        padded[dy : dy + cells.shape[0], dx : dx + cells.shape[1]] for dy in range(5) for dx in range(5)
    )
    kept: npt.NDArray[np.bool_] = cells & (np.asarray(around) >= _FEWEST_CELLS)
    return kept


def _without_margins(cells: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Cells but for the shadows that scanners leave: what hangs together from an edge, near that edge."""
    down, across = round(_MARGIN * cells.shape[0]), round(_MARGIN * cells.shape[1])
    near = np.ones_like(cells)
    near[down : cells.shape[0] - down, across : cells.shape[1] - across] = False
    edge = np.ones_like(cells)
    low, wide = max(1, round(_EDGE * cells.shape[0])), max(1, round(_EDGE * cells.shape[1]))
    edge[low : cells.shape[0] - low, wide : cells.shape[1] - wide] = False
    shadow = cells & edge
    for _ in range(max(cells.shape)):
        grown = _grown(shadow) & cells & near | shadow
        if np.array_equal(grown, shadow):
            break
        shadow = grown
    return cells & ~shadow


def _grown(cells: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Cells and those at most two steps from them."""
    padded = np.pad(cells, 2)
    found = np.zeros_like(cells)
    for dy in range(5):
        for dx in range(5):
            found |= padded[dy : dy + cells.shape[0], dx : dx + cells.shape[1]]
    return found


def _runs(cells: npt.NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """``(row, first column, column behind the last)`` of cells side by side."""
    found = []
    for y in np.flatnonzero(cells.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], cells[y].astype(np.int8), [0]))))
        found += [(int(y), int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return found
