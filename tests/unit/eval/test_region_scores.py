from __future__ import annotations

import pytest

from eval.figure_labels import labelled_pages
from eval.scorers.regions import iou, score_regions


def test_iou() -> None:
    assert iou((0, 0, 10, 10), (0, 0, 10, 10)) == 1
    assert iou((0, 0, 10, 10), (5, 0, 15, 10)) == pytest.approx(1 / 3)
    assert iou((0, 0, 10, 10), (20, 0, 30, 10)) == 0


def test_no_box_is_paired_twice() -> None:
    one = score_regions([(0, 0, 10, 10), (0, 0, 10, 9)], [(0, 0, 10, 10)])
    assert (one.labelled, one.given, one.matched) == (2, 1, 1)
    both = one + score_regions([], [(0, 0, 5, 5)])
    assert both.shares("test_") == {"test_found": 0.5, "test_precision": 0.5, "test_mean_iou": 0.5}


def test_the_parts_share_no_document_and_boxes_are_boxes() -> None:
    parts = {part: labelled_pages(part) for part in ("development", "test")}  # type: ignore[arg-type]
    assert not {p.file for p in parts["development"]} & {p.file for p in parts["test"]}
    boxes = [box for pages in parts.values() for page in pages for _, box in page.figures]
    assert len(boxes) >= 25
    assert all(x0 < x1 and y0 < y1 for x0, y0, x1, y1 in boxes)
