"""What opens beside an answer from a drawing: the sheet, and the marked part where that is small on it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image

from assistant.records import Citation
from ingest.pictures import _png
from retrieval.records import Box, Document
from ui.web.viewer import view


class Pictures:
    """Draws a sheet of 1000 by 500 units at two pixels a unit, or says which part was asked for."""

    def __init__(self) -> None:
        self.crops: list[Box | None] = []

    def get(self, *_: object, crop: Box | None = None, **__: object) -> bytes:
        self.crops.append(crop)
        if crop is None:
            return _png(Image.new("RGB", (2000, 1000), "white"), scale=2.0, left=0.0, top=500.0)
        stream = BytesIO()
        Image.new("RGB", (10, 10), "white").save(stream, format="PNG")
        return stream.getvalue()


def _cited(*boxes: Box, kind: str = "drawing") -> tuple[Any, Pictures]:
    document = Document(
        id="a", source="p/PID-7.dxf", collection="p", path="p", media="dxf", sha256="", revision=1, title="PID-7",
        language="en", ingested_at=datetime(2026, 1, 1),
    )  # fmt: skip
    catalogue = SimpleNamespace(document=lambda source: document, chunks_of=lambda source: [])
    citation = Citation(
        n=1,
        source=document.source,
        kind=cast("Any", kind),
        quote="P-1 → HV-2",
        score=0.9,
        page=1,
        boxes=boxes,
        unit="drawing",
    )
    pictures = Pictures()
    return view(citation, cast("Any", SimpleNamespace(catalogue=catalogue)), cast("Any", pictures)), pictures


def test_a_small_part_of_a_sheet_is_shown_enlarged_with_what_is_around_it() -> None:
    seen, pictures = _cited((100, 100, 130, 104), (160, 100, 190, 104))
    assert seen.picture is not None
    assert seen.cut_out is not None
    assert pictures.crops[-1] == pytest.approx((70, 70, 220, 134))


@pytest.mark.parametrize(
    ("boxes", "kind"), [(((0, 0, 900, 400),), "drawing"), ((), "drawing"), (((1, 1, 9, 3),), "text")]
)
def test_no_part_where_it_is_most_of_the_sheet_or_no_drawing(boxes: tuple[Box, ...], kind: str) -> None:
    seen, _ = _cited(*boxes, kind=kind)
    assert seen.picture is not None
    assert seen.cut_out is None
