"""Read the words of a picture with RapidOCR. Knows pixels, no file format and no structure.

The models come with the package: nothing is fetched. Text that stands sideways or upside down is told
by its lines, the picture is turned once, and boxes come back in the turned picture with the turn named.
"""

from __future__ import annotations

import logging
import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from PIL import Image

from ingest.layout.page import Page, Segment, Turn, Word
from retrieval.records import Box

Pixels = npt.NDArray[np.uint8]
"""Height, width, three channels."""

LONGEST_SIDE = 1600
"""Pixels: larger pictures are reduced before they are read; where their lettering then is too small they
are read once more in tiles of this size."""

_MOST_THREADS = 4
_SMALL = 15.0
"""Pixels: lines that are lower are read badly."""
_GOOD = 24.0
_LEAST_SIDE = 6
"""Pixels of a picture's shorter side that a line of letters takes at least."""
_OVERLAP = 120
_MOST_TILES = 24
_LEAST_SCORE = 0.5
_SURE_SCORE = 0.9
_SPHERE = re.compile(r"(?<![\w.])(\d{1,2} ?[xX] ?S(?=[0O]\d*\.\d)|S(?=[0O]\d*\.\d+ ?±))[0O]")
_RUN_TOGETHER = re.compile(r"((?<![\w.])\.\d+)(?=\.\d)")
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
    scale = min(1.0, LONGEST_SIDE / max(pixels.shape[:2]))
    found = _detect(_resized(pixels, scale))
    turn: Turn = 0
    if found is not None and found.sideways:
        turn = 90
        pixels = np.ascontiguousarray(np.rot90(pixels, -1))
        found = _detect(_resized(pixels, scale))
    lines, upside_down = _read(found)
    lines = [_scaled(line, 1 / scale) for line in lines]
    finer = _finer_scale(lines, scale)
    if finer > 1.3 * scale:
        lines = _read_tiles(pixels, finer)
    height, width = pixels.shape[:2]
    if upside_down:
        turn = cast(Turn, (turn + 180) % 360)
        lines = [_upended(line, width, height) for line in lines]
    return OcrResult(lines=tuple(lines), turn=turn, width=width, height=height, tilt=_tilt(lines))


def _resized(pixels: Pixels, scale: float) -> Pixels:
    if scale >= 1.0:
        return pixels
    height, width = pixels.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


def _scaled(line: OcrLine, factor: float) -> OcrLine:
    corners = tuple((x * factor, y * factor) for x, y in line.corners)
    return OcrLine(text=line.text, corners=corners, score=line.score)


def _finer_scale(lines: list[OcrLine], scale: float) -> float:
    """The scale at which most lettering is large enough; the present one where it is."""
    heights = [_height(line) for line in lines if len(line.text) > 1]
    if scale >= 1.0 or not heights or median(heights) * scale >= _SMALL:
        return scale
    return min(1.0, _GOOD / median(heights))


def _height(line: OcrLine) -> float:
    """Height of the lettering: the shorter side."""
    a, b, c, d = line.corners
    sides = (math.dist(a, b) + math.dist(c, d)) / 2, (math.dist(b, c) + math.dist(d, a)) / 2
    return min(sides)


