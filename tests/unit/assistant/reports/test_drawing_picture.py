"""Where the numbers of findings stand on the sheet: each is seen, and what is drawn is not hidden."""

from __future__ import annotations

import io

from PIL import Image, ImageChops, ImageDraw

from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.picture import mark
from retrieval.records import Box

_WRITTEN = (230, 150, 420, 185)


def _sheet() -> Image.Image:
    """A sheet with something written right above where the finding is."""
    sheet = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(sheet).rectangle(_WRITTEN, fill="black")
    return sheet


def _marked(sheet: Image.Image, *regions: Box) -> Image.Image:
    findings = [
        (n, Finding(rule="field_missing", subject="x", reason="y", page=1, region=region))
        for n, region in enumerate(regions, 1)
    ]
    stream = io.BytesIO()
    sheet.save(stream, format="PNG")
    return Image.open(io.BytesIO(mark(stream.getvalue(), findings, unit="px"))).convert("RGB")


def test_a_number_hides_nothing_that_is_written() -> None:
    sheet = _sheet()
    marked = _marked(sheet, (240, 195, 400, 220))
    assert ImageChops.difference(sheet.crop(_WRITTEN), marked.crop(_WRITTEN)).getbbox() is None
    assert ImageChops.difference(sheet, marked).getbbox() is not None


def test_numbers_of_one_place_stand_side_by_side() -> None:
    sheet = Image.new("RGB", (800, 600), "white")
    one = _marked(sheet, (240, 195, 400, 220))
    three = _marked(sheet, *[(240, 195, 400, 220)] * 3)
    filled = [
        sum(count for count, at in image.getcolors(100_000) or () if at != (255, 255, 255))
        for image in (one, three)
    ]
    label = filled[1] - filled[0]
    assert label > 2 * 14 * 14


def test_a_finding_in_the_corner_keeps_its_number_on_the_sheet() -> None:
    sheet = Image.new("RGB", (800, 600), "white")
    drawn = ImageChops.difference(sheet, _marked(sheet, (0, 0, 30, 12))).getbbox()
    assert drawn is not None
    assert drawn[2] > 40 or drawn[3] > 25
