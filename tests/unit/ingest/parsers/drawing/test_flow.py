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
