"""From Docling's document, as its library exports it, to elements. Knows that JSON, not the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.parsers.layout_model.element import Element, ElementKind
from retrieval.records import Box

Item = Mapping[str, Any]

_KINDS: dict[str, ElementKind] = {
    "title": "title", "section_header": "heading", "field_heading": "heading", "list_item": "list_item",
    "caption": "caption", "footnote": "footnote",
}  # fmt: skip
_LEFT_OUT = frozenset(("page_header", "page_footer", "empty_value", "marker"))


def docling_elements(document: Item) -> list[Element]:
    """Elements of ``DoclingDocument.export_to_dict()``: its body in reading order, furniture left out."""
    return list(_Body(document).elements())


class _Body:
    """One document being walked."""

    def __init__(self, document: Item) -> None:
        self._document = document
        self._heights = {
            int(number): float(page["size"]["height"]) for number, page in document.get("pages", {}).items()
        }
        self._told: set[str] = set()

    def elements(self) -> Iterator[Element]:
        """Everything below the body."""
        yield from self._below(self._document.get("body", {}))

    def _below(self, item: Item) -> Iterator[Element]:
        for child in item.get("children", ()):
            yield from self._at(child["$ref"])

    def _at(self, ref: str) -> Iterator[Element]:
        """An item once, its captions before it, what hangs below it after it."""
        if ref in self._told:
            return
        self._told.add(ref)
        item = self._item(ref)
        if item.get("content_layer", "body") != "body" or item.get("label") in _LEFT_OUT:
            return
        for caption in item.get("captions", ()):
            yield from self._at(caption["$ref"])
        own = self._element(item)
        if own is not None:
            yield own
        yield from self._below(item)

    def _item(self, ref: str) -> Item:
        """What ``#/texts/3`` leads to; nothing where it leads nowhere."""
        found: Any = self._document
        for part in ref.removeprefix("#/").split("/"):
            try:
                found = found[int(part)] if isinstance(found, Sequence) else found[part]
            except (KeyError, IndexError, ValueError):
                return {}
        return found if isinstance(found, Mapping) else {}

    def _element(self, item: Item) -> Element | None:
        page, box = self._place(item)
        if page is None:
            return None
        if "table_cells" in item.get("data", {}):
            rows, spanning, headed = _cells(item["data"])
            text = "\n".join(" | ".join(row) for row in rows)
            return Element(
                kind="table", text=text, page=page, box=box, rows=rows, spanning_rows=spanning, headed=headed
            )
        text = str(item.get("text") or "").strip()
        if not text:
            return None
        marker = str(item.get("marker") or "").strip()
        return Element(
            kind=_KINDS.get(str(item.get("label")), "paragraph"),
            text=text,
            page=page,
            box=box,
            level=int(item.get("level") or 1),
            label=marker.strip("().") if any(letter.isalnum() for letter in marker) else None,
        )

    def _place(self, item: Item) -> tuple[int | None, Box | None]:
        """Page and box where the item begins."""
        places = item.get("prov") or ()
        if not places:
            return None, None
        page, edges = int(places[0]["page_no"]), places[0]["bbox"]
        top, bottom = float(edges["t"]), float(edges["b"])
        if edges.get("coord_origin") == "BOTTOMLEFT":
            height = self._heights.get(page)
            if height is None:
                return page, None
            top, bottom = height - top, height - bottom
        return page, (float(edges["l"]), top, float(edges["r"]), bottom)


def _cells(data: Item) -> tuple[tuple[tuple[str, ...], ...], int, bool | None]:
    """Rows, how many of them hold a cell that spans columns, and whether the first is a header."""
    height, width = int(data["num_rows"]), int(data["num_cols"])
    rows = [[""] * width for _ in range(height)]
    spanning: set[int] = set()
    marked = False
    for cell in data["table_cells"]:
        first, last = int(cell["start_row_offset_idx"]), int(cell["end_row_offset_idx"])
        left, right = int(cell["start_col_offset_idx"]), int(cell["end_col_offset_idx"])
        marked = marked or (first == 0 and bool(cell.get("column_header")))
        for row in range(max(first, 0), min(last, height)):
            if right - left > 1:
                spanning.add(row)
            for column in range(max(left, 0), min(right, width)):
                rows[row][column] = str(cell.get("text") or "")
    return tuple(map(tuple, rows)), len(spanning), marked or None
