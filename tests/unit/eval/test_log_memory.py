"""Generated logs, and what reading them takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.log_memory import lines, read, write_workbook
from ingest.parsers.workbook import parse_workbook


@pytest.mark.parametrize(("layout", "rows"), [("wide", 400), ("long", 50)])
def test_a_generated_log_is_read_whole(tmp_path: Path, layout: str, rows: int) -> None:
    path = tmp_path / "log.csv"
    path.write_text("\n".join(lines(layout, 400)) + "\n", encoding="utf-8")
    told = read(path)
    assert told["rows"] == rows
    assert told["peak_mb"] > 0


def test_a_generated_workbook_holds_the_same_log(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    write_workbook(path, 60)
    (series,) = parse_workbook(path).series
    assert series.rows.num_rows == 60
    _, first, *_ = lines("wide", 60)
    assert str(series.rows.to_pylist()[0]["S0 [bar]"]) == first.split(",")[1]
