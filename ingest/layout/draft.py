"""A block while its lines come in: text with a span for each printed line. Knows no outline."""

from __future__ import annotations

from ingest.layout.page import Page, union
from ingest.layout.rows import Row
from ingest.layout.style import BodyStyle
from ingest.parsed import Block, BlockKind
from retrieval.records import Box, Span


class Draft:
    """Gathers rows into one block.

    Args:
        label: Number of the heading or clause that the text belongs to.
        figure: Number of the figure that a caption names.
    """

    def __init__(
        self, kind: BlockKind, *, level: int = 0, label: str | None = None, figure: int | None = None
    ) -> None:
        self.figure = figure
        self.kind = kind
        self.level = level
        self.label = label
        self.rows: list[Row] = []
        self._text = ""
        self._spans: list[Span] = []
        self._page: int | None = None

    @property
    def length(self) -> int:
        """Characters so far."""
        return len(self._text)

    @property
    def text(self) -> str:
        """The text so far."""
        return self._text

    def add(self, row: Row, page: Page, style: BodyStyle, *, skip: int = 0, newline: bool = False) -> None:
        """Append a row.

        Args:
            skip: Characters at its start that are left out (a label).
            newline: The row begins a paragraph; otherwise it continues the line before.
        """
        if self._page is None:
            self._page = page.number
        self.rows.append(row)
        text = row.text[skip:]
        if not text:
            return
        box = row.box if not skip else _box_from(row, skip)
        if self._text:
            self._join(text, style, newline=newline)
        start = len(self._text)
        self._text += text
        self._spans.append(Span(start=start, end=len(self._text), page=page.number, box=page.shown(box)))

    def _join(self, text: str, style: BodyStyle, *, newline: bool) -> None:
        if newline:
            self._text += "\n"
        elif self._text[-1] == "-" and len(self._text) > 1 and self._text[-2].isalnum() and text[0].isalnum():
            if not style.joined(self._text[-40:], text[:40]):
                self._text = self._text[:-1]
                last = self._spans[-1]
                self._spans[-1] = Span(start=last.start, end=last.end - 1, page=last.page, box=last.box)
        else:
            self._text += " "

    def block(self) -> Block | None:
        """The block; None where nothing but a label came and the block is no heading or clause."""
        if not self._text and self.kind not in ("heading", "clause"):
            return None
        return Block(
            kind=self.kind, text=self._text, level=self.level, label=self.label, page=self._page,
            spans=tuple(self._spans), figure=self.figure,
        )  # fmt: skip


def _box_from(row: Row, skip: int) -> Box:
    """The box of a row's words from character ``skip`` on."""
    boxes: list[Box] = []
    at = 0
    for segment in row.segments:
        boxes += [word[2:] for word in segment.words if at + word.start >= skip]
        at += len(segment.text) + 1
    return union(boxes) if boxes else row.box


def text_x(row: Row, skip: int) -> float | None:
    """Left edge of the row's text after a label of ``skip`` characters; None where nothing follows."""
    at = 0
    for segment in row.segments:
        for word in segment.words:
            if at + word.start >= skip:
                return word.x0
        at += len(segment.text) + 1
    return None
