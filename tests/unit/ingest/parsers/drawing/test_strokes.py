from __future__ import annotations

from ingest.parsers.drawing.strokes import Polyline, arrow_of, is_bow_tie, lengthened


def test_the_point_of_a_triangle() -> None:
    arrow = arrow_of([(10, 0), (6, 1.5), (6, -1.5)])
    assert arrow is not None
    assert (arrow.tip, arrow.tail) == ((10, 0), (6, 0))
    assert arrow_of([(0, 0), (4, 0), (4, 9)]) is None


def test_an_arrow_is_on_a_line_that_it_points_along() -> None:
    arrow = arrow_of([(10, 0), (6, 1.5), (6, -1.5)])
    assert arrow is not None
    assert arrow.on(Polyline(points=((20, 0), (0, 0)), layer=""), 1.0) == (-1, 14.0)
    assert arrow.on(Polyline(points=((8, -5), (8, 5)), layer=""), 1.0) == (0, 0.0)


def test_a_line_that_stops_at_an_arrow_goes_on_to_its_point() -> None:
    arrow = arrow_of([(10, 0), (6, 1.5), (6, -1.5)])
    assert arrow is not None
    (line,) = lengthened([Polyline(points=((0, 0), (6, 0)), layer="")], [arrow], 1.0)
    assert line.points == ((0, 0), (10, 0))


def test_a_valve_crosses_itself_and_a_box_does_not() -> None:
    assert is_bow_tie([(-4, -2), (-4, 2), (4, -2), (4, 2)])
    assert not is_bow_tie([(-4, -2), (-4, 2), (4, 2), (4, -2)])
