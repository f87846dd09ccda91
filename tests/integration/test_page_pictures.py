"""Pages drawn in a process of their own: marked, remembered, refused where there are none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Unreadable
from ingest.page_pictures import PagePictures
from retrieval.objects import ObjectStore
from retrieval.records import Document


@pytest.fixture
def document(tmp_path: Path) -> Document:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 200))
    canvas.drawString(20, 150, "Pump P-101")
    canvas.showPage()
    canvas.save()
    return Document(
        id="d", source="plant/a.pdf", collection="plant", path="a.pdf", media="pdf", revision=1, title="A",
        sha256=ObjectStore(tmp_path / "objects").put_bytes(buffer.getvalue()), language="en",
        ingested_at=datetime(2025, 1, 1, tzinfo=UTC), pages=1,
    )  # fmt: skip


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[PagePictures]:
    pictures = PagePictures(ObjectStore(tmp_path / "objects"))
    yield pictures
    pictures.close()


def test_a_page_is_drawn_and_its_boxes_are_marked(pictures: PagePictures, document: Document) -> None:
    plain = Image.open(io.BytesIO(pictures.get(document, 1))).convert("RGB")
    assert plain.size == (600, 400)
    marked = Image.open(io.BytesIO(pictures.get(document, 1, boxes=((100, 100, 200, 112),)))).convert("RGB")
    assert plain.getpixel((300, 212)) == (255, 255, 255)
    assert marked.getpixel((300, 212)) != (255, 255, 255)
    assert marked.getpixel((20, 20)) == (255, 255, 255)


def test_a_figure_is_framed_and_cut_out(pictures: PagePictures, document: Document) -> None:
    frame = (100.0, 100.0, 200.0, 150.0)
    marked = Image.open(io.BytesIO(pictures.get(document, 1, boxes=(frame,)))).convert("RGB")
    assert marked.getpixel((300, 250)) == (255, 255, 255)
    edge = {marked.getpixel((x, 250)) for x in range(180, 200)}
    assert edge - {(255, 255, 255)}
    part = Image.open(io.BytesIO(pictures.get(document, 1, crop=frame)))
    assert part.size == (212, 112)


def test_several_threads_are_served(pictures: PagePictures, document: Document) -> None:
    with ThreadPoolExecutor(4) as pool:
        drawn = list(
            pool.map(lambda scale: pictures.get(document, 1, scale=scale), [1.0, 1.0, 2.0, 0.5, 1.0])
        )
    assert drawn[0] == drawn[1] == drawn[4] != drawn[2]


def test_what_has_no_such_page_is_refused(pictures: PagePictures, document: Document) -> None:
    with pytest.raises(Unreadable, match="no page 2"):
        pictures.get(document, 2)
    with pytest.raises(Unreadable, match="no pages to draw"):
        pictures.get(replace(document, media="csv"), 1)
    assert pictures.get(document, 1).startswith(b"\x89PNG")
