"""Find where a quote stands: its page and its boxes. Knows originals and passages, no question."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.citations import Place
from assistant.records import Evidence
from ingest.errors import Unreadable
from ingest.parsers.tabular import TEXT_ROWS
from ingest.pictures import find_boxes
from retrieval.records import Box, Chunk, Figure, Scope, Span

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

Lines = tuple[int | None, tuple[Box, ...]]
"""A page and boxes of lines on it."""


class Locator:
    """Places quotes by the characters on the page; by the lines of the passage where that fails.

    Args:
        knowledge: Holds the originals and the passages with the boxes of their lines.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        # PDFium is not safe for threads.
        self._turn = threading.Lock()

    def __call__(self, evidence: Evidence, quote: str) -> Place:
        """Page and boxes of a quote of an evidence; those of the evidence where nothing finer is found.

        The place of a figure's caption is the figure's frame.
        """
        if evidence.figure is not None:
            return Place(evidence.figure.page, (evidence.figure.box,), evidence.figure)
        if evidence.rows is not None and evidence.page is not None:
            return Place(*self._by_rows(evidence, evidence.rows.row_numbers))
        if evidence.chunk_id is None or evidence.page is None:
            return Place(evidence.page, evidence.boxes)
        figure, captioned = self._figure(evidence)
        if figure is not None and captioned:
            return Place(figure.page, (figure.box,), figure)
        page, lines = self._by_lines(evidence, quote)
        exact = self._by_characters(evidence, quote, page, lines)
        return Place(page, exact or lines, figure)

    def _figure(self, evidence: Evidence) -> tuple[Figure | None, bool]:
        """The figure of an evidence's passage, and whether the passage is its caption."""
        found = self._knowledge.catalogue.chunks([evidence.chunk_id or ""])
        if not found or found[0].ref is None or found[0].kind in ("table", "series"):
            return None, False
        return self._knowledge.catalogue.figure(found[0].ref), found[0].label is not None

    def _by_rows(self, evidence: Evidence, numbers: Sequence[int]) -> Lines:
        """The first page that has some of the rows, where none is on the page on which their table begins."""
        whole = evidence.page, evidence.boxes
        catalogue = self._knowledge.catalogue
        tables = [
            table
            for table in catalogue.tables(Scope(sources=(evidence.source,)))
            if (table.page, table.boxes) == whole
        ]
        if len(tables) != 1 or not numbers:
            return whole
        chunks = [chunk for chunk in catalogue.chunks_of(evidence.source) if chunk.ref == tables[0].id]
        printed = row_spans(chunks)
        if len(printed) not in (min(tables[0].row_count, TEXT_ROWS), tables[0].row_count + 1):
            return whole  # what is printed is not what the table holds, row for row
        spans = [printed[number] for number in numbers if number < len(printed)]
        pages = {span.page for span in spans if span.page is not None}
        if len(spans) < len(numbers) or not pages or evidence.page in pages:
            return whole
        first = min(pages)
        return first, tuple(span.box for span in spans if span.page == first and span.box is not None)

    def _by_lines(self, evidence: Evidence, quote: str) -> Lines:
        """The printed lines of the passage that the quote touches."""
        if quote == evidence.quote:
            return evidence.page, evidence.boxes
        found = self._knowledge.catalogue.chunks([evidence.chunk_id or ""])
        place = lines_of(found[0], quote) if found else None
        return place or (evidence.page, evidence.boxes)

    def _by_characters(
        self, evidence: Evidence, quote: str, page: int | None, lines: tuple[Box, ...]
    ) -> tuple[Box, ...]:
        document = self._knowledge.catalogue.document(evidence.source)
        if document is None or document.media != "pdf" or evidence.unit != "pt" or page is None:
            return ()
        path = self._knowledge.objects.path(document.sha256)
        near = lines[0] if lines else None
        with self._turn:
            try:
                return find_boxes(path, page, quote, near=near)
            except (Unreadable, OSError):
                return ()


def row_spans(chunks: Sequence[Chunk]) -> list[Span]:
    """The printed lines of a table's rows, in order, out of its passages, which all repeat the header."""
    ordered = sorted((chunk for chunk in chunks if chunk.kind == "table"), key=lambda chunk: chunk.ordinal)
    return [span for chunk in ordered for span in chunk.spans if span.start > chunk.text.find("\n") >= 0]


def lines_of(chunk: Chunk, quote: str) -> Lines | None:
    """Page and line boxes of a quote inside a passage; None where the passage does not hold it."""
    start = chunk.text.find(quote)
    if start < 0:
        return None
    touched = [span for span in chunk.spans if span.start < start + len(quote) and start < span.end]
    page = next((span.page for span in touched if span.page is not None), chunk.page)
    boxes = (span.box for span in touched if span.box is not None and (span.page or page) == page)
    return page, tuple(boxes)
