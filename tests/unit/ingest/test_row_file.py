from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from ingest import row_file
from ingest.row_file import RowFileWriter
from ingest.scratch import scratch_in

TIMES = np.datetime64("2024-01-01", "us") + np.arange(1_000) * np.timedelta64(1, "m")


def test_rows_come_back_group_by_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_file, "ROW_GROUP", 300)
    readings = np.where(np.arange(1_000) % 7 == 0, np.nan, np.arange(1_000.0))
    with scratch_in(tmp_path):
        writer = RowFileWriter(["P"])
        for start in range(0, 1_000, 130):
            part = slice(start, start + 130)
            writer.add(np.arange(1_000)[part], TIMES[part], {"P": readings[part]})
        rows = writer.finish()
    assert rows.path.is_relative_to(tmp_path)
    assert (rows.num_rows, rows.column_names) == (1_000, ["_row", "time", "P"])
    assert [table.num_rows for table in rows.tables()] == [300, 300, 300, 100]
    assert np.array_equal(np.concatenate(list(rows.column("P").blocks())), readings, equal_nan=True)
    assert rows.column("P").at(650) == 650.0
    assert rows.period == (datetime(2024, 1, 1), datetime(2024, 1, 1, 16, 39))
    assert rows.table().column("P").null_count == 143
    assert pq.read_table(rows.path).equals(rows.table())


def test_the_file_goes_with_the_rows(tmp_path: Path) -> None:
    with scratch_in(tmp_path):
        writer = RowFileWriter(["P"])
        writer.add(np.arange(1_000), TIMES, {"P": np.zeros(1_000)})
        rows = writer.finish()
    path = rows.path
    assert path.is_file()
    del rows, writer
    assert not path.exists()
