"""From the elements of ``unstructured``, as its library writes them, to ours. Knows that JSON, no model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ingest.parsers.html import table_cells
from ingest.parsers.layout_model.element import Element, ElementKind
from retrieval.records import Box

_KINDS: dict[str, ElementKind] = {
    "Title": "heading", "ListItem": "list_item", "FigureCaption": "caption", "Caption": "caption",
    "Footnote": "footnote", "Table": "table",
}  # fmt: skip
_LEFT_OUT = frozenset(("Header", "Footer", "PageNumber", "PageBreak", "Image", "Figure", "Picture"))
_MARK = re.compile(r"\(?(?P<label>[0-9]{1,3}|[a-z]|[ivx]{2,5})[.)]\s+|[•▪◦●○■□‣⁃∙·*–—-]\s+")

Sizes = Sequence[tuple[float, float]]
"""Width and height of each page, in points."""


def unstructured_elements(elements: Iterable[Mapping[str, Any]], sizes: Sizes) -> list[Element]:
    """Elements of ``[element.to_dict() for element in partition_pdf(…)]``.

    Args:
        sizes: Boxes come in pixels of the picture that the model saw; they are put into points by these.
    """
    return [found for found in (_element(each, sizes) for each in elements) if found is not None]


def _element(given: Mapping[str, Any], sizes: Sizes) -> Element | None:
    name, text = str(given.get("type")), str(given.get("text") or "").strip()
    about = given.get("metadata", {})
    page = about.get("page_number")
    if name in _LEFT_OUT or page is None or not text:
        return None
    box = _box(about.get("coordinates"), int(page), sizes)
    kind = _KINDS.get(name, "paragraph")
    if kind == "table":
        return _table(str(about.get("text_as_html") or ""), text, int(page), box)
    label = None
    if kind == "list_item" and (mark := _MARK.match(text)):
        label, text = mark["label"], text[mark.end() :]
    depth = about.get("category_depth")
    return Element(kind=kind, text=text, page=int(page), box=box, level=int(depth or 0) + 1, label=label)


def _table(markup: str, text: str, page: int, box: Box | None) -> Element:
    """A table by its cells; its words as a paragraph where the model found no cells."""
    found = table_cells(markup) if markup else None
    if found is None:
        return Element(kind="paragraph", text=text, page=page, box=box)
    rows, spanning, headed = found
    return Element(
        kind="table", text=text, page=page, box=box, rows=tuple(map(tuple, rows)), spanning_rows=spanning,
        headed=headed,
    )  # fmt: skip


def _box(coordinates: Mapping[str, Any] | None, page: int, sizes: Sizes) -> Box | None:
    if not coordinates or not 1 <= page <= len(sizes):
        return None
    wide, high = coordinates.get("layout_width"), coordinates.get("layout_height")
    points = coordinates.get("points")
    if not (wide and high and points):
        return None
    across, down = sizes[page - 1][0] / float(wide), sizes[page - 1][1] / float(high)
    xs, ys = [float(x) * across for x, _ in points], [float(y) * down for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
