"""Pictures of pages with boxes marked, drawn in a process of their own under limits. Knows no question.

A page that makes the renderer hang or eat memory costs its picture and nothing else.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.engines.local import LocalEngine
from ingest.errors import Unreadable
from ingest.limits import Limits
from retrieval.records import Box, BoxUnit, Document

if TYPE_CHECKING:
    from retrieval.objects import ObjectStore

_KEPT = 48
_UNITS: dict[str, BoxUnit] = {"pdf": "pt", "image": "px", "dxf": "drawing", "svg": "drawing"}
"""What can be drawn, and the unit of its boxes."""
_LIMITS = Limits(seconds=20.0, memory_mb=2048)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureJob:
    """A page to draw. ``path`` is the original in the object store, which has no suffix."""

    path: Path
    page: int
    boxes: tuple[Box, ...]
    unit: BoxUnit
    scale: float
    crop: Box | None = None


class PagePictures:
    """Draws pages and keeps the last ones. Safe for threads: one page is drawn at a time."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects
        self._drawn: OrderedDict[PictureJob, bytes] = OrderedDict()
        self._turn = threading.Lock()
        self._engine: LocalEngine[PictureJob, bytes] | None = None

    def get(
        self,
        document: Document,
        page: int,
        *,
        boxes: tuple[Box, ...] = (),
        scale: float = 2.0,
        crop: Box | None = None,
    ) -> bytes:
        """A page of a document as PNG, with boxes marked, or what lies in one box alone.

        Args:
            page: From 1.
            boxes: As citations of the document give them.
            scale: Pixels a PDF point.
            crop: Frame of a figure, as its citation gives it.

        Raises:
            Unreadable: The page cannot be drawn: it does not exist, the format has no pages, or
                drawing it takes too long or too much memory.
        """
        unit = _UNITS.get(document.media)
        if unit is None:
            raise Unreadable(f"{document.source} has no pages to draw", "open the original")
        path = self._objects.path(document.sha256)
        job = PictureJob(path=path, page=page, boxes=boxes, unit=unit, scale=scale, crop=crop)
        with self._turn:
            if job not in self._drawn:
                self._drawn[job] = self._draw(job)
            self._drawn.move_to_end(job)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
            return self._drawn[job]

    def close(self) -> None:
        """Ends the process that draws."""
        with self._turn:
            if self._engine is not None:
                self._engine.close()
                self._engine = None

    def _draw(self, job: PictureJob) -> bytes:
        if self._engine is None:
            self._engine = LocalEngine(draw, workers=1, limits=_LIMITS)
        self._engine.submit(job)
        outcome = self._engine.outcome()
        if outcome.error is not None:
            raise outcome.error
        return outcome.result or b""


def draw(job: PictureJob) -> bytes:
    """Draws one page; runs in the worker."""
    from ingest.pictures import cut, highlight, page_picture

    picture = page_picture(job.path, job.page, scale=job.scale)
    if job.boxes:
        picture = highlight(picture, job.boxes, unit=job.unit, scale=job.scale)
    return picture if job.crop is None else cut(picture, job.crop, unit=job.unit, scale=job.scale)
