"""What a layout model saw on a page, in no vendor's words. Knows no file and no model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.records import Box

ElementKind = Literal["title", "heading", "paragraph", "list_item", "caption", "footnote", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A piece of a page; they come in reading order, without running heads, page numbers and pictures.

    Attributes:
        text: Its words; of a table those that are shown where its cells are not known.
        level: Depth of a heading, 1 outermost.
        label: Printed number or mark of a list's item.
        page: From 1.
        box: In PDF points from the top-left corner of the page; None where the model does not say.
        rows: Cells of a table, every row as wide as the table, a cell that spans several repeated.
        spanning_rows: How many rows hold a cell that spans columns.
        headed: Whether the first row is marked as a header; None where the model does not say.
    """

    kind: ElementKind
    text: str
    page: int
    box: Box | None = None
    level: int = 1
    label: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    spanning_rows: int = 0
    headed: bool | None = None
