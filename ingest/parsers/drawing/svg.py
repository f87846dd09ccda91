"""Turn an SVG that a CAD exported into a drawing as DXF has it: lines, outlines, texts, arrow heads.

Knows SVG's shapes, transforms and markers; no meaning. What is filtered or scripted is not known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import ezdxf
from ezdxf.enums import TextEntityAlignment

from ingest.parsers.drawing.strokes import Point
from ingest.parsers.drawing.svg_path import points_of_path
from ingest.parsers.package_xml import local
from retrieval.identifiers import find_tags, normalise

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_ELEMENTS = 100_000
_DEEPEST = 12
_CAPITALS = 0.72
"""Height of capital letters as a share of the size of a font."""
_HEAD = 0.9
"""Length of an arrow head, in heights of the letters."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_CALL = re.compile(r"(\w+)\s*\(([^)]*)\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_HREF = "{http://www.w3.org/1999/xlink}href"
_SKIPPED = frozenset(
    {"defs", "symbol", "marker", "clipPath", "mask", "pattern", "style", "title", "desc", "metadata"}
)
_ARROW = re.compile(r"arr|fl[eè]che|head|triangle|flow", re.IGNORECASE)
_ALIGN = {"middle": TextEntityAlignment.CENTER, "end": TextEntityAlignment.RIGHT}

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Pen:
    """What an element inherits: its transform and the size and anchor of its letters."""

    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    size: float = 16.0
    anchor: str = "start"

    def at(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, -(b * x + d * y + f)

    @property
    def scale(self) -> float:
        a, b, c, d, _, _ = self.matrix
        return math.sqrt(abs(a * d - b * c))


@dataclass(slots=True)
class _Canvas:
    """The drawing that grows, what elements refer to, and the rules of the style sheet."""

    space: Any
    named: dict[str, Element]
    rules: dict[str, dict[str, str]]
    left: int = _MOST_ELEMENTS
    heads: list[tuple[Point, Point]] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)


