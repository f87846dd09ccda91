"""Rows and tables in reading order become blocks: headings, clauses, paragraphs, lists, tables.

Knows type sizes, numbers and indents; nothing of files, of language beyond a few words, or of models.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.layout.breaks import (
    LONGEST_HEADING,
    begins_paragraph,
    heading_goes_on,
    is_full,
    is_heading,
    title_runs_on,
)
from ingest.layout.captions import caption_label
from ingest.layout.draft import Draft, text_x
from ingest.layout.figure_drafts import FigureDrafts
from ingest.layout.flow import Band, Flow
from ingest.layout.numbering import Marker, read_marker
from ingest.layout.outline import Outline
from ingest.layout.page import Page, Segment
from ingest.layout.rows import Row
from ingest.layout.style import BodyStyle
from ingest.layout.table import RawTable
from ingest.parsed import Block, BlockKind
from retrieval.records import Span

_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,6})?\s*$|…{2,}")
_CONTENTS = re.compile(r"(?:table of )?contents\s*$|sommaire\s*$|table des mati[èe]res\s*$", re.IGNORECASE)
_ENTRY = re.compile(r"\S\s+(?:\d{1,3}|[ivxl]{1,6})\s*$")
_REFERS = re.compile(
    r"\b(?:see|in|of|with|to|and|or|per|by|under|from|rules?|clauses?|sections?|tables?|figures?|articles?|"
    r"paragraphs?|voir|de|du|des|à|au|aux|et|ou|par|selon|point|item|step|than|is|are|the)$",
    re.IGNORECASE,
)
_LONGEST_BLOCK = 1500
"""Characters after which a paragraph of the same clause begins a block of its own."""
_MOST_FURNITURE = 12
_FEWEST_LETTERS = 3
"""Of a word that is no unit."""


@dataclass(slots=True)
class TableDraft:
    """A table on its way: the pieces of several pages (bare ones), caption, the clause it stands in."""

    pieces: list[tuple[RawTable, Page]]
    label: str | None
    caption: str = ""


@dataclass(slots=True)
class Composer:
    """Builds blocks page by page; call ``add`` for each page and ``finish`` once.

    Attributes:
        bookmarks: Titles of the file's own outline, case-folded.
        figures: Where figures stand, for ``FigureDrafts.parsed``.
    """

    style: BodyStyle = field(default_factory=BodyStyle)
    bookmarks: frozenset[str] = frozenset()
    items: list[Block | TableDraft] = field(default_factory=list)
    figures: FigureDrafts = field(default_factory=FigureDrafts)
    _outline: Outline = field(default_factory=Outline)
    _draft: Draft | None = None
    _above: Row | None = None
    _furniture: set[str] = field(default_factory=set)
    _in_contents: bool = False

    def add(self, flow: Flow) -> None:
        """Take in a page that comes after those before."""
        self.figures.turn(flow, self.style)
        for band in flow.bands:
            for i, item in enumerate(band.items):
                if isinstance(item, RawTable):
                    self._table(item, flow.page)
                else:
                    self._row(item, flow.page, band, i)
            self._above = None
        for group in flow.aside:
            self._lettering(group, flow.page)
        for group in flow.notes:
            self._lettering(group, flow.page, kind="footnote")
        self._keep_furniture(flow)

    def settled(self) -> list[Block | TableDraft]:
        """Takes away what cannot change any more: all but a table that may go on on the next page."""
        kept = 1 if self.items and isinstance(self.items[-1], TableDraft) else 0
        end = len(self.items) - kept
        found, self.items = self.items[:end], self.items[end:]
        return found

    def finish(self) -> list[Block | TableDraft]:
        """Everything that was not taken away, in order."""
        self._flush()
        return self.items

    def _row(self, row: Row, page: Page, band: Band, index: int) -> None:
        if self._is_contents(row):
            self._flush()
            return
        x = row.x0 - band.shift
        below = _next_row(band, index)
        marker = read_marker(row.text)
        starts = self._starts(row, band, index)
        if not self._caption(row, page, starts=starts) and not (
            marker is not None and self._marked(marker, row, page, x, starts=starts, below=below)
        ):
            if self._is_heading(row, below, page, starts=starts):
                self._heading(row, page, x)
            else:
                self._text(row, page, x, starts=starts)
        self._above = row

    def _is_contents(self, row: Row) -> bool:
        """True for a line of the table of contents: it repeats headings and is left out."""
        if (".." in row.text or ". ." in row.text or "…" in row.text) and _LEADERS.search(row.text):
            return True
        if self._in_contents and _ENTRY.search(row.text):
            return True
        self._in_contents = bool(_CONTENTS.match(row.text)) and len(row.text) < 40
        return False

    def _marked(
        self, marker: Marker, row: Row, page: Page, x: float, *, starts: bool, below: Row | None
    ) -> bool:
        """Take a row that begins with a number or mark; False where that is no mark after all."""
        styled = self._is_heading(row, below, page, starts=starts)
        if marker.kind == "bullet":
            self._item(row, page, x)
            return True
        if marker.kind == "letter":
            return self._letter(marker, row, page, x, starts=starts)
        if marker.kind in ("named", "part"):
            return styled and self._named(marker, row, page, x)
        if marker.kind == "number":
            ended = row.text[len(marker.label)] if len(row.text) > len(marker.label) else ""
            named = marker.rest[:1].isupper() or marker.rest[:1].isdigit()
            if not styled or not named or not self._outline.continues(marker.label):
                if ended in ".):" and marker.rest and starts:
                    self._item(row, page, x)
                    return True
                return False
        set_off = row.cells > 1 and row.segments[0].text.rstrip(".:)") == marker.label
        capital = not marker.rest[:1].islower()
        refers = self._above is not None and bool(_REFERS.search(self._above.text))
        closed = self._above is None or self._above.text.rstrip().endswith((".", ":", ";", "!", "?"))
        word = marker.rest.split(" ", 1)[0]
        alone = closed and len(word) >= _FEWEST_LETTERS and word[1:].islower()  # no unit: GPa, MVA
        if not self._outline.accepts(
            marker.label, x=x, styled=styled, set_off=set_off, starts=starts, capital=capital,
            refers=refers, alone=alone,
        ):  # fmt: skip
            return False
        self._flush()
        entry = self._outline.open_numbered(
            marker.label, heading=styled, x=x, text_x=self._text_x(row, marker, x), size=row.size
        )
        self._open("heading" if styled else "clause", entry.level, marker.label, row, page, skip=marker.width)
        return True

    def _text_x(self, row: Row, marker: Marker, x: float) -> float | None:
        found = text_x(row, marker.width)
        return None if found is None else found - row.x0 + x

    def _named(self, marker: Marker, row: Row, page: Page, x: float) -> bool:
        self._flush()
        if marker.kind == "part":
            entry = self._outline.open_numbered(marker.label, heading=True, x=x, text_x=None, size=row.size)
        else:
            entry = self._outline.open_named(marker.label, x=x, size=row.size)
        self._open("heading", entry.level, marker.label, row, page, skip=marker.width)
        return True

    def _letter(self, marker: Marker, row: Row, page: Page, x: float, *, starts: bool) -> bool:
        if not starts and not (row.cells > 1 and row.segments[0].text.strip("().") == marker.label):
            return False
        entry = self._outline.open_letter(
            marker.label, x=x, text_x=self._text_x(row, marker, x), size=row.size
        )
        if entry is None:
            if starts and marker.rest and not (self._outline.numbered and self._draft):
                self._item(row, page, x)
                return True
            return False
        self._flush()
        self._open("clause", entry.level, entry.label, row, page, skip=marker.width)
        return True

    def _item(self, row: Row, page: Page, x: float) -> None:
        """A list item: a line of its own in the clause that is open, else a block."""
        entry = self._outline.settle(x, breaks=True)
        label = self._label()
        draft = self._draft
        if (
            label
            and draft
            and draft.label == label
            and draft.kind == "clause"
            and entry
            and draft.length < _LONGEST_BLOCK
        ):
            draft.add(row, page, self.style, newline=True)
            return
        self._flush()
        self._open("clause" if label else "list_item", 0, label, row, page)

    def _heading(self, row: Row, page: Page, x: float) -> None:
        draft, above = self._draft, self._above
        open_heading = draft is not None and draft.kind == "heading" and draft.length < LONGEST_HEADING
        if draft is not None and open_heading and above is not None and heading_goes_on(row, above):
            draft.add(row, page, self.style)
            return
        self._flush()
        entry = self._outline.open_heading(x=x, size=row.size)
        self._open("heading", entry.level, None, row, page)

    def _text(self, row: Row, page: Page, x: float, *, starts: bool) -> None:
        draft = self._draft
        if draft is not None and draft.kind == "heading":
            if not starts and self._above is not None and title_runs_on(row, self._above, self.style):
                draft.add(row, page, self.style)
                return
            self._flush()
            draft = None
        self._outline.settle(x, breaks=starts or draft is None)
        label = self._label()
        if draft is not None and draft.label == label and draft.kind != "caption":
            if not starts:
                draft.add(row, page, self.style)
                return
            if draft.kind == "clause" and draft.length < _LONGEST_BLOCK:
                draft.add(row, page, self.style, newline=True)
                return
        elif draft is not None and draft.kind == "caption" and not starts:
            draft.add(row, page, self.style)
            return
        self._flush()
        self._open("clause" if label else "paragraph", 0, label, row, page)

    def _caption(self, row: Row, page: Page, *, starts: bool) -> bool:
        label = caption_label(row.text) if starts or self._above is None else None
        if label is None:
            return False
        self._flush()
        self._draft = Draft("caption", label=label, figure=self.figures.captioned(row))
        self._draft.add(row, page, self.style)
        return True

    def _table(self, table: RawTable, page: Page) -> None:
        label = self._label()
        captioned = self._draft is not None and self._draft.kind == "caption"
        caption = self._draft.text if self._draft is not None and captioned else ""
        self._flush()
        last = self.items[-1] if self.items else None
        if isinstance(last, TableDraft) and not caption and _continues(last.pieces[-1][0], table):
            last.pieces.append((table, page.bare()))
        else:
            self.items.append(TableDraft([(table, page.bare())], label, caption))
        self._above = None

    def _label(self) -> str | None:
        return next((entry.label for entry in reversed(self._outline.stack) if entry.label), None)

    def _open(self, kind: str, level: int, label: str | None, row: Row, page: Page, *, skip: int = 0) -> None:
        self._draft = Draft(kind, level=level, label=label)  # type: ignore[arg-type]
        self._draft.add(row, page, self.style, skip=skip)

    def _flush(self) -> None:
        if self._draft is not None:
            block = self._draft.block()
            if block is not None:
                self.items.append(block)
        self._draft = None

    def _lettering(self, group: Sequence[Segment], page: Page, *, kind: BlockKind = "figure") -> None:
        """The words in a figure, or a footnote: a block of their own, so that they can be found."""
        text = ""
        spans: list[Span] = []
        for segment in group:
            start = len(text) + 1 if text else 0
            text = f"{text}{' ' if kind == 'footnote' else chr(10)}{segment.text}" if text else segment.text
            spans.append(Span(start=start, end=len(text), page=page.number, box=page.shown(segment.box)))
        if any(c.isalnum() for c in text):
            figure = self.figures.around(group) if kind == "figure" else None
            self.items.append(
                Block(kind=kind, text=text, page=page.number, spans=tuple(spans), figure=figure)
            )

    def _keep_furniture(self, flow: Flow) -> None:
        """Running heads and feet are kept once, where they first stand."""
        for segment in flow.furniture:
            mark = re.sub(r"\d+", "#", segment.text)
            if (
                mark not in self._furniture
                and len(self._furniture) < _MOST_FURNITURE
                and re.search(r"[^\W\d]{3}", mark)
            ):
                self._furniture.add(mark)
                span = Span(
                    start=0, end=len(segment.text), page=flow.page.number, box=flow.page.shown(segment.box)
                )
                self.items.append(
                    Block(kind="footnote", text=segment.text, page=flow.page.number, spans=(span,))
                )

    def _starts(self, row: Row, band: Band, index: int) -> bool:
        """True where the row begins a paragraph."""
        if self._above is None:
            return not self._runs_over(row)
        near = [item for item in band.items[max(0, index - 4) : index + 4] if isinstance(item, Row)]
        return begins_paragraph(row, self._above, near, self.style)

    def _runs_over(self, row: Row) -> bool:
        """True where the first row of a column or page goes on with the sentence before."""
        draft = self._draft
        if draft is None or not draft.rows or draft.kind == "heading":
            return False
        full = is_full(draft.rows[-1])
        open_end = draft.text[-1:] not in ".:;!?" if draft.text else False
        return open_end and full and not row.text[:1].isupper()

    def _is_heading(self, row: Row, below: Row | None, page: Page, *, starts: bool) -> bool:
        if len(row.text) <= LONGEST_HEADING and row.text.casefold().strip() in self.bookmarks:
            return True
        if row.italic and not row.bold and self._outline.stack and self._outline.stack[-1].kind != "heading":
            return False
        return is_heading(row, below, self.style, starts=starts, by_size_only=page.read_by_ocr)


def _next_row(band: Band, index: int) -> Row | None:
    item = band.items[index + 1] if index + 1 < len(band.items) else None
    return item if isinstance(item, Row) else None


def _continues(above: RawTable, table: RawTable) -> bool:
    """True where a table at the top of the next page goes on with the one before."""
    if table.page != above.page + 1 or table.width != above.width:
        return False
    same_place = abs(table.x0 - above.x0) < 12 and abs(table.x1 - above.x1) < 12
    same_head = [c.text for c in table.cells[0]] == [c.text for c in above.cells[0]]
    return same_head or (same_place and table.ruled == above.ruled)
