"""What a click on a piece of evidence opens: a marked page, rows with their query, or a signal's plot.

Knows the store and the pictures of pages; knows no component.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from assistant.records import Citation
from ingest.errors import IngestError
from ingest.pictures import drawn_share
from retrieval.records import Box, Chunk, Document, SeriesRef
from ui.web.present import marked_passage

if TYPE_CHECKING:
    from ingest.page_pictures import PagePictures
    from retrieval.knowledge import Knowledge

SCALE = 2.0
FINE_SCALE = 3.0
"""Pixels a PDF point in pictures of pages and of figures cut out of them."""
_LARGEST_SHARE = 0.5
"""Of the width or height of a sheet: a larger part of it is not shown enlarged."""
_PRINTS = 6.0
"""Heights of what is marked that are shown around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What to show for one citation; parts that do not apply are None.

    Attributes:
        picture: PNG of the page with the quote marked.
        passage: HTML of the passage with the quote marked.
        columns, rows: The first rows of the result.
        sql: The query that gave them.
        figure: Plotly figure of the signal.
        cut_out: PNG of the figure that the citation shows, cut out of its page, or of the marked part of a
            drawing where that is small on its sheet.
    """

    picture: bytes | None = None
    passage: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    sql: str | None = None
    figure: Any = None
    cut_out: bytes | None = None


def view(citation: Citation, knowledge: Knowledge, pictures: PagePictures, *, language: str = "en") -> View:
    """Opens the evidence behind a citation; a source deleted meanwhile gives its quote alone."""
    document = knowledge.catalogue.document(citation.source)
    if document is None:
        return View(passage=marked_passage(citation.quote, citation.quote))
    picture = _page(citation, document, pictures)
    rows = citation.rows
    return View(
        picture=picture,
        passage=None if picture or rows or citation.sensor else _passage(citation, knowledge),
        columns=rows.columns if rows else (),
        rows=rows.values if rows else (),
        sql=citation.sql,
        figure=_figure(citation, knowledge, language) if citation.sensor else None,
        cut_out=_cut_out(citation, document, pictures, picture),
    )


def _page(citation: Citation, document: Document, pictures: PagePictures) -> bytes | None:
    if citation.page is None and citation.kind != "drawing":
        return None
    try:
        return pictures.get(document, citation.page or 1, boxes=citation.boxes, scale=SCALE)
    except (IngestError, OSError):
        return None


def _cut_out(
    citation: Citation, document: Document, pictures: PagePictures, page: bytes | None
) -> bytes | None:
    """The figure that is cited, or the marked part of a drawing where that is small on its sheet."""
    shown = citation.figure
    try:
        if shown is not None:
            return pictures.get(document, shown.page, scale=FINE_SCALE, crop=shown.box)
        if citation.kind != "drawing" or not citation.boxes or page is None:
            return None
        around = _around(citation.boxes)
        if drawn_share(page, around) > _LARGEST_SHARE:
            return None
        return pictures.get(document, citation.page or 1, boxes=citation.boxes, scale=FINE_SCALE, crop=around)
    except (IngestError, OSError):
        return None


def _around(boxes: Sequence[Box]) -> Box:
    """What is around marks: their own height or a third of their extent on each side, whichever is more."""
    left, low = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, high = max(b[2] for b in boxes), max(b[3] for b in boxes)
    print_height = sorted(min(b[2] - b[0], b[3] - b[1]) for b in boxes)[len(boxes) // 2]
    margin = max(_PRINTS * print_height, (right - left) / 3, (high - low) / 3)
    return left - margin, low - margin, right + margin, high + margin


def _passage(citation: Citation, knowledge: Knowledge) -> str:
    chunk = _chunk_with(citation.quote, knowledge.catalogue.chunks_of(citation.source))
    if chunk is None:
        return marked_passage(citation.quote, citation.quote)
    return marked_passage(chunk.text, citation.quote, headings=chunk.headings)


def _chunk_with(quote: str, chunks: list[Chunk]) -> Chunk | None:
    return next((chunk for chunk in chunks if quote in chunk.text), None)


def _figure(citation: Citation, knowledge: Knowledge, language: str) -> Any:
    import pyarrow.parquet as pq

    from assistant.experts.series.plot import series_figure

    log = _log_of(citation, knowledge.catalogue.series())
    if log is None or citation.sensor is None:
        return None
    names = [sensor.name for sensor in log.sensors if sensor.name in citation.sensor]
    start, end = citation.start or log.start, citation.end or log.end
    margin = max((end - start) * 0.5, timedelta(seconds=60 * log.step_seconds))
    frame = pq.read_table(
        knowledge.objects.path(log.parquet),
        columns=["time", *names],
        filters=[("time", ">=", start - margin), ("time", "<=", end + margin)],
    ).to_pandas()
    return series_figure(frame, names, window=(start, end), language=language)


def _log_of(citation: Citation, logs: list[SeriesRef]) -> SeriesRef | None:
    own = [log for log in logs if log.source == citation.source]
    with_sensor = [log for log in own if any(s.name in (citation.sensor or "") for s in log.sensors)]
    return next(iter([*with_sensor, *own]), None)
