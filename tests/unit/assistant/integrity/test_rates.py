"""Rates and lives by the formulas of API 570, worked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.integrity.rates import wall_of
from assistant.integrity.thickness import Point, Reading

_ROW, _COLUMN = cast("KeyedRow", None), cast("ColumnSchema", None)


def _point(readings: Sequence[tuple[float, float]], required: float | None) -> Point:
    return Point(
        name="1", line="", part="", required=required, nominal=None, unit="mm", unit_is_told=True, least_taken=False,
        readings=tuple(
            Reading(year=year, said=str(year), exact="day", thickness=thickness, row=_ROW, column=_COLUMN)
            for year, thickness in readings
        ),
        columns=(), rows=(),
    )  # fmt: skip


def test_the_greater_rate_governs() -> None:
    wall = wall_of(_point([(2010.0, 10.0), (2020.0, 9.0), (2024.0, 8.0)], 6.0), 2025.0)
    assert wall.long is not None
    assert wall.short is not None
    assert wall.long.per_year == pytest.approx(2.0 / 14)
    assert wall.short.per_year == pytest.approx(0.25)
    assert wall.life == pytest.approx(8.0)
    assert wall.end == pytest.approx(2032.0)
    assert not wall.is_over


def test_a_wall_at_its_required_thickness_has_no_life() -> None:
    assert wall_of(_point([(2010.0, 10.0), (2024.0, 6.0)], 6.0), 2025.0).life == 0.0


def test_what_is_missing_gives_no_figure() -> None:
    assert wall_of(_point([(2024.0, 8.0)], 6.0), 2025.0).governing is None
    assert wall_of(_point([(2010.0, 10.0), (2024.0, 8.0)], None), 2025.0).life is None
    grown = wall_of(_point([(2010.0, 8.0), (2024.0, 8.1)], 6.0), 2025.0)
    assert grown.life is None
    assert wall_of(_point([(2024.0, 8.0), (2024.01, 7.9)], 6.0), 2025.0).governing is None
