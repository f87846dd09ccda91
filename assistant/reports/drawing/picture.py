"""The page of a drawing with its findings marked and numbered. Knows pixels, no rule."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont, ImageStat

from assistant.reports.drawing.finding import Finding, Severity
from ingest.pictures import place_boxes
from retrieval.records import BoxUnit

_COLOURS: dict[Severity, tuple[int, int, int]] = {
    "error": (200, 30, 30),
    "warning": (205, 120, 0),
    "info": (30, 90, 180),
}
_INK = 160
"""Darker grey than this is something drawn."""
_Box = tuple[float, float, float, float]
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
    ink = image.convert("L").point(lambda level: 255 if level < _INK else 0)
    draw = ImageDraw.Draw(image)
    size = max(14, round(max(image.size) / 110))
    width = max(2, round(max(image.size) / 900))
    font = ImageFont.load_default(size)
    high = 1.3 * size
    labels: list[_Box] = []
    for (number, finding), box in zip(
        [(n, f) for n, f in findings if f.region is not None], boxes, strict=True
    ):
        x0, y0, x1, y1 = _grown(box, width)
        colour = _COLOURS[finding.severity]
        draw.rectangle((x0, y0, x1, y1), outline=colour, width=width)
        text = str(number)
        wide = draw.textlength(text, font=font) + 0.6 * size
        label = _free_place((x0, y0, x1, y1), (wide, high), ink, labels)
        labels.append(label)
        draw.rectangle(label, fill=colour)
        draw.text((label[0] + 0.3 * size, label[1] + 0.1 * size), text, fill="white", font=font)
    stream = io.BytesIO()
    image.save(stream, format="PNG", compress_level=3)
    return stream.getvalue()


def _free_place(frame: _Box, size: tuple[float, float], ink: Image.Image, taken: Sequence[_Box]) -> _Box:
    """Where a number covers the least of what is drawn: beside its frame, above it where nothing is lost.

    Args:
        frame: Of the finding, in pixels.
        size: Width and height of the number.
        ink: The sheet, 255 where something is drawn and 0 elsewhere.
        taken: Places of other numbers, never covered.
    """
    (x0, y0, x1, y1), (wide, high) = frame, size
    right, low = ink.width - wide, ink.height - high
    beside = [(x, y) for y in (y0 - high, y1) for x in (x0, x1 - wide)]
    beside += [(x, y) for x in (x0 - wide, x1) for y in (y0, y1 - high)]
    beside += [(x0 + step * (wide + 2), y0 - high) for step in range(1, len(taken) + 2)]
    places = [(x, y, x + wide, y + high) for x, y in beside if 0 <= x <= right and 0 <= y <= low]
    free = [one for one in places if not any(_overlap(one, other) for other in taken)]
    if not free:
        x, y = max(0.0, min(x0, right)), max(0.0, min(y0, low))
        return (x, y, x + wide, y + high)
    return min(free, key=lambda one: ImageStat.Stat(ink.crop(one)).sum[0])


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _grown(box: tuple[float, float, float, float], width: int) -> tuple[float, float, float, float]:
    pad = 2.0 * width
    x0, y0, x1, y1 = box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad
    more_x, more_y = max(0.0, _LEAST - (x1 - x0)) / 2, max(0.0, _LEAST - (y1 - y0)) / 2
    return x0 - more_x, y0 - more_y, x1 + more_x, y1 + more_y
