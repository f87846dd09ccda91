"""Tables of any layout, typed by their cells, and the statements that a crossing tells over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.crossing.bridge import Crossing
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import ColumnType, Language, Scope

from .mill import Sheet

Cells = Sequence[Sequence[object]]
Ask = Callable[..., list[str] | None]
"""Question and language to statements: None where the crossing leaves it, the refusal alone where it refuses."""


def tables_of(
    folder: Path, tables: Mapping[str, Cells], units: Mapping[str, str] | None = None
) -> TableExpert:
    """Tables whose first row names the columns."""
    written = []
    for name, (head, *rows) in tables.items():
        names = [str(cell) for cell in head]
        columns: dict[str, tuple[ColumnType, str | None]] = {
            column: (_type([row[at] for row in rows]), (units or {}).get(column))
            for at, column in enumerate(names)
        }
        cells: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
        written.append(Sheet(name, name.replace("_", " "), columns, cells).write(folder))
    return TableExpert(FolderTables(written))


def asking(crossing: Crossing) -> Ask:
    """Asks a crossing for its statements."""

    def told(text: str, language: Language = "en") -> list[str] | None:
        bridge = crossing.cross(Question(text=text, asked=text, language=language), Scope())
        if bridge is None:
            return None
        return [bridge.refusal] if bridge.refusal else [reason.statement or "" for reason in bridge.reasons]

    return told


def _type(cells: Sequence[object]) -> ColumnType:
    held = [cell for cell in cells if cell is not None]
    if held and all(isinstance(cell, date) for cell in held):
        return "date"
    if held and all(isinstance(cell, bool) for cell in held):
        return "boolean"
    if held and all(isinstance(cell, int) for cell in held):
        return "integer"
    if held and all(isinstance(cell, int | float) for cell in held):
        return "number"
    return "text"
