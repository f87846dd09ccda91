"""Means over cuts, files and sets: no set counts for its number of files."""

from __future__ import annotations

import pytest

from eval.forecast_table import by_group, means, relative


def row(model: str, group: str, log: str, value: float | None) -> dict[str, object]:
    return {"model": model, "group": group, "log": log, "mase": value}


ROWS = [
    row("naive", "a", "1", 2.0),
    row("naive", "a", "1", 4.0),
    row("naive", "a", "2", 1.0),
    row("naive", "b", "3", 8.0),
    row("ets", "a", "1", 1.0),
    row("ets", "a", "2", 1.0),
    row("ets", "b", "3", 4.0),
    row("ets", "b", "4", None),
    {"model": "base_rate", "group": "a", "log": "1"},
]


def test_cuts_then_files_then_sets() -> None:
    assert by_group(ROWS, "naive", "mase") == {"a": 2.0, "b": 8.0}
    assert means(ROWS, "naive", "mase") == 5.0


def test_ratios_are_averaged_as_ratios() -> None:
    assert relative(ROWS, "ets", "mase") == pytest.approx(0.5)
    assert relative(ROWS, "naive", "mase") == pytest.approx(1.0)


def test_a_model_without_figures_has_none() -> None:
    assert means(ROWS, "base_rate", "mase") != means(ROWS, "base_rate", "mase")  # NaN