def _read_tiles(pixels: Pixels, scale: float) -> list[OcrLine]:
    """A large picture in overlapping tiles; a line cut by a tile's edge is taken from the other tile."""
    height, width = pixels.shape[:2]
    step = LONGEST_SIDE - 2 * _OVERLAP
    tiles = -(-height * scale // step) * -(-width * scale // step)
    if tiles > _MOST_TILES:
        scale *= math.sqrt(_MOST_TILES / tiles)
    small = _resized(pixels, scale)
    found: list[OcrLine] = []
    for top in range(0, small.shape[0], step):
        for left in range(0, small.shape[1], step):
            tile = small[top : top + LONGEST_SIDE, left : left + LONGEST_SIDE]
            edge = min(tile.shape[:2]) <= 2 * _OVERLAP and (top or left)
            if edge or tile.min() == tile.max():
                continue
            lines, _ = _read(_detect(np.ascontiguousarray(tile)))
            found += [_shifted(line, left, top) for line in lines]
    return [_scaled(line, 1 / scale) for line in _distinct(found)]


def _shifted(line: OcrLine, left: int, top: int) -> OcrLine:
    corners = tuple((x + left, y + top) for x, y in line.corners)
    return OcrLine(text=line.text, corners=corners, score=line.score)


def _distinct(lines: list[OcrLine]) -> list[OcrLine]:
    """Of lines that lie on each other the longest."""
    kept: list[tuple[OcrLine, Box]] = []
    for line in sorted(lines, key=lambda line: -len(line.text)):
        xs, ys = [x for x, _ in line.corners], [y for _, y in line.corners]
        box = (min(xs), min(ys), max(xs), max(ys))
        if not any(_covered(box, other) > 0.5 for _, other in kept):
            kept.append((line, box))
    return [line for line, _ in sorted(kept, key=lambda pair: (pair[1][1], pair[1][0]))]


def _covered(box: Box, other: Box) -> float:
    """Share of ``box`` that ``other`` covers."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)
    return max(width, 0.0) * max(height, 0.0) / area


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
    text = mended(" ".join(line.text.split()))
    step = (x1 - x0) / max(len(text), 1)
    words: list[Word] = []
    at = 0
    for word in text.split(" "):
        words.append(Word(at, at + len(word), x0 + at * step, y0, x0 + (at + len(word)) * step, y1))
        at += len(word) + 1
    return Segment(text, x0, y0, x1, y1, y1 - y0, bold=False, words=tuple(words))


def mended(text: str) -> str:
    """A line of a drawing as it is printed, where recognition has no sign of its own for what stands there.

    The diameter sign after ``S`` (a sphere) is read as a zero: a call-out with a count or a tolerance tells.
    Numbers that begin with a point end where the next one begins: ``±.020.50`` for ``±.020`` and a depth.
    """
    return _RUN_TOGETHER.sub(r"\1 ", _SPHERE.sub(r"\1⌀", text))


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
            "Global.max_side_len": 2 * LONGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": min(_MOST_THREADS, os.cpu_count() or 1),
        }
    )


@dataclass(frozen=True, slots=True)
class _Detected:
    """Where RapidOCR found lines: its own records of one picture, on the way to recognition."""

    pixels: Pixels
    record: Any
    crops: Any
    result: Any

    @property
    def sideways(self) -> bool:
        """True where most of the lines run along the height."""
        tall = wide = 0.0
        for box in self.result.boxes:
            width, height = float(np.ptp(box[:, 0])), float(np.ptp(box[:, 1]))
            if max(width, height) > 2 * min(width, height):
                tall, wide = (tall + height, wide) if height > width else (tall, wide + width)
        return tall > wide


def _detect(pixels: Pixels) -> _Detected | None:
    """Find the lines of a picture; None where there are none, as in a strip too low for letters."""
    if min(pixels.shape[:2]) < _LEAST_SIDE:
        return None  # it would be enlarged a hundred times
    engine = _engine()
    image, record = engine.preprocess_img(pixels)
    try:
        crops, result = engine.detect_and_crop(image, record)
    except _nothing_found():
        return None
    return _Detected(pixels, record, crops, result)


def _read(found: _Detected | None) -> tuple[list[OcrLine], bool]:
    """The words of the lines, and whether most of them stand upside down."""
    if found is None:
        return [], False
    engine = _engine()
    try:
        upright, turned = engine.cls_and_rotate(found.crops)
        words = engine.recognize_txt(upright)
    except _nothing_found():
        return [], False
    over = [not np.array_equal(crop, read) for crop, read in zip(found.crops, upright, strict=True)]
    if any(label == "180" for label, _ in (turned.cls_res or ())):
        over = _read_again(upright, words, over)
    result = engine.build_final_output(found.pixels, found.result, turned, words, found.crops, found.record)
    if getattr(result, "txts", None) is None or result.boxes is None:
        return [], False
    lines = [
        OcrLine(text=text, corners=tuple((float(x), float(y)) for x, y in box), score=float(score))
        for text, box, score in zip(result.txts, result.boxes, result.scores, strict=True)
    ]
    return lines, len(over) >= 2 and sum(over) > 0.6 * len(over)


def _read_again(crops: Sequence[Pixels], words: Any, over: Sequence[bool]) -> list[bool]:
    """Reads doubtful lines the other way up too; what is surer counts.

    RapidOCR tells of each line by itself which way up it stands, and of long ones often wrongly.

    Args:
        crops: The lines as they were read.
        words: RapidOCR's record of the readings, which is mended.
        over: Whether each line was turned over to be read.

    Returns:
        The same of the readings that count.
    """
    now = list(over)
    doubtful = [i for i, score in enumerate(words.scores) if score < _SURE_SCORE]
    if not doubtful:
        return now
    try:
        other = _engine().recognize_txt([np.rot90(crops[i], 2).copy() for i in doubtful])
    except _nothing_found():
        return now
    texts, scores = list(words.txts), list(words.scores)
    for i, text, score in zip(doubtful, other.txts, other.scores, strict=True):
        if score > scores[i] and text.strip():
            texts[i], scores[i], now[i] = text, score, not over[i]
    words.txts, words.scores = tuple(texts), scores
    return now


def _nothing_found() -> type[Exception]:
    """What RapidOCR raises where a picture holds no text."""
    from rapidocr.main import RapidOCRError

    return cast(type[Exception], RapidOCRError)


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
