"""Read the words of a picture with RapidOCR. Knows pixels, no file format and no structure.

The models come with the package: nothing is fetched. Text that stands sideways or upside down is told
by its lines, the picture is turned once, and boxes come back in the turned picture with the turn named.
"""

from __future__ import annotations

import logging
import math
import os
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from ingest.layout.page import Page, Segment, Turn, Word

Pixels = npt.NDArray[np.uint8]
"""Height, width, three channels."""

LONGEST_SIDE = 2000
"""Pixels: larger pictures are reduced before they are read, as recognition does not gain."""

_MOST_THREADS = 4
_LEAST_SCORE = 0.5
_LEAST_TILT = math.radians(0.4)
_MOST_TILT = math.radians(15)


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrLine:
    """A recognised line: its corners from the top left clockwise, in pixels of the turned picture."""

    text: str
    corners: tuple[tuple[float, float], ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrResult:
    """What a picture says.

    Attributes:
        turn: Degrees clockwise that the picture was turned to be read.
        width, height: Of the turned picture, in pixels.
        tilt: Slope of the lines, in radians, positive where they fall to the right.
    """

    lines: tuple[OcrLine, ...]
    turn: Turn
    width: int
    height: int
    tilt: float


def recognise(pixels: Pixels) -> OcrResult:
    """Read a picture, whichever way up it is.

    Args:
        pixels: Height by width by 3, 8 bits, any order of colours.
    """
    lines, upside_down = _read(pixels)
    turn: Turn = 0
    if _are_sideways(lines):
        turn = 90
        pixels = np.ascontiguousarray(np.rot90(pixels, -1))
        lines, upside_down = _read(pixels)
    height, width = pixels.shape[:2]
    if upside_down:
        turn = cast(Turn, (turn + 180) % 360)
        lines = [_upended(line, width, height) for line in lines]
    return OcrResult(lines=tuple(lines), turn=turn, width=width, height=height, tilt=_tilt(lines))


def page_of(result: OcrResult, *, number: int, scale: float = 1.0) -> Page:
    """The recognised lines as a page for layout.

    Args:
        scale: Pixels of the picture per unit of the page (points, or pixels of the original).
    """
    width, height = result.width / scale, result.height / scale
    segments = tuple(
        _segment(line, result, scale)
        for line in result.lines
        if line.text.strip() and line.score >= _LEAST_SCORE
    )
    return Page(
        number=number, width=width, height=height, turn=result.turn, segments=segments,
        read_by_ocr=True, tilt=result.tilt,
    )  # fmt: skip


def _segment(line: OcrLine, result: OcrResult, scale: float) -> Segment:
    """A line straightened by the picture's tilt; words share its length by their characters."""
    points = [_rotated(point, result, -result.tilt) for point in line.corners]
    x0, x1 = min(p[0] for p in points) / scale, max(p[0] for p in points) / scale
    ys = sorted(p[1] / scale for p in points)
    y0, y1 = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
    text = " ".join(line.text.split())
    step = (x1 - x0) / max(len(text), 1)
    words: list[Word] = []
    at = 0
    for word in text.split(" "):
        words.append(Word(at, at + len(word), x0 + at * step, y0, x0 + (at + len(word)) * step, y1))
        at += len(word) + 1
    return Segment(text, x0, y0, x1, y1, y1 - y0, bold=False, words=tuple(words))


def _rotated(point: tuple[float, float], result: OcrResult, angle: float) -> tuple[float, float]:
    if not angle:
        return point
    x, y = point[0] - result.width / 2, point[1] - result.height / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return (x * cos - y * sin + result.width / 2, x * sin + y * cos + result.height / 2)


@cache
def _engine() -> Any:
    """The recogniser, one a process."""
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.width_height_ratio": -1,
            "Global.max_side_len": LONGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": min(_MOST_THREADS, os.cpu_count() or 1),
        }
    )


def _read(pixels: Pixels) -> tuple[list[OcrLine], bool]:
    """Lines of a picture, and whether most of them stand upside down."""
    engine = _engine()
    image, record = engine.preprocess_img(pixels)
    found = engine.run_ocr_steps(image, record)
    labels = [label for label, _ in (found[1].cls_res or ())]
    result = engine.build_final_output(pixels, found[0], found[1], found[2], found[3], record)
    if getattr(result, "txts", None) is None or result.boxes is None:
        return [], False
    lines = [
        OcrLine(text=text, corners=tuple((float(x), float(y)) for x, y in box), score=float(score))
        for text, box, score in zip(result.txts, result.boxes, result.scores, strict=True)
    ]
    return lines, len(labels) >= 2 and sum(label == "180" for label in labels) > 0.6 * len(labels)


def _are_sideways(lines: list[OcrLine]) -> bool:
    """True where most of the text runs along the height."""
    tall = wide = 0
    for line in lines:
        xs, ys = [x for x, _ in line.corners], [y for _, y in line.corners]
        if len(line.text) > 2:
            if max(ys) - min(ys) > 1.5 * (max(xs) - min(xs)):
                tall += len(line.text)
            else:
                wide += len(line.text)
    return tall > wide


def _upended(line: OcrLine, width: int, height: int) -> OcrLine:
    a, b, c, d = ((width - x, height - y) for x, y in line.corners)
    return OcrLine(text=line.text, corners=(c, d, a, b), score=line.score)


def _tilt(lines: list[OcrLine]) -> float:
    """The lines' common slope; 0 where it is too small to matter or too large to be believed."""
    slopes = []
    for line in lines:
        (ax, ay), (bx, by) = line.corners[0], line.corners[1]
        if bx - ax > 150 and len(line.text) > 8:
            slopes.append(math.atan2(by - ay, bx - ax))
    if len(slopes) < 2:
        return 0.0
    tilt = median(slopes)
    return tilt if _LEAST_TILT < abs(tilt) < _MOST_TILT else 0.0
