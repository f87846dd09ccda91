"""Straight lines and pictures of a PDF page. Knows path objects, nothing of text or tables."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ingest.layout.page import Ruling
from ingest.parsers.pdf_calls import address, form_object, object_type, page_object, typed_object
from retrieval.records import Box

Point = tuple[float, float]
Place = Callable[[float, float, float, float], Box]
Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_OBJECTS = 6000
"""A page with more is a drawing or a plot; the rest of it is not looked at."""
_MOST_POINTS = 400
"""Paths with more points are no frames."""
_THIN = 3.0
"""Points: a filled rectangle no thicker is a ruling."""
_MOST_CORNERS = 6
"""An open line with more is a curve or a part of a picture."""
_MOST_CORNERS_OF_CURVE = 24
_SHORT = 6.0
"""Points: shorter rulings are ticks, dashes or parts of pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphics:
    """What is drawn on a page; see ``ingest.layout.page.Page``."""

    horizontals: tuple[Ruling, ...]
    verticals: tuple[Ruling, ...]
    pictures: tuple[Box, ...]
    drawn: tuple[Box, ...]
    filled: tuple[Box, ...] = ()
    slants: tuple[tuple[Point, ...], ...] = ()
    triangles: tuple[tuple[Point, ...], ...] = ()
    outlines: tuple[tuple[Point, ...], ...] = ()


