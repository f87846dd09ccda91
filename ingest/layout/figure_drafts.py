"""Figures on their way, page by page: numbers for the blocks that name or letter them. Knows no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.layout.captions import figure_label
from ingest.layout.flow import Flow
from ingest.layout.page import Page, Segment, union
from ingest.layout.placed import placed_figures
from ingest.layout.rows import Row
from ingest.layout.style import BodyStyle
from ingest.parsed import Block, ParsedFigure
from retrieval.records import Box

_MOST = 5000
"""Figures of one document."""


@dataclass(frozen=True, slots=True)
class _Draft:
    page: int
    box: Box
    label: str | None
    caption: str


@dataclass(slots=True)
class FigureDrafts:
    """Gathers figures; see ``turn`` for each page and ``parsed`` at the end."""

    _all: list[_Draft] = field(default_factory=list)
    _seen: set[tuple[int, ...]] = field(default_factory=set)
    _here: list[tuple[Box, int]] = field(default_factory=list)
    _captions: dict[int, int] = field(default_factory=dict)

    def turn(self, flow: Flow, style: BodyStyle) -> None:
        """Take in the next page; a picture without caption where one was on a page before is left out."""
        self._here, self._captions = [], {}
        for figure in placed_figures(flow, style):
            place = tuple(round(edge / 3) for edge in figure.box)
            if figure.row is None and place in self._seen:
                continue
            self._seen.add(place)
            if len(self._all) >= _MOST:
                return
            if figure.row is not None:
                self._captions[id(figure.row)] = len(self._all)
            self._here.append((figure.box, len(self._all)))
            text = figure.row.text if figure.row is not None else ""
            box = _on_page(flow.page, figure.box)
            self._all.append(_Draft(flow.page.number, box, figure_label(text) if text else None, text))

    def captioned(self, row: Row) -> int | None:
        """Number of the figure that a row of this page captions."""
        return self._captions.get(id(row))

    def around(self, group: Sequence[Segment]) -> int | None:
        """Number of the figure of this page that a group of lettering lies in."""
        x0, y0, x1, y1 = union(segment.box for segment in group)
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return next((i for b, i in self._here if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)

    def parsed(self, blocks: Sequence[Block]) -> tuple[ParsedFigure, ...]:
        """The figures with their captions whole, as the blocks have them."""
        whole = {block.figure: block.text for block in blocks if block.kind == "caption"}
        return tuple(
            ParsedFigure(label=d.label, caption=whole.get(i, d.caption), page=d.page, box=d.box)
            for i, d in enumerate(self._all)
        )


def _on_page(page: Page, box: Box) -> Box:
    """A box of reading space on the page as it is shown, and nowhere outside of it."""
    return page.shown((max(box[0], 0.0), max(box[1], 0.0), min(box[2], page.width), min(box[3], page.height)))
