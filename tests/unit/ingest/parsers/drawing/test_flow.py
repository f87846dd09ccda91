"""Ways through a net of lines: circles of lines without a symbol end the search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from ingest.parsers.drawing.flow import Net, Stretch, directed


def _stretch(one: str, other: str, way: int = 0) -> Stretch:
    return Stretch(one, other, "", ((0.0, 0.0, 1.0, 1.0),), way)


def _ring(*nodes: str) -> Iterator[Stretch]:
    return (_stretch(one, other) for one, other in pairwise((*nodes, nodes[0])))


@pytest.mark.timeout(10)
def test_a_closed_circle_of_lines_is_walked_once() -> None:
    """A frame or a cell of a table: each corner joins two lines, and no symbol is on them."""
    net = directed(
        Net([*_ring("#1", "#2", "#3", "#4"), _stretch("@P-1", "@V-1", 1)], leaves=frozenset("@PI-1"))
    )
    assert len(net.carrying("#1")) == 2
    assert [stretch.way for stretch in net.stretches] == [0, 0, 0, 0, 1]


@pytest.mark.timeout(10)
def test_a_circle_on_a_stem_is_walked_once() -> None:
    net = directed(Net([_stretch("@P-1", "#1", 1), *_ring("#1", "#2", "#3")], leaves=frozenset(("@PI-1",))))
    assert len(net.carrying("@P-1")) == 1


def test_a_stretch_over_corners_to_an_instrument_carries_nothing() -> None:
    net = Net(
        [_stretch("@P-1", "#1"), _stretch("#1", "@V-1"), _stretch("#1", "#2"), _stretch("#2", "@PI-1")],
        leaves=frozenset(("@PI-1",)),
    )
    assert [stretch.far("#1") for stretch in net.carrying("#1")] == ["@P-1", "@V-1"]


def _two_pumps(*onward: Stretch) -> Net:
    """A tank with two pumps side by side; the flow is known of the first one alone."""
    return Net(
        [
            _stretch("@V-1", "#in"),
            _stretch("#in", "@P-1A"),
            _stretch("@P-1A", "#out", 1),
            _stretch("#in", "@P-1B"),
            _stretch("@P-1B", "@CV-1"),
            _stretch("@CV-1", "#out"),
            *onward,
        ],
        holders=frozenset(("@V-1",)),
    )


@pytest.mark.parametrize("way", [0, 1])
def test_nothing_is_said_to_flow_back_through_the_pump_beside(way: int) -> None:
    net = directed(_two_pumps(_stretch("#out", "@E-1", way)))
    ways = {(s.one, s.other): s.way for s in net.stretches}
    assert ways["#in", "@P-1A"] == 1
    assert ways["#in", "@P-1B"] == ways["@P-1B", "@CV-1"] == ways["@CV-1", "#out"] == 0


def test_in_a_closed_circuit_all_must_go_around() -> None:
    net = directed(
        Net(
            [
                _stretch("@B-1", "@P-1", 1),
                _stretch("@P-1", "#out"),
                _stretch("#out", "@R-1"),
                _stretch("#out", "@R-2"),
                _stretch("@R-1", "#back"),
                _stretch("@R-2", "#back"),
                _stretch("#back", "@B-1"),
            ]
        )
    )
    assert [stretch.way for stretch in net.stretches] == [1] * 7
