"""Draw a DXF as PNG with the transform from drawing units to pixels. Knows no entities' meaning."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ezdxf import bbox
from ezdxf.addons.drawing import Frontend, RenderContext
from ezdxf.addons.drawing.config import BackgroundPolicy, ColorPolicy, Configuration
from ezdxf.addons.drawing.matplotlib import MatplotlibBackend
from ezdxf.addons.drawing.properties import BackendProperties
from ezdxf.npshapes import NumpyPath2d, single_paths, to_matplotlib_path
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from ingest.errors import Unreadable
from ingest.parsers.drawing.dxf import layouts_of, open_dxf
from retrieval.records import Box

_DPI = 100
_MARGIN = 0.02
_FEWEST_PIXELS = 200
_THINNEST = 1.5
"""Width of a line in points, two pixels: pipes are seen where a page shows the picture at half its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transform:
    """From drawing units, y upwards, to pixels of the picture, y downwards."""

    scale: float
    left: float
    top: float

    def pixels(self, box: Box) -> Box:
        """A box of the drawing in pixels of the picture."""
        x0, y0, x1, y1 = box
        return (
            (x0 - self.left) * self.scale,
            (self.top - y1) * self.scale,
            (x1 - self.left) * self.scale,
            (self.top - y0) * self.scale,
        )


def dxf_picture(path: Path, *, page: int = 1, max_pixels: int = 4_000_000) -> tuple[bytes, Transform]:
    """Draws model space (page 1) or a sheet of paper space on white.

    Args:
        page: As in the entities' ``page``.
        max_pixels: The picture is as large as it can be with so many pixels.

    Returns:
        The PNG, and where drawing units are on it.

    Raises:
        Unreadable: The drawing cannot be read, has no such page, or nothing on it can be drawn.
    """
    drawing, _ = open_dxf(path)
    layouts = layouts_of(drawing)
    if not 1 <= page <= len(layouts):
        raise Unreadable(f"the drawing has no page {page}", f"it has {len(layouts)}")
    layout = layouts[page - 1]
    extents = bbox.extents(layout, fast=True)
    if not extents.has_data:
        raise Unreadable("the drawing shows nothing", "open it in its program and check its layers")
    wide, high = max(extents.size.x, 1e-6), max(extents.size.y, 1e-6)
    margin = _MARGIN * max(wide, high)
    left, right = extents.extmin.x - margin, extents.extmax.x + margin
    bottom, top = extents.extmin.y - margin, extents.extmax.y + margin
    ratio = min(max((right - left) / (top - bottom), 1 / 20), 20.0)
    height = max(int((max_pixels / ratio) ** 0.5), _FEWEST_PIXELS)
    width = max(int(height * ratio), _FEWEST_PIXELS)
    figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    configuration = Configuration(
        background_policy=BackgroundPolicy.WHITE,
        color_policy=ColorPolicy.BLACK,
        min_lineweight=_THINNEST,
    )
    backend = _Backend(axes, adjust_figure=False)
    Frontend(RenderContext(drawing), backend, config=configuration).draw_layout(layout, finalize=True)
    scale = min(width / (right - left), height / (top - bottom))
    axes.set_aspect("auto")
    axes.set_xlim(left, left + width / scale)
    axes.set_ylim(top - height / scale, top)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=_DPI)
    return stream.getvalue(), Transform(scale=scale, left=left, top=top)


class _Backend(MatplotlibBackend):  # type: ignore[misc]
    """Fills areas with the holes that they have.

    ezdxf tells holes by their bounding boxes; those of the two halves of Ø overlap, and one was filled.
    """

    def draw_filled_paths(self, paths: Iterable[NumpyPath2d], properties: BackendProperties) -> None:
        """Draws one filled area; one of no points is left out."""
        parts = _wound(paths)
        if parts:
            patch = PathPatch(
                to_matplotlib_path(parts), color=properties.color, linewidth=0, zorder=self._get_z()
            )
            self.ax.add_patch(patch)


def _wound(paths: Iterable[NumpyPath2d]) -> list[NumpyPath2d]:
    """Outlines counter-clockwise, holes (what lies in an odd number of others) clockwise."""
    parts = [part for part in single_paths(paths) if len(part)]
    outlines = [Outline([(one.x, one.y) for one in part.control_vertices()]) for part in parts]
    frames = [outline.get_extents() for outline in outlines]
    for place, part in enumerate(parts):
        at = (part.start.x, part.start.y)
        around = sum(
            frame.x0 <= at[0] <= frame.x1 and frame.y0 <= at[1] <= frame.y1 and outline.contains_point(at)
            for other, (frame, outline) in enumerate(zip(frames, outlines, strict=True))
            if other != place
        )
        part.clockwise() if around % 2 else part.counter_clockwise()
    return parts