class _Gatherer:
    """Gathers rulings and pictures of one page, objects of forms included."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.horizontals: list[Ruling] = []
        self.verticals: list[Ruling] = []
        self.pictures: list[Box] = []
        self.drawn: list[Box] = []
        self.filled: list[Box] = []
        self.slants: list[tuple[Point, ...]] = []
        self.triangles: list[tuple[Point, ...]] = []
        self.outlines: list[tuple[Point, ...]] = []
        self.budget = _MOST_OBJECTS
        self._four = tuple(ctypes.c_float() for _ in range(4))
        self._refs = tuple(ctypes.byref(value) for value in self._four)

    def walk(self, owner: int, count: int, get: Any, matrix: Matrix, depth: int) -> None:
        """Look at the objects of a page or of a form, which is at the address ``owner``."""
        most = min(count, max(self.budget, 0))
        self.budget -= most
        for i in range(most):
            at = get(owner, i)
            if not at:
                continue
            kind = object_type(at)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            item = typed_object(at)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                box = self._bounds(item, matrix)
                if box is not None:
                    self.pictures.append(box)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
                inner = _product(_matrix_of(item), matrix)
                self.walk(at, pdfium.FPDFFormObj_CountObjects(item), form_object, inner, depth + 1)

    def _bounds(self, item: Any, matrix: Matrix) -> Box | None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._refs):
            return None
        left, bottom, right, top = (value.value for value in self._four)
        return self.place(*_mapped(matrix, left, bottom, right, top))

    def _path(self, item: Any, matrix: Matrix) -> None:
        box = self._bounds(item, matrix)
        if box is None:
            return
        x0, y0, x1, y1 = box
        if y1 - y0 <= _THIN or x1 - x0 <= _THIN:
            self._add(box, self._ends(item, matrix) or box)
            return
        points = pdfium.FPDFPath_CountSegments(item)
        if points > _MOST_POINTS:
            self.drawn.append(box)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        slants = self._edges(item, points, _product(_matrix_of(item), matrix), stroked=bool(stroke.value))
        self.drawn += [box] * min(slants, 3)

    def _ends(self, item: Any, matrix: Matrix) -> Box | None:
        """From end to end of a single line, which its bounds exceed by its width; None for any other path."""
        if pdfium.FPDFPath_CountSegments(item) != 2:
            return None
        x, y = ctypes.c_float(), ctypes.c_float()
        own = _product(_matrix_of(item), matrix)
        ends = []
        for i in range(2):
            segment = pdfium.FPDFPath_GetPathSegment(item, i)
            if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                return None
            ends.append(_point(own, x.value, y.value))
        (ax, ay), (bx, by) = ends
        return self.place(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _add(self, box: Box, ends: Box | None = None) -> None:
        (x0, y0, x1, y1), exact = box, ends or box
        if x1 - x0 >= _SHORT and x1 - x0 >= y1 - y0:
            self.horizontals.append(Ruling((y0 + y1) / 2, exact[0], exact[2]))
        elif y1 - y0 >= _SHORT:
            self.verticals.append(Ruling((x0 + x1) / 2, exact[1], exact[3]))

    def _edges(self, item: Any, points: int, matrix: Matrix, *, stroked: bool) -> int:
        """Take in a path's straight edges; of one that is only filled, the thin sub-rectangles.

        Returns:
            The number of slanting lines; 1 for a path with curves.
        """
        x, y = ctypes.c_float(), ctypes.c_float()
        lines: list[list[tuple[float, float]]] = [[]]
        for i in range(points):
            segment = pdfium.FPDFPath_GetPathSegment(item, i)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                self._curve(item, points, matrix, stroked=stroked)
                return 1
            if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                return 1
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                lines.append([])
            lines[-1].append(_point(matrix, x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                lines[-1].append(lines[-1][0])
        return sum(self._polyline(line, stroked=stroked) for line in lines)

    def _polyline(self, points: Sequence[tuple[float, float]], *, stroked: bool) -> int:
        if len(points) < 2:
            return 0
        self._outline(points, stroked=stroked)
        if not stroked:
            xs, ys = zip(*points, strict=True)
            box = self.place(min(xs), min(ys), max(xs), max(ys))
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                self._add(box)
            else:
                self.filled.append(box)
            return 0
        slants = 0
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ax - bx) <= 1.0 or abs(ay - by) <= 1.0:
                self._add(self.place(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
            else:
                slants += 1
        return slants

    def _curve(self, item: Any, count: int, matrix: Matrix, *, stroked: bool) -> None:
        """Take in a short open line with curves, each by its ends and its middle: a jump, a bent pipe."""
        if count > _MOST_CORNERS_OF_CURVE or not stroked:
            return
        x, y = ctypes.c_float(), ctypes.c_float()
        line: list[Point] = []
        controls: list[Point] = []
        for i in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item, i)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            read = pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            if (
                not read
                or pdfium.FPDFPathSegment_GetClose(segment)
                or (kind == pdfium.FPDF_SEGMENT_MOVETO and i)
            ):
                return
            point = _point(matrix, x.value, y.value)
            if kind != pdfium.FPDF_SEGMENT_BEZIERTO:
                line.append(point)
                continue
            controls.append(point)
            if len(controls) == 3 and line:
                (ax, ay), (bx, by), end = controls
                sx, sy = line[-1]
                line += [((sx + 3 * ax + 3 * bx + end[0]) / 8, (sy + 3 * ay + 3 * by + end[1]) / 8), end]
                controls = []
        placed = [self.place(px, py, px, py)[:2] for px, py in line]
        if len(placed) > 1 and placed[0] != placed[-1]:
            self.slants.append(tuple(placed))

    def _outline(self, points: Sequence[Point], *, stroked: bool) -> None:
        """Take in a triangle, another closed outline, or an open line that slants somewhere."""
        if len(points) > _MOST_CORNERS and points[0] != points[-1]:
            return
        placed = [self.place(x, y, x, y)[:2] for x, y in points]
        corners = tuple(dict.fromkeys(placed))
        if len(corners) == 3 and (placed[0] == placed[-1] or not stroked):
            self.triangles.append(corners)
        elif len(corners) > 3 and placed[0] == placed[-1]:
            self.outlines.append(corners)
        elif stroked and placed[0] != placed[-1]:
            level = (min(abs(ax - bx), abs(ay - by)) <= 1.0 for (ax, ay), (bx, by) in pairwise(placed))
            if not all(level):
                self.slants.append(tuple(placed))


def read_graphics(page: Any, place: Place, *, width: float, height: float) -> Graphics:
    """Rulings, pictures and parts of figures on a page.

    Args:
        page: A raw PDFium page.
        place: Brings a box of the page's space to reading space, ``width`` by ``height``.
    """
    found = _Gatherer(place)
    found.walk(address(page), pdfium.FPDFPage_CountObjects(page), page_object, _IDENTITY, 0)
    return Graphics(
        horizontals=tuple(found.horizontals),
        verticals=tuple(found.verticals),
        pictures=_inside(found.pictures, width, height),
        drawn=_inside(found.drawn, width, height),
        filled=_inside(found.filled, width, height),
        slants=tuple(found.slants),
        triangles=tuple(found.triangles),
        outlines=tuple(found.outlines),
    )


def _inside(boxes: Sequence[Box], width: float, height: float) -> tuple[Box, ...]:
    """Boxes cut to the page; those outside it left out."""
    cut = [(max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)) for x0, y0, x1, y1 in boxes]
    return tuple(box for box in cut if box[2] > box[0] and box[3] > box[1])


def _matrix_of(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(first: Matrix, then: Matrix) -> Matrix:
    if then == _IDENTITY:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _mapped(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    if matrix is _IDENTITY:
        return (left, bottom, right, top)
    corners = [_point(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))
