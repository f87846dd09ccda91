"""What speaks for a failure mode: limits count as much as stretches, and alone where there are no others."""

from __future__ import annotations

import pytest

from assistant.reports.diagnostic.signals import shared_out


def test_half_from_stretches_and_half_from_limits() -> None:
    found = dict(shared_out({"VT-1": 3.0, "PT-2": 1.0}, {"PT-2": 10.0}))
    assert found == {"PT-2": pytest.approx(0.625), "VT-1": pytest.approx(0.375)}
    assert [name for name, _ in shared_out({"VT-1": 3.0, "PT-2": 1.0}, {"PT-2": 10.0})] == ["PT-2", "VT-1"]


def test_all_from_the_one_kind_that_there_is() -> None:
    assert shared_out({}, {"PT-2": 10.0}) == [("PT-2", 1.0)]
    assert shared_out({"VT-1": 2.0}, {}) == [("VT-1", 1.0)]
    assert shared_out({}, {}) == []
