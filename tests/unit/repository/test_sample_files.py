"""The plant that ships: its size, its kinds of files, and that its script still writes it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

KINDS = {".pdf", ".docx", ".xlsx", ".csv", ".dxf", ".eml"}


def test_it_is_small_and_has_every_kind(sample_plant: Path) -> None:
    files = [path for path in sample_plant.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 5_000_000
    assert {path.suffix for path in files} == KINDS
    drawings = {path.stem for path in (sample_plant / "drawings").glob("*.dxf")}
    assert len(drawings) == 2
    assert drawings == {path.stem for path in (sample_plant / "drawings").glob("*.pdf")}


def test_one_page_is_a_scan_without_text(sample_plant: Path) -> None:
    from pypdf import PdfReader

    (scan,) = (sample_plant / "reports").glob("scan*.pdf")
    assert not "".join(page.extract_text() for page in PdfReader(scan).pages).strip()


def test_the_log_is_a_month_of_eight_sensors_with_gaps_and_a_stuck_one(sample_plant: Path) -> None:
    import pandas as pd

    log = pd.read_csv(
        sample_plant / "logs" / "historian_2025-09.csv", sep=";", decimal=",", na_values=["Bad"], dtype=object
    )
    assert log.shape[1] == 9
    times = pd.to_datetime(log.iloc[:, 0], format="%Y-%m-%d %H:%M")
    assert (times.max() - times.min()).days >= 29
    steps = times.diff().dropna()
    assert steps.median() == pd.Timedelta(minutes=1)
    assert steps.max() > pd.Timedelta(minutes=30)
    longest = max(int(log[name].eq(log[name].shift()).astype(int).groupby(
        log[name].ne(log[name].shift()).cumsum()).sum().max()) for name in log.columns[1:])  # fmt: skip
    assert longest > 1000


@pytest.mark.parametrize("name", ["maintenance/work_orders.csv"])
def test_the_script_writes_what_ships(sample_plant: Path, tmp_path: Path, name: str) -> None:
    sys.path.insert(0, str(sample_plant.parent))
    try:
        writer = importlib.import_module("maker.work_orders")
        writer.write_work_orders(writer.make_work_orders(), tmp_path / "written.csv")
    finally:
        sys.path.remove(str(sample_plant.parent))
    assert (tmp_path / "written.csv").read_bytes() == (sample_plant / name).read_bytes()
