"""Rows that only name the rows below them ("SECTION A") become a column. Knows grids, no file format."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsers.grid import Grid
from ingest.parsers.header import is_value, unique_names

_FEWEST_COLUMNS = 3
_MOST_SHARE = 1 / 3
"""Sections of one row each would be no sections."""
_MOST_ROWS = 100_000


def with_sections(grid: Grid) -> tuple[Grid, tuple[str, ...]]:
    """The grid without rows that name a section, and with the section of each row in a column at the end.

    Only where the first row is one, so that every row gets its section, no two follow each other, and the
    other rows fill at least two cells.

    Returns:
        The grid and what was done, in a sentence; the same grid and nothing where there are no sections.
    """
    if not 4 <= grid.row_count <= _MOST_ROWS or len(grid.columns) < _FEWEST_COLUMNS:
        return grid, ()
    filled = np.sum([_filled(column) for column in grid.columns], axis=0)
    first = np.asarray(grid.columns[0].to_pylist(), dtype=object)
    named = (filled == 1) & _filled(grid.columns[0])
    places = np.flatnonzero(named)
    if len(places) < 2 or places[0] != 0 or named[-1] or (np.diff(places) == 1).any():
        return grid, ()
    if len(places) > _MOST_SHARE * grid.row_count or (filled[~named] < 2).any():
        return grid, ()
    names = [str(text).strip() for text in first[places]]
    if any(is_value(name) for name in names):
        return grid, ()
    kept = pa.array(np.flatnonzero(~named))
    section = np.repeat(np.asarray(names, dtype=object), np.diff([*places, grid.row_count]))[~named]
    columns = [column.take(kept) for column in grid.columns]
    label = unique_names([*grid.names, "Section"])[-1]
    whole = replace(
        grid,
        names=(*grid.names, label),
        units=(*grid.units, None),
        columns=(*columns, pa.chunked_array([pa.array(section.tolist(), pa.string())])),
    )
    return whole, (f"{len(places)} rows only name the rows below them: they are the column {label}.",)


def _filled(column: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """True where a cell holds more than blanks."""
    trimmed = pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(column), ""), False)
    return np.asarray(trimmed.to_numpy(zero_copy_only=False), dtype=np.bool_)
