"""Joules from counters that wrap; None where nothing counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from moe_adapters.energy import EnergyMeter


def package(folder: Path, name: str, value: int) -> Path:
    (folder / name).mkdir()
    (folder / name / "energy_uj").write_text(str(value))
    (folder / name / "max_energy_range_uj").write_text("10000000")
    return folder / name / "energy_uj"


@pytest.fixture(autouse=True)
def _no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def test_none_where_the_machine_cannot_tell(tmp_path: Path) -> None:
    assert EnergyMeter(rapl=tmp_path).joules() is None


def test_sums_packages_and_leaves_their_parts_out(tmp_path: Path) -> None:
    one, two = package(tmp_path, "intel-rapl:0", 0), package(tmp_path, "intel-rapl:1", 5)
    part = package(tmp_path, "intel-rapl:0:0", 0)
    meter = EnergyMeter(rapl=tmp_path)
    one.write_text("3000000")
    two.write_text("1000005")
    part.write_text("2000000")
    assert meter.joules() == pytest.approx(4.0)


def test_counter_that_wraps(tmp_path: Path) -> None:
    counter = package(tmp_path, "intel-rapl:0", 9_000_000)
    meter = EnergyMeter(rapl=tmp_path)
    counter.write_text("1000000")
    assert meter.joules() == pytest.approx(2.0)
