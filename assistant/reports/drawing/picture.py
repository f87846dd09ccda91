"""The page of a drawing with its findings marked and numbered. Knows pixels, no rule."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from assistant.reports.drawing.finding import Finding, Severity
from ingest.pictures import place_boxes
from retrieval.records import BoxUnit

_COLOURS: dict[Severity, tuple[int, int, int]] = {
    "error": (200, 30, 30),
    "warning": (205, 120, 0),
    "info": (30, 90, 180),
}
_LEAST = 14.0
"""Pixels: smaller regions are drawn as large as this."""


def mark(png: bytes, findings: Sequence[tuple[int, Finding]], *, unit: BoxUnit) -> bytes:
    """The picture with a frame and the number of each finding.

    Args:
        png: As ``ingest.pictures.page_picture`` draws it; it knows its own scale.
        findings: Those of its page, each with its number in the list.
        unit: Of the regions.
    """
    boxes = place_boxes(png, [f.region for _, f in findings if f.region is not None], unit=unit)
    with Image.open(io.BytesIO(png)) as opened:
        image = opened.convert("RGB")
    draw = ImageDraw.Draw(image)
    size = max(14, round(max(image.size) / 110))
    width = max(2, round(max(image.size) / 900))
    font = ImageFont.load_default(size)
    labels: list[tuple[float, float]] = []
    for (number, finding), box in zip(
        [(n, f) for n, f in findings if f.region is not None], boxes, strict=True
    ):
        x0, y0, x1, y1 = _grown(box, width)
        colour = _COLOURS[finding.severity]
        draw.rectangle((x0, y0, x1, y1), outline=colour, width=width)
        text = str(number)
        wide = draw.textlength(text, font=font) + 0.6 * size
        x, y = max(0.0, min(x0, image.width - wide)), max(0.0, y0 - 1.3 * size)
        while any(abs(x - a) < wide and abs(y - b) < size for a, b in labels):
            x += wide + 2
        labels.append((x, y))
        draw.rectangle((x, y, x + wide, y + 1.3 * size), fill=colour)
        draw.text((x + 0.3 * size, y + 0.1 * size), text, fill="white", font=font)
    stream = io.BytesIO()
    image.save(stream, format="PNG", compress_level=3)
    return stream.getvalue()


def _grown(box: tuple[float, float, float, float], width: int) -> tuple[float, float, float, float]:
    pad = 2.0 * width
    x0, y0, x1, y1 = box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad
    more_x, more_y = max(0.0, _LEAST - (x1 - x0)) / 2, max(0.0, _LEAST - (y1 - y0)) / 2
    return x0 - more_x, y0 - more_y, x1 + more_x, y1 + more_y
