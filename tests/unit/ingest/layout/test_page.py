from __future__ import annotations

import math

import pytest

from ingest.layout.page import Page, union


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        (0, (10.0, 20.0, 30.0, 25.0)),
        (90, (20.0, 570.0, 25.0, 590.0)),
        (180, (570.0, 775.0, 590.0, 780.0)),
        (270, (775.0, 10.0, 780.0, 30.0)),
    ],
)
def test_boxes_go_back_to_the_page_as_shown(turn: int, expected: tuple[float, ...]) -> None:
    page = Page(number=1, width=600, height=800, turn=turn)  # type: ignore[arg-type]
    assert page.shown((10, 20, 30, 25)) == expected


def test_a_crooked_scan_gets_crooked_boxes() -> None:
    page = Page(number=1, width=600, height=800, tilt=math.radians(2))
    x0, y0, x1, y1 = page.shown((100, 395, 500, 405))
    assert y1 - y0 == pytest.approx(10 + 400 * math.sin(math.radians(2)), abs=0.1)
    assert (x0 + x1) / 2 == pytest.approx(300, abs=0.5)


def test_union() -> None:
    assert union([(1, 2, 3, 4), (0, 3, 2, 9)]) == (0, 2, 3, 9)
