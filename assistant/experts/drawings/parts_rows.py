"""Rows of the lists of parts on drawings, their cells and numbers, and the evidence that shows them.

Knows drawings; no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.experts.drawings.drawing import Drawing, Version
from assistant.records import Evidence
from ingest.parsers.drawing.parts_list import PARTS_LIST, heading_of
from retrieval.records import DrawingEntity, Language

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_UNIT = re.compile(r"(?<![a-z])(kg|lbs?|g|t)(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list of parts with the cells by what their headings stand for."""

    drawing: Drawing
    entity: DrawingEntity
    cells: tuple[tuple[str, str], ...]

    def cell(self, name: str) -> str:
        """A cell, or an empty text."""
        return next((value for head, value in self.cells if heading_of(head) == name), "")

    def number(self, name: str) -> float | None:
        """The only number of a cell, in English or French style; None where it holds none or several."""
        found = _NUMBER.findall(self.cell(name))
        return float(re.sub(r"\s", "", found[0]).replace(",", ".")) if len(found) == 1 else None

    def unit(self, name: str) -> str:
        """The unit of a cell: as printed there, else in its heading; ``kg``, ``lb`` or an empty text."""
        head = next((head for head, _ in self.cells if heading_of(head) == name), "")
        found = _UNIT.search(self.cell(name)) or _UNIT.search(head)
        return found[1].lower().replace("lbs", "lb") if found else ""

    def said(self, name: str) -> str:
        """A cell as it is told: a mass with the unit of its heading."""
        cell = self.cell(name)
        unit = self.unit(name) if name == "mass" and cell else ""
        return cell if not unit or _UNIT.search(cell) else f"{cell} {unit}"

    @property
    def words(self) -> str:
        """Number and description."""
        item = next(
            (f"{head.strip('. ').lower()} {v}" for head, v in self.cells if heading_of(head) == "item"), ""
        )
        return ", ".join(filter(None, (item, self.cell("description"))))

    @property
    def line(self) -> str:
        """All its cells after their headings."""
        return ", ".join(f"{head} {value}" for head, value in self.cells)


def rows_of(drawing: Drawing) -> Iterator[Row]:
    """The rows of the first version that has some."""
    for version in drawing.versions:
        found = list(_rows_of(drawing, version))
        if found:
            yield from found
            return


def _rows_of(drawing: Drawing, version: Version) -> Iterator[Row]:
    for entity in version.of("block"):
        if entity.name == PARTS_LIST:
            pairs = (part.partition(": ") for part in entity.text.split("; "))
            yield Row(drawing, entity, tuple((head, value) for head, _, value in pairs))


def which_drawing(rows: Sequence[Row], language: Language) -> str:
    """Asks which of several drawings is meant; empty where the rows are of one."""
    numbers = list(dict.fromkeys(row.drawing.number for row in rows))
    if len(numbers) < 2:
        return ""
    told = ", ".join(numbers[:6])
    return f"Quel plan : {told} ?" if language == "fr" else f"Which drawing: {told}?"


def parts_evidence(rows: Sequence[Row], statement: str, value: str) -> Evidence:
    """A statement with the rows that it stands on."""
    first = rows[0].entity
    boxes = tuple(
        row.entity.box for row in rows if row.entity.box is not None and row.entity.page == first.page
    )
    return Evidence(
        kind="drawing", source=first.source, quote="\n".join(row.entity.text for row in rows),
        statement=statement,
        score=0.95, page=first.page, boxes=boxes[:40], unit=first.unit, values=(value,),
    )  # fmt: skip
