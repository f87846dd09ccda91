from __future__ import annotations

from ingest.layout.regions import Region, Surface, regions
from retrieval.records import Box

WIDTH, HEIGHT = 595.0, 842.0


def surface(*captions: Box, **parts: tuple[Box, ...]) -> Surface:
    return Surface(width=WIDTH, height=HEIGHT, captions=captions, **{"obstacles": (), **parts})


def strokes(box: Box, *, step: float = 15) -> tuple[Box, ...]:
    """A net of short lines that fills a box."""
    x0, y0, x1, y1 = box
    return tuple(
        (x0 + i * step, y0 + j * step, x0 + i * step + step, y0 + j * step + step)
        for i in range(int((x1 - x0) / step))
        for j in range(int((y1 - y0) / step))
    )


def test_a_figure_ends_at_the_paragraph_above_it() -> None:
    found = regions(
        surface((60, 400, 300, 412), obstacles=((60, 80, 530, 180),), strokes=strokes((100, 105, 400, 390)))
    )
    assert found == [Region((100, 180, 400, 390), 0)]


def test_the_nearer_side_is_taken_and_above_where_both_are_near() -> None:
    above, below = strokes((100, 210, 400, 390)), strokes((100, 420, 400, 600))
    (both,) = regions(surface((60, 400, 300, 412), strokes=above + below))
    assert both.box == (100, 210, 400, 390)
    (one,) = regions(surface((60, 400, 300, 412), strokes=below))
    assert one.box == (100, 420, 400, 600)


def test_lettering_joins_in_steps_and_not_from_afar() -> None:
    drawn = strokes((100, 200, 400, 380))
    near, next_to_it, far = (200, 384, 230, 392), (200, 396, 280, 404), (430, 300, 470, 308)
    (found,) = regions(surface((60, 410, 300, 420), strokes=drawn, lettering=(near, next_to_it, far)))
    assert found.box == (100, 200, 400, 404)


def test_lone_lines_and_specks_are_no_figure() -> None:
    line, speck = (60, 300, 530, 300), (300, 350, 302, 352)
    assert regions(surface((60, 400, 300, 412), strokes=(line, speck))) == []


def test_a_table_is_a_figure_only_where_its_caption_says_so_and_nothing_is_drawn() -> None:
    table = (60, 200, 500, 380)
    assert regions(surface((60, 400, 300, 412), tables=(table,))) == [Region(table, 0)]
    assert regions(surface(tables=(table,), strokes=strokes(table))) == []


def test_many_strokes_are_painted_on_a_grid() -> None:
    found = regions(surface((60, 710, 300, 720), strokes=strokes((100, 100, 400, 700), step=2)))
    assert len(found) == 1
    x0, y0, x1, y1 = found[0].box
    assert max(abs(x0 - 100), abs(y0 - 100), abs(x1 - 400), abs(y1 - 700)) < 9


def test_backgrounds_and_letterheads_are_no_figures() -> None:
    assert regions(surface(pictures=((0, 0, WIDTH, HEIGHT), (0, 0, WIDTH, 120)))) == []
    behind = surface(pictures=((60, 200, 500, 500),), obstacles=((70, 220, 480, 400),))
    assert regions(behind) == []


def test_the_one_picture_left_goes_to_the_one_caption_left() -> None:
    page = surface((60, 80, 300, 90), obstacles=((60, 100, 500, 300),), pictures=((100, 320, 400, 600),))
    assert regions(page) == [Region((100, 320, 400, 600), 0)]


def test_curves_side_by_side_are_one_drawing() -> None:
    parts = strokes((100, 200, 250, 335)) + strokes((290, 200, 485, 335))
    (found,) = regions(surface(curves=parts, strokes=parts))
    assert found == Region((100, 200, 485, 335))
