"""Rows that measure in several units are not added up; rows of one unit are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .plant_tables import Sheet, asking, frame


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    names = ["Utility", "Consumption"]
    mixed = [("Electricity (MWh)", 40.0), ("Water (m³)", 700.0), ("Steam (t)", 12.0)]
    alike = [("Boiler 1 (t)", 5.0), ("Boiler 2 (t)", 7.0)]
    sheets = [
        Sheet("utilities", "Utilities", {"Utility": ("text", None), "Consumption": ("number", None)},
              frame([dict(zip(names, row, strict=True)) for row in mixed])),
        Sheet("boilers", "Boilers", {"Boiler": ("text", None), "Fuel": ("number", None)},
              frame([dict(zip(["Boiler", "Fuel"], row, strict=True)) for row in alike])),
    ]  # fmt: skip
    return asking(sheets, tmp_path_factory.mktemp("mixed"))


def test_no_sum_over_several_units(ask: Callable[..., str]) -> None:
    assert "752" not in ask("total consumption of the utilities")


def test_rows_of_one_unit_are_added_up(ask: Callable[..., str]) -> None:
    assert "12" in ask("total fuel of the boilers")
