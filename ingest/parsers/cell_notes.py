"""Words beside the cells of a sheet: notes on cells, headers and footers. Knows cells, no file format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.parsers.header import is_value
from ingest.parsers.sheet import Cells

_THREADED = re.compile(
    r"\[[^\]\n]{5,60}\]\s.*?(?:\b(?:comment|commentaire|kommentar)\s*:\s*)", re.IGNORECASE | re.DOTALL
)
"""What Excel writes above a comment for programs that know no threads."""
_FIELD = re.compile(r"&(?:\[[^\]]*\]|[A-Za-z]|\"[^\"]*\"|\d{1,2})")
_MOST_LABELS = 2
_LONGEST_LABEL = 60


def cell_note(cells: Cells, sheet: str, place: tuple[int, int], text: str) -> str:
    """A note with its cell, and what its row and its column are called; empty where it says nothing.

    Args:
        place: Row and column, from 0.
    """
    words = " ".join(_THREADED.sub("", text, count=1).split())
    if not words:
        return ""
    about = "; ".join(
        part for part in (", ".join(_row_labels(cells, place)), _column_label(cells, place)) if part
    )
    return f"Note on {sheet} {_letters(place[1])}{place[0] + 1}{f' ({about})' if about else ''}: {words}"


def printed_margin(sheet: str, kind: str, parts: tuple[str | None, ...]) -> str:
    """A sheet's header or footer on paper; empty where it holds page numbers and names of the file alone."""
    words = " ".join(" ".join(_FIELD.sub(" ", part or "") for part in parts).split())
    return f"{kind} of {sheet}: {words}" if len(re.findall(r"[^\W\d]{3,}", words)) > 1 else ""


def _row_labels(cells: Cells, place: tuple[int, int]) -> Iterator[str]:
    """The first words of the row, to the left of the cell or in it."""
    found = 0
    for column in range(place[1] + 1):
        label = " ".join(cells.get((place[0], column), "").split())
        if label and not is_value(label) and len(label) <= _LONGEST_LABEL:
            yield label
            found += 1
        if found == _MOST_LABELS:
            return


def _column_label(cells: Cells, place: tuple[int, int]) -> str:
    """The uppermost cell of those that stand above without a gap."""
    row, column = place
    while row and (row - 1, column) in cells:
        row -= 1
    label = " ".join(cells.get((row, column), "").split())
    return label if row < place[0] and not is_value(label) and len(label) <= _LONGEST_LABEL else ""


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
