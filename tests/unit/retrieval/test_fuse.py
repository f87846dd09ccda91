"""Fusion of scores."""

from __future__ import annotations

import pytest

from retrieval.fuse import fuse, relative

WEIGHTS = {"dense": 1.0, "keyword": 3.0}


def test_weighted_mean() -> None:
    merged = fuse({"dense": {1: 0.8, 2: 0.4}, "keyword": {2: 1.0}}, WEIGHTS)
    assert [key for key, _, _ in merged] == [2, 1]
    assert merged[0][1] == pytest.approx((0.4 + 3.0) / 4)
    assert merged[1][2] == {"dense": 0.8}


def test_a_searcher_without_finds_is_left_out() -> None:
    merged = fuse({"dense": {1: 0.8}, "keyword": {}}, WEIGHTS)
    assert merged[0][1] == pytest.approx(0.8)
    assert fuse({"dense": {}}, WEIGHTS) == []


def test_relative() -> None:
    assert relative({1: 4.0, 2: 2.0, 3: 0.0}) == {1: 1.0, 2: 0.5}
    assert relative({}) == {}