def drawing_of_svg(root: Element) -> Any:
    """An ``ezdxf`` drawing with what an SVG shows in its model space, y upwards.

    Args:
        root: As a safe XML reader gives it.
    """
    drawing = ezdxf.new()  # type: ignore[attr-defined,unused-ignore]
    named = {str(e.get("id")): e for e in root.iter() if e.get("id")}
    canvas = _Canvas(drawing.modelspace(), named, _rules_of(root))
    _draw(canvas, root, _Pen(), depth=0)
    heights = sorted(canvas.sizes)
    long = _HEAD * (heights[len(heights) // 2] if heights else 10.0)
    for tip, before in canvas.heads:
        _arrow_head(canvas.space, tip, before, long)
    return drawing


def _rules_of(root: Element) -> dict[str, dict[str, str]]:
    """Style sheet rules of one class or element each, by ``.name`` or ``name``."""
    rules: dict[str, dict[str, str]] = {}
    for style in root.iter():
        if local(style) != "style" or not style.text:
            continue
        for selectors, body in _RULE.findall(style.text):
            for selector in selectors.split(","):
                rules.setdefault(selector.strip(), {}).update(_declarations(body))
    return rules


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _style(canvas: _Canvas, element: Element, name: str) -> str | None:
    """A property of an element: its own style, its class, its attribute."""
    own = _declarations(element.get("style") or "")
    if name in own:
        return own[name]
    for selector in (*(f".{c}" for c in (element.get("class") or "").split()), local(element)):
        if name in canvas.rules.get(selector, {}):
            return canvas.rules[selector][name]
    return element.get(name)


def _draw(canvas: _Canvas, element: Element, pen: _Pen, *, depth: int) -> None:
    kind = local(element)
    canvas.left -= 1
    if canvas.left <= 0 or depth > _DEEPEST or (kind in _SKIPPED and depth > 0):
        return
    if _style(canvas, element, "display") == "none" or _style(canvas, element, "visibility") == "hidden":
        return
    pen = _moved(canvas, element, pen)
    if kind == "text":
        _write(canvas, element, pen)
    elif kind == "use":
        link = element.get("href") or element.get(_HREF) or ""
        target = canvas.named.get(link.removeprefix("#"))
        if target is not None:
            place = replace(
                pen, matrix=_times(pen.matrix, (1, 0, 0, 1, _of(element, "x"), _of(element, "y")))
            )
            parts = list(target) if local(target) == "symbol" else [target]
            for part in parts:
                _draw(canvas, part, place, depth=depth + 1)
    elif kind in {"circle", "ellipse"}:
        _round(canvas, element, pen)
    else:
        for points, closed in _outlines(element, kind):
            _line(canvas, element, [pen.at(*point) for point in points], closed=closed)
        before = len(canvas.space)
        for child in element:
            _draw(canvas, child, pen, depth=depth + 1)
        if kind == "g" and _is_tag(element.get("id") or ""):
            _frame_open(canvas, list(canvas.space)[before:])


def _is_tag(name: str) -> bool:
    """True for the name of a group that is the tag of what it draws."""
    return len(name) <= 16 and [normalise(tag) for tag in find_tags(name)] == [normalise(name)]


def _frame_open(canvas: _Canvas, drawn: Sequence[Any]) -> None:
    """An outline around a symbol whose strokes close nowhere, as a check valve's: its group names it."""
    lines = [one for one in drawn if one.dxftype() == "LWPOLYLINE"]
    if len(lines) != len(drawn) or len(lines) < 2 or any(line.closed for line in lines):
        return
    points = [(point[0], point[1]) for line in lines for point in line.get_points()]
    (x0, y0), (x1, y1) = map(min, zip(*points, strict=True)), map(max, zip(*points, strict=True))
    canvas.space.add_lwpolyline([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], close=True)


def _moved(canvas: _Canvas, element: Element, pen: _Pen) -> _Pen:
    matrix = pen.matrix
    for name, text in _CALL.findall(element.get("transform") or ""):
        matrix = _times(matrix, _transform(name, [float(n) for n in _NUMBER.findall(text)]))
    size = _NUMBER.match(_style(canvas, element, "font-size") or "")
    anchor = _style(canvas, element, "text-anchor") or pen.anchor
    return _Pen(matrix, float(size[0]) if size else pen.size, anchor)


def _transform(name: str, n: Sequence[float]) -> Matrix:
    if name == "matrix" and len(n) == 6:
        return n[0], n[1], n[2], n[3], n[4], n[5]
    if name == "translate" and n:
        return 1.0, 0.0, 0.0, 1.0, n[0], n[1] if len(n) > 1 else 0.0
    if name == "scale" and n:
        return n[0], 0.0, 0.0, n[1] if len(n) > 1 else n[0], 0.0, 0.0
    if name == "rotate" and n:
        cos, sin = math.cos(math.radians(n[0])), math.sin(math.radians(n[0]))
        turn: Matrix = (cos, sin, -sin, cos, 0.0, 0.0)
        if len(n) < 3:
            return turn
        return _times(_times((1, 0, 0, 1, n[1], n[2]), turn), (1, 0, 0, 1, -n[1], -n[2]))
    return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f,
    )  # fmt: skip


def _of(element: Element, name: str) -> float:
    number = _NUMBER.match((element.get(name) or "").strip())
    return float(number[0]) if number else 0.0


def _outlines(element: Element, kind: str) -> Iterator[tuple[Sequence[Point], bool]]:
    """Corners of an element's lines, and whether they close."""
    if kind == "line":
        yield [(_of(element, "x1"), _of(element, "y1")), (_of(element, "x2"), _of(element, "y2"))], False
    elif kind == "rect":
        x, y = _of(element, "x"), _of(element, "y")
        right, low = x + _of(element, "width"), y + _of(element, "height")
        yield [(x, y), (right, y), (right, low), (x, low)], True
    elif kind in {"polyline", "polygon"}:
        numbers = [float(n) for n in _NUMBER.findall(element.get("points") or "")]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        yield points, kind == "polygon" or (len(points) > 3 and points[0] == points[-1])
    elif kind == "path":
        yield from points_of_path(element.get("d") or "")


def _line(canvas: _Canvas, element: Element, points: Sequence[Point], *, closed: bool) -> None:
    if len(points) < 2:
        return
    canvas.space.add_lwpolyline(points, close=closed, dxfattribs={"layer": "0"})
    for place, tip, before in (
        ("marker-end", points[-1], points[-2]),
        ("marker-start", points[0], points[1]),
    ):
        marker = _marker(canvas, _style(canvas, element, place) or "")
        if marker is None:
            continue
        turned = place == "marker-start" and marker.get("orient") == "auto"
        canvas.heads.append((before, tip) if turned else (tip, before))
        if turned:
            long = math.dist(before, tip) or 1.0
            share = min(1.0, 12.0 / long)
            inner = tip[0] + share * (before[0] - tip[0]), tip[1] + share * (before[1] - tip[1])
            canvas.heads[-1] = (inner, tip)


def _marker(canvas: _Canvas, text: str) -> Element | None:
    """The arrow head that a property refers to; other ends of lines are not looked at."""
    link = re.search(r"url\(['\"]?#([^)'\"]+)", text)
    marker = canvas.named.get(link[1]) if link else None
    if marker is None:
        return None
    corners = [points for part in marker.iter() for points, _ in _outlines(part, local(part))]
    pointed = any(3 <= len(set(points)) <= 4 for points in corners)
    return marker if pointed or _ARROW.search(link[1] if link else "") else None


def _arrow_head(space: Any, tip: Point, before: Point, long: float) -> None:
    away = math.dist(tip, before)
    if away <= 0:
        return
    x, y = (tip[0] - before[0]) / away, (tip[1] - before[1]) / away
    back = tip[0] - long * x, tip[1] - long * y
    half = 0.3 * long
    space.add_solid([tip, (back[0] - half * y, back[1] + half * x), (back[0] + half * y, back[1] - half * x)])


def _round(canvas: _Canvas, element: Element, pen: _Pen) -> None:
    wide = _of(element, "r") or _of(element, "rx")
    high = _of(element, "r") or _of(element, "ry")
    x, y = _of(element, "cx"), _of(element, "cy")
    if wide <= 0 or high <= 0:
        return
    if abs(wide - high) <= 0.02 * wide:
        canvas.space.add_circle(pen.at(x, y), wide * pen.scale)
        return
    angles = [math.radians(10 * step) for step in range(36)]
    points = [pen.at(x + wide * math.cos(a), y + high * math.sin(a)) for a in angles]
    canvas.space.add_lwpolyline(points, close=True)


def _write(canvas: _Canvas, element: Element, pen: _Pen) -> None:
    """The lines of a text: a ``tspan`` with a place of its own begins a new one."""
    x, y = _of(element, "x"), _of(element, "y")
    lines: list[tuple[float, float, _Pen, list[str]]] = [(x, y, pen, [element.text or ""])]
    for span in element:
        if local(span) != "tspan":
            continue
        own = _moved(canvas, span, pen)
        at_x = _of(span, "x") if span.get("x") else lines[-1][0]
        at_y = _of(span, "y") if span.get("y") else lines[-1][1]
        step = _NUMBER.match(span.get("dy") or "")
        if step:
            at_y += float(step[0]) * (own.size if (span.get("dy") or "").endswith("em") else 1.0)
        if span.get("x") or span.get("y") or span.get("dy"):
            lines.append((at_x, at_y, own, []))
        lines[-1][3].extend(("".join(span.itertext()), span.tail or ""))
    for x, y, own, words in lines:
        printed = " ".join("".join(words).split())
        if not printed:
            continue
        height = _CAPITALS * own.size * own.scale
        angle = -math.degrees(math.atan2(own.matrix[1], own.matrix[0]))
        text = canvas.space.add_text(printed, dxfattribs={"height": height, "rotation": angle})
        text.set_placement(own.at(x, y), align=_ALIGN.get(own.anchor, TextEntityAlignment.LEFT))
        canvas.sizes.append(height)
