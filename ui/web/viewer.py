"""What a click on a piece of evidence opens: a marked page, rows with their query, or a signal's plot.

Knows the store and the pictures of pages; knows no component.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from assistant.records import Citation
from ingest.errors import IngestError
from retrieval.records import Chunk, Document, SeriesRef
from ui.web.present import marked_passage

if TYPE_CHECKING:
    from ingest.page_pictures import PagePictures
    from retrieval.knowledge import Knowledge

SCALE = 2.0
FINE_SCALE = 3.0
"""Pixels a PDF point in pictures of pages and of figures cut out of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What to show for one citation; parts that do not apply are None.

    Attributes:
        picture: PNG of the page with the quote marked.
        passage: HTML of the passage with the quote marked.
        columns, rows: The first rows of the result.
        sql: The query that gave them.
        figure: Plotly figure of the signal.
        cut_out: PNG of the figure that the citation shows, cut out of its page.
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
        cut_out=_cut_out(citation, document, pictures),
    )


def _page(citation: Citation, document: Document, pictures: PagePictures) -> bytes | None:
    if citation.page is None and citation.kind != "drawing":
        return None
    try:
        return pictures.get(document, citation.page or 1, boxes=citation.boxes, scale=SCALE)
    except (IngestError, OSError):
        return None


def _cut_out(citation: Citation, document: Document, pictures: PagePictures) -> bytes | None:
    shown = citation.figure
    if shown is None:
        return None
    try:
        return pictures.get(document, shown.page, scale=FINE_SCALE, crop=shown.box)
    except (IngestError, OSError):
        return None


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
