"""Lines followed from symbol to symbol."""

from __future__ import annotations

from ingest.parsers.drawing.connections import Connection, Polyline, Symbol, find_connections

PUMP = Symbol(tag="P-101", box=(0, 0, 10, 10))
VALVE = Symbol(tag="HV-101", box=(30, 2, 36, 8))
TANK = Symbol(tag="T-1", box=(60, 0, 80, 40))
GAUGE = Symbol(tag="PI-1", box=(17, 20, 23, 26))


def _pairs(
    *lines: tuple[tuple[float, float], ...], symbols: tuple[Symbol, ...] = (PUMP, VALVE, TANK, GAUGE)
) -> set[frozenset[str]]:
    found = find_connections(
        symbols, [Polyline(points=line, layer="PIPING") for line in lines], tolerance=1.0
    )
    return {frozenset(connection.tags) for connection in found}


def test_ends_at_two_symbols() -> None:
    assert _pairs(((10, 5), (30, 5))) == {frozenset({"P-101", "HV-101"})}


def test_a_symbol_on_the_line_divides_it() -> None:
    assert _pairs(((10, 5), (60, 5))) == {frozenset({"P-101", "HV-101"}), frozenset({"HV-101", "T-1"})}


def test_corners_and_lines_in_pieces() -> None:
    assert _pairs(((5, 10), (5, 60)), ((5, 60), (70, 60)), ((70, 60), (70, 40))) == {
        frozenset({"P-101", "T-1"})
    }


def test_a_branch_joins_both_sides() -> None:
    pairs = _pairs(((10, 5), (30, 5)), ((20, 5), (20, 20)))
    assert pairs == {frozenset(p) for p in ({"P-101", "HV-101"}, {"PI-1", "P-101"}, {"PI-1", "HV-101"})}


def test_a_header_is_given_once_with_all() -> None:
    symbols = tuple(Symbol(tag=f"V-{i}", box=(10 * i, 10, 10 * i + 4, 14)) for i in range(6))
    lines = [Polyline(points=((0, 0), (60, 0)), layer="P")]
    lines += [Polyline(points=((10 * i + 2, 0), (10 * i + 2, 10)), layer="P") for i in range(6)]
    found = find_connections(symbols, lines, tolerance=0.5)
    assert [len(connection.tags) for connection in found] == [6]


def test_strokes_of_a_symbol_and_loose_lines_join_nothing() -> None:
    assert _pairs(((2, 2), (8, 8)), ((100, 100), (120, 100)), ((10, 5), (20, 5))) == set()


def test_layer_and_box() -> None:
    found = find_connections(
        [PUMP, VALVE], [Polyline(points=((10, 5), (30, 5)), layer="SIGNAL")], tolerance=1.0
    )
    assert found == [Connection(tags=("P-101", "HV-101"), layer="SIGNAL", parts=found[0].parts)]
    assert found[0].box[0] >= 9
    assert found[0].box[2] <= 31
