"""Lines followed from symbol to symbol."""

from __future__ import annotations

import pytest

from ingest.parsers.drawing.connections import Connection, Symbol, find_connections
from ingest.parsers.drawing.strokes import Arrow, Polyline

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


LINE = "PIPING"


def _flows(
    symbols: tuple[Symbol, ...],
    *lines: tuple[tuple[float, float], ...],
    arrows: tuple[Arrow, ...] = (),
    dots: tuple[tuple[float, float], ...] = (),
) -> dict[tuple[str, ...], str]:
    found = find_connections(
        symbols,
        [Polyline(points=line, layer=LINE) for line in lines],
        tolerance=1.0,
        arrows=arrows,
        dots=dots,
    )
    return {connection.tags: connection.flow for connection in found}


def test_an_arrow_tells_the_flow_and_a_valve_passes_it_on() -> None:
    east = Arrow(tip=(22, 5), tail=(19, 5))
    assert _flows((PUMP, VALVE, TANK), ((10, 5), (60, 5)), arrows=(east,)) == {
        ("P-101", "HV-101"): "forward",
        ("HV-101", "T-1"): "forward",
    }


def test_without_an_arrow_the_flow_is_unknown() -> None:
    assert set(_flows((PUMP, VALVE), ((10, 5), (30, 5))).values()) == {"unknown"}


def test_what_comes_in_at_a_vessel_need_not_go_out() -> None:
    vessel = Symbol(tag="V-1", box=(30, 0, 40, 10), holds=True)
    end = Symbol(tag="E-1", box=(60, 0, 70, 10))
    east = Arrow(tip=(22, 5), tail=(19, 5))
    flows = _flows((PUMP, vessel, end), ((10, 5), (30, 5)), ((40, 5), (60, 5)), arrows=(east,))
    assert flows == {("P-101", "V-1"): "forward", ("V-1", "E-1"): "unknown"}


def test_pumps_side_by_side_flow_from_the_arrow_before_to_the_arrow_after_them() -> None:
    one, other = Symbol(tag="P-1", box=(20, 0, 24, 4)), Symbol(tag="P-2", box=(20, 20, 24, 24))
    source, sink = Symbol(tag="T-1", box=(0, 10, 4, 14)), Symbol(tag="T-2", box=(40, 10, 44, 14))
    lines = (
        ((4, 12), (12, 12)), ((12, 2), (12, 22)), ((12, 2), (20, 2)), ((12, 22), (20, 22)),
        ((24, 2), (32, 2)), ((24, 22), (32, 22)), ((32, 2), (32, 22)), ((32, 12), (40, 12)),
    )  # fmt: skip
    arrows = (Arrow(tip=(9, 12), tail=(7, 12)), Arrow(tip=(38, 12), tail=(36, 12)))
    flows = _flows((one, other, source, sink), *lines, arrows=arrows)
    assert flows == {
        ("T-1", "P-1"): "forward",
        ("T-1", "P-2"): "forward",
        ("P-1", "T-2"): "forward",
        ("P-2", "T-2"): "forward",
        ("P-1", "P-2"): "none",
    }


def test_words_at_the_end_of_a_line_tell_the_flow() -> None:
    end = Symbol(tag="“FROM PID-9”", box=(30, 3, 50, 7), heading="out", reach=2)
    assert _flows((PUMP, end), ((10, 5), (28, 5))) == {("“FROM PID-9”", "P-101"): "forward"}


CROSSED = (
    Symbol(tag="A", box=(0, 8, 4, 12)),
    Symbol(tag="B", box=(36, 8, 40, 12)),
    Symbol(tag="C", box=(18, 30, 22, 34)),
    Symbol(tag="D", box=(18, -14, 22, -10)),
)


@pytest.mark.parametrize(
    "upright",
    [
        (((20, -10), (20, 30)),),
        (((20, -10), (20, 8)), ((20, 12), (20, 30))),
        (((20, -10), (20, 9)), ((20, 9), (21, 10), (20, 11)), ((20, 11), (20, 30))),
    ],
    ids=["crossing", "gap", "jump"],
)
def test_lines_that_cross_are_not_joined(upright: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    assert set(_flows(CROSSED, ((4, 10), (36, 10)), *upright)) == {("A", "B"), ("C", "D")} or set(
        _flows(CROSSED, ((4, 10), (36, 10)), *upright)
    ) == {("A", "B"), ("D", "C")}


def test_a_dot_joins_lines_that_cross() -> None:
    flows = _flows(CROSSED, ((4, 10), (36, 10)), ((20, -10), (20, 30)), dots=((20, 10),))
    assert len(flows) == 6


def test_a_line_that_runs_past_a_symbol_is_not_joined() -> None:
    assert _flows((PUMP, VALVE), ((0, 10.5), (50, 10.5))) == {}
